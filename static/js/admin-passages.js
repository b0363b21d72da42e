// Two texts beside each other: how many words differ, and which paragraphs.
import { element, gettext } from "marbre/element"

const MOST = 2000 // paragraphs of each; of longer texts the whole is shown

const BLOCKS = "p, h2, h3, li, figcaption, blockquote, td, th, div, aside, cite"

/** The lines of a field's text; of the body's HTML, its paragraphs. */
const linesOf = (text = "") => {
  if (!text.startsWith("<")) return text.split("\n").map((line) => line.trim()).filter(Boolean)
  const { body } = new DOMParser().parseFromString(text, "text/html")
  for (const block of body.querySelectorAll(BLOCKS)) block.append("\n")
  return body.textContent.split("\n").map((line) => line.trim()).filter(Boolean)
}

const counted = (text) => {
  const counts = new Map()
  for (const word of linesOf(text).join(" ").split(/\s+/).filter(Boolean)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** How many words are only in one of the two. */
export const wordsOf = (now, kept) => {
  const [one, other] = [counted(now), counted(kept)]
  const words = new Set([...one.keys(), ...other.keys()])
  return [...words].reduce((sum, word) => sum + Math.abs((one.get(word) ?? 0) - (other.get(word) ?? 0)), 0)
}

/** The table of longest common parts of two lists, from their ends. */
const common = (one, other) => {
  const table = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1))
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      table[i][j] = one[i] === other[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1])
    }
  }
  return table
}

/** [[mark, line]] of what is only in one: "del" of the first, "ins" of the second. */
const differences = (one, other) => {
  if (one.length > MOST || other.length > MOST) return [...one.map((line) => ["del", line]), ...other.map((line) => ["ins", line])]
  const table = common(one, other)
  const found = []
  let [i, j] = [0, 0]
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) [i, j] = [i + 1, j + 1]
    else if (i < one.length && (j === other.length || table[i + 1][j] >= table[i][j + 1])) found.push(["del", one[i++]])
    else found.push(["ins", other[j++]])
  }
  return found
}

/** The paragraphs that differ, as elements. */
export const passagesOf = (now, kept) => {
  const found = differences(linesOf(now), linesOf(kept))
  if (!found.length) return [element("p", { textContent: gettext("The same words, set in another way.") })]
  const names = { del: gettext("In the form now:"), ins: gettext("Yours:") }
  return found.map(([mark, line]) =>
    element("p", { className: `is-${mark}` }, [
      element("span", { className: "visually-hidden", textContent: `${names[mark]} ` }),
      element(mark, { textContent: line }),
    ]),
  )
}
