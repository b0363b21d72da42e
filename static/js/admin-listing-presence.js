// Who else has which story of the list open: asked again while the list stays on the screen.
import { element, filled, gettext } from "marbre/element"

const BEAT = 30_000 // milliseconds
const table = document.querySelector(".stories-list[data-present]")
const places = [...document.querySelectorAll("[data-presence-of]")]

const show = (place, people) => {
  const sentence = gettext("%(name)s, writing since %(time)s")
  const lines = people.map(({ name, since }) => filled(sentence, { name, time: since }))
  if (lines.join("\n") === [...place.children].map((line) => line.textContent).join("\n")) return
  place.replaceChildren(...lines.map((textContent) => element("span", { textContent })))
}

/** What can't be asked just now, or not any more, stays as it was last known to be. */
const ask = async () => {
  const query = new URLSearchParams(places.map((place) => ["id", place.dataset.presenceOf]))
  try {
    const answer = await fetch(`${table.dataset.present}?${query}`, { redirect: "error" })
    if (!answer.ok) return
    const { stories } = await answer.json()
    for (const place of places) show(place, stories[place.dataset.presenceOf] ?? [])
  } catch {
    // the next beat asks again
  }
}

if (table && places.length) {
  setInterval(() => document.hidden || ask(), BEAT)
  document.addEventListener("visibilitychange", () => document.hidden || ask())
  window.addEventListener("pageshow", ({ persisted }) => persisted && ask())
}
