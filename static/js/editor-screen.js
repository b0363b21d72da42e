// Writing with nothing else on the screen: kicker, headline, standfirst and body in one column. All that is behind
// can't be reached meanwhile, by mouse, keyboard or screen reader.
import { Extension, gettext } from "django-prose-editor/editor"
import { button, element, filled, ngettext } from "marbre/element"
import { icon } from "marbre/icons"
import { isMac } from "marbre/shortcuts"

const COLUMN = ".story-text"
const ON = "is-writing-alone"

/** What stands beside `element` and beside all that it is in. */
const surroundings = (element) => {
  const found = []
  for (let inner = element; inner !== document.body; inner = inner.parentElement) {
    found.push(...[...inner.parentElement.children].filter((other) => other !== inner))
  }
  return found.filter((other) => !other.matches("script, style, link, dialog, .editor-notice, [inert]"))
}

class Screen {
  constructor(editor) {
    this.editor = editor
    this.column = editor.view.dom.closest(COLUMN) ?? editor.options.element
    this.behind = []
    this.words = element("span", { className: "screen-words" })
    this.leave = button("screen-leave", gettext("Leave fullscreen"), () => this.toggle())
    this.leave.insertAdjacentHTML("afterbegin", icon("fullscreen_exit"))
    this.bar = element("div", { className: "screen-bar", hidden: true }, [this.words, this.leave])
    this.column.prepend(this.bar)
    this.column.addEventListener("marbre:text", ({ detail }) => this.count(detail.words))
    this.keys = (event) => this.key(event)
    document.addEventListener("keydown", this.keys)
  }

  get isOn() {
    return document.documentElement.classList.contains(ON)
  }

  count(words) {
    const count = words.toLocaleString(document.documentElement.lang)
    this.words.textContent = filled(ngettext("%(count)s word", "%(count)s words", words), { count })
  }

  key(event) {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return
    const modifier = isMac ? event.metaKey : event.ctrlKey
    const asked = modifier && event.shiftKey && event.key === "Enter"
    if (!asked && !(event.key === "Escape" && this.isOn)) return
    event.preventDefault()
    this.toggle()
  }

  toggle() {
    const focused = document.activeElement
    const at = window.scrollY
    document.documentElement.classList.toggle(ON)
    this.column.classList.toggle("is-alone", this.isOn)
    this.bar.hidden = !this.isOn
    if (this.isOn) this.hide(at)
    else this.unhide()
    if (this.column.contains(focused) && focused.isConnected && focused !== this.leave) focused.focus()
    else this.editor.commands.focus()
    this.editor.commands.scrollIntoView()
    this.editor.view.dispatch(this.editor.state.tr) // for the state of the toolbar's button
  }

  hide(at) {
    this.at = at
    this.behind = surroundings(this.column)
    for (const other of this.behind) other.inert = true
  }

  unhide() {
    for (const other of this.behind) other.inert = false
    window.scrollTo(0, this.at)
  }

  destroy() {
    if (this.isOn) this.toggle()
    document.removeEventListener("keydown", this.keys)
    this.bar.remove()
  }
}

export const Alone = Extension.create({
  name: "alone",
  addStorage: () => ({ screen: null }),

  onCreate({ editor }) {
    this.storage.screen = new Screen(editor)
  },
  onDestroy() {
    this.storage.screen?.destroy()
  },

  // The editor keeps Enter and Escape from the page, so that it has to hear of them by itself.
  addKeyboardShortcuts() {
    const toggle = () => {
      this.storage.screen.toggle()
      return true
    }
    return { "Mod-Shift-Enter": toggle, Escape: () => this.storage.screen.isOn && toggle() }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "fullscreen",
      groups: "tools",
      priority: 80,
      button: buttons.material("fullscreen", gettext("Write in fullscreen")),
      command: (editor) => editor.storage.alone.screen.toggle(),
      active: (editor) => Boolean(editor.storage.alone.screen?.isOn),
    })
  },
})
