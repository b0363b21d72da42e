// What the inline styles of pasted HTML mean: bold, italic, struck, raised, lowered. They are read as text, because a
// browser drops what it doesn't know, and Word says the most there.

/** The declarations of an element's style attribute, names and values in lower case. */
export const declarations = (element) => {
  const found = {}
  for (const part of (element.getAttribute?.("style") ?? "").split(";")) {
    const colon = part.indexOf(":")
    if (colon > 0) found[part.slice(0, colon).trim().toLowerCase()] = part.slice(colon + 1).trim().toLowerCase()
  }
  return found
}

const MARKS = { B: "strong", STRONG: "strong", I: "em", EM: "em", S: "s", STRIKE: "s", SUB: "sub", SUP: "sup" }
const BLOCK = "p, div, ul, ol, li, h1, h2, h3, h4, h5, h6, table, tbody, tr, td, th, blockquote, section, article"

const isBold = (weight) => weight === "bold" || weight === "bolder" || Number(weight) >= 600

/** What a style switches on (true) or off (false): {strong, em, s, sup, sub}. */
const said = ({ "vertical-align": align, ...style }) => ({
  ...(style["font-weight"] ? { strong: isBold(style["font-weight"]) } : {}),
  ...(style["font-style"] ? { em: /italic|oblique/.test(style["font-style"]) } : {}),
  ...(/line-through/.test(`${style["text-decoration"]} ${style["text-decoration-line"]}`) ? { s: true } : {}),
  ...(align ? { sup: align === "super", sub: align === "sub" } : {}),
})

const wrap = (element, mark) => {
  const wrapper = element.ownerDocument.createElement(mark)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

/** `<b>` and styled spans as strong, em, s, sup and sub, or as nothing where a style takes it back. */
export const meanStyles = (root) => {
  // From the inside out, so that what is wrapped was looked at.
  for (const element of [...root.querySelectorAll("*")].reverse()) {
    const style = said(declarations(element))
    const own = MARKS[element.nodeName]
    const marks = new Set(Object.keys(style).filter((mark) => style[mark]))
    if (own && style[own] !== false) marks.add(own)
    if (own) element.replaceWith(...wrapped(element, marks))
    else if (!element.matches(`${BLOCK}, img`)) for (const mark of marks) wrap(element, mark)
  }
}

const wrapped = (element, marks) => {
  const holder = element.ownerDocument.createElement("span")
  holder.append(...element.childNodes)
  // A block can't stand in a mark; Google Docs puts all that was copied into a `<b>`.
  if (!holder.querySelector(BLOCK)) for (const mark of marks) wrap(holder, mark)
  return [...holder.childNodes]
}
