// Remarks between colleagues: sent without leaving the form, so that neither they nor the text are lost.
import { combobox, fetchJson } from "marbre/combobox"
import { gettext } from "marbre/element"

const BEING_NAMED = /(?:^|[^\w@.+-])@([\w.+-]*)$/ // an @ and what follows it, up to the cursor

const box = document.querySelector("[data-remarks]")

const answered = async (address, fields, token) => {
  const headers = { Accept: "application/json", "X-CSRFToken": token }
  const answer = await fetch(address, { method: "POST", headers, body: new URLSearchParams(fields) })
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json")
  if (!isJson) throw new Error(gettext("The newsroom can't be reached. Try again in a moment."))
  const data = await answer.json()
  if (!answer.ok) throw new Error(data.error)
  return data
}

class Remarks {
  constructor() {
    this.form = document.querySelector("#remark-form")
    this.text = box.querySelector("textarea")
    this.list = box.querySelector("[data-remarks-list]")
    this.said = box.querySelector("[data-remarks-said]")
    this.key = `marbre:remark:${box.dataset.key}`
    this.recall()
    this.listen()
  }

  listen() {
    this.text.addEventListener("input", () => this.remember())
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit()
    })
    this.form.addEventListener("submit", (event) => this.send(event))
    box.addEventListener("click", (event) => this.resolve(event))
    combobox(this.text, {
      isText: true,
      label: gettext("Colleagues"),
      find: () => this.find(),
      choose: ({ username }) => this.name(username),
    })
  }

  /** What is not sent yet outlives the page, a crash and the end of the session, for the same person. */
  remember() {
    try {
      if (this.text.value) localStorage.setItem(this.key, this.text.value)
      else localStorage.removeItem(this.key)
    } catch {
      // Where the browser keeps nothing, it is typed once more.
    }
  }

  recall() {
    try {
      this.text.value ||= localStorage.getItem(this.key) ?? ""
    } catch {
      // As above.
    }
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken.value
  }

  send(event) {
    event.preventDefault()
    if (!this.text.value.trim()) return this.text.focus()
    return this.post(this.form.action, { text: this.text.value }, () => {
      this.text.value = ""
      this.remember()
      this.list.lastElementChild?.scrollIntoView({ block: "nearest" })
    })
  }

  resolve(event) {
    const button = event.target.closest("[data-remark-resolve]")
    if (!button) return
    event.preventDefault()
    const { id } = button.closest("li")
    this.post(button.formAction, { done: button.value }, () => document.getElementById(id)?.querySelector("button")?.focus())
  }

  async post(address, fields, then) {
    if (this.isBusy) return
    this.isBusy = true
    try {
      this.show(await answered(address, fields, this.token))
      then()
    } catch (error) {
      this.said.textContent = error instanceof TypeError ? gettext("The newsroom can't be reached. Try again in a moment.") : error.message
    } finally {
      this.isBusy = false
    }
  }

  show({ html, open }) {
    this.said.textContent = ""
    this.list.innerHTML = html // of our own template, which escapes what people wrote
    const count = box.querySelector("[data-remarks-open]")
    count.firstChild.textContent = open
    count.hidden = !open
  }

  // Mentions

  get named() {
    return BEING_NAMED.exec(this.text.value.slice(0, this.text.selectionStart))?.[1]
  }

  async find() {
    if (this.named === undefined) return []
    const { results } = await fetchJson(box.dataset.people, { q: this.named })
    return results.map(({ username, name }) => ({ username, label: name || username, note: name ? `@${username}` : "" }))
  }

  name(username) {
    const end = this.text.selectionStart
    this.text.setRangeText(`${username} `, end - (this.named ?? "").length, end, "end")
    this.remember()
  }
}

if (box) new Remarks()
