// Where something is decided about a story: what one writes and chooses is kept in this browser until it has arrived, so
// that neither a crash nor a login that has expired costs it. (What is written into stories: admin-keeping.js.)
const PREFIX = "marbre:typed:"
const OLD = 7 * 24 * 60 * 60 * 1000 // milliseconds; by then it is of no use to anybody
const FIELDS = "textarea, input[type=radio]" // no times: what was meant for yesterday is not for today

/** The key changes when the story does: what has arrived is not put back. */
class Typed {
  constructor(form) {
    this.form = form
    this.key = PREFIX + form.dataset.typed
    this.notice = form.querySelector("[data-typed-back]")
    this.notice.querySelector("button").addEventListener("click", () => this.startAnew())
    for (const name of ["input", "change"]) form.addEventListener(name, () => this.keep())
    form.addEventListener("submit", () => sessionStorage.setItem("marbre:sent", location.href)) // see admin-login.js
    this.putBack()
  }

  get fields() {
    return [...this.form.querySelectorAll(FIELDS)].filter(({ name }) => name)
  }

  keep() {
    const said = this.fields.filter((field) => field.type !== "radio" || field.checked)
    const values = Object.fromEntries(said.map(({ name, value }) => [name, value]))
    localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), values }))
  }

  putBack() {
    const { values } = JSON.parse(localStorage.getItem(this.key)) ?? { values: {} }
    const changed = this.fields.filter((field) => field.name in values && put(field, values[field.name]))
    for (const field of changed) field.dispatchEvent(new Event("input", { bubbles: true }))
    this.notice.hidden = !changed.length
  }

  startAnew() {
    localStorage.removeItem(this.key)
    location.replace(location.href)
  }
}

/** Whether this changed the field. */
const put = (field, value) => {
  if (field.type === "radio") {
    if (field.value !== value || field.checked) return false
    field.checked = true
    return true
  }
  if (field.value === value) return false
  field.value = value
  return true
}

const tidy = () => {
  for (const key of Object.keys(localStorage).filter((other) => other.startsWith(PREFIX))) {
    if (Date.now() - JSON.parse(localStorage.getItem(key)).at > OLD) localStorage.removeItem(key)
  }
}

const form = document.querySelector("form[data-typed]")
try {
  if (form) {
    tidy()
    new Typed(form)
  }
} catch {
  // Where the browser keeps nothing, all works but this.
}
