// Rows of an inline are put in order by dragging their handle, or with Alt and the arrows on it; the position fields
// are numbered when the form is sent, from the order that is seen. Without JavaScript they stay number fields.

const gettext = (text) => window.gettext?.(text) ?? text
const ROWS = "tr.form-row:not(.empty-form)"

const positionOf = (row) => row.querySelector("input[name$='-position']")

/** A row that was added and left empty keeps its number: with another one it would count as filled in. */
const isFilled = (row) => row.querySelector("select, input[type=text], input[type=url]")?.value

const number = (body) => {
  const rows = [...body.querySelectorAll(`:scope > ${ROWS}`)].filter((row) => positionOf(row) && isFilled(row))
  rows.forEach((row, index) => (positionOf(row).value = index))
}

const move = (row, key) => {
  const neighbour = key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling
  if (!neighbour?.matches(ROWS)) return
  if (key === "ArrowUp") neighbour.before(row)
  else neighbour.after(row)
}

const makeHandle = (row) => {
  const handle = document.createElement("button")
  Object.assign(handle, { type: "button", className: "row-handle", draggable: true, textContent: "⠿" })
  handle.title = gettext("Move: drag, or Alt and arrow up or down")
  handle.setAttribute("aria-label", handle.title)
  handle.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
    event.preventDefault()
    move(row, event.key)
    handle.focus()
  })
  handle.addEventListener("dragstart", (event) => {
    event.dataTransfer.setDragImage(row, 0, 0)
    event.dataTransfer.effectAllowed = "move"
    row.classList.add("is-dragged")
  })
  handle.addEventListener("dragend", () => row.classList.remove("is-dragged"))
  return handle
}

const nameDeletion = (row) => {
  const box = row.querySelector("input[name$='-DELETE']")
  if (box) box.title = box.ariaLabel = gettext("Take out when the form is saved")
}

const equip = (row) => {
  nameDeletion(row)
  const position = row.matches?.(ROWS) && positionOf(row)
  if (!position || row.querySelector(".row-handle")) return
  position.hidden = true
  position.before(makeHandle(row))
  row.addEventListener("dragover", (event) => {
    const dragged = row.parentElement.querySelector(".is-dragged")
    if (!dragged) return
    event.preventDefault()
    const below = event.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2
    if (below) row.after(dragged)
    else row.before(dragged)
  })
}

document.querySelectorAll(`.inline-group ${ROWS}`).forEach(equip)
document.addEventListener("formset:added", ({ target }) => equip(target))
document.addEventListener("submit", ({ target }) => target.querySelectorAll(".inline-group tbody").forEach(number))
