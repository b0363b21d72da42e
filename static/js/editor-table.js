// A table with plain cells: paragraphs and lists, header cells, cells over several rows or columns, and no widths.
import {
  gettext,
  Table as LibraryTable,
  TableCell as AnyCell,
  TableHeader as AnyHeader,
} from "django-prose-editor/editor"
import { insertBlock } from "marbre/blocks"
import { element } from "marbre/element"

const ROWS = 3
const COLUMNS = 3
const CONTENT = "(paragraph | bulletList | orderedList)+"

const span = (name) => ({
  default: 1,
  parseHTML: (cell) => Number.parseInt(cell.getAttribute(name), 10) || 1,
  renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
})

const addAttributes = () => ({
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  colwidth: { default: null, rendered: false, parseHTML: () => null }, // asked for by the table's own commands
})

export const TableCell = AnyCell.extend({ content: CONTENT, addAttributes })
export const TableHeader = AnyHeader.extend({ content: CONTENT, addAttributes })

const newTable = ({ nodes: { table, tableRow, tableCell, tableHeader } }) => {
  const row = (type) => tableRow.create(null, Array.from({ length: COLUMNS }, () => type.createAndFill()))
  return table.create(null, [row(tableHeader), ...Array.from({ length: ROWS - 1 }, () => row(tableCell))])
}

const tool = (editor, name, label, icon, command) => ({
  name,
  label,
  icon,
  enabled: editor.can()[command](),
  run: () => editor.chain()[command]().run(),
})

const tableTools = (editor) => [
  tool(editor, "rowAbove", gettext("Add a row above"), "rowAbove", "addRowBefore"),
  tool(editor, "rowBelow", gettext("Add a row below"), "rowBelow", "addRowAfter"),
  tool(editor, "rowRemove", gettext("Remove the row"), "rowRemove", "deleteRow"),
  tool(editor, "columnBefore", gettext("Add a column before"), "columnBefore", "addColumnBefore"),
  tool(editor, "columnAfter", gettext("Add a column after"), "columnAfter", "addColumnAfter"),
  tool(editor, "columnRemove", gettext("Remove the column"), "columnRemove", "deleteColumn"),
  tool(editor, "headerRow", gettext("Header row"), "headerRow", "toggleHeaderRow"),
  tool(editor, "headerColumn", gettext("Header column"), "headerColumn", "toggleHeaderColumn"),
  tool(editor, "merge", gettext("Merge the selected cells"), "call_merge", "mergeCells"),
  tool(editor, "split", gettext("Split the cell"), "call_split", "splitCell"),
]

export const Table = LibraryTable.extend({
  priority: 110, // its Tab comes before that of lists

  addOptions() {
    return { ...this.parent?.(), allowTableNodeSelection: true }
  },

  addMenuItems: () => {}, // the block's own tools instead

  addNodeView: () => () => {
    const contentDOM = element("tbody")
    const table = element("table", { "aria-label": gettext("Table") }, [contentDOM])
    const dom = element("div", { className: "table-frame" }, [table])
    return { dom, contentDOM, ignoreMutation: ({ target }) => !contentDOM.contains(target) }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      insertTable:
        () =>
        ({ tr, state, dispatch }) => {
          if (dispatch) insertBlock(tr, newTable(state.schema))
          return true
        },
    }
  },

  addBlockTools: () => ({ name: gettext("Table"), tools: ({ editor }) => tableTools(editor) }),
})
