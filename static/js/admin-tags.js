// The field of tags as chips: type and choose, paste several, make new ones by right. The text field with commas stays
// the form's memory, and is all there is without JavaScript.
import { combobox, fetchJson } from "marbre/combobox"
import { button, element, filled, gettext } from "marbre/element"

const APART = /[,;\n\t]+/

const split = (text) => text.split(APART).map((name) => name.trim().replace(/\s+/g, " ")).filter(Boolean)

class Tags {
  constructor(memory) {
    this.memory = memory
    this.address = memory.dataset.tagsUrl
    this.mayCreate = "mayCreate" in memory.dataset
    this.names = split(memory.value)
    this.build()
    this.listen()
    this.draw()
  }

  build() {
    const { memory } = this
    this.chips = element("ul", { className: "chips" })
    this.input = element("input", { type: "text", id: `${memory.id}_typed`, className: "chips-input" })
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (memory.hasAttribute(name)) this.input.setAttribute(name, memory.getAttribute(name))
    }
    this.said = element("p", { className: "visually-hidden", role: "status" })
    this.questions = element("div", { className: "chips-questions" })
    const typing = element("div", { className: "chips-typing" }, [this.input])
    const box = element("div", { className: "chips-box", onclick: ({ target }) => target === box && this.input.focus() }, [
      this.chips,
      typing,
    ])
    memory.hidden = true
    memory.after(box, this.questions, this.said)
    const label = document.querySelector(`label[for="${memory.id}"]`)
    if (label) label.htmlFor = this.input.id
    const help = document.querySelector(`#${memory.id}_helptext`)
    if (help) help.textContent = gettext("Type, choose, or paste several with commas between them.")
    this.list = combobox(this.input, {
      label: gettext("Tags"),
      find: (text) => this.find(text),
      choose: ({ name }) => this.add([name]),
    })
  }

  listen() {
    this.input.addEventListener("keydown", (event) => {
      if (event.isComposing) return
      if ((event.key === "Enter" && this.list.active < 0) || event.key === ",") {
        event.preventDefault()
        if (this.input.value.trim()) this.add(split(this.input.value))
      } else if (event.key === "Backspace" && !this.input.value) this.remove(this.names.at(-1))
    })
    this.input.addEventListener("paste", (event) => {
      const names = split(event.clipboardData.getData("text/plain"))
      if (names.length < 2) return
      event.preventDefault()
      this.add(names)
    })
    this.memory.form.addEventListener("formdata", ({ formData }) => {
      // What was typed and not yet made a chip counts: nothing is lost.
      const typed = split(this.input.value)
      if (typed.length) formData.set(this.memory.name, [...this.names, ...typed].join(", "))
    })
    this.memory.addEventListener("marbre:fill", () => {
      this.names = split(this.memory.value)
      this.input.value = ""
      this.draw()
    })
  }

  async find(text) {
    const { results } = await fetchJson(this.address, { q: text })
    const free = results.filter(({ name }) => !this.names.includes(name))
    const options = free.map(({ name, uses }) => ({ name, label: name, note: String(uses) }))
    const exists = results.some(({ name }) => name.toLowerCase() === text.toLowerCase())
    if (!text || exists || !this.mayCreate) return options
    return [...options, { name: text, label: filled(gettext("New tag “%(name)s”"), { name: text }), isNew: true }]
  }

  async add(names) {
    this.list.close()
    this.input.value = ""
    const wanted = names.filter((name) => !this.has(name))
    if (!wanted.length) return
    try {
      const answer = await fetchJson(this.address, wanted.map((name) => ["name", name]))
      answer.names.forEach((checked) => this.decide(checked))
    } catch (error) {
      this.input.value = wanted.join(", ")
      this.said.textContent = error.message
    }
  }

  has(name) {
    return this.names.some((other) => other.toLowerCase() === name.toLowerCase())
  }

  /** A name that exists becomes a chip; one that looks like another, or may not be made, becomes a question. */
  decide({ name, known, near }) {
    if (known) this.keep(known)
    else if (near.length || !this.mayCreate) this.question(name, near)
    else this.keep(name)
  }

  keep(name) {
    if (!this.has(name)) this.names.push(name)
    this.draw()
    this.changed(filled(gettext("“%(name)s” was added."), { name }))
  }

  remove(name) {
    if (!name) return
    this.names = this.names.filter((other) => other !== name)
    this.draw()
    this.changed(filled(gettext("“%(name)s” was taken out."), { name }))
    this.input.focus()
  }

  changed(sentence) {
    this.said.textContent = sentence
    this.memory.dispatchEvent(new Event("change", { bubbles: true }))
  }

  question(name, near) {
    const sentence = near.length
      ? filled(gettext("There is no tag “%(name)s” yet. Did you mean:"), { name })
      : filled(gettext("There is no tag “%(name)s”, and you can't make one: choose among those that exist."), { name })
    const answer = (chosen) => {
      box.remove()
      if (chosen) this.keep(chosen)
      this.input.focus()
    }
    const uses = near.map((other) => button("chip-answer is-main", other, () => answer(other)))
    const make = filled(gettext("Make “%(name)s” anyway"), { name })
    const anyway = this.mayCreate ? [button("chip-answer", make, () => answer(name))] : []
    const drop = button("chip-answer", gettext("Neither"), () => answer(null))
    const box = element("div", { className: "chips-question", role: "group", "aria-label": sentence }, [
      element("p", { textContent: sentence }),
      ...uses,
      ...anyway,
      drop,
    ])
    this.questions.append(box)
    this.said.textContent = sentence
    const first = box.querySelector("button")
    if (document.activeElement === this.input && !this.input.value) first.focus()
  }

  draw() {
    this.memory.value = this.names.join(", ")
    this.chips.replaceChildren(...this.names.map((name) => this.chip(name)))
  }

  chip(name) {
    const cross = button("chip-remove", "×", () => this.remove(name))
    cross.setAttribute("aria-label", filled(gettext("Take out “%(name)s”"), { name }))
    return element("li", { className: "chip" }, [element("span", { textContent: name }), cross])
  }
}

document.querySelectorAll("input[data-tags-url]").forEach((memory) => new Tags(memory))
