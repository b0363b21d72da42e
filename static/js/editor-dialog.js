// A dialog that asks for one line and says at once what is wrong with it.
import { gettext } from "django-prose-editor/editor"
import { element, whenClosed } from "marbre/element"

let count = 0

class Question {
  constructor({ title, label, help = "", submit, value = "", check }, answer) {
    this.check = check
    this.answer = answer
    this.build(`editor-question-${++count}`, { title, label, help, submit, value })
    this.form.addEventListener("submit", (event) => this.send(event))
    whenClosed(this.dialog, () => this.close())
    document.body.append(this.dialog)
    this.dialog.showModal()
    this.input.select()
  }

  build(id, { title, label, help, submit, value }) {
    const cancel = element("button", { type: "button", textContent: gettext("Cancel") })
    cancel.addEventListener("click", () => this.dialog.close())
    this.input = element("input", { id, type: "text", value, required: true, autocomplete: "off", inputMode: "url" })
    this.input.setAttribute("aria-describedby", `${id}-help ${id}-error`)
    this.error = element("p", { id: `${id}-error`, className: "question-error", role: "alert" })
    this.button = element("button", { type: "submit", className: "is-main", textContent: submit })
    this.form = element("form", { noValidate: true }, [
      element("h2", { textContent: title }),
      element("label", { htmlFor: id, textContent: label }),
      this.input,
      element("p", { id: `${id}-help`, className: "question-help", textContent: help }),
      this.error,
      element("div", { className: "question-buttons" }, [cancel, this.button]),
    ])
    this.dialog = element("dialog", { className: "question", "aria-label": title }, [this.form])
  }

  async send(event) {
    event.preventDefault()
    event.stopPropagation()
    if (!this.input.value.trim()) return this.say(gettext("Give an address."))
    this.button.disabled = true
    const found = await this.check(this.input.value)
    this.button.disabled = false
    if (found.error) return this.say(found.error)
    this.found = found
    this.dialog.close()
  }

  say(sentence) {
    this.error.textContent = sentence
    this.input.setAttribute("aria-invalid", "true")
    this.input.focus()
  }

  close() {
    this.dialog.remove()
    this.answer(this.found)
  }
}

/**
 * Ask for a line. `check` gets what was typed and resolves to what is wanted, or to {error: a sentence}; the dialog
 * resolves to what `check` found, or to undefined where the person gave up.
 */
export const ask = (question) => new Promise((resolve) => new Question(question, resolve))
