// The writing form itself: how long a text may well be, which sections belong to its language, what is folded away.
import { element, filled, gettext, ngettext } from "marbre/element"

const NEAR = 0.9 // of a limit
const REST = 1000 // milliseconds without a key before anything is read out
const PHONE = window.matchMedia("(max-width: 767px)")

const lengthOf = (field) => [...field.value.trim()].length

const sentence = (length, limit) => {
  if (length <= limit) return length > limit * NEAR ? gettext("nearly too long") : ""
  const count = length - limit
  return filled(ngettext("too long by %(count)s character", "too long by %(count)s characters", count), { count })
}

/** A count beside the field, which turns amber and red, says so in words, and never stops anybody. */
const count = (field) => {
  const limit = Number(field.dataset.limit)
  const figures = element("span", { "aria-hidden": "true" })
  const words = element("span")
  const aloud = element("span", { className: "visually-hidden", role: "status" })
  const counter = element("p", { className: "counter" }, [figures, " ", words, aloud])
  field.after(counter)
  let rest
  const show = (isTyping) => {
    const length = lengthOf(field)
    figures.textContent = `${length} / ${limit}`
    words.textContent = sentence(length, limit)
    counter.dataset.tone = length > limit ? "over" : words.textContent ? "near" : ""
    clearTimeout(rest)
    if (isTyping) rest = setTimeout(() => (aloud.textContent = words.textContent), REST)
  }
  field.addEventListener("input", () => show(true))
  show(false)
}

/** Enter goes on to the next field; with Shift it breaks the line of a standfirst. */
const goOnWithEnter = (form) => {
  const next = { id_kicker: "#id_headline", id_headline: "#id_standfirst", id_standfirst: ".ProseMirror[contenteditable]" }
  form.addEventListener("keydown", (event) => {
    const to = next[event.target.id]
    if (!to || event.key !== "Enter" || event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    form.querySelector(to)?.focus()
  })
}

/** Choosing a section chooses its language; changing the language leaves no section of another one chosen. */
const pairLanguageAndSection = (form) => {
  const { language, section } = form.elements
  if (!language?.options || !section?.options) return
  const ofSection = () => section.selectedOptions[0]?.dataset.language
  const spell = () => form.querySelectorAll(".writing, .group-search").forEach((part) => (part.lang = language.value))
  section.addEventListener("change", () => {
    if (!ofSection() || ofSection() === language.value) return
    language.value = ofSection()
    language.dispatchEvent(new Event("change", { bubbles: true }))
  })
  language.addEventListener("change", () => {
    spell()
    if (ofSection() && ofSection() !== language.value) section.value = ""
  })
  spell()
}

/** Who pays is only asked of sponsored stories. */
const askForSponsor = (form) => {
  const group = form.querySelector(".group-sponsor")
  const { genre, sponsor_name: name, sponsor_url: address } = form.elements
  if (!group || !genre || !name || !address) return
  const show = () => {
    const sponsored = genre.value === "sponsored"
    group.hidden = !sponsored && !name.value && !address.value && !group.querySelector(".errorlist")
    if (sponsored) group.open = true
  }
  genre.addEventListener("change", show)
  show()
}

/** Groups are as the person left them last; on a phone they start folded. */
const remember = (group) => {
  const key = `marbre:group:${PHONE.matches ? "phone:" : ""}${group.dataset.group}`
  const kept = localStorage.getItem(key)
  if (kept) group.open = kept === "open"
  else if (PHONE.matches) group.open = false
  if (group.querySelector(".errorlist")) group.open = true
  group.addEventListener("toggle", () => localStorage.setItem(key, group.open ? "open" : "closed"))
}

const saveWithKeys = (form) => {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "s") return
    event.preventDefault()
    const save = form.querySelector("[name=_continue], [name=_save]")
    if (save) form.requestSubmit(save)
  })
}

/** Saving and going on keeps the place in the text. */
const keepPlace = (form) => {
  const key = `marbre:place:${location.pathname}`
  const place = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  if (place && !document.querySelector("#errors")) setTimeout(() => window.scrollTo(0, Number(place)), 100)
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.name === "_continue") sessionStorage.setItem(key, String(window.scrollY))
  })
}

const form = document.querySelector(".story-form")
if (form) {
  form.querySelectorAll("[data-limit]").forEach(count)
  form.querySelectorAll("[data-group]").forEach(remember)
  for (const start of [goOnWithEnter, pairLanguageAndSection, askForSponsor, saveWithKeys, keepPlace]) start(form)
}
