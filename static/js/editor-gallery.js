// Pictures side by side: <figure data-node="gallery"> around two or more picture figures. One that was left alone
// becomes an ordinary picture; a gallery without pictures goes.
import { gettext, Node, Plugin, pm } from "django-prose-editor/editor"
import { act, around, insertBlock, selectBlock } from "marbre/blocks"
import { element, filled, ngettext } from "marbre/element"
import { pick } from "marbre/picker"

const { Selection } = pm.state

const figuresOf = (schema, pictures, layout) =>
  pictures.map(({ id }) => schema.nodes.figure.create({ "image-id": String(id), layout }))

/** The pictures that somebody chose: none, one or several. */
const pickSeveral = async (address) => [await pick(address, { many: true })].flat().filter(Boolean)

const insertPictures = (editor, pictures) =>
  act(editor, (tr, { schema }) => {
    const alone = pictures.length === 1
    const figures = figuresOf(schema, pictures, alone ? "column" : null)
    insertBlock(tr, alone ? figures[0] : schema.nodes.gallery.create(null, figures))
  })

const addPictures = (editor, { end }, pictures) =>
  act(editor, (tr, { schema }) => {
    tr.insert(end - 1, figuresOf(schema, pictures, null))
    tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(end) - 2), -1))
  })

const tidy = (tr, node, start) => {
  const end = start + node.nodeSize
  if (!node.childCount) tr.delete(tr.mapping.map(start), tr.mapping.map(end))
  else if (node.childCount === 1) {
    const only = node.firstChild
    const figure = only.type.create({ ...only.attrs, layout: "column" }, only.content)
    tr.replaceWith(tr.mapping.map(start), tr.mapping.map(end), figure)
    tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(start, -1) + 1)))
  } else {
    node.forEach((figure, offset) => {
      if (figure.attrs.layout) tr.setNodeAttribute(tr.mapping.map(start + 1 + offset), "layout", null)
    })
  }
}

const keepTidy = (transactions, _before, { doc, tr }) => {
  if (!transactions.some((transaction) => transaction.docChanged)) return null
  doc.forEach((node, start) => node.type.name === "gallery" && tidy(tr, node, start))
  return tr.docChanged ? tr : null
}

const label = (count) =>
  filled(ngettext("Gallery, %(count)s picture", "Gallery, %(count)s pictures", count), { count })

/** Up from the first row, where nothing above can take the cursor: to the gallery, and from there to the line above. */
const leaveUpwards = ({ state, view }) => {
  const gallery = around(state.selection, "gallery")
  if (!gallery || state.selection.node || !view.endOfTextblock("up")) return false
  const [first, here] = [gallery.start + 1, around(state.selection, "figure").start].map((at) => view.nodeDOM(at))
  if (state.doc.resolve(gallery.start).nodeBefore?.isTextblock || here.offsetTop > first.offsetTop) return false
  view.dispatch(selectBlock(state.tr, gallery.start).scrollIntoView())
  return true
}

class GalleryView {
  constructor({ node }) {
    this.contentDOM = element("div", { className: "gallery-pictures" })
    this.dom = element("figure", { className: "gallery", role: "group" }, [this.contentDOM])
    this.update(node)
  }

  update(node) {
    if (node.type.name !== "gallery") return false
    this.dom.setAttribute("aria-label", label(node.childCount))
    return true
  }

  ignoreMutation({ type, target }) {
    return type === "attributes" && target === this.dom
  }
}

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "figure*",
  isolating: true,
  draggable: true,
  allowGapCursor: false,

  addOptions: () => ({ pickerUrl: "" }),

  parseHTML: () => [{ tag: 'figure[data-node="gallery"]', priority: 60 }],
  renderHTML: () => ["figure", { "data-node": "gallery" }, 0],
  addNodeView: () => (view) => new GalleryView(view),

  addCommands() {
    const { pickerUrl } = this.options
    return {
      insertGallery:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) pickSeveral(pickerUrl).then((found) => found.length && insertPictures(editor, found))
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { ArrowUp: () => leaveUpwards(this.editor) }
  },

  addProseMirrorPlugins: () => [new Plugin({ appendTransaction: keepTidy })],

  addBlockTools() {
    const { pickerUrl } = this.options
    return {
      name: gettext("Gallery"),
      tools: ({ editor }) => [
        {
          name: "add",
          label: gettext("Add pictures"),
          icon: "add",
          opens: true,
          run: async () => {
            const found = await pickSeveral(pickerUrl)
            const gallery = around(editor.state.selection, "gallery")
            if (found.length && gallery) addPictures(editor, gallery, found)
          },
        },
      ],
    }
  },
})
