// Rows are put in order by dragging their handle, also by touch, or with Alt and the arrows on it; the position fields
// are numbered when the form is sent, from the order that is seen. Without JavaScript they stay number fields.

const gettext = (text) => window.gettext?.(text) ?? text
const ROWS = ":is(tr, li).form-row:not(.empty-form)"

const positionOf = (row) => row.querySelector("input[name$='-position']")

/** A row that was added and left empty keeps its number: with another one it would count as filled in. */
const isFilled = (row) => row.querySelector("select, input[type=text], input[type=url]")?.value

const rowsOf = (list) => [...list.querySelectorAll(`:scope > ${ROWS}`)].filter((row) => !row.hidden)

const number = (list) => {
  const rows = rowsOf(list).filter((row) => positionOf(row) && isFilled(row))
  rows.forEach((row, index) => (positionOf(row).value = index))
}

/** Tell those who hear the page where the row stands now. */
const say = (row) => {
  const place = row.closest(".inline-group")?.querySelector(".rows-said")
  if (!place) return
  const rows = rowsOf(row.parentElement)
  const values = { place: rows.indexOf(row) + 1, count: rows.length }
  place.textContent = gettext("Now %(place)s of %(count)s").replace(/%\((\w+)\)s/g, (_, name) => values[name])
}

const moved = (row) => {
  say(row)
  row.dispatchEvent(new Event("change", { bubbles: true }))
}

const move = (row, key) => {
  const rows = rowsOf(row.parentElement)
  const neighbour = rows[rows.indexOf(row) + (key === "ArrowUp" ? -1 : 1)]
  if (!neighbour) return
  if (key === "ArrowUp") neighbour.before(row)
  else neighbour.after(row)
  moved(row)
}

/** Put the row where the pointer is, unless it stands there already. */
const follow = (row, y) => {
  const rows = rowsOf(row.parentElement)
  const others = rows.filter((other) => other !== row)
  const below = others.find((other) => {
    const { top, height } = other.getBoundingClientRect()
    return y < top + height / 2
  })
  const place = below ? others.indexOf(below) : others.length
  if (place === rows.indexOf(row)) return
  if (below) below.before(row)
  else others.at(-1).after(row)
}

/** Pointer events serve mouse, pen and finger alike; the document hears them even while the row changes its place. */
const drag = (handle, row) => {
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return
    const before = rowsOf(row.parentElement).indexOf(row)
    const ended = new AbortController()
    const listen = (name, act) => document.addEventListener(name, act, { signal: ended.signal })
    const end = () => {
      ended.abort()
      row.classList.remove("is-dragged")
      if (rowsOf(row.parentElement).indexOf(row) !== before) moved(row)
    }
    row.classList.add("is-dragged")
    listen("pointermove", ({ clientY }) => follow(row, clientY))
    listen("pointerup", end)
    listen("pointercancel", end)
  })
}

const makeHandle = (row) => {
  const handle = document.createElement("button")
  Object.assign(handle, { type: "button", className: "row-handle", textContent: "⠿" })
  handle.title = gettext("Move: drag, or Alt and arrow up or down")
  handle.setAttribute("aria-label", handle.title)
  handle.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
    event.preventDefault()
    move(row, event.key)
    handle.focus()
  })
  drag(handle, row)
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
  if (row.matches("li")) row.prepend(makeHandle(row))
  else position.before(makeHandle(row))
}

document.querySelectorAll(`.inline-group ${ROWS}`).forEach(equip)
document.addEventListener("formset:added", ({ target }) => equip(target))
document.addEventListener("submit", ({ target }) => target.querySelectorAll(".inline-group :is(tbody, ol)").forEach(number))
