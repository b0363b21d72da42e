// A quotation with its attribution: <blockquote><p>…</p><footer><cite>Name, role</cite></footer></blockquote>.
// Every quotation has the line for it; the server drops one that was left empty.
import { gettext, InputRule, Node, pm } from "django-prose-editor/editor"

const { Fragment } = pm.model
const { Selection, TextSelection } = pm.state

/** Where the node of this name around the cursor begins, and the node; undefined outside one. */
const around = ($from, name) => {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === name) return { node: $from.node(depth), start: $from.before(depth), depth }
  }
}

/** The blocks that the selection touches, headings turned to paragraphs, as the content of a quotation. */
const quotable = (range, nodes) => {
  const blocks = []
  for (let index = range.startIndex; index < range.endIndex; index++) {
    const block = range.parent.child(index)
    blocks.push(block.type === nodes.heading ? nodes.paragraph.create(null, block.content) : block)
  }
  return Fragment.from([...blocks, nodes.attribution.create()])
}

const wrap = ({ tr, state, dispatch }) => {
  const { nodes } = state.schema
  const range = tr.selection.$from.blockRange(tr.selection.$to)
  if (!range || range.depth > 0) return false
  const content = quotable(range, nodes)
  if (!nodes.blockquote.validContent(content)) return false
  if (dispatch) {
    const quotation = nodes.blockquote.create(null, content)
    const said = quotation.firstChild.content.size > 0
    tr.replaceWith(range.start, range.end, quotation)
    tr.setSelection(TextSelection.create(tr.doc, said ? range.start + quotation.nodeSize - 2 : range.start + 2))
    tr.scrollIntoView()
  }
  return true
}

const unwrap = ({ tr, state, dispatch }, { node, start }) => {
  if (dispatch) {
    const { attribution, paragraph } = state.schema.nodes
    const blocks = []
    node.forEach((block) => {
      if (block.type !== attribution) blocks.push(block)
      else if (block.content.size) blocks.push(paragraph.create(null, block.content))
    })
    const offset = tr.selection.from - start
    tr.replaceWith(start, start + node.nodeSize, blocks)
    tr.setSelection(Selection.near(tr.doc.resolve(Math.max(start + 1, start + offset - 1))))
  }
  return true
}

export const Quotation = Node.create({
  name: "blockquote",
  group: "block",
  content: "(paragraph | heading | bulletList | orderedList)+ attribution",
  defining: true,
  isolating: true,

  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: () => ["blockquote", 0],

  addCommands: () => ({
    toggleBlockquote: () => (command) => {
      const here = around(command.tr.selection.$from, "blockquote")
      return here ? unwrap(command, here) : wrap(command)
    },
  }),

  addKeyboardShortcuts() {
    return {
      "Mod-Shift-b": () => this.editor.commands.toggleBlockquote(),
      Backspace: () => this.editor.commands.command(backspaceAtStart),
      Enter: () => this.editor.commands.first([enterAfterWords, enterOnEmptyLine, enterInWords]),
    }
  },

  addInputRules: () => [
    new InputRule({
      find: /^>\s$/,
      handler: ({ range, chain }) => void chain().deleteRange(range).toggleBlockquote().run(),
    }),
  ],
})

/** Backspace before the first word of a quotation makes ordinary paragraphs of it again. */
const backspaceAtStart = (command) => {
  const { selection } = command.tr
  const here = around(selection.$from, "blockquote")
  if (!here || !selection.empty || selection.from !== here.start + 2) return false
  return unwrap(command, here)
}

/** Enter after the last words goes to the attribution, as long as nobody stands there. */
const enterAfterWords = ({ tr, dispatch }) => {
  const { $from, empty } = tr.selection
  const here = around($from, "blockquote")
  if (!here || !empty || $from.depth !== here.depth + 1 || $from.parent.type.name !== "paragraph") return false
  const atEnd = $from.parent.content.size && $from.parentOffset === $from.parent.content.size
  const isLast = $from.index(here.depth) === here.node.childCount - 2
  if (!atEnd || !isLast || here.node.lastChild.content.size) return false
  if (dispatch) tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1)).scrollIntoView()
  return true
}

/** Enter on an empty last line of the quotation goes to the attribution. */
const enterOnEmptyLine = ({ tr, dispatch }) => {
  const { $from, empty } = tr.selection
  const here = around($from, "blockquote")
  if (!here || !empty || $from.depth !== here.depth + 1 || $from.parent.content.size) return false
  const index = $from.index(here.depth)
  if ($from.parent.type.name !== "paragraph" || index === 0 || index !== here.node.childCount - 2) return false
  if (dispatch) {
    tr.delete($from.before(), $from.after())
    tr.setSelection(TextSelection.create(tr.doc, $from.before() + 1))
  }
  return true
}

/** Elsewhere it begins a new paragraph; the stock command would try to begin a second attribution. */
const enterInWords = ({ tr, state, dispatch }) => {
  const { $from } = tr.selection
  const { paragraph } = state.schema.nodes
  const here = around($from, "blockquote")
  if (!here || $from.depth !== here.depth + 1 || $from.parent.type !== paragraph) return false
  if (dispatch) {
    tr.deleteSelection()
    tr.split(tr.selection.from, 1, [{ type: paragraph }]).scrollIntoView()
  }
  return true
}

export const Attribution = Node.create({
  name: "attribution",
  content: "text*",
  marks: "italic link superscript",
  defining: true,
  isolating: true,

  // The whole footer, so that nothing of "— <cite>Name</cite>, role" from elsewhere is lost.
  parseHTML: () => [{ tag: "blockquote > footer" }],
  renderHTML: () => ["footer", ["cite", 0]],

  addNodeView: () => () => {
    const dom = document.createElement("footer")
    const contentDOM = document.createElement("cite")
    contentDOM.dataset.placeholder = gettext("Who said it: name, role")
    dom.append(contentDOM)
    return { dom, contentDOM }
  },

  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.command(leave),
      Backspace: () => this.editor.commands.command(backToWords),
    }
  },
})

/** Enter in the attribution goes on below the quotation, in a paragraph that is there or a new one. */
const leave = ({ tr, state, dispatch }) => {
  const here = around(tr.selection.$from, "blockquote")
  if (!here || tr.selection.$from.parent.type.name !== "attribution") return false
  if (dispatch) {
    const after = here.start + here.node.nodeSize
    const { paragraph } = state.schema.nodes
    const next = tr.doc.resolve(after).nodeAfter
    if (next?.type !== paragraph || next.content.size) tr.insert(after, paragraph.create())
    tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView()
  }
  return true
}

/** Backspace before the first letter of the attribution goes back to the end of what was said. */
const backToWords = ({ tr, dispatch }) => {
  const { $from, empty } = tr.selection
  if ($from.parent.type.name !== "attribution" || !empty || $from.parentOffset) return false
  if (dispatch) tr.setSelection(Selection.near(tr.doc.resolve($from.before()), -1))
  return true
}
