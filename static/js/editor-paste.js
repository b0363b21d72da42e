// What is pasted from Word, Google Docs, LibreOffice and web pages, reduced to what a story is made of. A function from
// a parsed document to the same, mended; the words themselves, and their typography, stay as they were.
import { untracked } from "marbre/addresses"
import { mendLists } from "marbre/paste-lists"
import { declarations, meanStyles } from "marbre/paste-styles"

const DROPPED =
  "head, style, script, meta, link, title, base, xml, template, noscript, iframe, object, embed, svg, math, audio, " +
  "video, canvas, nav, button, input, select, textarea, .MsoCommentReference, .msocomtxt, .msocomoff, " +
  '[style*="mso-element:comment" i], [aria-hidden="true"]:not(img), [hidden]'
const BLOCK =
  "p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, table, hr, div, section, article, figure, pre, dl, dt, dd"
const CONTAINERS =
  "div, section, article, main, header, footer, aside, center, address, details, figure, dl, fieldset, form"
const SINGLE = "pre, dt, dd, summary, figcaption, caption, legend"
const AROUND = "body, ul, ol, li, table, tbody, tr, td, th, blockquote"
const KEPT = new Set("P H2 H3 STRONG EM S SUB SUP A BR HR BLOCKQUOTE UL OL LI TABLE TBODY TR TH TD IMG".split(" "))
const CELL = ["colspan", "rowspan"]
const ATTRIBUTES = { A: ["href", "data-article-id"], OL: ["start"], TD: CELL, TH: CELL, IMG: ["src"] }
const NOTE = /^#_?(?:ftn|edn|sdfootnote|sdendnote|footnote|endnote|fn)/i
const INVISIBLE = /[\u00ad\u200b\ufeff]/g

const all = (root, selector) => [...root.querySelectorAll(selector)]
const unwrap = (element) => element.replaceWith(...element.childNodes)

const rename = (element, name) => {
  const made = element.ownerDocument.createElement(name)
  for (const { name: attribute, value } of element.attributes) made.setAttribute(attribute, value)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

const dropComments = (root) => {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  const comments = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  comments.forEach((comment) => comment.remove())
}

const dropHidden = (root) => {
  all(root, DROPPED).forEach((element) => element.remove())
  all(root, "del").forEach((element) => element.remove()) // of tracked changes: what somebody took out
  for (const element of all(root, "[style]")) {
    const style = declarations(element)
    if (style.display === "none" || style["mso-hide"] === "all") element.remove()
  }
}

/** Footnotes: a raised number in the text, and the same before the note's own words at the end. */
const mendNotes = (root) => {
  for (const link of all(root, 'a[href^="#cmnt"], [id^="cmnt"]')) (link.closest("div, sup") ?? link).remove()
  all(root, '[style*="mso-element:footnote-list" i] > :is(hr, br), #sdfootnote1sep').forEach((line) => line.remove())
  for (const link of all(root, "a[href]")) {
    if (!NOTE.test(link.getAttribute("href"))) continue
    const raised = root.ownerDocument.createElement("sup")
    raised.textContent = link.textContent.replace(/[\s[\]]/g, "")
    ;(link.closest("sup") ?? link).replaceWith(raised)
  }
}

const GOOGLE = /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/

const mendLinks = (root) => {
  for (const link of all(root, "a")) {
    const href = link.getAttribute("href") ?? ""
    const leads = GOOGLE.test(href) ? (new URL(href).searchParams.get("q") ?? href) : href
    if (link.dataset.articleId || /^(?:https?|mailto|tel):/i.test(leads)) link.setAttribute("href", untracked(leads))
    else unwrap(link)
  }
}

const mendHeadings = (root) => {
  all(root, "p.MsoTitle").forEach((title) => rename(title, "h1"))
  for (const heading of all(root, "h1, h2, h3, h4, h5, h6")) {
    all(heading, "strong").forEach(unwrap)
    const name = /[12]/.test(heading.nodeName) ? "h2" : "h3"
    if (heading.nodeName.toLowerCase() !== name) rename(heading, name)
  }
}

const mendTables = (root) => {
  for (const table of all(root, "table")) {
    const cells = [...table.rows].flatMap((row) => [...row.cells])
    // One cell, or a table in a table: it only put things in their place.
    if (cells.length < 2 || table.parentElement.closest("table")) {
      table.replaceWith(...cells.map((cell) => rename(cell, "div")))
      continue
    }
    table.querySelectorAll(":scope > thead > tr > td").forEach((cell) => rename(cell, "th"))
    const body = root.ownerDocument.createElement("tbody")
    const words = table.querySelectorAll(":scope > caption")
    body.append(...table.rows)
    table.before(...words)
    table.replaceChildren(body)
  }
}

const isBreak = (node) => node.nodeName === "BR"
const hasPicture = (node) => node.nodeName === "IMG" || Boolean(node.querySelector?.("img"))
const isBlank = (node) => !node.textContent.trim() && !hasPicture(node)
const isBlockNode = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCK)

