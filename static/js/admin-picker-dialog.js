// The dialog itself: a search, filters, cards that the arrows move between, a closer look, and the chosen ones.
// A `kind` (see admin-picker-kinds.js) says what is shown. With `many`, cards are marked and then taken together.
import { button, element, filled, gettext, ngettext } from "marbre/element"
import { moveWithArrows, onlyStop } from "marbre/grid"
import { Uploads } from "marbre/uploads"
import { catchFiles, fileButton } from "marbre/files"

const TYPING_PAUSE = 200 // milliseconds

export const fetchResults = async (address, parameters) => {
  const headers = { Accept: "application/json" }
  const answer = await fetch(`${address}?${new URLSearchParams(parameters)}`, { headers })
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.json()
}

export class PickerDialog {
  constructor(kind, address, { many = false, language = "", exclude = [] } = {}) {
    Object.assign(this, { kind, address, many, page: 1, chosen: [], marked: new Map(), asked: 0 })
    this.fixed = [...(language ? [["language", language]] : []), ...exclude.map((number) => ["exclude", number])]
    this.build()
    this.listen()
    document.body.append(this.dialog)
    this.dialog.showModal()
    this.search.focus()
    this.load()
  }

  // Building

  build() {
    const title = this.kind.title(this.many)
    const labels = { placeholder: gettext("Search"), "aria-label": gettext("Search") }
    this.search = element("input", { type: "search", autocomplete: "off", ...labels })
    this.cancel = button("picker-close", gettext("Cancel"), () => this.dialog.close())
    this.tools = element("div", { className: "picker-tools" }, [this.cancel])
    const head = element("header", {}, [element("h2", { textContent: title }), this.tools])
    const bar = element("div", { className: "picker-bar" }, [this.search, this.makeFilters()])
    const body = element("div", { className: "picker-body" }, [this.makeResults(), this.makeLook()])
    const parts = [head, bar, body, ...(this.many ? [this.makeFoot()] : [])]
    this.dialog = element("dialog", { className: `picker picker-of-${this.kind.name}`, "aria-label": title }, parts)
  }

  makeFilters() {
    this.filters = this.kind.filters().map(([name, label]) => {
      const chip = button("picker-chip", label, () => this.toggleFilter(chip))
      chip.dataset.filter = name
      chip.setAttribute("aria-pressed", "false")
      return chip
    })
    return element("div", { className: "picker-filters", role: "group", "aria-label": gettext("Filter") }, this.filters)
  }

  makeResults() {
    this.uploadList = element("ul", { className: "uploads" })
    this.grid = element("div", { className: "picker-grid" })
    this.status = element("p", { className: "picker-status", role: "status" })
    this.more = button("picker-more", gettext("Show more"), () => this.load(this.page + 1))
    this.more.hidden = true
    return element("div", { className: "picker-results" }, [this.uploadList, this.grid, this.status, this.more])
  }

  makeLook() {
    this.look = element("aside", { className: "picker-look", "aria-label": gettext("Preview") })
    this.look.hidden = !this.kind.look
    return this.look
  }

  makeFoot() {
    this.tray = element("ol", { className: "picker-tray", "aria-label": gettext("Chosen") })
    this.take = button("picker-take", "", () => this.finish([...this.marked.values()]))
    this.showMarked()
    return element("footer", {}, [this.tray, this.take])
  }

  // Listening

