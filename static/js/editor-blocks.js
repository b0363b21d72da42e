// What the body's nodes share: where a block goes, how the cursor leaves it, how blocks move, are copied and removed.
import { pm } from "django-prose-editor/editor"

const { NodeSelection, Selection, TextSelection } = pm.state

/** The innermost node with one of these names that is selected or holds the position: {node, start, end, depth}. */
export const around = (selection, ...names) => {
  const { $from, node: selected } = selection
  if (selected && names.includes(selected.type.name)) return place(selected, $from.pos, $from.depth + 1)
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (names.includes(node.type.name)) return place(node, $from.before(depth), depth)
  }
}

const place = (node, start, depth) => ({ node, start, end: start + node.nodeSize, depth })

/** The outermost block of the selection's beginning; undefined between two blocks. */
export const outermost = ({ $from, node: selected }) => {
  if ($from.depth) return place($from.node(1), $from.before(1), 1)
  return selected ? place(selected, $from.pos, 1) : undefined
}

export const isEmptyParagraph = (node) => node?.type.name === "paragraph" && !node.content.size

/** Change the text, as one step that can be undone alone: `edit` gets the transaction and the state. */
export const change = ({ state, view }, edit) => {
  const tr = pm.history.closeHistory(state.tr)
  edit(tr, state)
  view.dispatch(tr.scrollIntoView())
}

/** The same, with the cursor back in the text afterwards. */
export const act = (editor, edit) => {
  change(editor, edit)
  editor.view.focus()
}

/** Put the cursor into the empty paragraph at this place between blocks; one is made where there is none. */
export const goOnAt = (tr, position) => {
  const next = tr.doc.resolve(position).nodeAfter
  if (!isEmptyParagraph(next)) tr.insert(position, tr.doc.type.schema.nodes.paragraph.create())
  return tr.setSelection(TextSelection.create(tr.doc, position + 1)).scrollIntoView()
}

/** Where a new block goes: in the place of an empty paragraph, else below the block with the cursor. */
const roomFor = (selection) => {
  const block = outermost(selection)
  if (!block) return { start: selection.from, end: selection.from }
  return isEmptyParagraph(block.node) ? block : { start: block.end, end: block.end }
}

/**
 * Insert a block. The cursor goes into its first text or, where it has none, below it: a block that stayed selected
 * would be replaced by what is typed or pasted next.
 */
export const insertBlock = (tr, node) => {
  const { start, end } = roomFor(tr.selection)
  tr.replaceWith(start, end, node)
  const inside = Selection.findFrom(tr.doc.resolve(start + 1), 1, true)
  if (node.isAtom || !inside || inside.from >= start + node.nodeSize) return goOnAt(tr, start + node.nodeSize)
  return tr.setSelection(inside).scrollIntoView()
}

export const removeBlock = (tr, { start, end }) => {
  tr.delete(start, end)
  const near = tr.doc.resolve(Math.min(start, tr.doc.content.size))
  return tr.setSelection(Selection.near(near))
}

/** Put a paragraph in the block's place, with the cursor in it. */
export const emptyBlock = (tr, { start, end }) => {
  tr.replaceWith(start, end, tr.doc.type.schema.nodes.paragraph.create())
  return tr.setSelection(TextSelection.create(tr.doc, start + 1))
}

export const copyBlock = (tr, { node, end }) => tr.insert(end, node.copy(node.content))

/** Move a node past its neighbour: -1 up, 1 down. It is the neighbour that moves, so the cursor stays where it is. */
export const moveBlock = (tr, { start, end }, step) => {
  const neighbour = step < 0 ? tr.doc.resolve(start).nodeBefore : tr.doc.resolve(end).nodeAfter
  if (!neighbour) return false
  const size = neighbour.nodeSize
  // The empty paragraph at the very end stays there.
  if (step > 0 && isEmptyParagraph(neighbour) && end + size === tr.doc.content.size) return false
  if (step < 0) tr.insert(end, neighbour).delete(start - size, start)
  else tr.delete(end, end + size).insert(start, neighbour)
  tr.scrollIntoView()
  return true
}

/** Where a node begins that is shown by a view: select it as a whole. */
export const selectBlock = (tr, position) => tr.setSelection(NodeSelection.create(tr.doc, position))

/** Whether the cursor stands before the first or after the last letter of its text. */
export const atStart = ({ empty, $from }) => empty && $from.parentOffset === 0
export const atEnd = ({ empty, $from }) => empty && $from.parentOffset === $from.parent.content.size

/** A node's part that can't be typed into. */
export const still = { contentEditable: "false" }
