// A text field that offers what matches while one types: the ARIA combobox with a list, by keyboard and by pointer.
import { element, filled, gettext, ngettext } from "marbre/element"

const PAUSE = 150 // milliseconds of rest before the server is asked
let numbers = 0

class Combobox {
  constructor(input, { find, choose, label, isText = false }) {
    Object.assign(this, { input, find, choose, isText, options: [], active: -1, asked: 0 })
    this.list = element("ul", { id: `combobox-${(numbers += 1)}`, className: "combobox-list", role: "listbox", hidden: true })
    this.list.setAttribute("aria-label", label)
    this.said = element("span", { className: "visually-hidden", role: "status" })
    this.describe()
    input.after(this.list, this.said)
    this.listen()
  }

  describe() {
    const ofText = { "aria-autocomplete": "list", autocomplete: "off" } // HTML leaves a textarea no other role
    const attributes = this.isText ? ofText : { ...ofText, role: "combobox", "aria-expanded": "false" }
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value)
    this.input.setAttribute("aria-controls", this.list.id)
  }

  listen() {
    let pause
    this.input.addEventListener("input", () => {
      clearTimeout(pause)
      pause = setTimeout(() => this.ask(), PAUSE)
    })
    this.input.addEventListener("keydown", (event) => this.press(event))
    this.input.addEventListener("blur", () => this.close())
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()) // or the field would lose the focus
    this.list.addEventListener("click", ({ target }) => this.take(Number(target.closest("li")?.dataset.index ?? -1)))
  }

  async ask() {
    const turn = (this.asked += 1)
    const options = await this.find(this.input.value.trim())
    if (turn === this.asked && document.activeElement === this.input) this.show(options)
  }

  show(options) {
    this.options = options
    this.active = -1
    this.list.replaceChildren(...options.map((option, index) => this.item(option, index)))
    this.list.hidden = !options.length
    this.tellOpen()
    this.input.removeAttribute("aria-activedescendant")
    if (this.isText && options.length) this.mark(0) // or Enter would break the line
    const count = options.length
    this.said.textContent = filled(ngettext("%(count)s suggestion", "%(count)s suggestions", count), { count })
  }

  tellOpen() {
    if (!this.isText) this.input.setAttribute("aria-expanded", String(!this.list.hidden))
  }

  item({ label, note, isNew }, index) {
    const item = element("li", { id: `${this.list.id}-${index}`, role: "option", className: isNew ? "is-new" : "" }, [
      element("span", { textContent: label }),
      ...(note ? [element("span", { className: "combobox-note", textContent: note })] : []),
    ])
    item.dataset.index = index
    item.setAttribute("aria-selected", "false")
    return item
  }

  press(event) {
    if (event.isComposing) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.step(event, event.key === "ArrowDown" ? 1 : -1)
    else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault()
      event.stopPropagation()
      this.close()
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault()
      this.take(this.active)
    }
  }

  step(event, by) {
    if (this.isText && this.list.hidden) return // the arrows move the cursor
    event.preventDefault()
    if (this.list.hidden) return this.ask()
    const count = this.options.length
    this.mark((this.active + by + count + (this.active < 0 && by < 0 ? 1 : 0)) % count)
  }

  mark(index) {
    this.active = index
    const items = [...this.list.children]
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === this.active)))
    items[this.active].scrollIntoView({ block: "nearest" })
    this.input.setAttribute("aria-activedescendant", items[this.active].id)
  }

  take(index) {
    const option = this.options[index]
    this.close()
    if (option) this.choose(option)
  }

  close() {
    this.asked += 1 // an answer that is still on its way comes too late
    this.active = -1
    this.list.hidden = true
    this.said.textContent = ""
    this.tellOpen()
    this.input.removeAttribute("aria-activedescendant")
  }
}

/**
 * Make `input` a combobox. `find(text)` promises options ({label, note, isNew} and whatever `choose(option)` needs);
 * `label` names the list. Enter is left alone where no option is marked. `isText`: a textarea, where options come only
 * now and then, and the first is marked at once.
 */
export const combobox = (input, settings) => new Combobox(input, settings)

export const fetchJson = async (address, parameters) => {
  const answer = await fetch(`${address}?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(gettext("The newsroom can't be reached. Try again in a moment."))
  return answer.json()
}
