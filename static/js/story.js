// What a story's page does besides being read, in one file, since each file is a request: what is embedded opens, and
// who has the page open is told of a new edition.

// A reader who has a story open is told when it was updated or taken down, without reloading. Who asks is not told.
const EVERY = 60000 // milliseconds

const notice = document.querySelector("[data-updates]")
let timer
let asked = Date.now()
let closed = ""

async function inquire() {
  asked = Date.now()
  const response = await fetch(notice.dataset.updates, { credentials: "omit" }).catch(() => null)
  if (response?.status === 200) tell(await response.text())
  watch()
}

function tell(text) {
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
  if (document.visibilityState === "visible") timer = setTimeout(inquire, Math.max(asked + EVERY - Date.now(), 0))
}

if (notice) {
  document.addEventListener("visibilitychange", watch)
  watch()
}

// What is embedded stands behind a façade that contacts nobody. A click on its button puts the provider's frame there.
const ALLOWED = "accelerometer; autoplay; clipboard-write; encrypted-media; fullscreen; gyroscope; picture-in-picture"
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms"
const LOWEST = 120 // pixels
const HIGHEST = 2400

const load = (facade) => {
  const frame = document.createElement("iframe")
  frame.title = facade.dataset.name
  frame.allow = ALLOWED
  frame.referrerPolicy = "strict-origin-when-cross-origin"
  frame.setAttribute("sandbox", SANDBOX)
  frame.tabIndex = -1
  frame.src = facade.dataset.frame
  // The link stays for those to whom the provider shows nothing.
  facade.parentElement.insertBefore(frame, facade)
  facade.querySelector("button").remove()
  facade.classList.add("facade-open")
  frame.addEventListener("load", () => askHeight(frame), { once: true })
  frame.focus()
  frame.removeAttribute("tabindex")
}

/** Some providers tell their height only when asked; this is how Mastodon wants to be. */
const askHeight = (frame) => frame.contentWindow.postMessage({ type: "setHeight", id: 1 }, new URL(frame.src).origin)

/** The height in what a frame says of itself, each provider in its own way; undefined where it speaks of other things. */
const heightIn = (message) => {
  const said = typeof message === "string" ? parsed(message) : message
  const charts = Object.values(said?.["datawrapper-height"] ?? {})
  const tweet = said?.["twttr.embed"]?.params?.[0]?.height
  return [said?.height, said?.details?.height, tweet, ...charts].find(Number.isFinite)
}

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const fit = (event) => {
  const frames = document.querySelectorAll(":is(.embed-post, .embed-chart) > iframe")
  const frame = [...frames].find((frame) => frame.contentWindow === event.source)
  const height = frame && new URL(frame.src).origin === event.origin ? heightIn(event.data) : undefined
  if (height) frame.style.setProperty("block-size", `${Math.min(Math.max(height, LOWEST), HIGHEST)}px`)
}

const facades = document.querySelectorAll(".facade")
for (const facade of facades) {
  const button = facade.querySelector("button")
  for (const part of facade.querySelectorAll("[hidden]")) part.hidden = false
  button.addEventListener("click", () => load(facade))
}
if (facades.length) window.addEventListener("message", fit)
