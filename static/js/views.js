// Count one view once the page was visible for three seconds; without JavaScript nothing is lost but the count.
// Each opening of the page has a random number, which is kept nowhere: sent twice, it is still one view.
const READ_AFTER = 3000 // milliseconds

const counter = document.querySelector("[data-count-views]")
let timer
let counted = false

function number() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(16).padStart(8, "0")).join("")
}

function count() {
  if (counted) return
  counted = navigator.sendBeacon(counter.dataset.countViews, new URLSearchParams({ view: number() }))
  if (counted) document.removeEventListener("visibilitychange", watch)
}

function watch() {
  clearTimeout(timer)
  if (document.visibilityState === "visible") timer = setTimeout(count, READ_AFTER)
}

if (counter) {
  document.addEventListener("visibilitychange", watch)
  watch()
}
