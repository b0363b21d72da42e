// A front is arranged: slots change places by their handle, also by touch, or with Alt and the arrows; stories are
// dragged into slots or placed by their button. What is sent is the order that is seen.
import { csrfToken, filled, gettext } from "marbre/element"
import { part, Slots } from "marbre/front-slots"
import { refreshToken } from "marbre/session"

const PAUSE = 250 // milliseconds after the last letter before stories are looked for, or what fills the empty slots
const root = document.querySelector("[data-arrange]")

const start = () => {
  const list = root.querySelector("[data-slots]")
  const form = root.querySelector("[data-front]")
  const candidates = root.querySelector("[data-candidates]")
  const said = root.querySelector("[data-said]")
  let unsaved = root.hasAttribute("data-unsaved")

  const say = (sentence, values = {}) => (said.textContent = filled(sentence, values))

  const markPlaced = () => {
    for (const candidate of candidates.querySelectorAll("[data-candidate]")) {
      const slot = slots.withStory(candidate.dataset.candidate)
      candidate.classList.toggle("is-placed", Boolean(slot))
      part(candidate, "where").textContent = slot
        ? filled(gettext("In slot %(place)s"), { place: slots.numberOf(slot) })
        : ""
    }
  }

  // What fills the empty slots, as the server would fill them

  let pause
  let asked = 0

  /** The fillers of what is on the screen; null, and it is said why, where there is no answer. */
  const askFillers = async () => {
    const headers = { "X-CSRFToken": csrfToken() }
    const answer = await fetch(root.dataset.fillers, {
      method: "POST",
      body: new FormData(form),
      headers,
      redirect: "manual",
    }).catch(() => null)
    if (answer?.ok) return (await answer.json()).fillers
    if (answer?.type === "opaqueredirect" || answer?.status === 403)
      say(gettext("Your session has ended. Sign in again in another tab, then go on here: nothing is lost."))
    else say(gettext("The server did not answer. Look again in a moment."))
    return null
  }

  const refill = async () => {
    const mine = (asked += 1)
    const fillers = await askFillers()
    if (mine === asked && fillers?.length === slots.all.length)
      slots.all.forEach((slot, place) => slots.fill(slot, fillers[place]))
  }

  const later = (act) => {
    clearTimeout(pause)
    pause = setTimeout(act, PAUSE)
  }

  const changed = (sentence, values) => {
    unsaved = true
    markPlaced()
    if (sentence) say(sentence, values)
    later(refill)
  }

  const slots = new Slots(list, root.querySelector("[data-new-slot]"), changed)

  const add = () => {
    if (slots.all.length < Number(root.dataset.most)) return slots.add()
    say(gettext("A front has no more slots than these."))
    return null
  }

  const placeFirst = (candidate) => {
    const free = slots.all.find((slot) => slot.classList.contains("is-empty")) ?? add()
    if (free) slots.place(free, candidate.dataset)
  }

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]")
    if (handle && !event.button) slots.drag(handle.closest("[data-slot]"))
  })

  list.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || event.target.matches("select")) return
    event.preventDefault()
    slots.step(event.target.closest("[data-slot]"), event.key === "ArrowUp")
  })

  const deeds = {
    remove: (slot) => slots.remove(slot),
    empty: (slot) => {
      slots.empty(slot)
      return slot
    },
    keep: (slot) => {
      slots.place(slot, { ...part(slot, "keep").dataset })
      return slot
    },
  }

  list.addEventListener("click", ({ target }) => {
    for (const [name, act] of Object.entries(deeds)) {
      if (!target.closest(`[data-${name}]`)) continue
      const next = act(target.closest("[data-slot]"))
      if (next) part(next, "handle").focus()
    }
  })

  list.addEventListener("input", () => (unsaved = true))

  list.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-style]")) return changed()
    slots.sort(target.closest("[data-slot]"))
    target.focus()
  })

  // From the stories

  let carried = null

  const light = (slot) => {
    list.querySelector(".is-target")?.classList.remove("is-target")
    slot?.classList.add("is-target")
  }

  candidates.addEventListener("dragstart", (event) => {
    carried = event.target.closest("[data-candidate]")
    if (!carried) return
    event.dataTransfer.effectAllowed = "copy"
    event.dataTransfer.setData("text/plain", carried.dataset.headline)
  })

  list.addEventListener("dragover", (event) => {
    if (!carried) return
    event.preventDefault()
    light(event.target.closest("[data-slot]"))
  })

  list.addEventListener("drop", (event) => {
    const slot = event.target.closest("[data-slot]")
    if (!carried || !slot) return
    event.preventDefault()
    slots.place(slot, carried.dataset)
  })

  document.addEventListener("dragend", () => {
    carried = null
    light(null)
  })

  candidates.addEventListener("click", ({ target }) => {
    if (target.closest("[data-place]")) placeFirst(target.closest("[data-candidate]"))
  })

  root.querySelector("[data-add]").addEventListener("click", () => {
    const slot = add()
    if (slot) part(slot, "handle").focus()
  })

  // Search

  const search = root.querySelector("[data-search]")
  let typing
  let looked = 0

  const find = async () => {
    const mine = (looked += 1)
    try {
      const query = new URLSearchParams(new FormData(search))
      const answer = await fetch(`${search.dataset.address}?${query}`)
      const words = await answer.text()
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText)
      if (mine !== looked) return
      candidates.innerHTML = words
      markPlaced()
    } catch {
      say(gettext("The server did not answer. Look again in a moment."))
    }
  }

  search.addEventListener("input", () => {
    clearTimeout(typing)
    typing = setTimeout(find, PAUSE)
  })

  search.addEventListener("submit", (event) => {
    event.preventDefault() // the arrangement would be lost
    find()
  })

  // Sending, and looking first

  const pane = root.querySelector("[data-pane]")
  let answered = false

  /** Only where the server still knows who is here: the login that would come instead loses what was arranged. */
  const send = async (submitter) => {
    clearTimeout(pause)
    if (!(await askFillers())) return
    answered = true
    unsaved = false
    form.requestSubmit(submitter)
  }

  form.addEventListener("submit", (event) => {
    const { submitter } = event
    refreshToken(form)
    if (submitter?.hasAttribute("data-preview")) {
      pane.hidden = false
      pane.scrollIntoView({ block: "start" })
    } else if (submitter?.value !== "undo" && !answered) {
      event.preventDefault()
      send(submitter)
    }
  })

  pane.addEventListener("click", ({ target }) => {
    if (!target.dataset.width) return
    pane.querySelector("iframe").style.setProperty("width", target.dataset.width)
    for (const button of pane.querySelectorAll("[data-width]")) button.ariaPressed = String(button === target)
  })

  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault()
  })

  addEventListener("pageshow", () => (answered = false)) // who comes back sends anew
  markPlaced()
  root.dataset.ready = ""
}

if (root) start()
