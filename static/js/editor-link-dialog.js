// The dialog for a link: one field for an address, or for words that find one of our stories.
import { button, element, gettext, whenClosed } from "marbre/element"
import { completed, isAddress } from "marbre/addresses"
import { lookUp } from "marbre/picker"
import { fetchResults } from "marbre/picker-dialog"

const TYPING_PAUSE = 200 // milliseconds
const MOST = 8 // stories shown
const FEW = 4 // with fewer in the story's own language, the others are asked for too

let opened = 0 // dialogs so far; ids are made of it

/** Where the newsroom edits a story, from the address of the picker beside it. */
export const editingAddress = (pickerUrl, number) => pickerUrl.replace(/picker\/$/, `${number}/change/`)

const searchStories = async (address, words, language, exclude) => {
  const common = { q: words, ...(exclude ? { exclude } : {}) }
  const { results } = await fetchResults(address, { ...common, language })
  if (results.length >= FEW) return results.slice(0, MOST)
  const { results: others } = await fetchResults(address, common)
  const numbers = new Set(results.map(({ id }) => id))
  return [...results, ...others.filter(({ id }) => !numbers.has(id))].slice(0, MOST)
}

const statusOf = ({ status, status_label }) =>
  element("span", { className: `status status-${status}`, textContent: status_label })

class LinkDialog {
  /** `current` is {href, articleId}, both null for a new link. */
  constructor({ current, pickerUrl, language, exclude, isSafe }) {
    Object.assign(this, { current, pickerUrl, language, exclude, isSafe })
    Object.assign(this, { choices: [], active: -1, answer: null, refused: false })
    this.id = `link-dialog-${++opened}`
    this.build()
    this.listen()
    document.body.append(this.dialog)
    this.dialog.showModal()
    this.input.focus()
    this.input.select()
    this.showCurrent()
    this.search()
  }

  get exists() {
    return Boolean(this.current.href || this.current.articleId)
  }

  build() {
    const [field, results] = [`${this.id}-field`, `${this.id}-results`]
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-controls": results }
    const plain = { type: "text", autocomplete: "off", spellcheck: false }
    this.input = element("input", { id: field, value: this.current.href ?? "", ...plain, ...combobox })
    const words = gettext("Address, or words of one of our stories")
    const label = element("label", { htmlFor: field, textContent: words })
    const listbox = { role: "listbox", "aria-label": gettext("Where the link can lead") }
    this.list = element("ul", { id: results, className: "link-results", ...listbox })
    this.trouble = element("p", { className: "link-trouble", role: "alert" })
    this.leads = element("p", { className: "link-leads" })
    this.dialog = element("dialog", { className: "link-dialog", "aria-label": gettext("Link") }, [
      this.leads, label, this.input, this.list, this.trouble, this.foot(),
    ])
  }

  foot() {
    const remove = button("link-remove", gettext("Remove the link"), () => this.close({ remove: true }))
    remove.hidden = !this.exists
    const cancel = button("link-cancel", gettext("Cancel"), () => this.dialog.close())
    const apply = button("link-apply", gettext("Apply"), () => this.apply())
    return element("div", { className: "link-foot" }, [remove, cancel, apply])
  }

  listen() {
    let pause
    this.input.addEventListener("input", () => {
      clearTimeout(pause)
      this.refused = false
      this.show([]) // what was found for other words must not be chosen by a quick Enter
      pause = setTimeout(() => this.search(), TYPING_PAUSE)
    })
    this.input.addEventListener("keydown", (event) => this.key(event))
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close())
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const count = this.choices.length
    if (event.key === "Enter") this.apply()
    else if (step && count) this.activate((Math.max(this.active, step < 0 ? 0 : -1) + step + count) % count)
    else return
    event.preventDefault()
  }

  async showCurrent() {
    const { href, articleId } = this.current
    if (!this.exists) return
    const story = articleId ? await lookUp(this.pickerUrl, articleId).catch(() => null) : null
    const address = articleId ? (story?.url || editingAddress(this.pickerUrl, articleId)) : href
    const title = articleId ? (story?.title ?? gettext("This story can't be found.")) : href
    const elsewhere = { target: "_blank", rel: "noopener", textContent: gettext("Open in a new tab") }
    const open = element("a", { href: address, ...elsewhere })
    const parts = [element("strong", { textContent: title }), ...(story ? [statusOf(story)] : [])]
    this.leads.replaceChildren(...parts, ...(articleId && !story ? [] : [open]))
  }

  /** An address that was typed comes first, then stories; the first of all is what Enter chooses. */
  async search() {
    const words = this.input.value.trim()
    const typed = isAddress(words) ? [{ href: completed(words) }] : []
    this.show(typed)
    try {
      const stories = await searchStories(this.pickerUrl, words, this.language, this.exclude)
      if (words === this.input.value.trim()) this.show([...typed, ...stories.map((story) => ({ story }))], true)
    } catch {
      this.trouble.textContent = gettext("The stories can't be reached. Try again in a moment.")
    }
  }

  show(choices, complete = false) {
    this.choices = choices
    this.list.replaceChildren(...choices.map((choice, place) => this.option(choice, place)))
    this.input.setAttribute("aria-expanded", choices.length > 0)
    const nothing = complete && !choices.length && this.input.value.trim()
    if (!this.refused) this.trouble.textContent = nothing ? gettext("No story matches these words.") : ""
    const wanted = this.input.value.trim() && this.input.value !== this.current.href
    this.activate(choices.length && wanted ? 0 : -1)
  }

  option({ href, story }, place) {
    const details = story ? [story.section, story.date].filter(Boolean).join(" · ") : gettext("This address")
    const children = [
      element("span", { className: "link-title", textContent: story ? story.title : href }),
      element("span", { className: "link-details", textContent: details }),
      ...(story ? [statusOf(story)] : []),
    ]
    const option = element("li", { id: `${this.id}-${place}`, role: "option", "aria-selected": "false" }, children)
    option.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
    option.addEventListener("click", () => this.choose(this.choices[place]))
    return option
  }

  activate(place) {
    this.active = place
    const options = [...this.list.children]
    options.forEach((option, index) => option.setAttribute("aria-selected", index === place))
    if (place < 0) return this.input.removeAttribute("aria-activedescendant")
    this.input.setAttribute("aria-activedescendant", options[place].id)
    return options[place].scrollIntoView({ block: "nearest" })
  }

  apply() {
    const words = this.input.value.trim()
    if (this.active >= 0) this.choose(this.choices[this.active])
    else if (!words && this.exists && this.current.href) this.close({ remove: true })
    else if (words && isAddress(words)) this.choose({ href: completed(words) })
    else if (!words) this.dialog.close()
    else this.search()
  }

  choose({ href, story }) {
    if (story) this.close({ articleId: String(story.id), title: story.title })
    else if (this.isSafe(href)) this.close({ href, title: href.replace(/^(?:https?:\/\/|mailto:|tel:)/, "") })
    else this.refuse()
  }

  refuse() {
    this.refused = true // what is found meanwhile must not wipe the sentence away
    this.trouble.textContent = gettext("Such an address can't be used in a story.")
  }

  close(answer) {
    this.answer = answer
    this.dialog.close()
  }
}

/** Resolves to {href, title}, {articleId, title}, {remove: true}, or to null where the person gave up. */
export const askForLink = (options) =>
  new Promise((resolve) => {
    const link = new LinkDialog(options)
    whenClosed(link.dialog, () => {
      link.dialog.remove()
      resolve(link.answer)
    })
  })
