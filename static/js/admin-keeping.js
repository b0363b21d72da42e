// Keeps what is written: two seconds after the last key, and at once when one turns away, on the server; in this browser
// when the server can't be reached. The story itself changes only when somebody saves it.
import { Copies } from "marbre/copies"
import { changesOf, read } from "marbre/draft"
import { element, filled, gettext } from "marbre/element"
import { offerEarlierWords } from "marbre/offer"
import { post, refreshToken, rememberSending, Session } from "marbre/session"

const REST = 2000 // milliseconds after the last key
const LONGEST = 10_000 // for who writes without a pause
const AGAIN = [5000, 15_000, 30_000, 60_000] // after the first failure, the second …
const SMALL = 60_000 // bytes that a page may still send while it goes

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })

/** What the bar says. Aloud only what worries, and that it is over: not each time that something was kept. */
class Saying {
  constructor(place) {
    this.place = place
    this.aloud = element("span", { className: "visually-hidden", role: "status" })
    place.after(this.aloud)
    this.worried = false
  }

  say(tone, text) {
    if (this.place.textContent !== text) this.place.textContent = text
    this.place.dataset.tone = tone
    if (tone === "wait" || (tone !== "bad" && !this.worried)) return
    this.worried = tone === "bad"
    this.aloud.textContent = text
  }
}

class Keeper {
  constructor(form, open) {
    Object.assign(this, { form, open, over: null, stamp: 0, failures: 0, waiting: 0, sending: null, halted: false })
    this.id = open.form || crypto.randomUUID?.() || fallbackId()
    this.changes = changesOf(form)
    this.copies = new Copies(open.user, [open.story ?? "new", open.screen].filter(Boolean).join("-"))
    this.session = new Session(open.login)
    this.saying = new Saying(form.querySelector("[data-saved]"))
    this.mark = element("input", { type: "hidden", name: "_form", value: this.id })
    form.append(this.mark)
    this.listen()
    if (form.hasAttribute("data-unsaved")) this.touch()
  }

