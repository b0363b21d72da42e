// The words that were read from a picture, to be mended where it arrived; each is saved when one leaves its field.
import { button, csrfToken, element, gettext } from "marbre/element"

const WANTED = new Set(["alt_text", "credit"]) // no picture should go without

// The form's name of each field, the picture's, and its words.
const FIELDS = () => [
  ["title", "own_title", gettext("Title"), gettext("For the library; never published.")],
  ["alt_text", "alt", gettext("Alternative text"), gettext("What the picture shows, for those who can't see it.")],
  ["caption", "caption", gettext("Caption"), ""],
  ["credit", "credit", gettext("Credit"), ""],
]
const LONG = new Set(["alt_text", "caption"])

let number = 0 // for ids that name nothing else on the page

export class WordsForm {
  constructor(picture, address, creditAll) {
    Object.assign(this, { address, inputs: {}, saved: {} })
    this.note = element("p", { className: "upload-note", role: "status" })
    const fields = FIELDS().map((field) => this.field(field, picture))
    const forAll = button("upload-for-all", gettext("Same credit for all"), () => creditAll(this.inputs.credit.value))
    fields.at(-1).append(forAll)
    this.form = element("div", { className: "upload-words" }, [...fields, this.note])
    this.pointOut()
  }

  field([name, key, label, placeholder], picture) {
    const id = `upload-word-${++number}`
    const made = LONG.has(name) ? element("textarea", { rows: 2 }) : element("input", { type: "text" })
    const input = Object.assign(made, { id, name, placeholder, value: picture[key] ?? "" })
    this.inputs[name] = input
    this.saved[name] = input.value
    input.addEventListener("input", () => this.pointOut())
    input.addEventListener("change", () => this.save())
    return element("div", { className: `upload-word is-${name}` }, [
      element("label", { htmlFor: id, textContent: label }),
      input,
    ])
  }

  set(name, value) {
    this.inputs[name].value = value
    this.pointOut()
    this.save()
  }

  /** What is missing is said beside its field, and shown. */
  pointOut() {
    for (const name of WANTED) {
      const missing = !this.inputs[name].value.trim()
      this.inputs[name].parentElement.classList.toggle("is-missing", missing)
    }
  }

  /** One after the other: the last words written are the last that arrive. */
  save() {
    this.turn = (this.turn ?? Promise.resolve()).then(() => this.send())
  }

  async send() {
    const values = Object.fromEntries(Object.entries(this.inputs).map(([name, input]) => [name, input.value]))
    if (Object.keys(values).every((name) => values[name] === this.saved[name])) return
    this.note.textContent = gettext("Saving…")
    try {
      const { errors } = await this.post(values)
      this.tell(errors)
      if (!errors) this.saved = values
    } catch {
      this.note.textContent = gettext("Not saved: the library can't be reached.")
    }
  }

  async post(values) {
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() }
    const answer = await fetch(this.address, { method: "POST", headers, body: new URLSearchParams(values) })
    return answer.json()
  }

  tell(errors = {}) {
    const sentences = Object.values(errors).flat()
    this.note.textContent = sentences.length ? sentences.join(" ") : gettext("Saved")
    this.note.classList.toggle("is-bad", sentences.length > 0)
  }
}
