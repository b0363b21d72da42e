// Pictures on their way from the clipboard or the desktop into the text. Each has a place that moves with the text, where
// its progress is shown, until the library has it; then a figure stands there. Writing goes on meanwhile.
import { pm } from "django-prose-editor/editor"
import { element, gettext } from "marbre/element"
import { Uploads } from "marbre/uploads"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const AT_ONCE = 2
const [OPENS, CLOSES] = ["\ue000", "\ue001"] // of the private area: they stand in no text
const MARK = new RegExp(`${OPENS}(\\d+)${CLOSES}`, "g")

const key = new PluginKey("uploading")
const pasted = new Map() // number in a mark → the picture's file, until the paste has found its place
let last = 0

const fileOf = (address) => {
  const found = /^data:(image\/[a-z0-9.+-]+);base64,(.+)$/is.exec(address)
  if (!found) return null
  try {
    const bytes = Uint8Array.from(atob(found[2].replace(/\s/g, "")), (letter) => letter.charCodeAt(0))
    const [, kind] = found[1].split("/")
    return new File([bytes], `${gettext("pasted-picture")}.${kind.replace(/\+.*/, "")}`, { type: found[1] })
  } catch {
    return null
  }
}

/** The words that mark the place of a picture in pasted HTML; null where its address holds no picture itself. */
export const pictureMark = (address) => {
  const file = fileOf(address)
  if (!file) return null
  pasted.set(++last, file)
  return `${OPENS}${last}${CLOSES}`
}

/** One file's way; a duplicate is as good as a new picture. `done(picture)` or `gone()` ends it. */
class PlacedUpload extends Uploads {
  constructor({ done, gone, ...options }) {
    super({ ...options, use: { label: gettext("Use it"), act: done } })
    Object.assign(this, { done, gone })
  }

  settle(row, result) {
    const picture = result.answer.image ?? result.answer.duplicate
    if (picture) this.done(picture)
    else super.settle(row, result)
  }

  summarise() {
    if (!this.rows.length) this.gone() // it was put aside
  }
}

/** Shows the places, carries the files two at a time, and puts the figures. */
class Carrier {
  constructor(view, address) {
    Object.assign(this, { view, address, waiting: [], busy: 0, known: new Set() })
  }

  update() {
    for (const place of key.getState(this.view.state).places) {
      if (this.known.has(place.id)) continue
      this.known.add(place.id)
      this.waiting.push(place)
    }
    this.next()
  }

  next() {
    while (this.busy < AT_ONCE && this.waiting.length) this.carry(this.waiting.shift())
  }

  carry({ id, file, list }) {
    this.busy++
    let under = true
    const idle = () => {
      if (under) this.busy--
      under = false
      this.next()
    }
    const done = (picture) => this.put(id, picture)
    const gone = () => this.tell({ gone: id })
    new PlacedUpload({ address: this.address, list, idle, done, gone }).add([file])
  }

  tell(news, tr = this.view.state.tr.setMeta("addToHistory", false)) {
    if (!this.view.isDestroyed) this.view.dispatch(tr.setMeta(key, news))
  }

  put(id, picture) {
    if (this.view.isDestroyed) return
    this.view.domObserver.flush() // what was typed this instant is in the text before the figure is
    const { state } = this.view
    const place = key.getState(state).places.find((one) => one.id === id)
    if (!place) return
    const figure = state.schema.nodes.figure.create({ "image-id": String(picture.id), layout: "column" })
    this.tell({ gone: id, put: id }, pm.history.closeHistory(state.tr.insert(place.at, figure)))
  }
}

const widget = ({ at, id, list }, order) =>
  Decoration.widget(at, list, { key: `upload-${id}`, side: order + 1, stopEvent: () => true, ignoreSelection: true })

const shown = (doc, places) => ({ places, marks: DecorationSet.create(doc, places.map(widget)) })

/** Places move with the text; before a figure that was put stay those of the pictures that come before it. */
const applied = (tr, old) => {
  const { add = [], gone = null, put = null } = tr.getMeta(key) ?? {}
  if (!tr.docChanged && !add.length && gone === null) return old
  const kept = old.places
    .filter(({ id }) => id !== gone)
    .map((place) => ({ ...place, at: tr.mapping.map(place.at, put !== null && place.id > put ? 1 : -1) }))
  return shown(tr.doc, [...kept, ...add])
}

const newPlace = (at, file, id = ++last) => ({
  at, file, id, list: element("ul", { className: "upload-rows editor-upload", contentEditable: "false" }),
}) // prettier-ignore

/** Marks that a paste brought in become places. */
const markedPlaces = (state) => {
  const found = []
  state.doc.descendants((node, position) => {
    if (!node.isText) return
    for (const match of node.text.matchAll(MARK)) {
      found.push({ from: position + match.index, to: position + match.index + match[0].length, id: Number(match[1]) })
    }
  })
  return found
}

const takeMarks = (state) => {
  const found = markedPlaces(state)
  if (!found.length) return null
  const { tr } = state
  const add = found.map(({ from, to, id }) => ({ ...takeMark(tr, from, to), id }))
  const files = add.filter(({ id }) => pasted.has(id))
  const places = files.map(({ at, step, id }) => newPlace(tr.mapping.slice(step).map(at, -1), pasted.get(id), id))
  add.forEach(({ id }) => pasted.delete(id))
  return tr.setMeta(key, { add: places })
}

/** Take one mark out: with its paragraph, where it stood alone; else the place is below the block. */
const takeMark = (tr, from, to) => {
  const $from = tr.doc.resolve(tr.mapping.map(from))
  const end = tr.mapping.map(to)
  const alone = $from.depth === 1 && $from.parent.content.size === end - $from.pos && tr.doc.childCount > 1
  const at = alone ? $from.before(1) : $from.after(1) - (end - $from.pos)
  if (alone) tr.delete($from.before(1), $from.after(1))
  else tr.delete($from.pos, end)
  return { at, step: tr.steps.length }
}

/** Add files to the text, in order, at a place between its outermost blocks. */
export const addFiles = (view, files, at) => {
  view.dispatch(view.state.tr.setMeta(key, { add: files.map((file) => newPlace(at, file)) }))
}

export const uploading = (address) =>
  new Plugin({
    key,
    state: { init: () => ({ places: [], marks: DecorationSet.empty }), apply: applied },
    props: { decorations: (state) => key.getState(state).marks },
    view: (view) => new Carrier(view, address),
    appendTransaction: (transactions, _old, state) =>
      transactions.some((tr) => tr.getMeta("paste") || tr.getMeta("uiEvent") === "drop") ? takeMarks(state) : null,
  })