  listen() {
    for (const name of ["input", "change"]) this.form.addEventListener(name, () => this.touch())
    this.form.addEventListener("focusout", () => this.waiting && this.keep())
    // Before all others: a form that is held back was not sent.
    document.addEventListener("submit", (event) => event.target === this.form && this.submit(event), { capture: true })
    window.addEventListener("blur", () => this.waiting && this.keep())
    window.addEventListener("online", () => this.failures && this.keep())
    document.addEventListener("visibilitychange", () => this.turn())
    window.addEventListener("pagehide", () => this.sent || this.keep({ going: true }))
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.begin())
    document.addEventListener("marbre:session", ({ detail }) => this.session.hear(detail))
    this.form.addEventListener("marbre:keep-now", (event) => {
      event.preventDefault() // whoever asks may wait for "marbre:kept"
      this.keepNow()
    })
  }

  /** A page that comes back from the browser's memory may have been saved: it counts as another one. */
  begin() {
    this.sent = false
    this.over = { form: this.id, stamp: this.stamp }
    this.id = this.mark.value = crypto.randomUUID?.() || fallbackId()
    this.text = null
  }

  turn() {
    if (document.hidden) this.waiting && this.keep({ going: true })
    else if (this.failures || this.session.isOver) this.keep()
  }

  /** Something may have changed. Nothing is read here: this runs with each key. */
  touch() {
    if (this.sent || (this.changes.before === null && !this.form.hasAttribute("data-unsaved"))) return
    this.since ||= Date.now()
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.keep(), Math.min(REST, Math.max(0, this.since + LONGEST - Date.now())))
    if (!this.failures) this.saying.say("wait", gettext("Not saved yet"))
  }

  /** The words as they are now, and whether they are already where they belong. */
  words() {
    const fields = read(this.form)
    const text = JSON.stringify(fields)
    return { fields, text, isKept: text === this.text && !this.failures }
  }

  copyOf(fields) {
    this.stamp = Math.max(this.stamp + 1, Date.now())
    const seen = Number(this.form.elements.seen?.value || NaN)
    const base = Number.isInteger(seen) ? seen : this.open.version
    return { form: this.id, stamp: this.stamp, base, at: Date.now(), fields }
  }

  async keep({ going = false } = {}) {
    clearTimeout(this.waiting)
    this.waiting = this.since = 0
    if (this.sent || this.halted) return
    if (!this.changes.any && !this.text) return this.saying.say("none", "")
    const { fields, text, isKept } = this.words()
    if (isKept) return this.sayKept()
    const copy = this.copyOf(fields)
    const inBrowser = this.copies.put(copy)
    if (this.undecided) return this.sayInBrowser(inBrowser, gettext("Kept in this browser"))
    await this.send(copy, text, inBrowser, going)
  }

  /** For who wants to show what is written: told in any case, also where nothing was to be kept, or could be. */
  async keepNow() {
    this.told = false
    await this.keep()
    if (!this.told) this.tell()
  }

  tell() {
    this.told = true
    this.form.dispatchEvent(new CustomEvent("marbre:kept"))
  }

  async send(copy, text, inBrowser, going) {
    if (this.sending && !going) return this.sending.then(() => this.keep())
    const { form, stamp, base, fields } = copy
    const { story: article, screen, user: by } = this.open
    const asked = { article, screen, by, form, stamp, base, fields }
    if (this.over) Object.assign(asked, { over: this.over.form, over_stamp: this.over.stamp })
    const keepalive = going && text.length * 2 < SMALL
    this.sending = post(this.open.keep, asked, keepalive ? { keepalive } : {})
    const answer = await this.sending
    this.sending = null
    this.session.hear(answer)
    if (answer.state === "ok") this.wasKept(copy, text, answer)
    else this.wasNotKept(answer, inBrowser)
  }

  wasKept(copy, text, answer) {
    Object.assign(this, { text, at: answer.kept, over: null, failures: 0 })
    if (copy.stamp === this.stamp) this.copies.remove(this.id)
    if (!this.waiting) this.sayKept()
    this.tell()
  }

  sayKept() {
    this.saying.say("good", filled(gettext("Kept on the server %(time)s"), { time: this.at }))
  }

  wasNotKept({ state, why }, inBrowser) {
    if (state === "late" && why === "late") return
    if (state === "late" && why === "saved") {
      this.begin()
      return this.touch()
    }
    const wait = AGAIN[Math.min(this.failures, AGAIN.length - 1)]
    this.failures += 1
    this.waiting ||= setTimeout(() => this.keep(), wait)
    this.sayInBrowser(inBrowser, this.reason(state, why))
  }

  reason(state, why) {
    if (state === "late" && why === "elsewhere") return gettext("Kept in this browser: you write in another window, too")
    if (state === "ended" || why === "person") return gettext("Kept in this browser: your session has ended")
    if (state === "refused") return gettext("Kept in this browser: the server refused it")
    return gettext("Kept in this browser: no connection")
  }

  sayInBrowser(inBrowser, text) {
    this.saying.say("bad", inBrowser ? text : gettext("Not kept: copy your text before you close this page"))
  }

  /** What is on its way is kept, too: whoever has to sign in again finds it. */
  submit(event) {
    if (this.session.isOver) {
      event.preventDefault()
      event.stopImmediatePropagation()
      this.keep()
      return this.session.insist()
    }
    refreshToken(this.form)
    setTimeout(() => this.leave(event))
    return undefined
  }

  leave(event) {
    if (event.defaultPrevented) return
    const { fields, isKept } = this.words()
    if (!isKept && this.changes.any) this.copies.put(this.copyOf(fields))
    rememberSending()
    clearTimeout(this.waiting)
    this.sent = true
  }
}

/** For pages without https, where browsers make no identifiers. */
const fallbackId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")

const form = document.querySelector(".story-form")
const place = document.querySelector("#story-open")
const open = place ? JSON.parse(place.textContent) : null
if (form && open?.keep) offerEarlierWords(new Keeper(form, open))
