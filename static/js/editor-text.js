// Lists that hold only paragraphs and lists (readers' pages draw figures only where they stand alone), and names for
// everything, in the person's language.
import { Extension, gettext, InputRule, ListItem as AnyListItem } from "django-prose-editor/editor"
import { buttonNames } from "marbre/shortcuts"

// The library has no such rule: any number would do for its own, and "1912. " begins no list.
const numbered = new InputRule({
  find: /^1[.)] $/,
  handler: ({ range, chain }) => chain().deleteRange(range).toggleOrderedList().run(),
})

export const ListItem = AnyListItem.extend({
  content: "paragraph (paragraph | bulletList | orderedList)*",
  addInputRules: () => [numbered],
})

const nameButtons = (bar) => {
  const known = buttonNames() // the library names them in English only
  for (const button of bar.querySelectorAll("button[data-name]")) {
    const [name, keys] = known[button.dataset.name] ?? []
    if (!name) continue
    button.setAttribute("aria-label", name)
    button.title = keys ? `${name} (${keys})` : name
  }
}

const showStates = (bar) => {
  for (const button of bar.querySelectorAll("button[data-name]")) {
    button.setAttribute("aria-pressed", button.classList.contains("active"))
    button.setAttribute("aria-disabled", button.classList.contains("disabled"))
  }
}

/** One stop for the Tab key; arrows move within, as in every toolbar. */
const roveWithArrows = (bar) => {
  const buttons = () => [...bar.querySelectorAll("button:not(.hidden)")]
  const stopAt = (button) => buttons().forEach((other) => (other.tabIndex = other === button ? 0 : -1))
  stopAt(buttons()[0])
  bar.addEventListener("focusin", (event) => stopAt(event.target))
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const all = buttons()
    event.preventDefault()
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus()
  })
}

/** The browser's spell-check follows the story's language, which the form asks for. */
const speakLanguageOf = (area, select) => {
  const speak = () => (area.lang = select?.value || document.documentElement.lang)
  select?.addEventListener("change", speak)
  speak()
}

export const AccessibleNames = Extension.create({
  name: "accessibleNames",
  addOptions: () => ({ area: "" }),
  onCreate({ editor }) {
    const area = editor.view.dom
    const bar = area.parentElement.querySelector(".prose-menubar")
    area.setAttribute("aria-label", this.options.area)
    area.setAttribute("aria-multiline", "true")
    speakLanguageOf(area, document.getElementById("id_language"))
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", gettext("Formatting"))
    nameButtons(bar)
    roveWithArrows(bar)
    showStates(bar)
    editor.on("transaction", () => showStates(bar))
  },
})