/** Words that stand loose in `parent` into paragraphs; two line breaks begin another one. */
const gather = (parent) => {
  let paragraph = null
  let breaks = 0
  const open = (node) => {
    paragraph = parent.ownerDocument.createElement("p")
    node.before(paragraph)
  }
  for (const node of [...parent.childNodes]) {
    if (isBlockNode(node)) paragraph = null
    else if (isBreak(node)) {
      breaks++
      if (breaks > 1) paragraph = null
      if (paragraph) paragraph.append(node)
      else node.remove()
      continue
    } else if (paragraph || !isBlank(node)) {
      if (!paragraph) open(node)
      paragraph.append(node)
    }
    if (!isBlank(node) || isBlockNode(node)) breaks = 0
  }
}

/** Marks and the like around whole blocks: nothing but words can stand in them. */
const freeBlocks = (root) => {
  for (const element of all(root, "span, font, u, a, strong, em, s, sub, sup, label").reverse()) {
    if (element.querySelector(BLOCK)) unwrap(element)
  }
}

const flatten = (root) => {
  freeBlocks(root)
  all(root, SINGLE).forEach((element) => rename(element, "p"))
  for (const container of all(root, CONTAINERS).reverse()) {
    gather(container)
    unwrap(container)
  }
  for (const paragraph of all(root, "p")) if (all(paragraph, "br").length > 1) splitParagraph(paragraph)
  all(root, "li, td, th, blockquote").forEach(gather)
  gather(root)
}

/** A break inside of a link or bold words stays; those of the paragraph itself divide it. */
const splitParagraph = (paragraph) => {
  gather(paragraph)
  unwrap(paragraph)
}

const trimBreaks = (paragraph) => {
  const isNothing = (node) => isBreak(node) || (node.nodeType === Node.TEXT_NODE && isBlank(node))
  const drop = (end) => {
    while (paragraph[end] && isNothing(paragraph[end])) paragraph[end].remove()
  }
  drop("firstChild")
  drop("lastChild")
}

const mendText = (root) => {
  const idle = [] // what stands between blocks
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode
    // Runs of spaces, some of them no-break, are how editors write several spaces; one no-break space is meant.
    text.data = text.data.replace(INVISIBLE, "").replace(/[ \t\r\n\u00a0]{2,}|[\t\r\n]/g, " ")
    if (isBlank(text) && text.parentElement.matches(AROUND)) idle.push(text)
  }
  idle.forEach((text) => text.remove())
}

const dropEmpty = (root) => {
  all(root, "p").forEach(trimBreaks)
  for (const element of all(root, "p, h2, h3, li, ul, ol, blockquote").reverse()) if (isBlank(element)) element.remove()
}

const keepOnly = (root) => {
  for (const element of all(root, "*").reverse()) {
    if (!KEPT.has(element.nodeName)) unwrap(element)
    const allowed = ATTRIBUTES[element.nodeName] ?? []
    for (const { name } of [...element.attributes]) if (!allowed.includes(name)) element.removeAttribute(name)
  }
}

/** `root` (a body) mended in place, and returned. */
export const mendPaste = (root) => {
  dropComments(root)
  mendLists(root)
  dropHidden(root)
  mendNotes(root)
  meanStyles(root)
  mendLinks(root)
  mendHeadings(root)
  mendTables(root)
  flatten(root)
  keepOnly(root)
  mendText(root)
  dropEmpty(root)
  root.normalize()
  return root
}

/** What an editor like ours copied, which says itself how it is to be pasted. */
const isOurs = (html) => html.includes("data-pm-slice")

/** The body of clipboard HTML, without what the page's policy would complain about as soon as it is parsed. */
export const parseHtml = (html) => {
  const calm = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\son[a-z]+\s*=/gi, " data-off="))
  return new DOMParser().parseFromString(calm, "text/html").body
}

/** Clipboard HTML, mended. What `takePicture(address)` gives for a picture takes its place; nothing, and it goes. */
export const mendPastedHtml = (html, takePicture) => {
  if (isOurs(html)) return html
  const root = mendPaste(parseHtml(html))
  for (const picture of all(root, "img")) {
    const words = takePicture(picture.getAttribute("src") ?? "")
    if (words) picture.replaceWith(words)
    else picture.remove()
  }
  dropEmpty(root)
  return root.innerHTML
}
