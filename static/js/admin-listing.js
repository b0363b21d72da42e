// The list of stories: choosing several, by pointer and by keyboard, for one decision about all of them.
import { filled, gettext, ngettext } from "marbre/element"

const form = document.querySelector("#stories-form")
const bar = form?.querySelector(".stories-bulk")

const equip = () => {
  const all = bar.querySelector("[data-choose-all]")
  const said = bar.querySelector(".stories-chosen")
  const verbs = bar.querySelector(".stories-verbs")
  const boxes = [...form.querySelectorAll("input[name=id]")]
  let last = null // the box that was clicked last: Shift chooses what lies between

  const show = () => {
    const count = boxes.filter((box) => box.checked).length
    all.checked = count === boxes.length
    all.indeterminate = count > 0 && count < boxes.length
    verbs.hidden = !count
    bar.classList.toggle("is-open", count > 0)
    said.textContent = count
      ? filled(ngettext("%(count)s story chosen", "%(count)s stories chosen", count), { count })
      : ""
    for (const box of boxes) box.closest("tr").classList.toggle("is-chosen", box.checked)
  }

  const between = (one, other) => {
    const [from, to] = [boxes.indexOf(one), boxes.indexOf(other)].sort((a, b) => a - b)
    return boxes.slice(from, to + 1)
  }

  form.addEventListener("click", ({ target, shiftKey }) => {
    if (target.name !== "id") return
    if (shiftKey && last) for (const box of between(last, target)) box.checked = target.checked
    last = target
    show()
  })
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !boxes.some((box) => box.checked)) return
    for (const box of boxes) box.checked = false
    show()
    said.textContent = gettext("No story chosen")
  })
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked
    show()
  })
  window.addEventListener("pageshow", show) // a browser that goes back remembers what was chosen
  show()
}

if (bar) equip()
