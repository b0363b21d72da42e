// What a writing form holds, as plain values: {name of a field: [texts]}, as the browser would send it. Read, compared
// with other values, and put back into the form.
import { addRow } from "marbre/rows"

const LEFT_OUT = new Set(["csrfmiddlewaretoken", "_form", "_then"])
const EMPTY_END = /(?:<p><\/p>)+$/ // a place to write on, which the server drops
const TOKENS = new Set(["seen", "key"]) // no one's words

const rowGroups = (form) => [...form.querySelectorAll("[data-rows]")]
const mainOf = (row) => row.querySelector("select:not([name$='-role'])")
const partOf = (row, part) => row.querySelector(`[name$='-${part}']`)

export const editorOf = (area) => area?.closest(".prose-editor")?.querySelector("[contenteditable]")?.editor

/** Rows are numbered as they are seen, which the form itself does only when it is sent. */
const numberRows = (form, fields) => {
  for (const group of rowGroups(form)) {
    const rows = [...group.querySelectorAll("ol > li")].filter((row) => !row.hidden && mainOf(row)?.value)
    rows.forEach((row, index) => {
      const position = partOf(row, "position")
      if (position) fields[position.name] = [String(index)]
    })
  }
}

export const read = (form) => {
  const fields = {}
  for (const [name, value] of new FormData(form)) {
    if (LEFT_OUT.has(name) || typeof value !== "string") continue
    fields[name] ??= []
    fields[name].push(value.replaceAll("\r\n", "\n"))
  }
  numberRows(form, fields)
  return fields
}

// Comparing

/** The rows of a group in such values, in their order: [{id, main, role}]. */
const rowsIn = (fields, prefix, main) => {
  const value = (number, part) => fields[`${prefix}-${number}-${part}`]?.[0] ?? ""
  const count = Number(fields[`${prefix}-TOTAL_FORMS`]?.[0] ?? 0)
  return [...Array(Math.min(count, 1000)).keys()]
    .filter((number) => value(number, main) && !value(number, "DELETE"))
    .map((number) => ({
      id: value(number, "id"),
      main: value(number, main),
      role: value(number, "role"),
      position: Number(value(number, "position") || 0),
    }))
    .sort((one, other) => one.position - other.position)
}

const mainPart = (group) => mainOf(group.querySelector("template").content).name.split("-").at(-1)

const rowsOf = (form, fields) =>
  rowGroups(form).map((group) => {
    const { rows: prefix } = group.dataset
    return [prefix, rowsIn(fields, prefix, mainPart(group)).map(({ main, role }) => `${main} ${role}`).join("\n")]
  })

/** HTML in one spelling: the server and the editor write signs and links each in their own way. */
const spelled = (text) => {
  if (!text.startsWith("<")) return text.trim()
  const { body } = new DOMParser().parseFromString(text, "text/html")
  for (const link of body.querySelectorAll("[rel]")) link.removeAttribute("rel")
  return body.innerHTML.replace(EMPTY_END, "").trim()
}

/** What somebody wrote or chose, by field: without numbers of rows and other machinery. */
export const essence = (form, fields) => {
  const prefixes = rowGroups(form).map((group) => `${group.dataset.rows}-`)
  const isPlain = (name) => !TOKENS.has(name) && !name.startsWith("_") && !prefixes.some((prefix) => name.startsWith(prefix))
  const plain = Object.entries(fields).filter(([name]) => isPlain(name))
  const values = plain.map(([name, texts]) => [name, spelled(texts.join(", "))])
  return Object.fromEntries([...values, ...rowsOf(form, fields)])
}

/** As `read`, with the text as the editor would write it, also where nobody has touched it yet. */
export const readTidy = (form) => {
  const fields = read(form)
  const { body } = form.elements
  const html = body && editorOf(body)?.getHTML()
  if (html !== undefined) fields.body = [html]
  return fields
}

/** The names of the fields in which `kept` is another than `now`; both come from `essence`. */
export const differing = (now, kept) => {
  const names = new Set([...Object.keys(now), ...Object.keys(kept)])
  return [...names].filter((name) => (now[name] ?? "") !== (kept[name] ?? ""))
}

// Putting back

const fire = (field, ...names) => names.forEach((name) => field.dispatchEvent(new Event(name, { bubbles: true })))

const choose = (select, value) => {
  if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option("", value))
  select.value = value
}

/** Put one field's texts in; a field that the values don't know stays as it is. */
const put = (field, fields) => {
  const texts = fields[field.name]
  if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(texts?.includes(field.value))
  else if (!texts) return
  else if (field.matches("select")) choose(field, texts[0] ?? "")
  else {
    field.value = texts[0] ?? ""
    editorOf(field)?.commands.setContent(field.value, true)
  }
}

const rowFor = (group, kept, free) => {
  const same = free.find((row) => kept.id && partOf(row, "id")?.value === kept.id)
  const row = same ?? free.find((other) => !partOf(other, "id")?.value) ?? addRow(group)
  free.splice(free.indexOf(row), free.includes(row) ? 1 : 0)
  return row
}

const mark = (row, gone) => {
  row.hidden = gone
  const box = partOf(row, "DELETE")
  if (box) box.checked = gone
}

const fillRow = (row, { main, role }) => {
  mark(row, false)
  const select = mainOf(row)
  if (select.value !== main) {
    select.replaceChildren(new Option("", main, true, true))
    row.querySelector(".row-story")?.remove()
    fire(select, "marbre:fill")
  }
  const roles = partOf(row, "role")
  if (roles && role) roles.value = role
}

const fillRows = (group, fields) => {
  const { rows: prefix } = group.dataset
  if (!fields[`${prefix}-TOTAL_FORMS`]) return
  const list = group.querySelector("ol")
  const free = [...list.querySelectorAll(":scope > li")]
  for (const kept of rowsIn(fields, prefix, mainPart(group))) {
    const row = rowFor(group, kept, free)
    fillRow(row, kept)
    list.append(row)
  }
  free.forEach((row) => mark(row, true))
}

/** Put such values into the form, also what state of the story they started from. */
export const fill = (form, fields) => {
  const inRows = new Set(rowGroups(form).flatMap((group) => [...group.querySelectorAll("[name]")]))
  const plain = [...form.elements].filter((field) => field.name && !LEFT_OUT.has(field.name) && !inRows.has(field))
  plain.filter((field) => field.matches("input, select, textarea")).forEach((field) => put(field, fields))
  plain.forEach((field) => fire(field, "marbre:fill", "input", "change"))
  plain.filter((field) => field.matches("select")).forEach((field) => put(field, fields)) // one field moves another
  rowGroups(form).forEach((group) => fillRows(group, fields))
  fire(form, "change")
}

// Is anything unsaved?

/** Watches a form: `any` is true while it holds something else than when it was opened. */
export class Changes {
  constructor(form) {
    this.form = form
    this.before = null
    const start = () => (this.before ??= this.now())
    for (const name of ["pointerdown", "keydown", "focusin", "dragenter", "paste"]) {
      form.addEventListener(name, start, { capture: true, once: true }) // the editor has tidied the text by then
    }
  }

  now() {
    const fields = Object.entries(read(this.form)).filter(([name]) => !TOKENS.has(name))
    return JSON.stringify(fields)
  }

  get any() {
    return this.form.hasAttribute("data-unsaved") || (this.before !== null && this.before !== this.now())
  }
}

const watched = new WeakMap()

export const changesOf = (form) => {
  if (!watched.has(form)) watched.set(form, new Changes(form))
  return watched.get(form)
}
