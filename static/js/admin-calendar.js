// The calendar: stories that may be moved are dragged, or moved with Alt and the arrows, or in a dialog. Without this
// script the page is read, and each story leads to the screen that moves it.
import { askWhen } from "marbre/calendar-dialog"
import { filled, gettext } from "marbre/element"
import { Mover, shifted } from "marbre/calendar-moving"

const PAUSE = 700 // milliseconds after the last arrow before the move is sent
const FAR = 24 // steps over which the next possible time is looked for
const STEPS = {
  week: { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] },
  month: { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [-7, 0], ArrowDown: [7, 0] },
}

const root = document.querySelector("[data-calendar]")
const mover = new Mover(root)
const itemOf = (target) => target.closest?.(".cal-item[data-kind]")
let dragged = null
let pause

// Dragging

const equip = (item) => {
  item.draggable = true
  item.querySelector(".cal-story").draggable = false // the item is dragged, not its address
}

const slotUnder = (event) => (dragged ? event.target.closest?.("[data-slot]") : null)

const light = (slot) => {
  root.querySelector(".is-target")?.classList.remove("is-target")
  slot?.classList.add("is-target")
}

root.addEventListener("dragstart", (event) => {
  dragged = itemOf(event.target)
  if (!dragged) return
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", dragged.querySelector(".cal-headline").textContent)
  dragged.classList.add("is-dragged")
})

root.addEventListener("dragover", (event) => {
  const slot = slotUnder(event)
  if (slot) event.preventDefault()
  light(slot)
})

root.addEventListener("drop", (event) => {
  const slot = slotUnder(event)
  if (!slot) return
  event.preventDefault()
  // A day keeps the time, an hour keeps the minutes.
  mover.move(dragged, slot.dataset.slot + dragged.dataset.when.slice(slot.dataset.slot.length))
})

root.addEventListener("dragend", () => {
  light(null)
  dragged?.classList.remove("is-dragged")
  dragged = null
})

// The keyboard

/** The next time that way to which the page can take the item: over the past, and over the hour that the clocks skip. */
const next = (item, [days, hours]) => {
  for (let count = 1; count <= FAR; count += 1) {
    const when = shifted(item.dataset.when, days * count, hours * count)
    if (mover.shows(item, when)) return when
  }
  return null
}

const step = (item, way) => {
  if (mover.busy.has(item)) return
  const when = next(item, way)
  if (!when) return mover.say(gettext("This page shows no such time. “⋯” takes the story to any day and hour."))
  item.dataset.before ??= item.dataset.when
  mover.place(item, when)
  mover.say(mover.words(when))
  clearTimeout(pause)
  pause = setTimeout(() => commit(item), PAUSE)
}

/** What the arrows have added up to, as one move. */
const commit = (item) => {
  clearTimeout(pause)
  const { before, when } = item.dataset
  delete item.dataset.before
  if (before && before !== when) mover.move(item, when, { before })
}

root.addEventListener("keydown", (event) => {
  const item = itemOf(event.target)
  const way = STEPS[root.dataset.view][event.key]
  if (!item || !way || !event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault() // Alt and an arrow would go back in the browser's history
  step(item, way)
})

root.addEventListener("focusout", ({ target, relatedTarget }) => {
  const item = itemOf(target)
  if (item?.dataset.before && !item.contains(relatedTarget) && item.isConnected && !mover.placing) commit(item)
})

// The dialog, and new stories

const ask = async (item, turns = []) => {
  const title = filled(gettext("Move “%(headline)s”"), { headline: item.querySelector(".cal-headline").textContent })
  const answer = await askWhen(title, item.dataset.wanted ?? item.dataset.when, turns)
  delete item.dataset.wanted
  if (answer) mover.move(item, answer.when, { turn: answer.turn })
  else mover.refocus(item)
}

mover.ask = ask

root.addEventListener("click", (event) => {
  const item = event.target.closest(".cal-move") && itemOf(event.target)
  if (item && !event.ctrlKey && !event.metaKey) {
    event.preventDefault()
    ask(item)
    return
  }
  const slot = event.target.closest("[data-empty]")
  if (slot && root.dataset.new && !event.target.closest("a, .cal-item"))
    location.assign(`${root.dataset.new}?planned_for=${encodeURIComponent(slot.dataset.empty)}`)
})

root.querySelector("[data-night]")?.addEventListener("click", (event) => {
  event.preventDefault()
  mover.showNight()
})

root.querySelectorAll(".cal-item[data-kind]").forEach(equip)
if (root.dataset.new)
  root.querySelectorAll("[data-empty]").forEach((slot) => (slot.title = gettext("New story planned for this time")))
root.dataset.ready = ""
