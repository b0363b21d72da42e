// A front is arranged: slots change places by their handle, also by touch, or with Alt and the arrows; stories are
// dragged into slots or placed by their button. What is sent is the order that is seen.
import { filled, gettext } from "marbre/element"

const PAUSE = 250 // milliseconds after the last letter before stories are looked for
const root = document.querySelector("[data-arrange]")

const start = () => {
  const list = root.querySelector("[data-slots]")
  const form = root.querySelector("[data-front]")
  const candidates = root.querySelector("[data-candidates]")
  const said = root.querySelector("[data-said]")
  let changed = false
  let carried = null

  const slots = () => [...list.children]
  const part = (slot, name) => slot.querySelector(`[data-${name}]`)
  const say = (sentence, values = {}) => (said.textContent = filled(sentence, values))

  const markPlaced = () => {
    const placed = new Set(slots().map((slot) => part(slot, "article").value))
    for (const candidate of candidates.querySelectorAll("[data-candidate]"))
      candidate.classList.toggle("is-placed", placed.has(candidate.dataset.candidate))
  }

  const touch = () => {
    changed = true
    markPlaced()
  }

  // Stories in slots

  const empty = (slot) => {
    for (const name of ["article", "headline", "until"]) part(slot, name).value = ""
    part(slot, "title").textContent = part(slot, "standing").textContent = ""
    slot.classList.add("is-empty")
    touch()
  }

  const place = (slot, { candidate, headline, standing }) => {
    const before = slots().find((other) => part(other, "article").value === candidate)
    if (before === slot) return
    if (before) empty(before)
    empty(slot)
    part(slot, "article").value = candidate
    part(slot, "title").textContent = part(slot, "headline").placeholder = headline
    part(slot, "standing").textContent = standing
    slot.classList.remove("is-empty")
    touch()
    say(gettext("“%(headline)s” is in slot %(place)s."), { headline, place: slots().indexOf(slot) + 1 })
  }

  const add = () => {
    if (slots().length >= Number(root.dataset.most)) {
      say(gettext("A front has no more slots than these."))
      return null
    }
    list.append(root.querySelector("[data-new-slot]").content.cloneNode(true))
    touch()
    return list.lastElementChild
  }

  const placeFirst = (candidate) => {
    const free = slots().find((slot) => slot.classList.contains("is-empty")) ?? add()
    if (free) place(free, candidate.dataset)
  }

  // The order

  const moved = (slot) => {
    touch()
    say(gettext("Now %(place)s of %(count)s"), { place: slots().indexOf(slot) + 1, count: slots().length })
  }

  const step = (slot, key) => {
    const neighbour = key === "ArrowUp" ? slot.previousElementSibling : slot.nextElementSibling
    if (!neighbour) return
    if (key === "ArrowUp") neighbour.before(slot)
    else neighbour.after(slot)
    part(slot, "handle").focus()
    moved(slot)
  }

  const follow = (slot, y) => {
    const others = slots().filter((other) => other !== slot)
    const below = others.find((other) => {
      const { top, height } = other.getBoundingClientRect()
      return y < top + height / 2
    })
    if (slot.nextElementSibling !== (below ?? null)) list.insertBefore(slot, below ?? null)
  }

  const drag = (slot) => {
    const before = slots().indexOf(slot)
    const ended = new AbortController()
    const listen = (name, act) => document.addEventListener(name, act, { signal: ended.signal })
    const end = () => {
      ended.abort()
      slot.classList.remove("is-dragged")
      if (slots().indexOf(slot) !== before) moved(slot)
    }
    slot.classList.add("is-dragged")
    listen("pointermove", ({ clientY }) => follow(slot, clientY))
    listen("pointerup", end)
    listen("pointercancel", end)
  }

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]")
    if (handle && !event.button) drag(handle.closest("[data-slot]"))
  })

  list.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || event.target.matches("select")) return
    event.preventDefault()
    step(event.target.closest("[data-slot]"), event.key)
  })

  const remove = (slot) => {
    const next = slot.nextElementSibling ?? slot.previousElementSibling
    slot.remove()
    touch()
    if (next) part(next, "handle").focus()
  }

  list.addEventListener("click", ({ target }) => {
    const slot = target.closest("[data-slot]")
    if (target.closest("[data-remove]")) remove(slot)
    else if (target.closest("[data-empty]")) {
      empty(slot)
      part(slot, "handle").focus()
    }
  })

  list.addEventListener("input", ({ target }) => {
    touch()
    if (!target.matches("[data-style]")) return
    const slot = target.closest("[data-slot]")
    for (const { value } of target.options) slot.classList.toggle(`is-${value}`, value === target.value)
  })

  // From the stories

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
    place(slot, carried.dataset)
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
  let pause
  let asked = 0

  const find = async () => {
    const mine = (asked += 1)
    try {
      const query = new URLSearchParams(new FormData(search))
      const answer = await fetch(`${search.dataset.address}?${query}`)
      const words = await answer.text()
      if (!answer.ok) throw new Error(answer.statusText)
      if (mine !== asked) return
      candidates.innerHTML = words
      markPlaced()
    } catch {
      say(gettext("The server did not answer. Look again in a moment."))
    }
  }

  search.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(find, PAUSE)
  })

  search.addEventListener("submit", (event) => {
    event.preventDefault() // the arrangement would be lost
    find()
  })

  // Sending, and looking first

  const pane = root.querySelector("[data-pane]")

  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.hasAttribute("data-preview")) {
      pane.hidden = false
      pane.scrollIntoView({ block: "start" })
    } else changed = false
  })

  pane.addEventListener("click", ({ target }) => {
    if (!target.dataset.width) return
    pane.querySelector("iframe").style.setProperty("width", target.dataset.width)
    for (const button of pane.querySelectorAll("[data-width]")) button.ariaPressed = String(button === target)
  })

  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault()
  })

  markPlaced()
  root.dataset.ready = ""
}

if (root) start()
