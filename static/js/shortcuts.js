// The keys of the writing form, in groups: what the sheet of keys shows and how the toolbar names its buttons.
// `button` is the toolbar's name of a button; `keys` are written as the editor's library writes them.
import { gettext } from "marbre/element"

export const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform)

const text = () => [
  { button: "bold", label: gettext("Bold"), keys: ["Mod-b"] },
  { button: "italic", label: gettext("Italic"), keys: ["Mod-i"] },
  { button: "strike", label: gettext("Strikethrough"), keys: ["Mod-Shift-s"] },
  { button: "subscript", label: gettext("Subscript"), keys: ["Mod-,"] },
  { button: "superscript", label: gettext("Superscript"), keys: ["Mod-."] },
  { button: "link", label: gettext("Link"), keys: ["Mod-k"] },
  { button: "unlink", label: gettext("Remove the link") },
  { label: gettext("New line in the same paragraph"), keys: ["Shift-Enter"] },
  { label: gettext("Paste without formatting"), keys: ["Mod-Shift-v"] },
  { button: "typography", label: gettext("Mend the typography of the whole text") },
]

const blocks = () => [
  { label: gettext("Insert a block, on an empty line"), keys: ["/"] },
  { button: "heading2", label: gettext("Heading"), keys: ["Mod-Alt-2"] },
  { button: "heading3", label: gettext("Subheading"), keys: ["Mod-Alt-3"] },
  { label: gettext("Paragraph"), keys: ["Mod-Alt-0"] },
  { button: "blockquote", label: gettext("Quotation with attribution"), keys: ["Mod-Shift-b"] },
  { button: "figure", label: gettext("Picture from the library") },
  { button: "horizontalRule", label: gettext("Dividing line") },
  { label: gettext("Move the block up, down"), keys: ["Alt-ArrowUp", "Alt-ArrowDown"] },
  { label: gettext("The block's tools"), keys: ["Alt-F10"] },
]

const lists = () => [
  { button: "bulletList", label: gettext("Bulleted list"), keys: ["Mod-Shift-8"] },
  { button: "orderedList", label: gettext("Numbered list"), keys: ["Mod-Shift-7"] },
  { label: gettext("One level in, out"), keys: ["Tab", "Shift-Tab"] },
]

const form = () => [
  { label: gettext("Save"), keys: ["Mod-s"] },
  { button: "history:undo", label: gettext("Undo"), keys: ["Mod-z"] },
  { button: "history:redo", label: gettext("Redo"), keys: ["Mod-Shift-z"] },
  { button: "find", label: gettext("Find"), keys: ["Mod-f"] },
  { label: gettext("Replace"), keys: isMac ? ["Mod-Alt-f"] : ["Mod-Alt-f", "Ctrl-h"] },
  { label: gettext("Next match, previous match"), keys: ["F3", "Shift-F3"] },
  { button: "fullscreen", label: gettext("Write in fullscreen"), keys: ["Mod-Shift-Enter"] },
  { button: "shortcuts", label: gettext("All keys"), keys: ["Mod-/"] },
]

/** [{title, items: [{button?, label, keys?}]}] */
export const shortcuts = () => [
  { title: gettext("Text"), items: text() },
  { title: gettext("Blocks"), items: blocks() },
  { title: gettext("Lists"), items: lists() },
  { title: gettext("Form"), items: form() },
]

const onMac = { Mod: "⌘", Ctrl: "⌃", Alt: "⌥", Shift: "⇧", Enter: "↩", Tab: "⇥" }
const elsewhere = () => {
  const control = gettext("Ctrl")
  return { Mod: control, Ctrl: control, Shift: gettext("Shift"), Enter: gettext("Enter") }
}

/** The single keys of "Mod-Shift-b", as they are called on this computer. */
export const keysOf = (combination) => {
  const names = { ...(isMac ? onMac : elsewhere()), ArrowUp: "↑", ArrowDown: "↓" }
  return combination.split(/-(?=.)/).map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
}

export const asWords = (combination) => keysOf(combination).join(isMac ? "" : "+")

/** The toolbar's buttons by name: [what each does, its first keys in words or nothing]. */
export const buttonNames = () => {
  const all = shortcuts().flatMap(({ items }) => items)
  const named = all.filter(({ button }) => button)
  return Object.fromEntries(named.map(({ button, label, keys }) => [button, [label, keys && asWords(keys[0])]]))
}
