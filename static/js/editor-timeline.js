// A timeline: <dl data-node="timeline"><div><dt>1998</dt><dd><p>What happened</p></dd></div>…</dl>. Enter makes the
// next row, Tab goes from date to text and on; on an empty row, Enter and Backspace leave.
import { gettext, Node, pm } from "django-prose-editor/editor"
import { around, atStart, emptyBlock, goOnAt, insertBlock } from "marbre/blocks"
import { element } from "marbre/element"

const { Selection } = pm.state

/** The row with the cursor and what is around it; undefined elsewhere. */
const here = (selection) => {
  const timeline = around(selection, "timeline")
  const row = around(selection, "timelineEntry")
  if (!row) return undefined
  const index = selection.$from.index(timeline.depth)
  const { parent } = selection.$from
  return { timeline, row, index, inDate: parent.type.name === "timelineDate", isEmpty: !row.node.textContent }
}

const isLast = ({ timeline, index }) => index === timeline.node.childCount - 1

const putCursor = (tr, position, direction = 1) =>
  tr.setSelection(Selection.near(tr.doc.resolve(position), direction)).scrollIntoView()

const newRow = (schema, text) => {
  const { timelineEntry, timelineDate, timelineEvent, paragraph } = schema.nodes
  return timelineEntry.create(null, [timelineDate.create(), timelineEvent.create(null, text ?? paragraph.create())])
}

const insertAfter = (tr, { row }, text) => {
  tr.insert(row.end, newRow(tr.doc.type.schema, text))
  return putCursor(tr, row.end + 2)
}

const textOf = ({ row }) => row.start + 1 + row.node.firstChild.nodeSize

/** Enter on an empty row leaves the timeline; the row goes, unless it is the only one. */
const enterOnEmptyRow = ({ tr, dispatch }) => {
  const found = here(tr.selection)
  if (!found?.isEmpty || !isLast(found)) return false
  if (dispatch) {
    goOnAt(tr, found.timeline.end)
    if (found.index) tr.delete(found.row.start, found.row.end)
  }
  return true
}

/** Enter in a date goes to its text; in the text, but not in a list, it makes the next row with what stood after it. */
const enterInRow = ({ tr, dispatch }) => {
  const found = here(tr.selection)
  if (!found || tr.selection.$from.depth > found.row.depth + 2) return false
  if (!dispatch) return true
  if (found.inDate) putCursor(tr, textOf(found) + 1)
  else splitRow(tr, found)
  return true
}

const splitRow = (tr) => {
  tr.deleteSelection()
  const { $from } = tr.selection
  const { event, index } = { event: $from.node(-1), index: $from.index(-1) }
  const words = $from.parent.copy($from.parent.content.cut($from.parentOffset))
  const rest = [words, ...event.content.content.slice(index + 1)]
  tr.delete($from.pos, $from.end()).delete($from.pos + 1, tr.mapping.map($from.end(-1)))
  insertAfter(tr, here(tr.selection), rest)
}

/** Backspace on an empty row goes back to the row before; with the only row the timeline goes. */
const backspaceOnEmptyRow = ({ tr, dispatch }) => {
  const found = here(tr.selection)
  if (!found?.isEmpty) return false
  if (!dispatch) return true
  if (found.timeline.node.childCount === 1) emptyBlock(tr, found.timeline)
  else {
    tr.delete(found.row.start, found.row.end)
    putCursor(tr, found.row.start + (found.index ? 0 : 1), found.index ? -1 : 1)
  }
  return true
}

/** Backspace before the first letter goes back: from the text to the date, from a date to the row before. */
const backspaceAtStart = ({ tr, dispatch }) => {
  const found = here(tr.selection)
  if (!found || !atStart(tr.selection)) return false
  const { $from } = tr.selection
  if (!found.inDate && $from.index($from.depth - 1)) return false // a later paragraph of the text
  if (dispatch && (found.index || !found.inDate)) putCursor(tr, $from.before(), -1)
  return true
}

/** Tab goes to the next cell, and after the last one to a new row, if this one isn't empty. */
const tab = ({ tr, dispatch }) => {
  const found = here(tr.selection)
  if (!found) return false
  if (found.isEmpty && isLast(found) && !found.inDate) return false
  if (!dispatch) return true
  if (found.inDate) putCursor(tr, textOf(found) + 1)
  else if (isLast(found)) insertAfter(tr, found)
  else putCursor(tr, found.row.end + 2)
  return true
}

const shiftTab = ({ tr, dispatch }) => {
  const found = here(tr.selection)
  if (!found || (found.inDate && !found.index)) return false
  if (dispatch) putCursor(tr, found.inDate ? found.row.start : textOf(found), -1)
  return true
}

export const Timeline = Node.create({
  name: "timeline",
  group: "block",
  content: "timelineEntry+",
  defining: true,
  isolating: true,
  priority: 110, // its Enter and Tab come first

  parseHTML: () => [{ tag: 'dl[data-node="timeline"]' }],
  renderHTML: () => ["dl", { "data-node": "timeline" }, 0],
  addNodeView: () => () => {
    const dom = element("div", { className: "timeline", role: "group", "aria-label": gettext("Timeline") })
    return { dom, contentDOM: dom }
  },

  addCommands: () => ({
    insertTimeline:
      () =>
      ({ tr, state, dispatch }) => {
        if (dispatch) insertBlock(tr, state.schema.nodes.timeline.create(null, newRow(state.schema)))
        return true
      },
  }),

  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.first([enterOnEmptyRow, enterInRow]),
      Backspace: () => this.editor.commands.first([backspaceOnEmptyRow, backspaceAtStart]),
      Tab: () => this.editor.commands.command(tab),
      "Shift-Tab": () => this.editor.commands.command(shiftTab),
    }
  },

  addBlockTools: () => ({ name: gettext("Timeline"), tools: () => [] }),
})

export const TimelineEntry = Node.create({
  name: "timelineEntry",
  content: "timelineDate timelineEvent",
  parseHTML: () => [{ tag: 'dl[data-node="timeline"] > div' }],
  renderHTML: () => ["div", 0],
})

const cell = (name, tag, className, content, placeholder) =>
  Node.create({
    name,
    content,
    defining: true,
    isolating: true,
    parseHTML: () => [{ tag: `dl[data-node="timeline"] ${tag}` }],
    renderHTML: () => [tag, 0],
    addNodeView: () => () => {
      const dom = element("div", { className, "data-placeholder": placeholder() })
      return { dom, contentDOM: dom }
    },
  })

export const TimelineDate = cell("timelineDate", "dt", "timeline-date", "inline*", () => gettext("Date"))
const EVENT = "(paragraph | bulletList | orderedList)+"
export const TimelineEvent = cell("timelineEvent", "dd", "timeline-event", EVENT, () => gettext("What happened"))
