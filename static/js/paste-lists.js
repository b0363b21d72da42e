// Lists in what Word puts on the clipboard: paragraphs with a bullet or a number in them, and a level in their style.
// Works on a parsed document of its own; pure otherwise.
import { declarations } from "marbre/paste-styles"

const MARKER = '[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]'
const NUMBERED = /^\(?(?:(\d+)|[a-z]|[ivxlcdm]+)\s*[.)°-]/i

const listing = (paragraph) => /\b(l\d+)\s+level(\d+)/i.exec(declarations(paragraph)["mso-list"] ?? "")

const isGoingOn = (paragraph) => /^MsoListParagraph/.test(paragraph.className) && !listing(paragraph)

/** {level, list, ordered, start, paragraphs} of a Word paragraph that is an item, without its painted bullet. */
const itemOf = (paragraph) => {
  const [, list, level] = listing(paragraph)
  const marker = paragraph.querySelector(MARKER)
  const sign = (marker?.textContent ?? "").replace(/\s+/g, " ").trim()
  const number = NUMBERED.exec(sign)
  const start = Number(number?.[1] ?? 1)
  marker?.remove()
  return { list, level: Number(level), ordered: Boolean(number), start, paragraphs: [paragraph] }
}

/** Items of Word in a browser: a list for each, with the level as a number. */
const itemOfOnline = (item) => ({
  list: item.dataset.listid ?? "",
  level: Number(item.dataset.ariaLevel),
  ordered: item.parentElement.nodeName === "OL",
  start: Number(item.parentElement.getAttribute("start") ?? 1),
  paragraphs: [...item.childNodes],
})

const makeList = (item) => {
  const list = item.paragraphs[0].ownerDocument.createElement(item.ordered ? "ol" : "ul")
  if (item.ordered && item.start > 1) list.setAttribute("start", item.start)
  return list
}

const sameList = (open, item) => open.ordered === item.ordered && open.name === item.list

/** One item after the other, deeper ones inside the last item of the level above. Returns the outermost lists. */
const build = (items) => {
  const outermost = []
  const open = [] // the lists that the next item may belong to, from the outside in
  for (const item of items) {
    while (open.length && open.at(-1).level > item.level) open.pop()
    if (open.length && open.at(-1).level === item.level && !sameList(open.at(-1), item)) open.pop()
    if (!open.length || open.at(-1).level < item.level) {
      const list = makeList(item)
      if (open.length) open.at(-1).list.lastElementChild.append(list)
      else outermost.push(list)
      open.push({ list, level: item.level, ordered: item.ordered, name: item.list })
    }
    const entry = item.paragraphs[0].ownerDocument.createElement("li")
    entry.append(...item.paragraphs)
    open.at(-1).list.append(entry)
  }
  return outermost
}

const nextElement = (element) => {
  const next = element.nextElementSibling
  // Words between them end the list.
  let node = element.nextSibling
  while (node && node !== next) {
    if (node.textContent.trim()) return null
    node = node.nextSibling
  }
  return next
}

/** The items that follow each other from this paragraph on, those that go on without a bullet with the one before. */
const runFrom = (paragraph) => {
  const items = []
  let next = paragraph
  while (next?.nodeName === "P" && (listing(next) || (items.length && isGoingOn(next)))) {
    const current = next
    next = nextElement(next)
    if (listing(current)) items.push(itemOf(current))
    else items.at(-1).paragraphs.push(current)
  }
  return items
}

const wordLists = (root) => {
  for (const paragraph of root.querySelectorAll("p")) {
    if (paragraph.closest("li") || !listing(paragraph)) continue
    const place = root.ownerDocument.createTextNode("")
    paragraph.before(place)
    place.replaceWith(...build(runFrom(paragraph)))
  }
  root.querySelectorAll(MARKER).forEach((marker) => marker.remove()) // of numbered headings
}

const onlineLists = (root) => {
  const wrappers = [...root.querySelectorAll(".ListContainerWrapper")]
  for (const wrapper of wrappers) {
    if (!wrapper.isConnected || !wrapper.querySelector("li[data-aria-level]")) continue
    const run = [wrapper]
    while (nextElement(run.at(-1))?.matches(".ListContainerWrapper")) run.push(nextElement(run.at(-1)))
    const items = run.flatMap((one) => [...one.querySelectorAll("li[data-aria-level]")]).map(itemOfOnline)
    run.slice(1).forEach((one) => one.remove())
    wrapper.replaceWith(...build(items))
  }
}

/** Lists that stand straight in a list belong to the item before them. */
const nestLists = (root) => {
  for (const list of root.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const before = list.previousElementSibling
    if (before?.nodeName === "LI") before.append(list)
    else list.replaceWith(...list.childNodes)
  }
}

/** Real lists for all that only look like lists. */
export const mendLists = (root) => {
  wordLists(root)
  onlineLists(root)
  nestLists(root)
}
