// The slots of a front. Sizes keep their places while stories move through them: what is brought to the top leads.
import { gettext } from "marbre/element"

const EDGE = 90 // pixels from the top or the bottom of the window, where it rolls along with what is dragged
const STEP = 14

export const part = (slot, name) => slot.querySelector(`[data-${name}]`)

const sizeOf = (slot) => part(slot, "style").value

const resize = (slot, size) => {
  const select = part(slot, "style")
  select.value = size
  for (const { value } of select.options) slot.classList.toggle(`is-${value}`, value === size)
}

export class Slots {
  /** `changed`: called after each change, with what is to be said of it or nothing. */
  constructor(list, template, changed) {
    this.list = list
    this.template = template
    this.changed = changed
  }

  get all() {
    return [...this.list.children]
  }

  get sizes() {
    return this.all.map(sizeOf)
  }

  numberOf(slot) {
    return this.all.indexOf(slot) + 1
  }

  withStory(key) {
    return this.all.find((slot) => part(slot, "article").value === key)
  }

  // Stories

  #clear(slot) {
    for (const name of ["article", "headline", "until"]) part(slot, name).value = ""
    for (const name of ["title", "standing", "filler"]) part(slot, name).textContent = ""
    part(slot, "headline").placeholder = ""
    slot.classList.add("is-empty")
  }

  empty(slot) {
    this.#clear(slot)
    this.changed()
  }

  place(slot, { candidate, headline, standing }) {
    const before = this.withStory(candidate)
    if (before === slot) return
    if (before) this.#clear(before)
    this.#clear(slot)
    part(slot, "article").value = candidate
    part(slot, "title").textContent = part(slot, "headline").placeholder = headline
    part(slot, "standing").textContent = standing
    slot.classList.remove("is-empty")
    part(slot, "keep").hidden = true
    this.changed(gettext("“%(headline)s” is in slot %(place)s."), { headline, place: this.numberOf(slot) })
  }

  /** `filler`: {candidate, headline, standing} of what stands there while the slot's own story doesn't, or null. */
  fill(slot, filler) {
    part(slot, "filler").textContent = filler?.headline ?? ""
    const keep = part(slot, "keep")
    keep.hidden = !filler || !slot.classList.contains("is-empty")
    Object.assign(keep.dataset, filler ?? {})
  }

  // The slots themselves

  add() {
    this.list.append(this.template.content.cloneNode(true))
    this.changed()
    return this.list.lastElementChild
  }

  remove(slot) {
    const next = slot.nextElementSibling ?? slot.previousElementSibling
    slot.remove()
    this.changed()
    return next
  }

  /** The size was chosen in the slot: it goes to those of its size, and a second lead becomes large. */
  sort(chosen) {
    const leads = this.all.filter((slot) => slot !== chosen && sizeOf(slot) === "lead")
    if (sizeOf(chosen) === "lead") for (const slot of leads) resize(slot, "large")
    resize(chosen, sizeOf(chosen))
    const ranks = [...part(chosen, "style").options].map(({ value }) => value)
    const sorted = this.all.sort((one, other) => ranks.indexOf(sizeOf(one)) - ranks.indexOf(sizeOf(other)))
    if (sorted.some((slot, place) => slot !== this.list.children[place])) this.list.append(...sorted)
    this.changed()
  }

  // The order

  #to(slot, below, sizes) {
    if (slot.nextElementSibling === below) return
    this.list.insertBefore(slot, below)
    this.all.forEach((one, place) => resize(one, sizes[place]))
  }

  #moved(slot) {
    const values = { place: this.numberOf(slot), count: this.all.length }
    this.changed(gettext("Now %(place)s of %(count)s"), values)
  }

  step(slot, up) {
    const neighbour = up ? slot.previousElementSibling : slot.nextElementSibling
    if (!neighbour) return
    this.#to(slot, up ? neighbour : neighbour.nextElementSibling, this.sizes)
    part(slot, "handle").focus()
    this.#moved(slot)
  }

  #follow(slot, y, sizes) {
    const others = this.all.filter((other) => other !== slot)
    const below = others.find((other) => {
      const { top, height } = other.getBoundingClientRect()
      return y < top + height / 2
    })
    this.#to(slot, below ?? null, sizes)
    if (y < EDGE) scrollBy(0, -STEP)
    else if (y > innerHeight - EDGE) scrollBy(0, STEP)
  }

  drag(slot) {
    const sizes = this.sizes
    const before = this.numberOf(slot)
    const ended = new AbortController()
    const listen = (name, act) => document.addEventListener(name, act, { signal: ended.signal })
    const end = () => {
      ended.abort()
      slot.classList.remove("is-dragged")
      if (this.numberOf(slot) !== before) this.#moved(slot)
    }
    slot.classList.add("is-dragged")
    listen("pointermove", ({ clientY }) => this.#follow(slot, clientY, sizes))
    listen("pointerup", end)
    listen("pointercancel", end)
  }
}
