// Count one view once the page was visible for three seconds, and show how many there are now: the page may come from
// a cache. Without JavaScript nothing is lost but the count. Each opening has a random number, which is kept nowhere:
// sent twice, it is still one view.
const READ_AFTER = 3000 // milliseconds
const AGAIN_AFTER = 6000 // four times, within the half minute for which the server knows a number again

const counter = document.querySelector("[data-count-views]")
const view = number()
let timer
let counted = false
let tries = 4

function number() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(16).padStart(8, "0")).join("")
}

async function send() {
  const body = new URLSearchParams({ view, language: document.documentElement.lang })
  // Also when the reader leaves at this moment.
  const answer = await fetch(counter.dataset.countViews, { method: "POST", body, keepalive: true })
  if (answer.status >= 500) throw new Error(answer.statusText)
  if (answer.ok) counter.textContent = (await answer.json()).views
}

async function count() {
  if (counted) return
  counted = true
  try {
    await send()
  } catch {
    counted = false // the network or the database was away; later, when the page is looked at again
    if (tries-- > 0) timer = setTimeout(count, AGAIN_AFTER)
  }
}

function watch() {
  clearTimeout(timer)
  if (document.visibilityState === "visible" && !counted) timer = setTimeout(count, READ_AFTER)
}

if (counter) {
  document.addEventListener("visibilitychange", watch)
  watch()
}
