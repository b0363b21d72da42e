// Rows of the writing form are added, and taken out again: what goes is only marked, so that it can come back.
import { button, element, filled, gettext } from "marbre/element"

/** A new row at the end of that group's list, announced with "formset:added" as the stock script does. */
export const addRow = (group) => {
  const total = group.querySelector("[name$='-TOTAL_FORMS']")
  const made = element("div")
  made.innerHTML = group.querySelector("template").innerHTML.replaceAll("__prefix__", total.value)
  const row = made.firstElementChild
  total.value = Number(total.value) + 1
  group.querySelector("ol").append(row)
  equip(row)
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }))
  return row
}

const nameOf = (row) =>
  row.querySelector(".row-title")?.textContent.trim() || row.querySelector("select")?.selectedOptions[0]?.text || ""

const mark = (row, gone) => {
  row.hidden = gone
  row.querySelector("input[name$='-DELETE']").checked = gone
  row.dispatchEvent(new Event("change", { bubbles: true }))
}

const focusNear = (row) => {
  const rows = [...row.parentElement.children]
  const after = rows.slice(rows.indexOf(row)).find((other) => !other.hidden)
  const next = after ?? rows.findLast((other) => !other.hidden)
  const group = row.closest("[data-rows]")
  const target = next?.querySelector(".row-remove") ?? group.querySelector("[data-add]")
  target?.focus()
}

const remove = (row) => {
  const said = row.closest("[data-rows]").querySelector(".rows-said")
  const name = nameOf(row)
  mark(row, true)
  if (!name) return focusNear(row)
  const undo = button("rows-undo", gettext("Undo"), () => {
    mark(row, false)
    said.replaceChildren()
    row.querySelector(".row-remove").focus()
  })
  said.replaceChildren(filled(gettext("“%(name)s” was taken out."), { name }), " ", undo)
  return focusNear(row)
}

const equip = (row) => {
  const label = row.querySelector(".row-delete")
  if (!label || row.querySelector(".row-remove")) return
  const cross = button("row-remove", "×", () => remove(row))
  cross.title = cross.ariaLabel = gettext("Take out")
  label.hidden = true
  label.after(cross)
  if (label.querySelector("input").checked) row.hidden = true
}

const equipGroup = (group) => {
  group.querySelectorAll("ol > li").forEach(equip)
  const add = group.querySelector("[data-add]")
  if (!add) return
  add.hidden = false
  add.addEventListener("click", () => group.dispatchEvent(new CustomEvent("marbre:add")))
}

document.querySelectorAll("[data-rows]").forEach(equipGroup)
