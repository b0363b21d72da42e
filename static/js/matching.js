// Where words stand in a text, by the ways in which people mean them. A pure function.

const isPart = (character) => /[\p{L}\p{N}_]/u.test(character ?? "")

/** Typographic characters as the keyboard has them, so that "l'eau" finds "l’eau". */
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ").replace(/[’‘]/g, "'")

const fold = (character, { matchCase, accents }) => {
  const same = accents ? character : character.normalize("NFD").replace(/\p{M}/gu, "")
  return plain(matchCase ? same : same.toLowerCase())
}

/** `text` folded, and for each of its characters where in `text` it begins and ends. */
const foldedWithPlaces = (text, options) => {
  const places = []
  let folded = ""
  let at = 0
  for (const character of text) {
    const piece = fold(character, options)
    // A mark that stands by itself belongs to the letter before it.
    if (!piece && places.length) places.at(-1).to = at + character.length
    for (let unit = 0; unit < piece.length; unit++) places.push({ from: at, to: at + character.length })
    folded += piece
    at += character.length
  }
  return { folded, places }
}

/** [{from, to}] of `words` in `text`, none overlapping. Options: matchCase, accents (they count), whole (words). */
export const occurrences = (text, words, options = {}) => {
  const wanted = [...words].map((character) => fold(character, options)).join("")
  if (!wanted) return []
  const { folded, places } = foldedWithPlaces(text, options)
  const found = []
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at)) {
    const [from, to] = [places[at].from, places[at + wanted.length - 1].to]
    const whole = !isPart(text[from - 1]) && !isPart(text[to])
    if (!options.whole || whole) found.push({ from, to })
    at += !options.whole || whole ? wanted.length : 1
  }
  return found
}
