// The editor's icons: lines of the text's colour on a square of 20 by 20. Where the library has a button of its own, it
// is under the name that the library gives it, so that its font of icons is never asked for.

const PICTURE = "M3 4.5h14v11H3zM3 13.5l4-4 3.5 3.5 2-2 4.5 4.5M12.7 7.8h.01"
const TABLE = "M3 4h14v12H3zM3 8h14M3 12h14M9 4v12"
const CHAIN =
  "M8.5 11.5a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l1-1"
const LETTER_H = "M3 5v10M9.5 5v10M3 10h6.5"
const CROSSED = "M3.5 16.5l13-13"

const PATHS = {
  // Text
  notes: "M3 5h14M3 10h14M3 15h8",
  heading2: `${LETTER_H}M12.8 10.5c.3-2 4.2-1.9 4.2.3 0 1.7-4.2 2.2-4.2 4.2h4.4`,
  heading3: `${LETTER_H}M12.8 9h4.2l-2.4 2.4c1.7 0 2.6.7 2.6 1.8 0 2.2-3.6 2.5-4.5.8`,
  format_bold: "M6 4h4.5a3 3 0 0 1 0 6H6zM6 10h5.3a3 3 0 0 1 0 6H6z",
  format_italic: "M9 4h6M5 16h6M12 4 8 16",
  format_strikethrough:
    "M3.5 10h13M13.5 6.6C13 5 11.7 4.2 10 4.2c-2.2 0-3.6 1-3.6 2.6 0 .7.2 1.2.6 1.7" +
    "M6.3 13.3c.5 1.6 1.9 2.5 3.8 2.5 2.2 0 3.7-1 3.7-2.7 0-.3 0-.6-.1-.8",
  subscript: "M3.5 4.5l7 9M10.5 4.5l-7 9M13.3 13.3c.3-1.5 3.2-1.4 3.2.1 0 1.2-3.2 1.6-3.2 3.1h3.4",
  superscript: "M3.5 6.5l7 9M10.5 6.5l-7 9M13.3 4.3c.3-1.5 3.2-1.4 3.2.1 0 1.2-3.2 1.6-3.2 3.1h3.4",
  insert_link: CHAIN,
  link_off: `${CHAIN}${CROSSED}`,
  format_list_bulleted: "M8 5h9M8 10h9M8 15h9M4 5h.01M4 10h.01M4 15h.01",
  format_list_numbered: "M9 5h8M9 10h8M9 15h8M3.5 4.3l1.2-.6v4M3.3 12.7c.3-1.3 2.6-1.2 2.6.1 0 1-2.6 1.5-2.6 3h2.7",
  format_quote: "M8.5 5 4 10l4.5 5M15.5 5 11 10l4.5 5",
  undo: "M7 4 3.5 7.5 7 11M3.5 7.5h8.3a4 4 0 0 1 0 8H8",
  redo: "M13 4l3.5 3.5L13 11M16.5 7.5H8.2a4 4 0 0 0 0 8H12",
  // Blocks
  add: "M10 4v12M4 10h12",
  image: PICTURE,
  gallery: "M6 3.5h11v9H6zM6 10.5l3-2.5 2.5 2 2-1.5 3.5 2.5M3 7v9.5h11",
  embed: "M3 4h14v12H3zM8.5 7.5v5l4-2.5z",
  readAlso: "M4 3.5h9v13H4zM13 7h3v7.5a2 2 0 0 1-2 2M6.5 7h4M6.5 10h4M6.5 13h2",
  pullQuote: "M3 3.5h14M3 16.5h14M8.8 7.5 6.3 10l2.5 2.5M13.7 7.5 11.2 10l2.5 2.5",
  factBox: "M3 4h14v12H3zM3 7.5h14M6 10.5h8M6 13.2h5",
  keyPoints: "M3.3 5l1.2 1.2L7 3.7M3.3 10l1.2 1.2L7 8.7M3.3 15l1.2 1.2L7 13.7M10 5h7M10 10h7M10 15h7",
  note: "M3 4h14v9.5h-7L6.5 17v-3.5H3zM10 6.5V9M10 11.2h.01",
  timeline: "M5 3v14M5 5.5h.01M5 10h.01M5 14.5h.01M8.5 5.5H17M8.5 10H17M8.5 14.5H14",
  grid_on: TABLE,
  horizontal_rule: "M3 10h14",
  // What can be done with a block
  up: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  copy: "M7 7h10v10H7zM13 7V3H3v10h4",
  remove: "M4 6h12M8 6V3.5h4V6M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v4.5M11.5 9v4.5",
  replace: "M3.5 8A6.7 6.7 0 0 1 16 7M16.5 3.5V7H13M16.5 12A6.7 6.7 0 0 1 4 13M3.5 16.5V13H7",
  column: "M3 3.5h14M6 7h8v6H6zM3 16.5h14",
  wide: "M3 3.5h14M3 7h14v6H3zM3 16.5h14",
  half: "M3 3.5h14M10 7h7v6h-7zM3 8.5h4M3 11.5h4M3 16.5h14",
  credit: "M10 3a7 7 0 1 0 .01 0zM12.2 8.2a3 3 0 1 0 0 3.6",
  // Tables
  rowAbove: "M3 9.5h14V16H3zM10 9.5V16M10 2.5v4M8 4.5h4",
  rowBelow: "M3 4h14v6.5H3zM10 4v6.5M10 13.5v4M8 15.5h4",
  rowRemove: "M3 6.5h14v7H3zM7.5 10h5",
  columnBefore: "M9.5 3H16v14H9.5zM9.5 10H16M2.5 10h4M4.5 8v4",
  columnAfter: "M4 3h6.5v14H4zM4 10h6.5M13.5 10h4M15.5 8v4",
  columnRemove: "M6.5 3h7v14h-7zM8 10h4",
  headerRow: "M3 4h14v12H3zM3 8h14M3 6h14M10 8v8",
  headerColumn: "M3 4h14v12H3zM7 4v12M5 4v12M7 10h10",
  call_merge: "M3 4h14v12H3zM3 10h3.5M17 10h-3.5M5 8.5 6.5 10 5 11.5M15 8.5 13.5 10l1.5 1.5",
  call_split: "M3 4h14v12H3zM10 4v12M6.5 10h-1M14.5 10h-1",
  // Tools
  typography: "M6 6.5 3 10l3 3.5M9.5 6.5l-3 3.5 3 3.5M10.5 6.5l3 3.5-3 3.5M14 6.5l3 3.5-3 3.5",
  search: "M9 3.5a5.5 5.5 0 1 0 .01 0zM13 13l4 4",
  fullscreen: "M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4",
  fullscreen_exit: "M7.5 3.5v4h-4M16.5 7.5h-4v-4M12.5 16.5v-4h4M3.5 12.5h4v4",
  keyboard: "M2.5 5h15v10h-15zM5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M5.5 12h.01M8 12h4M14.5 12h.01",
  code: "M7 5.5 2.5 10 7 14.5M13 5.5l4.5 4.5-4.5 4.5",
  close: "M5 5l10 10M15 5 5 15",
}

/** The SVG of an icon, silent for screen readers; a name that nobody drew gets a plain dot, never its letters. */
export const icon = (name) => {
  const path = PATHS[name] ?? "M10 9.5a.5.5 0 1 0 .01 0z"
  return (
    `<svg class="editor-icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" ` +
    `stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`
  )
}
