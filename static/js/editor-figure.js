// A picture of the library, kept by its number:
// <figure data-image-id="12" data-layout="column"><figcaption>…</figcaption></figure>
// An empty caption stands for the library's own, an empty credit too; the alternative text always comes from there.
import { gettext, Node, pm } from "django-prose-editor/editor"
import { act, around, atStart, goOnAt, insertBlock, selectBlock, still } from "marbre/blocks"
import { element } from "marbre/element"
import { lookUp, pick } from "marbre/picker"

const { TextSelection } = pm.state

const attribute = (name) => ({
  default: null,
  parseHTML: (figure) => figure.getAttribute(`data-${name}`),
  renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
})

const layouts = () => ({
  column: gettext("Column width"),
  wide: gettext("Wide"),
  half: gettext("Half, beside the text"),
})

const setAttributes = (editor, position, changes) => {
  const { state, view } = editor
  const node = state.doc.nodeAt(position)
  view.dispatch(state.tr.setNodeMarkup(position, null, { ...node.attrs, ...changes }))
}

class FigureView {
  constructor({ node, editor, getPos }, address) {
    Object.assign(this, { node, editor, getPos, address })
    this.image = element("img", { alt: "", draggable: false, hidden: true })
    this.contentDOM = element("figcaption")
    this.frame = element("div", { className: "figure-frame", ...still }, [this.image])
    this.details = element("div", { className: "figure-details", ...still }, [this.makeCredit(), this.makeWarning()])
    this.dom = element("figure", { className: "library-figure", role: "group" }, [
      this.frame,
      this.contentDOM,
      this.details,
    ])
    this.show()
  }

  /** Reached with Tab from the caption; out of the page's own order, or a story full of pictures would be long. */
  makeCredit() {
    this.credit = element("input", { type: "text", className: "figure-credit", tabIndex: -1, maxLength: 200 })
    this.credit.setAttribute("aria-label", gettext("Credit of this picture, if not the library’s"))
    this.credit.addEventListener("input", () => this.set({ credit: this.credit.value.trim() || null }))
    this.credit.addEventListener("keydown", (event) => this.leaveCredit(event))
    return this.credit
  }

  makeWarning() {
    this.warning = element("p", { className: "block-warning", hidden: true })
    return this.warning
  }

  leaveCredit(event) {
    const back = event.key === "Escape" || (event.key === "Tab" && event.shiftKey)
    if (!back && event.key !== "Enter" && event.key !== "Tab") return
    event.preventDefault()
    event.stopPropagation()
    const end = this.getPos() + this.node.nodeSize
    // At once: the library's own focus comes a frame later, and what is typed meanwhile would go into the credit.
    act(this.editor, (tr) => (back ? tr.setSelection(TextSelection.create(tr.doc, end - 1)) : leaveBelow(tr, end)))
  }

  async show() {
    const { "image-id": number, layout, credit } = this.node.attrs
    this.dom.dataset.layout = layout ?? "column"
    this.contentDOM.classList.toggle("is-empty", !this.node.content.size)
    if (document.activeElement !== this.credit) this.credit.value = credit ?? ""
    const picture = await lookUp(this.address, number).catch(() => null)
    if (number === this.node.attrs["image-id"]) this.describe(picture)
  }

  describe(picture) {
    this.dom.setAttribute("aria-label", picture ? `${gettext("Picture")} – ${picture.title}` : gettext("Picture"))
    this.dom.classList.toggle("is-missing", !picture)
    this.image.hidden = this.credit.hidden = !picture
    this.warning.hidden = !!picture
    this.contentDOM.dataset.placeholder = picture?.caption || gettext("Caption")
    this.warning.textContent = picture ? "" : gettext("This picture is no longer in the library.")
    if (!picture) return
    this.credit.placeholder = picture.credit || gettext("Credit")
    const { url: src, alt, width, height } = picture
    Object.assign(this.image, { src, alt, width, height })
  }

