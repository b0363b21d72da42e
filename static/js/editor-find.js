// Find and replace in the text: what is looked for is marked everywhere, and replaced one by one or all in one step.
import { Extension, gettext, pm, Plugin } from "django-prose-editor/editor"
import { filled, ngettext } from "marbre/element"
import { FindBar } from "marbre/find-bar"
import { occurrences } from "marbre/matching"
import { say } from "marbre/notice"

const { PluginKey, TextSelection } = pm.state
const { Decoration, DecorationSet } = pm.view

const key = new PluginKey("find")
const NOTHING = { query: null, matches: [], current: -1, marks: DecorationSet.empty }

const textOf = (block) =>
  block.textBetween(0, block.content.size, null, (leaf) => (leaf.type.name === "hardBreak" ? "\n" : "\ufffc"))

const search = (doc, { words, ...options }) => {
  const matches = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    for (const { from, to } of occurrences(textOf(node), words, options)) {
      matches.push({ from: position + 1 + from, to: position + 1 + to })
    }
    return false
  })
  return matches
}

const mark = ({ from, to }, isCurrent) =>
  Decoration.inline(from, to, { class: isCurrent ? "found is-current" : "found" })

const marked = (doc, query, matches, current) => ({
  query,
  matches,
  current,
  marks: DecorationSet.create(doc, matches.map((match, index) => mark(match, index === current))),
})

/** The match at or after `position`; after the last one comes the first. */
const placeFrom = (matches, position) => {
  const index = matches.findIndex(({ from }) => from >= position)
  return index < 0 && matches.length ? 0 : index
}

const applied = (tr, old) => {
  const news = tr.getMeta(key)
  if (!news && !(tr.docChanged && old.query)) return old
  const query = news && "query" in news ? news.query : old.query
  if (!query) return NOTHING
  const matches = news && "current" in news ? old.matches : search(tr.doc, query)
  const near = old.matches[old.current]
  const from = news?.from ?? (near ? tr.mapping.map(near.from) : tr.selection.from)
  return marked(tr.doc, query, matches, news?.current ?? placeFrom(matches, from))
}

/** What the bar does to the text. */
class Finder {
  constructor(editor) {
    this.editor = editor
    this.bar = new FindBar(this)
  }

  get view() {
    return this.editor.view
  }

  get found() {
    return key.getState(this.view.state)
  }

  tell(news, tr = this.view.state.tr) {
    this.view.dispatch(tr.setMeta(key, news).setMeta("addToHistory", tr.docChanged))
    this.bar.count(this.found.current, this.found.matches.length)
  }

  look(query) {
    this.tell({ query: query.words ? query : null, from: this.view.state.selection.from })
    this.show()
  }

  show() {
    this.view.dom.querySelector(".found.is-current")?.scrollIntoView({ block: "center" })
  }

  step(by) {
    const { current, matches } = this.found
    if (!matches.length) return
    this.tell({ current: (current + by + matches.length) % matches.length })
    this.show()
  }

  replace(words) {
    const match = this.found.matches[this.found.current]
    if (!match) return
    const tr = pm.history.closeHistory(this.view.state.tr).insertText(words, match.from, match.to)
    this.tell({ from: match.from + words.length }, tr)
    this.show()
  }

  replaceAll(words) {
    const { matches } = this.found
    if (!matches.length) return
    const tr = pm.history.closeHistory(this.view.state.tr)
    for (const { from, to } of [...matches].reverse()) tr.insertText(words, from, to)
    this.tell({}, tr)
    const count = matches.length
    say(filled(ngettext("%(count)s replacement.", "%(count)s replacements.", count), { count }))
  }

  open(replacing) {
    const { from, to } = this.view.state.selection
    if (!this.bar.dom.isConnected) this.view.dom.before(this.bar.dom) // below the toolbar, which comes last
    const selected = this.view.state.doc.textBetween(from, to, "\n", " ")
    const toolbar = this.editor.storage.menu.dom
    this.bar.dom.style.setProperty("--toolbar-height", `${toolbar?.offsetHeight ?? 0}px`)
    this.bar.open(replacing, selected.includes("\n") ? "" : selected)
  }

  close() {
    const match = this.found.matches[this.found.current]
    const { tr } = this.view.state
    if (match) tr.setSelection(TextSelection.create(tr.doc, match.from, match.to))
    this.tell({ query: null }, tr)
    this.view.focus()
  }
}

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform)

export const Find = Extension.create({
  name: "find",
  addStorage: () => ({ finder: null }),

  onCreate({ editor }) {
    this.storage.finder = new Finder(editor)
  },

  addCommands() {
    return {
      openFind:
        (replacing = false) =>
        ({ dispatch }) => {
          if (dispatch) this.storage.finder.open(replacing)
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    const open = (replacing) => () => this.editor.commands.openFind(replacing)
    const step = (by) => () => {
      if (this.storage.finder.bar.dom.hidden) return false
      this.storage.finder.step(by)
      return true
    }
    const replace = isMac ? { "Mod-Alt-f": open(true) } : { "Mod-Alt-f": open(true), "Ctrl-h": open(true) }
    return { "Mod-f": open(false), ...replace, F3: step(1), "Shift-F3": step(-1) }
  },

  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: { init: () => NOTHING, apply: applied },
      props: { decorations: (state) => key.getState(state).marks },
    }),
  ],

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "find",
      groups: "tools",
      priority: 110,
      button: buttons.material("search", gettext("Find and replace")),
      command: (editor) => editor.commands.openFind(true),
    })
  },
})
