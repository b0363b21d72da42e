// The screens on which a story is decided about: what will happen is said while the time is typed, by the server that
// will do it, and a double click decides once.
const REST = 250 // milliseconds without a key before the server is asked
const PATIENCE = 10_000 // milliseconds; after that, who has stopped the page may send it again
const TIMES = ["when", "until"]

const timesOf = (form) => TIMES.map((name) => form.elements[name]).filter(Boolean)

/** Of a time that comes twice, which is meant: asked as soon as it is typed. */
const showTurns = (field, moment, turns, which) => {
  const shown = moment.nextElementSibling?.matches(".moment-turns") ? moment.nextElementSibling : null
  const labels = [...(shown?.querySelectorAll("label") ?? [])].map((label) => label.textContent.trim())
  if (labels.join() === turns.map(([, label]) => label).join()) return
  shown?.remove()
  if (turns.length) moment.after(turnsBox(field, turns, which))
}

const turnsBox = (field, turns, which) => {
  const box = document.createElement("span")
  box.className = "moment-turns"
  box.setAttribute("role", "radiogroup")
  box.setAttribute("aria-label", which)
  box.append(...turns.map(([value, label]) => turnChoice(`${field.name}_turn`, value, label)))
  return box
}

const turnChoice = (name, value, label) => {
  const choice = document.createElement("label")
  const radio = Object.assign(document.createElement("input"), { type: "radio", name, value })
  choice.append(radio, ` ${label}`)
  return choice
}

/** The sentence for what the form holds now; a refusal takes its place. */
const showSentence = async (form, place, usual) => {
  const data = new FormData(form)
  const asked = new URLSearchParams([...data].filter(([name]) => TIMES.some((time) => name.startsWith(time))))
  const answer = await fetch(`${form.dataset.say}?${asked}`, { headers: { Accept: "application/json" } })
  if (!answer.ok) return
  const { sentence, refusal, turns, which } = await answer.json()
  place.textContent = refusal || sentence || usual
  place.toggleAttribute("data-refused", Boolean(refusal))
  const field = timesOf(form)[0]
  showTurns(field, field.closest(".moment"), turns, which)
}

const sayWhatWillHappen = (form) => {
  const place = form.querySelector("[data-sentence]")
  const fields = timesOf(form)
  if (!place || !form.dataset.say || !fields.length) return
  const usual = place.textContent
  let rest
  const ask = () => {
    clearTimeout(rest)
    rest = setTimeout(() => showSentence(form, place, usual).catch(() => {}), REST)
  }
  form.addEventListener("input", ({ target }) => TIMES.some((time) => target.name?.startsWith(time)) && ask())
  if (fields.some((field) => field.value)) ask()
}

const sendOnce = (form) => {
  let sent = -PATIENCE
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < PATIENCE) event.preventDefault()
    else sent = event.timeStamp
  })
  window.addEventListener("pageshow", ({ persisted }) => persisted && (sent = -PATIENCE))
}

/** The words of a correction are somebody's work: leaving them asks first. */
const guard = (form) => {
  let isTouched = form.hasAttribute("data-unsaved")
  for (const name of ["input", "change", "marbre:text"]) form.addEventListener(name, () => (isTouched = true))
  form.addEventListener("submit", () => (isTouched = false))
  window.addEventListener("beforeunload", (event) => isTouched && event.preventDefault())
}

/** After a refusal, the cursor stands in the first wrong field. */
const leadToError = (form) =>
  form.querySelector(".errorlist")?.closest(".form-row, .field")?.querySelector("input, textarea, select")?.focus()

for (const form of document.querySelectorAll("form[data-verb]")) {
  sayWhatWillHappen(form)
  sendOnce(form)
  leadToError(form)
  if (form.hasAttribute("data-guard")) guard(form)
}
