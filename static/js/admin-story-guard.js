// Nothing is lost: leaving with unsaved text asks first, a decision about the story saves it first, and after a refusal
// the cursor stands in the first wrong field.
import { changesOf } from "marbre/draft"
import { element } from "marbre/element"

const form = document.querySelector(".story-form")
const changes = form && changesOf(form)

let leaving = false
const isChanged = () => !leaving && changes.any

const PATIENCE = 10_000 // milliseconds; after that, who has stopped the page may send it again

/** A double click, or Ctrl+S held down, saves once: a new story would be made twice. */
const sendOnce = () => {
  let sent = -PATIENCE
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < PATIENCE) event.preventDefault()
    else sent = event.timeStamp
  })
  window.addEventListener("pageshow", ({ persisted }) => persisted && (sent = -PATIENCE))
}

const watch = () => {
  form.addEventListener("submit", (event) => setTimeout(() => (leaving = !event.defaultPrevented)))
  window.addEventListener("pageshow", ({ persisted }) => persisted && (leaving = false))
  window.addEventListener("beforeunload", (event) => isChanged() && event.preventDefault())
}

/** «Publish…» is about the story as it is saved: what is not saved yet is saved on the way. */
const saveOnTheWay = () => {
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-save-first]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !isChanged()) return
    event.preventDefault()
    form.append(element("input", { type: "hidden", name: "_then", value: link.dataset.saveFirst }))
    form.requestSubmit(form.querySelector("[name=_continue]"))
  })
}

const FOCUSABLE = "input:not([type=hidden], [hidden]), select:not([hidden]), textarea:not([hidden]), button, [contenteditable=true]"

/** The field that a sentence is about: seen, even where its group was folded away, and with the cursor in it. */
const goTo = (id) => {
  const target = document.getElementById(id)
  if (!target) return
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
  const editor = target.querySelector("[contenteditable=true]")
  const field = editor ?? (target.matches(FOCUSABLE) ? target : target.querySelector(FOCUSABLE))
  const place = field ?? target
  place.scrollIntoView({ block: "center" })
  place.focus({ preventScroll: true })
}

const leadToErrors = () => {
  const summary = document.querySelector("#errors")
  if (!summary) return
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a")
    if (!link) return
    event.preventDefault()
    goTo(link.hash.slice(1))
  })
  const first = summary.querySelector("a")
  if (first) setTimeout(() => goTo(first.hash.slice(1)))
  else summary.focus()
}

if (form) {
  watch()
  sendOnce()
  saveOnTheWay()
  leadToErrors()
}