  set(changes) {
    setAttributes(this.editor, this.getPos(), changes)
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    return true
  }

  stopEvent(event) {
    return event.target === this.credit
  }

  /** Only what is typed into the caption is a change of the story; attributes are set by this view itself. */
  ignoreMutation({ type, target }) {
    return type === "attributes" || (type !== "selection" && !this.contentDOM.contains(target))
  }
}

/** Go on in the next picture of the gallery or in the paragraph below, which is made where there is none. */
const leaveBelow = (tr, end) => {
  const place = tr.doc.resolve(end)
  const next = place.nodeAfter
  const writable = next && (place.depth || next.type.name === "paragraph")
  if (writable) return tr.setSelection(TextSelection.create(tr.doc, end + 1))
  return goOnAt(tr, place.depth ? place.after() : end)
}

const figureOf = (schema, picture) =>
  schema.nodes.figure.create({ "image-id": String(picture.id), layout: "column" })

const layoutTools = (editor, { node, start }) =>
  Object.entries(layouts()).map(([layout, label]) => ({
    name: layout,
    label,
    icon: layout,
    pressed: (node.attrs.layout ?? "column") === layout,
    run: () => setAttributes(editor, start, { layout }),
  }))

const pictureTools = (editor, { start }, address) => [
  {
    name: "replace",
    label: gettext("Replace the picture"),
    icon: "replace",
    opens: true,
    run: async () => {
      const picture = await pick(address)
      if (picture) setAttributes(editor, start, { "image-id": String(picture.id) })
    },
  },
  {
    name: "credit",
    label: gettext("Change the credit"),
    icon: "credit",
    keepsFocus: true,
    run: () => editor.view.nodeDOM(start)?.querySelector(".figure-credit").focus(),
  },
]

export const LibraryFigure = Node.create({
  name: "figure",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,

  addOptions: () => ({ pickerUrl: "" }),
  addAttributes: () => ({
    "image-id": attribute("image-id"),
    layout: attribute("layout"),
    credit: attribute("credit"),
  }),

  parseHTML: () => [
    {
      tag: "figure[data-image-id]",
      contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],

  addNodeView() {
    return (view) => new FigureView(view, this.options.pickerUrl)
  },

  addCommands() {
    return {
      insertFigure:
        () =>
        ({ editor, dispatch }) => {
          if (!dispatch) return true
          pick(this.options.pickerUrl).then(
            (picture) => picture && act(editor, (tr, { schema }) => insertBlock(tr, figureOf(schema, picture))),
          )
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.command(goOnBelow),
      Tab: () => toCredit(this.editor),
      Backspace: () => this.editor.commands.command(selectEmpty),
    }
  },

  addBlockTools() {
    const { pickerUrl } = this.options
    return {
      name: gettext("Picture"),
      tools: ({ editor, block, parent }) => [
        ...(parent ? [] : layoutTools(editor, block)),
        ...pictureTools(editor, block, pickerUrl),
      ],
    }
  },
})

/** Enter in the caption goes on below the picture, or below the gallery that it is in. */
const goOnBelow = ({ tr, dispatch }) => {
  const figure = around(tr.selection, "figure")
  if (!figure) return false
  const gallery = around(tr.selection, "gallery")
  if (dispatch) goOnAt(tr, (gallery ?? figure).end)
  return true
}

const toCredit = (editor) => {
  const figure = around(editor.state.selection, "figure")
  const credit = figure && editor.view.nodeDOM(figure.start)?.querySelector(".figure-credit:not([hidden])")
  credit?.focus()
  return !!credit
}

/** Backspace in front of the caption selects the picture; once more removes it. */
const selectEmpty = ({ tr, dispatch }) => {
  const { selection } = tr
  if (selection.$from.parent.type.name !== "figure" || !atStart(selection)) return false
  if (dispatch) selectBlock(tr, selection.$from.before())
  return true
}
