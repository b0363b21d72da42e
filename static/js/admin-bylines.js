// Who signs: each row's author is found by typing, and one who has never signed is added without leaving the form.
import { combobox, fetchJson } from "marbre/combobox"
import { button, csrfToken, element, filled, gettext, whenClosed } from "marbre/element"
import { lookUp } from "marbre/picker"
import { addRow } from "marbre/rows"

const choose = (select, input, { id, name }) => {
  select.replaceChildren(new Option(name, id, true, true))
  input.value = name
  select.dispatchEvent(new Event("change", { bubbles: true }))
}

const field = (label, attributes) => {
  const input = element("input", { type: "text", maxLength: 120, ...attributes })
  return [input, element("label", {}, [element("span", { textContent: label }), input])]
}

const send = async (address, values) => {
  const body = new URLSearchParams(values)
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } })
  return [answer.status, await answer.json()]
}

/** The dialog that makes an author; resolves to the author, or to undefined where the person gave up. */
class NewAuthor {
  constructor(address, name) {
    this.address = address
    const title = gettext("Add an author")
    const [nameInput, nameLabel] = field(gettext("Name"), { value: name, required: true })
    const [jobInput, jobLabel] = field(gettext("Job title"), { value: "" })
    Object.assign(this, { nameInput, jobInput })
    this.said = element("div", { className: "small-dialog-said", role: "alert" })
    const save = element("button", { type: "submit", className: "is-main", textContent: gettext("Add") })
    const buttons = element("p", { className: "small-dialog-buttons" }, [
      button("", gettext("Cancel"), () => this.dialog.close()),
      save,
    ])
    const form = element("form", {}, [element("h2", { textContent: title }), nameLabel, jobLabel, this.said, buttons])
    this.dialog = element("dialog", { className: "small-dialog", "aria-label": title }, [form])
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.save()
    })
  }

  open() {
    document.body.append(this.dialog)
    this.dialog.showModal()
    this.nameInput.focus()
    return new Promise((resolve) => {
      whenClosed(this.dialog, () => {
        this.dialog.remove()
        resolve(this.author)
      })
    })
  }

  async save(keep = {}) {
    const values = { display_name: this.nameInput.value, job_title: this.jobInput.value, ...keep }
    try {
      const [status, answer] = await send(this.address, values)
      if (status === 201) this.take(answer.author)
      else if (answer.similar) this.pointOut(answer.similar)
      else this.said.textContent = answer.error
    } catch {
      this.said.textContent = gettext("The newsroom can't be reached. Try again in a moment.")
    }
  }

  take(author) {
    this.author = author
    this.dialog.close()
  }

  pointOut(similar) {
    const those = similar.map((author) => {
      const words = [author.name, author.title].filter(Boolean).join(", ")
      return button("", filled(gettext("Use %(name)s"), { name: words }), () => this.take(author))
    })
    const anyway = button("", gettext("Add another of that name"), () => this.save({ keep: "1" }))
    this.said.replaceChildren(element("p", { textContent: gettext("Somebody of that name signs already.") }), ...those, anyway)
  }
}

const suggestions = async (select, text, mayAdd) => {
  const { results } = await fetchJson(select.dataset.authorsUrl, { q: text })
  const found = results.map((author) => ({ ...author, label: author.name, note: author.title }))
  const label = text ? filled(gettext("Add “%(name)s” as an author…"), { name: text }) : gettext("Add an author…")
  return mayAdd ? [...found, { label, text, isNew: true }] : found
}

const equip = (select) => {
  const address = select.closest("[data-rows]").dataset.newAuthorUrl
  const input = element("input", { type: "text", value: select.selectedOptions[0]?.text ?? "" })
  input.id = `${select.id}_name`
  input.setAttribute("aria-label", select.getAttribute("aria-label") ?? gettext("Author"))
  input.placeholder = gettext("Name of the author")
  if (select.hasAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true")
  select.hidden = true
  select.after(input)
  const take = async (option) => {
    const author = option.isNew ? await new NewAuthor(address, option.text).open() : option
    if (author) choose(select, input, author)
    input.focus()
  }
  combobox(input, {
    label: gettext("Authors"),
    find: (text) => suggestions(select, text === select.selectedOptions[0]?.text ? "" : text, address),
    choose: take,
  })
  select.addEventListener("marbre:fill", async () => {
    const author = select.value && (await lookUp(select.dataset.authorsUrl, select.value))
    if (author) select.selectedOptions[0].text = input.value = author.name
  })
  // What was typed and not chosen is no author: the field says again who is.
  input.addEventListener("blur", () => {
    if (!input.value.trim()) select.value = ""
    else input.value = select.selectedOptions[0]?.text ?? ""
  })
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
}

document.querySelectorAll("li select[data-authors-url]").forEach(equip)
document.addEventListener("formset:added", ({ target }) => {
  target.querySelectorAll("select[data-authors-url]").forEach(equip)
})
document.querySelector("[data-rows=bylines]")?.addEventListener("marbre:add", ({ target }) => {
  addRow(target).querySelector("input[role=combobox]").focus()
})
