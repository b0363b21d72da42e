// Quotations and pull quotes (data-node="pull-quote"), each with its attribution:
// <blockquote><p>…</p><footer><cite>Name, role</cite></footer></blockquote>.
// Every quotation has the line for it; the server drops one that was left empty.
import { gettext, InputRule, Node, pm } from "django-prose-editor/editor"
import { around, goOnAt } from "marbre/blocks"

const { Fragment } = pm.model
const { Selection, TextSelection } = pm.state

const KINDS = ["blockquote", "pullQuote"]
const here = (selection) => around(selection, ...KINDS)

/** What a quotation of this kind can hold of some blocks: headings become paragraphs, in a pull quote lists too. */
const quotable = (blocks, type) => {
  const { paragraph, heading } = type.schema.nodes
  const keepsLists = type.name === "blockquote"
  const plain = (block) => {
    if (block.type === heading) return [paragraph.create(null, block.content)]
    if (block.isTextblock || keepsLists) return [block]
    const texts = []
    block.descendants((node) => void (node.type === paragraph && texts.push(node)))
    return texts
  }
  return blocks.flatMap(plain)
}

const quotationOf = (type, blocks, attribution) => {
  const content = Fragment.from([...quotable(blocks, type), attribution ?? type.schema.nodes.attribution.create()])
  return type.validContent(content) ? type.create(null, content) : null
}

const wrap = ({ tr, dispatch }, type) => {
  const range = tr.selection.$from.blockRange(tr.selection.$to)
  if (!range || range.depth > 0) return false
  const blocks = range.parent.content.content.slice(range.startIndex, range.endIndex)
  const quotation = quotationOf(type, blocks)
  if (!quotation) return false
  if (dispatch) {
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
    const blocks = node.content.content.flatMap((block) => {
      if (block.type !== attribution) return [block]
      return block.content.size ? [paragraph.create(null, block.content)] : []
    })
    const offset = tr.selection.from - start
    tr.replaceWith(start, start + node.nodeSize, blocks)
    tr.setSelection(Selection.near(tr.doc.resolve(Math.max(start + 1, start + offset - 1))))
  }
  return true
}

/** Make a pull quote of a quotation, or the other way round: nothing that was said or who said it is lost. */
const turn = ({ tr, dispatch }, { node, start, end }, type) => {
  const quotation = quotationOf(type, node.content.content.slice(0, -1), node.lastChild)
  if (!quotation) return false
  if (dispatch) {
    const { from } = tr.selection
    tr.replaceWith(start, end, quotation)
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, start + quotation.nodeSize - 1))))
  }
  return true
}

const toggle = (name) => (command) => {
  const type = command.state.schema.nodes[name]
  const found = here(command.tr.selection)
  if (!found) return wrap(command, type)
  return found.node.type === type ? unwrap(command, found) : turn(command, found, type)
}

export const Quotation = Node.create({
  name: "blockquote",
  group: "block",
  content: "(paragraph | heading | bulletList | orderedList)+ attribution",
  defining: true,
  isolating: true,

  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: () => ["blockquote", 0],

  addCommands: () => ({ toggleBlockquote: () => toggle("blockquote") }),

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

  addBlockTools: () => ({
    name: gettext("Quotation"),
    tools: ({ editor }) => [
      {
        name: "turn",
        label: gettext("Make it a pull quote"),
        icon: "pullQuote",
        run: () => editor.chain().togglePullQuote().run(),
      },
    ],
  }),
})

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+ attribution",
  defining: true,
  isolating: true,

  parseHTML: () => [{ tag: 'blockquote[data-node="pull-quote"]', priority: 60 }],
  renderHTML: () => ["blockquote", { "data-node": "pull-quote" }, 0],

  addCommands: () => ({ togglePullQuote: () => toggle("pullQuote") }),

  addBlockTools: () => ({
    name: gettext("Pull quote"),
    tools: ({ editor }) => [
      {
        name: "turn",
        label: gettext("Make it a quotation"),
        icon: "format_quote",
        run: () => editor.chain().toggleBlockquote().run(),
      },
    ],
  }),
})

/** Backspace before the first word of a quotation makes ordinary paragraphs of it again. */
const backspaceAtStart = (command) => {
  const { selection } = command.tr
  const found = here(selection)
  if (!found || !selection.empty || selection.from !== found.start + 2) return false
  return unwrap(command, found)
}

/** The quotation around a cursor in one of its own paragraphs. */
const aroundParagraph = (selection) => {
  const { $from, empty } = selection
  const found = here(selection)
  return found && empty && $from.depth === found.depth + 1 && $from.parent.type.name === "paragraph" ? found : undefined
}

/** Enter after the last words goes to the attribution, as long as nobody stands there. */
const enterAfterWords = ({ tr, dispatch }) => {
  const { $from } = tr.selection
  const found = aroundParagraph(tr.selection)
  if (!found) return false
  const atEnd = $from.parent.content.size && $from.parentOffset === $from.parent.content.size
  const isLast = $from.index(found.depth) === found.node.childCount - 2
  if (!atEnd || !isLast || found.node.lastChild.content.size) return false
  if (dispatch) tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1)).scrollIntoView()
  return true
}

/** Enter on an empty last line of the quotation goes to the attribution. */
const enterOnEmptyLine = ({ tr, dispatch }) => {
  const { $from } = tr.selection
  const found = aroundParagraph(tr.selection)
  if (!found || $from.parent.content.size) return false
  const index = $from.index(found.depth)
  if (index === 0 || index !== found.node.childCount - 2) return false
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
  const found = here(tr.selection)
  if (!found || $from.depth !== found.depth + 1 || $from.parent.type !== paragraph) return false
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
const leave = ({ tr, dispatch }) => {
  const found = here(tr.selection)
  if (!found || tr.selection.$from.parent.type.name !== "attribution") return false
  if (dispatch) goOnAt(tr, found.end)
  return true
}

/** Backspace before the first letter of the attribution goes back to the end of what was said. */
const backToWords = ({ tr, dispatch }) => {
  const { $from, empty } = tr.selection
  if ($from.parent.type.name !== "attribution" || !empty || $from.parentOffset) return false
  if (dispatch) tr.setSelection(Selection.near(tr.doc.resolve($from.before()), -1))
  return true
}
