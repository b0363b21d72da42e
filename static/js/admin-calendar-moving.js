// Moves an item on the screen at once, asks the server, and puts it back where the server refuses. Times are those of
// the clock on the newsroom's wall ("2026-02-07T18:00:00"); what instant that is, the server knows.
import { button, csrfToken, element, gettext } from "marbre/element"

const asUtc = (when) => new Date(`${when}Z`) // for reckoning only: such a day has 24 hours and no zone

export const shifted = (when, days, hours) => {
  const moment = asUtc(when)
  moment.setUTCDate(moment.getUTCDate() + days)
  moment.setUTCHours(moment.getUTCHours() + hours)
  return moment.toISOString().slice(0, 19)
}

export class Mover {
  constructor(root) {
    this.root = root
    this.busy = new Set()
    this.said = root.querySelector("[data-said]")
    this.placing = false
    this.address = new URLSearchParams(location.search)
    const day = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }
    const language = { en: "en-GB" }[document.documentElement.lang] ?? document.documentElement.lang
    this.format = new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  }

  words(when) {
    return this.format.format(asUtc(when))
  }

  say(sentence, ...more) {
    this.said.classList.remove("is-refusal")
    this.said.replaceChildren(element("span", { textContent: sentence }), ...more)
  }

  slotOf(when) {
    const length = this.root.dataset.view === "week" ? 13 : 10
    return this.root.querySelector(`[data-slot="${when.slice(0, length)}"]`)
  }

  shows(item, when) {
    return Boolean(this.slotOf(when)) || when === item.dataset.start
  }

  showNight() {
    this.root.querySelector(".hides-night")?.classList.remove("hides-night")
    this.root.querySelector("[data-night]")?.remove()
  }

  /** Show the item at that time; where the page doesn't show the time, the item leaves it. Keeps the focus. */
  place(item, when) {
    const focused = item.contains(document.activeElement) ? document.activeElement : null
    const slot = this.slotOf(when) ?? (when === item.dataset.start ? this.home(item) : null)
    this.placing = true
    this.home(item)
    item.dataset.when = when
    item.querySelector("[data-time]").textContent = when.slice(11, 16)
    if (slot) this.insert(slot, item)
    item.hidden = !slot
    focused?.focus()
    this.placing = false
  }

  /** Where an item stood that was in a slot of the past, to which nothing is moved. */
  home(item) {
    item.dataset.start ??= item.dataset.when
    item.home ??= item.closest(".cal-slot")
    return item.home
  }

  insert(slot, item) {
    if (slot.classList.contains("is-night")) this.showNight()
    const list = slot.querySelector("ul")
    const others = [...list.children].filter((other) => other !== item)
    const later = others.find((other) => other.dataset.when > item.dataset.when)
    list.insertBefore(item, later ?? null)
    this.root.querySelectorAll(".cal-day").forEach((day) => day.classList.toggle("is-empty", !day.querySelector(".cal-item")))
  }

  /** Ask the server; `before` is the time to go back to where that is not what the item shows now. */
  async move(item, when, { before = item.dataset.when, turn = "", undoes = false } = {}) {
    if (this.busy.has(item)) return
    this.busy.add(item)
    const seen = item.dataset.at
    this.place(item, when.slice(0, 19))
    item.classList.add("is-waiting")
    const answer = await this.send({ article: item.dataset.article, kind: item.dataset.kind, seen, when, turn })
    item.classList.remove("is-waiting")
    this.busy.delete(item)
    if (answer.moved) this.moved(item, answer, seen, before, undoes)
    else this.refused(item, answer, when, before)
  }

  moved(item, answer, seen, before, undoes) {
    item.dataset.at = answer.at
    item.querySelector("[data-time]").dateTime = answer.at
    this.place(item, answer.when)
    if (undoes) return this.say(answer.sentence)
    // The instant, not the time on the wall: of a time that comes twice it is the one that it was.
    const undo = button("cal-undo", gettext("Undo the move"), () => this.undo(item, seen, before))
    this.say(answer.sentence, ...(item.hidden ? [this.wayTo(answer.when)] : []), undo)
    if (item.hidden && document.activeElement === document.body) this.said.querySelector("a").focus()
  }

  /** A link to the days to which a story went that this page doesn't show. */
  wayTo(when) {
    this.address.set("view", this.root.dataset.view)
    this.address.set("day", when.slice(0, 10))
    return element("a", { className: "cal-undo", href: `?${this.address}`, textContent: gettext("See it there") })
  }

  async undo(item, instant, before) {
    this.place(item, before)
    await this.move(item, instant, { before, undoes: true })
    this.refocus(item)
  }

  refused(item, answer, when, before) {
    this.place(item, before)
    if (answer.turns?.length) {
      item.dataset.wanted = when
      this.ask(item, answer.turns)
    }
    this.say(answer.sentence)
    this.said.classList.add("is-refusal")
  }

  refocus(item) {
    item.querySelector(".cal-story").focus()
  }

  async send(values) {
    try {
      const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" }
      const answer = await fetch(this.root.dataset.move, { method: "POST", headers, body: new URLSearchParams(values) })
      return await answer.json()
    } catch {
      return { moved: false, sentence: gettext("The server did not answer. Nothing was moved: look again in a moment.") }
    }
  }
}
