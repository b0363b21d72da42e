// What the page around the editor is told about the text: "marbre:text" on the editor's textarea, once at the start and
// after every pause in writing, with {words, characters, headings: [{level, text, position}]}. The page answers with
// "marbre:goto", {position}, which puts the cursor there. Counted as articles.prose counts.
import { Extension, pm } from "django-prose-editor/editor"

const { TextSelection } = pm.state

const PAUSE = 300 // milliseconds
const INLINE = new Set(["A", "CITE", "EM", "S", "STRONG", "SUB", "SUP"])

/** The text under `node`, one line a block, without captions. */
const linesOf = (node) => {
  if (node.nodeType === window.Node.TEXT_NODE) return node.data
  if (node.nodeName === "FIGCAPTION") return ""
  const text = [...node.childNodes].map(linesOf).join("")
  return INLINE.has(node.nodeName) ? text : `\n${text}\n`
}

/** {words, characters} of a body's HTML: a word has a letter or a digit; spaces count as characters. */
export const count = (html) => {
  const text = linesOf(new DOMParser().parseFromString(html, "text/html").body)
  const lines = text.split("\n").map((line) => line.trim())
  return {
    words: text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
    characters: lines.reduce((sum, line) => sum + [...line].length, 0),
  }
}

const headingsOf = (doc) => {
  const headings = []
  doc.forEach((node, position) => {
    const text = node.textContent.trim()
    if (node.type.name === "heading" && text) headings.push({ level: node.attrs.level, text, position: position + 1 })
  })
  return headings
}

const goTo = ({ state, view }, position) => {
  const place = Math.max(0, Math.min(position, state.doc.content.size))
  view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(place))))
  view.focus()
  const { node } = view.domAtPos(view.state.selection.from)
  const block = node.nodeType === window.Node.TEXT_NODE ? node.parentElement : node
  block.scrollIntoView({ block: "center", behavior: "instant" })
}

export const TextReport = Extension.create({
  name: "textReport",
  addStorage: () => ({ timer: 0, listening: null }),

  onCreate({ editor }) {
    this.storage.listening = (event) => goTo(editor, event.detail.position)
    document.addEventListener("marbre:goto", this.storage.listening, { capture: true })
    this.storage.timer = setTimeout(() => report(editor), 0)
  },
  onUpdate({ editor }) {
    clearTimeout(this.storage.timer)
    this.storage.timer = setTimeout(() => report(editor), PAUSE)
  },
  onDestroy() {
    clearTimeout(this.storage.timer)
    document.removeEventListener("marbre:goto", this.storage.listening, { capture: true })
  },
})

const report = (editor) => {
  if (editor.isDestroyed) return
  const area = editor.options.element.querySelector("textarea") ?? editor.options.element
  const detail = { ...count(editor.getHTML()), headings: headingsOf(editor.state.doc) }
  area.dispatchEvent(new CustomEvent("marbre:text", { bubbles: true, detail }))
}