  listen() {
    let pause
    this.search.addEventListener("input", () => {
      clearTimeout(pause)
      pause = setTimeout(() => this.load(), TYPING_PAUSE)
    })
    this.search.addEventListener("keydown", (event) => this.leaveSearch(event))
    this.grid.addEventListener("keydown", moveWithArrows(this.grid, () => this.search.focus()))
    this.grid.addEventListener("focusin", (event) => this.lookAt(event.target.closest(".picker-card")))
    this.grid.addEventListener("pointerover", (event) => this.lookAt(event.target.closest(".picker-card")))
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close())
    this.dialog.addEventListener("keydown", (event) => this.takeByKey(event))
  }

  leaveSearch(event) {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return
    event.preventDefault()
    this.grid.firstElementChild?.focus()
  }

  takeByKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.marked.size) {
      event.preventDefault()
      this.finish([...this.marked.values()])
    }
  }

  toggleFilter(chip) {
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"))
    this.load()
  }

  // Results

  parameters(page) {
    const pressed = this.filters.filter((chip) => chip.getAttribute("aria-pressed") === "true")
    return [["q", this.search.value], ["page", page], ...pressed.map((chip) => [chip.dataset.filter, 1]), ...this.fixed]
  }

  async load(page = 1) {
    const turn = ++this.asked
    try {
      const answer = await fetchResults(this.address, this.parameters(page))
      if (turn === this.asked) this.show(answer, page) // else a later answer is on its way
    } catch {
      this.status.textContent = this.kind.unreachable()
    }
  }

  show({ results, more, upload }, page) {
    const cards = results.map((result) => this.card(result))
    if (page === 1) this.grid.replaceChildren(...cards)
    else this.grid.append(...cards)
    onlyStop(this.grid, page > 1 ? cards[0] : this.grid.firstElementChild)
    if (page > 1) cards[0]?.focus()
    this.page = page
    this.more.hidden = !more
    this.status.textContent = this.grid.children.length ? "" : this.kind.nothing()
    if (upload && this.kind.takesFiles) this.offerUpload(upload)
  }

  card(result) {
    const card = element("button", { type: "button", className: "picker-card" }, this.kind.card(result))
    card.result = result
    card.addEventListener("click", () => this.choose(card))
    if (result.reason) {
      card.setAttribute("aria-disabled", "true")
      card.title = result.reason
    } else if (this.many) {
      card.setAttribute("aria-pressed", "false")
      this.number(card)
    }
    return card
  }

  lookAt(card) {
    if (!card || !this.kind.look || this.looked === card.result) return
    this.looked = card.result
    this.look.replaceChildren(...this.kind.look(card.result))
  }

  // Choosing

  choose({ result }) {
    if (result.reason) this.status.textContent = `${result.title} – ${result.reason}`
    else if (this.many) this.mark(result)
    else this.finish([result])
  }

  mark(result) {
    const key = String(result.id)
    if (!this.marked.delete(key)) this.marked.set(key, result)
    for (const card of this.grid.children) this.number(card)
    this.showMarked()
  }

  /** A marked card shows its place in the order of choice. */
  number(card) {
    const place = [...this.marked.keys()].indexOf(String(card.result.id))
    card.setAttribute("aria-pressed", String(place >= 0))
    card.querySelector(".picker-place")?.remove()
    if (place >= 0) card.append(element("span", { className: "picker-place", textContent: place + 1 }))
  }

  showMarked() {
    const count = this.marked.size
    this.tray.replaceChildren(...[...this.marked.values()].map((result) => this.marker(result)))
    this.take.disabled = !count
    this.take.textContent = count
      ? filled(ngettext("Take %(count)s picture", "Take %(count)s pictures", count), { count })
      : gettext("Choose at least one")
  }

  marker(result) {
    const label = filled(gettext("Take %(title)s out"), { title: result.title })
    const attributes = { type: "button", "aria-label": label, title: label, onclick: () => this.mark(result) }
    const picture = element("img", { src: result.thumbnail, alt: "", width: 56, height: 40 })
    return element("li", {}, [element("button", attributes, [picture])])
  }

  finish(chosen) {
    this.chosen = chosen
    this.dialog.close()
  }

  close() {
    this.uploads?.leave()
    this.dialog.remove()
  }

  // Files that come in while one chooses

  offerUpload(address) {
    if (this.uploads) return
    const use = this.many ? gettext("Choose it") : gettext("Use this picture")
    this.uploads = new Uploads({
      address,
      list: this.uploadList,
      use: { label: use, act: (picture) => this.useUploaded(picture) },
      arrived: () => this.load(),
    })
    this.tools.prepend(fileButton(gettext("Upload…"), (files) => this.uploads.add(files)))
    catchFiles(this.dialog, (files) => this.uploads.add(files))
  }

  useUploaded(picture) {
    if (!this.many) return this.finish([picture])
    if (!this.marked.has(String(picture.id))) this.mark(picture)
    return this.take.focus()
  }
}
