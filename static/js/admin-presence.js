// Who else has the story open, and whether somebody has saved it meanwhile: asked every twenty seconds, which also tells
// the others that this form is open.
import { element, filled, gettext } from "marbre/element"
import { post } from "marbre/session"

const BEAT = 20_000 // milliseconds; after a minute without one the form counts as closed

class Presence {
  constructor(box, open) {
    Object.assign(this, { box, open, known: open.version, newer: null, sent: false })
    this.people = element("ul", { className: "presence-people" })
    this.saved = element("p", { className: "presence-saved", hidden: true })
    box.append(this.people, this.saved)
    this.show(open.others)
    this.listen()
    this.beat()
    setInterval(() => document.hidden || this.beat(), BEAT)
  }

  listen() {
    document.addEventListener("visibilitychange", () => document.hidden || this.beat())
    document.querySelector(".story-form")?.addEventListener("submit", (event) =>
      setTimeout(() => (this.sent = !event.defaultPrevented)),
    )
    window.addEventListener("pagehide", () => this.sent || this.ask({ leaving: true }, { keepalive: true }))
    window.addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return
      this.sent = false
      this.beat()
    })
  }

  ask(more = {}, options = {}) {
    const { story: article, screen, user: by, presence } = this.open
    const form = document.querySelector("[name=_form]")?.value ?? "00000000"
    return post(presence, { article, screen, by, form, known: this.known, ...more }, options)
  }

  async beat() {
    const answer = await this.ask()
    document.dispatchEvent(new CustomEvent("marbre:session", { detail: answer }))
    if (answer.state !== "ok") return
    this.show(answer.others)
    if (answer.newer) this.tell(answer.newer)
  }

  show(others) {
    const sentence = gettext("%(name)s has been writing here since %(time)s")
    const lines = others.map(({ name, since }) => filled(sentence, { name, time: since }))
    if (lines.join("\n") === this.shown) return
    this.shown = lines.join("\n")
    this.people.replaceChildren(...lines.map((textContent) => element("li", { textContent })))
    this.hide()
  }

  hide() {
    this.box.hidden = !this.people.children.length && this.saved.hidden
  }

  /** That a newer version exists, before one types on. */
  tell({ number, by, mine, at }) {
    if (number === this.newer) return
    this.newer = number
    const sentence = mine
      ? gettext("You saved a newer version in another window at %(time)s.")
      : gettext("%(name)s saved a newer version at %(time)s.")
    const words = filled(sentence, { name: by || gettext("Somebody"), time: at })
    this.saved.replaceChildren(words, " ", ...this.links(number))
    this.saved.hidden = false
    this.hide()
  }

  links(number) {
    const { compare } = this.open
    if (!compare) return []
    const href = `${compare}?old=v${this.known}&new=v${number}`
    return [element("a", { href, target: "_blank", textContent: gettext("Compare") })]
  }
}

const box = document.querySelector("[data-presence]")
const place = document.querySelector("#story-open")
const open = place ? JSON.parse(place.textContent) : null
if (box && open?.story) new Presence(box, open)
