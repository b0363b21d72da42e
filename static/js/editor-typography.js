// French and English typography in the body, as one types, by the story's language; and for the whole text on demand.
// Backspace or undo right after a replacement takes just that back.
import { Extension, gettext, InputRule, pm, Plugin } from "django-prose-editor/editor"
import { say } from "marbre/notice"
import { attach, changeNow, changes } from "marbre/typography"

const { closeHistory } = pm.history

const FIELDS = ["id_kicker", "id_headline", "id_standfirst", "id_lead_caption"]
const LONGEST = 500 // characters before the cursor that are looked at
const MOST_PASSES = 5

const languageOf = () => document.getElementById("id_language")?.value || document.documentElement.lang

/** One character a position, so that places in the text are places in the document. */
const textOf = (block, to = block.content.size) =>
  block.textBetween(0, to, null, (leaf) => (leaf.type.name === "hardBreak" ? "\n" : "\ufffc"))

// Not for Enter, which a rule that matches would swallow: see mendBeforeEnter.
const found = (text) => {
  const change = text.endsWith("\n") ? null : changeNow(text, languageOf())
  return change ? { index: change.from, text: text.slice(change.from), data: change } : null
}

const replace = ({ state, range, match }) => {
  const { from, to, insert } = match.data
  state.tr.insertText(insert, range.from, range.from + to - from)
}

/** Enter ends a word as a space does, and then does what it does. */
const mendBeforeEnter = (view) => {
  const { $from, empty } = view.state.selection
  if (!empty || !$from.parent.isTextblock) return false
  const start = Math.max(0, $from.parentOffset - LONGEST)
  const change = changeNow(`${textOf($from.parent, $from.parentOffset).slice(start)}\n`, languageOf())
  if (!change) return false
  const base = $from.start() + start
  const size = $from.parentOffset - start
  if (change.to > size) return false
  view.dispatch(closeHistory(view.state.tr).insertText(change.insert, base + change.from, base + change.to))
  return false
}

const mendOnce = (tr) => {
  const language = languageOf()
  const all = []
  tr.doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const list = changes(textOf(node), language)
    all.push(...list.map((change) => ({ ...change, start: position + 1 })))
    return false
  })
  for (const { start, from, to, insert } of all.reverse()) tr.insertText(insert, start + from, start + to)
  return all.length
}

/** Mend all blocks in `tr`; how many changes that took. */
const mend = (tr) => {
  let count = 0
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const more = mendOnce(tr)
    if (!more) break
    count += more
  }
  return count
}

const sentence = (count) => {
  if (!count) return gettext("The typography needs no mending.")
  return window.ngettext("%s change of typography.", "%s changes of typography.", count).replace("%s", count)
}

export const Typography = Extension.create({
  name: "typography",

  onCreate() {
    for (const field of FIELDS) {
      const input = document.getElementById(field)
      if (input && !input.readOnly) attach(input, languageOf)
    }
  },

  addInputRules: () => [new InputRule({ find: found, handler: replace })],

  addProseMirrorPlugins: () => [
    new Plugin({
      props: { handleKeyDown: (view, event) => event.key === "Enter" && !view.composing && mendBeforeEnter(view) },
    }),
  ],

  addCommands: () => ({
    mendTypography:
      () =>
      ({ tr, dispatch }) => {
        if (!dispatch) return true
        closeHistory(tr)
        say(sentence(mend(tr)))
        return true
      },
  }),

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "typography",
      groups: "tools",
      priority: 90,
      button: buttons.material("typography"),
      command: (editor) => editor.chain().focus().mendTypography().run(),
    })
  },
})
