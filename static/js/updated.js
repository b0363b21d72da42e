// A reader who has a story open is told when it was updated or taken down, without reloading. Who asks is not told.
const EVERY = 60000 // milliseconds

const notice = document.querySelector("[data-updates]")
let timer
let asked = Date.now()
let closed = ""

async function ask() {
  asked = Date.now()
  const response = await fetch(notice.dataset.updates, { credentials: "omit" }).catch(() => null)
  if (response?.status === 200) show(await response.text())
  watch()
}

function show(text) {
  if (text === closed || text === notice.innerHTML) return
  notice.innerHTML = text
  notice.querySelector("[data-close]").addEventListener("click", () => {
    closed = text
    notice.replaceChildren()
  })
}

/** The next question, a minute after the last one; none while nobody looks. */
function watch() {
  clearTimeout(timer)
  if (document.visibilityState === "visible") timer = setTimeout(ask, Math.max(asked + EVERY - Date.now(), 0))
}

if (notice) {
  document.addEventListener("visibilitychange", watch)
  watch()
}
