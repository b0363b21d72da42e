// A picture of the library, kept by its number:
// <figure data-image-id="12" data-layout="column"><figcaption>…</figcaption></figure>
// An empty caption stands for the library's own; credit and alternative text always come from there.
import { gettext, Node, pm } from "django-prose-editor/editor"
import { element, lookUp, pick } from "marbre/picker"

const { NodeSelection, TextSelection } = pm.state

const dataAttribute = (name, fallback) => ({
  default: fallback,
  parseHTML: (figure) => figure.getAttribute(`data-${name}`),
  renderHTML: (attributes) => (attributes[name] === null ? {} : { [`data-${name}`]: attributes[name] }),
})

/** Put a figure below the block that holds the cursor, or in its place if that is an empty paragraph. */
const insert = (editor, picture) => {
  const { state, view } = editor
  const { tr, schema, selection } = state
  const figure = schema.nodes.figure.create({ "image-id": String(picture.id), layout: "column" })
  const block = selection.$to.depth ? selection.$to.node(1) : null
  const empty = block?.type === schema.nodes.paragraph && !block.content.size
  const after = block ? selection.$to.after(1) : selection.to
  const start = empty ? selection.$to.before(1) : after
  tr.replaceWith(start, after, figure)
  // Into the caption: what is typed next belongs there, and can't replace the picture.
  tr.setSelection(TextSelection.create(tr.doc, start + 1)).scrollIntoView()
  view.dispatch(tr)
  view.focus()
}

class FigureView {
  constructor({ node, editor, getPos }, address) {
    Object.assign(this, { node, editor, getPos, address })
    this.image = element("img", { alt: "", draggable: false, hidden: true })
    this.details = element("p", { className: "figure-details", contentEditable: "false" })
    this.contentDOM = element("figcaption")
    this.tools = element("div", { className: "figure-tools", contentEditable: "false" }, this.makeTools())
    const frame = element("div", { className: "figure-frame", contentEditable: "false" }, [this.image, this.tools])
    this.dom = element("figure", { className: "library-figure" }, [frame, this.contentDOM, this.details])
    this.show()
  }

  makeTools() {
    this.layouts = { column: gettext("Column"), wide: gettext("Wide") }
    this.layoutButtons = Object.entries(this.layouts).map(([layout, label]) =>
      this.tool(label, () => this.set({ layout }), { "data-layout": layout }),
    )
    return [
      ...this.layoutButtons,
      this.tool(gettext("Replace"), () => this.replace()),
      this.tool(gettext("Remove"), () => this.remove()),
    ]
  }

  tool(label, act, attributes = {}) {
    return element("button", { type: "button", textContent: label, onclick: act, ...attributes })
  }

  async show() {
    const { "image-id": number, layout } = this.node.attrs
    this.dom.dataset.layout = layout ?? "column"
    for (const button of this.layoutButtons) {
      button.setAttribute("aria-pressed", button.dataset.layout === this.dom.dataset.layout)
    }
    this.contentDOM.classList.toggle("is-empty", !this.node.content.size)
    const picture = await lookUp(this.address, number)
    if (number === this.node.attrs["image-id"]) this.describe(picture)
  }

  describe(picture) {
    this.dom.classList.toggle("is-missing", !picture)
    this.image.hidden = !picture
    this.contentDOM.dataset.placeholder = picture?.caption || gettext("Caption")
    this.details.textContent = picture ? picture.credit : gettext("This picture is no longer in the library.")
    if (picture) {
      const { url: src, alt, width, height } = picture
      Object.assign(this.image, { src, alt, width, height })
    }
  }

  set(attributes) {
    const { state, view } = this.editor
    view.dispatch(state.tr.setNodeMarkup(this.getPos(), null, { ...this.node.attrs, ...attributes }))
    view.focus()
  }

  async replace() {
    const picture = await pick(this.address)
    if (picture) this.set({ "image-id": String(picture.id) })
  }

  remove() {
    const { state, view } = this.editor
    view.dispatch(state.tr.delete(this.getPos(), this.getPos() + this.node.nodeSize))
    view.focus()
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    return true
  }

  stopEvent(event) {
    return this.tools.contains(event.target)
  }

  /** Only what is typed into the caption is a change of the story; attributes are set by this view itself. */
  ignoreMutation({ type, target }) {
    return type === "attributes" || (type !== "selection" && !this.contentDOM.contains(target))
  }
}

export const LibraryFigure = Node.create({
  name: "figure",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,

  addOptions: () => ({ pickerUrl: "" }),
  addAttributes: () => ({ "image-id": dataAttribute("image-id", null), layout: dataAttribute("layout", null) }),

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
          if (dispatch) pick(this.options.pickerUrl).then((picture) => picture && insert(editor, picture))
          return true
        },
    }
  },

  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => editor.commands.command(goOnBelow),
  }),
})

/** Enter in the caption goes on below the picture. */
const goOnBelow = ({ tr, state, dispatch }) => {
  const { selection } = tr
  const { figure, paragraph } = state.schema.nodes
  const inCaption = selection.$from.parent.type === figure
  if (!inCaption && !(selection instanceof NodeSelection && selection.node.type === figure)) return false
  if (dispatch) {
    const after = inCaption ? selection.$from.after() : selection.to
    const next = tr.doc.resolve(after).nodeAfter
    if (next?.type !== paragraph || next.content.size) tr.insert(after, paragraph.create())
    tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView()
  }
  return true
}
