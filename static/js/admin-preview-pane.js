// The story as readers would get it, beside the text: drawn anew whenever what one types has been kept.
import { element, gettext } from "marbre/element"

const WIDE = window.matchMedia("(min-width: 1100px)")
const PATIENCE = 4000 // milliseconds for what one typed to be kept; then what was kept before is shown
const WIDTH_KEY = "marbre:preview:width"
const USUAL = "390" // CSS pixels: most readers hold a phone

const form = document.querySelector(".story-form")
const pane = document.querySelector("[data-pane]")
const opener = document.querySelector("[data-pane-open]")

class Pane {
  constructor() {
    this.stage = pane.querySelector("[data-pane-stage]")
    this.said = pane.querySelector("[data-pane-said]")
    this.widths = [...pane.querySelectorAll("[name=pane-width]")]
    this.chooseWidth(localStorage.getItem(WIDTH_KEY) ?? USUAL)
    this.listen()
  }

  listen() {
    opener.addEventListener("click", (event) => this.openedBy(event))
    form.addEventListener("marbre:kept", () => this.follow())
    pane.querySelector("[data-pane-refresh]").addEventListener("click", () => this.refresh())
    pane.querySelector("[data-pane-close]").addEventListener("click", () => this.close())
    pane.addEventListener("change", ({ target }) => target.name === "pane-width" && this.chooseWidth(target.value))
    pane.addEventListener("close", () => this.closed())
    pane.addEventListener("keydown", (event) => event.key === "Escape" && this.close())
    WIDE.addEventListener("change", () => pane.open && this.reopen())
    new ResizeObserver(() => this.fit()).observe(this.stage)
  }

  openedBy(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (pane.open) return this.close()
    this.open()
    this.refresh()
  }

  /** Beside the text where there is room; where there is not, over it. */
  open() {
    if (WIDE.matches) pane.show()
    else pane.showModal()
    document.body.classList.toggle("has-preview", WIDE.matches)
    opener.setAttribute("aria-expanded", "true")
  }

  reopen() {
    this.isMoving = true
    pane.close()
    this.isMoving = false
    this.open()
    this.fit()
  }

  close() {
    if (pane.open) pane.close()
  }

  closed() {
    document.body.classList.remove("has-preview")
    if (this.isMoving || pane.open) return
    opener.setAttribute("aria-expanded", "false")
    opener.focus()
  }

  chooseWidth(width) {
    const chosen = this.widths.find(({ value }) => value === width) ?? this.widths[0]
    chosen.checked = true
    localStorage.setItem(WIDTH_KEY, chosen.value)
    this.width = Number(chosen.value)
    this.fit()
  }

  /** The page is as wide as was asked for, and made smaller as a whole where that is more than there is room for. */
  fit() {
    const { clientWidth, clientHeight } = this.stage
    if (!clientWidth) return
    const scale = Math.min(1, clientWidth / this.width)
    for (const frame of this.stage.children) {
      frame.style.setProperty("inline-size", `${this.width}px`)
      frame.style.setProperty("block-size", `${clientHeight / scale}px`)
      frame.style.setProperty("transform", `scale(${scale})`)
      frame.style.setProperty("inset-inline-start", `${Math.max(0, (clientWidth - this.width * scale) / 2)}px`)
    }
  }

  /** First what one has just typed is kept, then the page is drawn. */
  refresh() {
    this.say(gettext("Drawing the page…"))
    this.patience = setTimeout(() => this.follow(), PATIENCE)
    const nobodyKeeps = form.dispatchEvent(new CustomEvent("marbre:keep-now", { cancelable: true }))
    if (nobodyKeeps) this.follow() // whoever keeps says so by preventing the default: then it is worth the wait
  }

  follow() {
    if (pane.open) this.load()
  }

  /** The new page is put over the old one once it is there: nothing flickers, and one reads on where one was. */
  load() {
    clearTimeout(this.patience)
    this.next?.remove()
    const frame = element("iframe", { title: gettext("Preview of the story"), className: "pane-frame is-coming" })
    frame.addEventListener("load", () => this.show(frame))
    frame.src = `${pane.dataset.address}?draft=mine&bare`
    this.next = frame
    this.stage.append(frame)
    this.fit()
  }

  show(frame) {
    if (frame !== this.next) return
    const before = this.frame?.contentWindow
    frame.contentWindow.scrollTo({ top: before?.scrollY ?? 0, behavior: "instant" })
    frame.classList.remove("is-coming")
    this.frame?.remove()
    this.frame = frame
    this.next = null
    this.say("")
  }

  say(text) {
    this.said.textContent = text
  }
}

if (form && pane && opener) {
  opener.setAttribute("aria-controls", pane.id)
  opener.setAttribute("aria-expanded", "false")
  new Pane()
}
