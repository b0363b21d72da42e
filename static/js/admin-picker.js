// The dialog that chooses a picture from the library, and the look-up of pictures by their numbers.
// Used by the body editor and by the picture fields of forms; needs nothing but the page's gettext.

const gettext = (text) => window.gettext?.(text) ?? text
const TYPING_PAUSE = 200 // milliseconds

export const element = (name, attributes = {}, children = []) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made) made[key] = value
    else made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

const fetchPictures = async (address, parameters) => {
  const headers = { Accept: "application/json" }
  const answer = await fetch(`${address}?${new URLSearchParams(parameters)}`, { headers })
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.json()
}

const known = new Map() // number → promise of the picture, or of undefined
let asked = null // the numbers that the next request will ask for

const askTogether = (address) => {
  const numbers = new Set()
  const found = Promise.resolve().then(async () => {
    asked = null
    const { results } = await fetchPictures(address, [...numbers].map((number) => ["id", number]))
    return new Map(results.map((picture) => [String(picture.id), picture]))
  })
  return { numbers, found }
}

/** The picture with this number, or undefined. All that are wanted at the same moment share one request. */
export const lookUp = (address, number) => {
  const key = String(number)
  if (!known.has(key)) {
    asked ??= askTogether(address)
    asked.numbers.add(key)
    known.set(key, asked.found.then((pictures) => pictures.get(key)))
  }
  return known.get(key)
}

const button = (className, textContent) => element("button", { type: "button", className, textContent })

const card = (picture, choose) =>
  element("button", { type: "button", className: "picker-card", onclick: () => choose(picture) }, [
    element("img", { src: picture.thumbnail, alt: "", loading: "lazy", width: picture.width, height: picture.height }),
    element("span", { className: "picker-title", textContent: picture.title }),
    element("span", { className: "picker-credit", textContent: picture.credit }),
  ])

/** Arrows move between the cards as the eye does; up from the first row goes back to the search. */
const moveWithArrows = (grid, search) => (event) => {
  const cards = [...grid.children]
  const columns = getComputedStyle(grid).gridTemplateColumns.split(" ").length
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key]
  if (!step) return
  event.preventDefault()
  const next = cards[cards.indexOf(document.activeElement) + step]
  if (next) next.focus()
  else if (event.key === "ArrowUp") search.focus()
}

class Picker {
  constructor(address) {
    this.address = address
    this.page = 1
    this.build()
    this.listen()
    document.body.append(this.dialog)
    this.dialog.showModal()
    this.search.focus()
    this.load()
  }

  build() {
    const title = gettext("Choose a picture")
    this.search = element("input", { type: "search", placeholder: gettext("Search"), "aria-label": gettext("Search") })
    this.grid = element("div", { className: "picker-grid" })
    this.status = element("p", { className: "picker-status", role: "status" })
    this.more = button("picker-more", gettext("Show more"))
    this.more.hidden = true
    this.cancel = button("picker-close", gettext("Cancel"))
    const head = element("header", {}, [element("h2", { textContent: title }), this.cancel])
    const results = element("div", { className: "picker-results" }, [this.grid, this.status, this.more])
    this.dialog = element("dialog", { className: "picker", "aria-label": title }, [head, this.search, results])
  }

  listen() {
    let pause
    this.search.addEventListener("input", () => {
      clearTimeout(pause)
      pause = setTimeout(() => this.load(), TYPING_PAUSE)
    })
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "ArrowDown") return
      event.preventDefault()
      this.grid.firstElementChild?.focus()
    })
    this.grid.addEventListener("keydown", moveWithArrows(this.grid, this.search))
    this.more.addEventListener("click", () => this.load(this.page + 1))
    this.cancel.addEventListener("click", () => this.dialog.close())
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close())
  }

  async load(page = 1) {
    const words = this.search.value
    try {
      const { results, more } = await fetchPictures(this.address, { q: words, page })
      if (words === this.search.value) this.show(results, more, page) // else a later answer is on its way
    } catch {
      this.status.textContent = gettext("The library can't be reached. Try again in a moment.")
    }
  }

  show(pictures, more, page) {
    const cards = pictures.map((picture) => card(picture, (chosen) => this.choose(chosen)))
    if (page === 1) this.grid.replaceChildren(...cards)
    else this.grid.append(...cards)
    if (page > 1) cards[0]?.focus()
    this.page = page
    this.more.hidden = !more
    this.status.textContent = this.grid.children.length ? "" : gettext("No picture matches these words.")
  }

  choose(picture) {
    known.set(String(picture.id), Promise.resolve(picture))
    this.chosen = picture
    this.dialog.close()
  }
}

/** Open the library; resolves to the chosen picture, or to undefined where the person gave up. */
export const pick = (address) =>
  new Promise((resolve) => {
    const picker = new Picker(address)
    picker.dialog.addEventListener("close", () => {
      picker.dialog.remove()
      resolve(picker.chosen)
    })
  })
