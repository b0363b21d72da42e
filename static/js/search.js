// While a reader types, what is found follows. Without this script, the button does the same.

const PAUSE = 250
const form = document.querySelector(".search-form")
const words = form.elements.q
let waiting, asked

function address() {
  const said = [...new FormData(form)].filter(([, value]) => value)
  return `${form.getAttribute("action")}?${new URLSearchParams(said)}`
}

async function follow() {
  asked?.abort()
  asked = new AbortController()
  const there = address()
  try {
    const response = await fetch(there, { signal: asked.signal })
    if (response.ok) show(new DOMParser().parseFromString(await response.text(), "text/html"), there)
  } catch (error) {
    if (error.name !== "AbortError") asked = undefined // without a network the page stays as it is
  }
}

function show(page, there) {
  document.getElementById("results").replaceChildren(...page.getElementById("results").childNodes)
  document.title = page.title
  history.replaceState(null, "", there)
}

words.addEventListener("input", () => {
  clearTimeout(waiting)
  waiting = setTimeout(follow, PAUSE)
})
form.addEventListener("submit", () => {
  clearTimeout(waiting)
  asked?.abort()
})
