// The dialog in which everybody chooses the columns of the list and their order.
import { filled, gettext } from "marbre/element"

const dialog = document.querySelector("#columns-dialog")
const opener = document.querySelector("#choose-columns")

const move = (button) => {
  const item = button.closest("li")
  const up = button.dataset.move === "up"
  const other = up ? item.previousElementSibling : item.nextElementSibling
  if (!other) return
  if (up) other.before(item)
  else other.after(item)
  button.focus() // what is moved in the document loses it
  const place = [...item.parentElement.children].indexOf(item) + 1
  const words = { label: item.querySelector("label").textContent.trim(), place }
  dialog.querySelector("[role=status]").textContent = filled(gettext("%(label)s is now at place %(place)s"), words)
}

if (dialog) {
  opener.hidden = false
  opener.addEventListener("click", () => dialog.showModal())
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-close]")) dialog.close()
    else if (target.closest("[data-move]")) move(target.closest("[data-move]"))
  })
}
