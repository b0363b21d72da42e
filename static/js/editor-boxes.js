// What stands beside the story: <aside data-node="fact-box"><h3>Title</h3><p>…</p></aside>, the key-points with a
// title and a list, a note to the readers with paragraphs. A title that was left empty is dropped by the server.
import { gettext, Node, pm } from "django-prose-editor/editor"
import { around, atStart, emptyBlock, goOnAt, insertBlock, isEmptyParagraph, selectBlock } from "marbre/blocks"
import { element } from "marbre/element"

const { Selection } = pm.state

const BOXES = ["factBox", "keyPoints", "note"]
const here = (selection) => around(selection, ...BOXES)

const boxView = (className, label) => () => {
  const dom = element("div", { className: `box ${className}`, role: "group", "aria-label": label, "data-label": label })
  return { dom, contentDOM: dom, ignoreMutation: ({ type, target }) => type === "attributes" && target === dom }
}

const insert =
  (name) =>
  () =>
  ({ tr, state, dispatch }) => {
    if (dispatch) insertBlock(tr, state.schema.nodes[name].createAndFill())
    return true
  }

/** The element with the line for a title, which every box with titles has in the editor. */
const titled = (aside) => {
  if (aside.firstElementChild?.matches("h3")) return aside
  const copy = aside.cloneNode(true)
  copy.prepend(document.createElement("h3"))
  return copy
}

const parse = (tag, content) => (content.startsWith("boxTitle") ? { tag, contentElement: titled } : { tag })

const box = ({ name, kind, content, label, command, ...rest }) =>
  Node.create({
    name,
    group: "block",
    content,
    defining: true,
    isolating: true,
    parseHTML: () => [parse(`aside[data-node="${kind}"]`, content)],
    renderHTML: () => ["aside", { "data-node": kind }, 0],
    addNodeView: () => boxView(kind, label()),
    addCommands: () => ({ [command]: insert(name) }),
    addBlockTools: () => ({ name: label(), tools: () => [] }),
    ...rest,
  })

/** Backspace at the very start: an empty box goes, another one is selected and goes the next time. */
const backspaceAtStart = ({ tr, dispatch }) => {
  const { selection } = tr
  const found = here(selection)
  const first = found && found.start + selection.$from.depth - found.depth + 1
  if (!atStart(selection) || first !== selection.from) return false
  if (!dispatch) return true
  if (found.node.textContent) selectBlock(tr, found.start)
  else emptyBlock(tr, found)
  return true
}

/** Enter in the title goes to the text. */
const enterInTitle = ({ tr, dispatch }) => {
  const { $from } = tr.selection
  if ($from.parent.type.name !== "boxTitle") return false
  if (dispatch) tr.setSelection(Selection.near(tr.doc.resolve($from.after()))).scrollIntoView()
  return true
}

/** Enter on an empty last line goes on below the box. */
const enterOnEmptyLine = ({ tr, dispatch }) => {
  const { $from } = tr.selection
  const found = here(tr.selection)
  const isLast = found && $from.depth === found.depth + 1 && $from.index(found.depth) === found.node.childCount - 1
  if (!isLast || !isEmptyParagraph($from.parent)) return false
  if (dispatch) leaveLine(tr, found, $from.before())
  return true
}

/** Go on below; the empty line that was left goes, unless it is all that the box has for its text. */
const leaveLine = (tr, { node, end }, line) => {
  const before = node.child(Math.max(0, node.childCount - 2))
  goOnAt(tr, end)
  if (node.childCount > 1 && before.type.name !== "boxTitle") tr.delete(line, line + 2)
}

/** Enter on an empty last point goes on below the key points. */
const enterOnEmptyPoint = ({ tr, dispatch }) => {
  const { $from } = tr.selection
  const found = around(tr.selection, "keyPoints")
  const atTop = found && $from.depth === found.depth + 3 && isEmptyParagraph($from.parent)
  const list = found?.node.lastChild
  if (!atTop || list.childCount === 1 || $from.index(found.depth + 1) !== list.childCount - 1) return false
  if (dispatch) {
    goOnAt(tr, found.end)
    tr.delete($from.before($from.depth - 1), $from.after($from.depth - 1))
  }
  return true
}

export const FactBox = box({
  name: "factBox",
  kind: "fact-box",
  content: "boxTitle (paragraph | heading | bulletList | orderedList)+",
  label: () => gettext("Fact box"),
  command: "insertFactBox",
  priority: 110, // its Enter and Backspace come before those of lists
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.first([enterInTitle, enterOnEmptyLine, enterOnEmptyPoint]),
      Backspace: () => this.editor.commands.command(backspaceAtStart),
    }
  },
})

/** As the library's, but key points are a bulleted list for good: its command fails there instead of saying no. */
const toggleList =
  (name) =>
  () =>
  ({ tr, commands }) =>
    !around(tr.selection, "keyPoints") && commands.toggleList(name, "listItem", false)

export const KeyPoints = box({
  name: "keyPoints",
  kind: "key-points",
  content: "boxTitle bulletList",
  label: () => gettext("Key points"),
  command: "insertKeyPoints",
  addCommands: () => ({
    insertKeyPoints: insert("keyPoints"),
    toggleBulletList: toggleList("bulletList"),
    toggleOrderedList: toggleList("orderedList"),
  }),
})

export const Note = box({
  name: "note",
  kind: "note",
  content: "paragraph+",
  label: () => gettext("Note to readers"),
  command: "insertNote",
})

export const BoxTitle = Node.create({
  name: "boxTitle",
  content: "inline*",
  defining: true,
  isolating: true,

  parseHTML: () => [{ tag: "aside[data-node] > h3:first-child", priority: 60 }],
  renderHTML: () => ["h3", 0],
  addNodeView: () => () => {
    // No h3 here: an empty heading would be in the way of screen readers.
    const dom = element("div", { className: "box-title", "data-placeholder": gettext("Title") })
    return { dom, contentDOM: dom }
  },
})
