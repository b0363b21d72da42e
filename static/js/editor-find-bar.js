// The bar of find and replace, above the text.
import { button, element, filled, gettext } from "marbre/element"
import { icon } from "marbre/icons"

const field = (label) =>
  element("input", { type: "text", autocomplete: "off", spellcheck: false, placeholder: label, "aria-label": label })

const toggle = (words, label, change) => {
  const made = button("find-toggle", words, () => {
    made.setAttribute("aria-pressed", made.getAttribute("aria-pressed") !== "true")
    change()
  })
  made.title = label
  made.setAttribute("aria-label", label)
  made.setAttribute("aria-pressed", "false")
  return made
}

const drawn = (name, label, act) => {
  const made = button("find-button", "", act)
  made.innerHTML = icon(name)
  made.title = label
  made.setAttribute("aria-label", label)
  return made
}

export class FindBar {
  /** `finder` does it: look(query), step(by), replace(words), replaceAll(words), close(). */
  constructor(finder) {
    this.finder = finder
    this.words = field(gettext("Find"))
    this.replacement = field(gettext("Replace with"))
    this.status = element("span", { className: "find-count", role: "status" })
    const named = { role: "search", "aria-label": gettext("Find and replace") }
    this.dom = element("div", { className: "find-bar", hidden: true, ...named }, [
      element("div", { className: "find-row" }, [this.words, this.status, ...this.tools()]),
      this.replaceRow(),
    ])
    this.listen()
  }

  tools() {
    const changed = () => this.look()
    this.matchCase = toggle("Aa", gettext("Capitals count"), changed)
    this.whole = toggle("|ab|", gettext("Whole words only"), changed)
    this.accents = toggle("é", gettext("Accents count"), changed)
    return [
      drawn("up", gettext("Previous"), () => this.finder.step(-1)),
      drawn("down", gettext("Next"), () => this.finder.step(1)),
      this.matchCase,
      this.whole,
      this.accents,
      drawn("close", gettext("Close"), () => this.close()),
    ]
  }

  replaceRow() {
    const one = button("find-button", gettext("Replace"), () => this.finder.replace(this.replacement.value))
    const all = button("find-button", gettext("Replace all"), () => this.finder.replaceAll(this.replacement.value))
    this.second = element("div", { className: "find-row" }, [this.replacement, one, all])
    return this.second
  }

  listen() {
    // It stands in the story's form: what is typed here is no change of the story.
    for (const type of ["input", "change"]) this.dom.addEventListener(type, (event) => event.stopPropagation())
    this.words.addEventListener("input", () => this.look())
    this.dom.addEventListener("keydown", (event) => this.key(event))
  }

  key(event) {
    const isField = event.target === this.words || event.target === this.replacement
    if (event.key === "Escape") this.close()
    else if (event.key === "F3") this.finder.step(event.shiftKey ? -1 : 1)
    else if (event.key !== "Enter" || !isField) return
    else if (event.target === this.replacement) this.finder.replace(this.replacement.value)
    else this.finder.step(event.shiftKey ? -1 : 1)
    event.preventDefault()
    event.stopPropagation()
  }

  get query() {
    const pressed = (made) => made.getAttribute("aria-pressed") === "true"
    const { matchCase, whole, accents } = this
    return { words: this.words.value, matchCase: pressed(matchCase), whole: pressed(whole), accents: pressed(accents) }
  }

  look() {
    this.finder.look(this.query)
  }

  count(current, count) {
    if (!this.words.value) this.status.textContent = ""
    else if (!count) this.status.textContent = gettext("No match")
    else this.status.textContent = filled(gettext("%(current)s of %(count)s"), { current: current + 1, count })
  }

  open(replacing, words) {
    this.dom.hidden = false
    this.second.hidden = !replacing
    if (words) this.words.value = words
    this.words.focus({ preventScroll: true })
    this.words.select()
    this.look()
  }

  close() {
    this.dom.hidden = true
    this.finder.close()
  }
}
