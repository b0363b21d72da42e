// The sheet of keys: "?" in the toolbar, or Mod-/ anywhere in the form.
import { Extension, gettext } from "django-prose-editor/editor"
import { button, element } from "marbre/element"
import { isMac, keysOf, shortcuts } from "marbre/shortcuts"

const combination = (keys) =>
  element("span", { className: "keys" }, keysOf(keys).map((name) => element("kbd", { textContent: name })))

const row = ({ label, keys }) => [
  element("dt", { textContent: label }),
  element("dd", {}, keys.map(combination)),
]

const group = ({ title, items }) =>
  element("section", {}, [
    element("h3", { textContent: title }),
    element("dl", {}, items.filter(({ keys }) => keys).flatMap(row)),
  ])

const show = () => {
  const title = gettext("Keys")
  const close = button("", gettext("Close"), () => dialog.close())
  const dialog = element("dialog", { className: "editor-dialog keys-sheet", "aria-label": title }, [
    element("header", {}, [element("h2", { textContent: title }), close]),
    element("div", { className: "keys-groups" }, shortcuts().map(group)),
  ])
  dialog.addEventListener("close", () => dialog.remove())
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close())
  document.body.append(dialog)
  dialog.showModal()
}

const isAsked = (event) => (isMac ? event.metaKey : event.ctrlKey) && event.key === "/" && !event.altKey

export const Shortcuts = Extension.create({
  name: "shortcuts",
  addStorage: () => ({ listening: null }),

  onCreate() {
    this.storage.listening = (event) => {
      if (!isAsked(event) || document.querySelector("dialog[open]")) return
      event.preventDefault()
      show()
    }
    document.addEventListener("keydown", this.storage.listening)
  },
  onDestroy() {
    document.removeEventListener("keydown", this.storage.listening)
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "shortcuts",
      groups: "tools",
      priority: 60,
      button: buttons.material("keyboard", gettext("All keys")),
      command: show,
    })
  },
})
