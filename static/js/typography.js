// Typography of French and English, as pure functions of a text: what to change in all of it, and what to change now
// that a character was typed. Used by the body editor and by plain fields; needs nothing of the page but for `attach`.
//
// A rule finds something at one place of the text. While somebody types it acts `now`, with its last character, or
// `after`, with the one that follows (only then is it known that "10 m" doesn't become "10 marins").

const NO_BREAK = "\u00a0"
const NARROW = "\u202f"
const MOST_PASSES = 5 // one does for what people write
const OPENERS = /[\s(\[{«“‘—–\u002f’'-]/
const UNITS =
  "[kcm]?m[²³2]?|km\\u002fh|[km]?g|t|h|min|s|ha|[cm]?l|[kMGT]?Wh?|[kM]?V|[kMG]?Hz|[kMGT]o|[kMGT]B|°[CF]" +
  "|euros?|dollars?|millions?|milliards?|billion|million"

const now = (find, insert) => ({ find: new RegExp(find, "uy"), insert, waits: 0 })
const after = (find, insert) => ({ find: new RegExp(find, "uy"), insert, waits: 1 })

/** What is left alone: addresses of pages and people, and HTML's names of characters. */
const PROTECTED = [
  /(?:https?:\u002f\u002f|www\.)[^\s«»]*/uy,
  /(?:mailto|tel):\S+/uy,
  /[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/uy,
  /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\u002f\S*/uy,
  /&[a-z]+;/uy,
]

const COMMON = [
  now("(?<!\\.)\\.{3}(?!\\.)", () => "…"),
  now("(?<![-–—]|^)(?:---|–-)(?!-)", () => "—"),
  now("(?<=[^-–—])--(?!-)", () => "–"),
  after("(?<=^)--(?=\\s)", () => "–"), // three alone in a paragraph are a dividing line
  after(`(?<=\\d) (${UNITS})(?![\\p{L}\\p{N}])`, ([, unit]) => NO_BREAK + unit),
]

/** Which straight quotation mark this is: true opens, false closes, null is neither (15" of a screen). */
const opens = ({ text, at, quotes, typing }) => {
  const [before, behind] = [text[at - 1], text[at + 1]]
  const mayOpen = !before || OPENERS.test(before)
  if (mayOpen) return typing || !(quotes.length && (!behind || /\s/.test(behind)))
  return /\d/.test(before) && !quotes.length ? null : false
}

const openFrench = (match, place) => {
  if (opens(place) !== true) return null
  place.quotes.push(place.quotes.length ? "“" : "«")
  return place.quotes.at(-1) === "“" ? "“" : `«${NO_BREAK}`
}

const closeFrench = (match, place) => {
  if (opens({ ...place, at: place.at + match[0].length - 1 }) !== false) return null
  return place.quotes.pop() === "“" ? "”" : `${NO_BREAK}»`
}

const englishQuote = (match, place) => {
  const opening = opens(place)
  if (opening === null) return null
  if (opening) place.quotes.push("“")
  else place.quotes.pop()
  return opening ? "“" : "”"
}

const noted = (mark, insert) => (match, { quotes }) => {
  if (mark) quotes.push(mark)
  else quotes.pop()
  return insert
}

const FRENCH = [
  now("(?:<<|«)[ \\u00a0\\u202f]*", noted("«", `«${NO_BREAK}`)),
  now("(?<=[^\\s«])[ \\u00a0\\u202f]*(?:>>|»)", noted(null, `${NO_BREAK}»`)),
  now("“", noted("“", "“")),
  now("”", noted(null, "”")),
  now('(?<=[^\\s«])[ \\u00a0\\u202f]*"', closeFrench),
  now('"[ \\u00a0\\u202f]*', openFrench),
  now("(?<!\\d)'|(?<=\\d)'(?=\\p{L})", () => "’"),
  now("[\\u00a0\\u202f]([:;]-?[()])(?=\\s|$)", ([, smile]) => ` ${smile}`),
  now(
    '(?<=[^\\s;:!?¿¡(«“])[ \\u00a0\\u202f]*(?!;-?[()])([;!?])(?=[\\s:;!?»”"’\')\\]…]|$)',
    ([, mark]) => NARROW + mark,
  ),
  now("(?<=[^\\s:])[ \\u00a0\\u202f]+:(?=[\\s»]|$)", () => `${NO_BREAK}:`),
  after("(?<=[^\\s:]):(?=\\s|$)", () => `${NO_BREAK}:`),
  now("(?<=\\d)[ \\u202f]*([%‰€£$])(?!\\d)", ([, mark]) => NO_BREAK + mark),
  after("(?<=\\d[ \\u00a0]h) (\\d{2})(?!\\d)", ([, minutes]) => NO_BREAK + minutes),
  after(
    "(?<![\\d.,]|\\d[ \\u00a0\\u202f])\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3})+(?!\\d|[ \\u00a0\\u202f]\\d)",
    ([number]) => number.replace(/[ \u00a0]/g, NARROW),
  ),
  after("(?<![\\p{L}\\p{N}])(MM?\\.|Mmes?|Mlles?|Dr|Pr|n°) (?=[\\p{L}\\d])", ([, title]) => title + NO_BREAK),
  ...COMMON,
]

const ENGLISH = [
  now("“", noted("“", "“")),
  now("”", noted(null, "”")),
  now('"', englishQuote),
  now("(?<=^|[\\s(\\[{“—–])'(?=\\d)", () => "’"),
  after("(?<=^|[\\s(\\[{“—–])‘(?=\\d)", () => "’"),
  now("(?<=^|[\\s(\\[{“—–])'", () => "‘"),
  now("(?<!\\d)'|(?<=\\d)'(?=\\p{L})", () => "’"),
  ...COMMON,
]

const RULES = { fr: FRENCH, en: ENGLISH }

const lengthOf = (patterns, text, at) => {
  for (const pattern of patterns) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return match[0].length
  }
  return 0
}

/** The first rule that has something to say about this place: {from, to, insert, waits}. */
const ruling = (rules, place) => {
  const { text, at } = place
  for (const { find, insert, waits } of rules) {
    find.lastIndex = at
    const match = find.exec(text)
    const put = match ? insert(match, place) : null
    if (put !== null) return { from: at, to: at + match[0].length, insert: put, waits }
  }
}

const isWordStart = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])

const walk = (text, language, typing) => {
  const rules = RULES[language?.slice(0, 2)] ?? []
  const place = { text, at: 0, quotes: [], typing }
  const found = []
  while (place.at < text.length) {
    const skipped = isWordStart(text, place.at) ? lengthOf(PROTECTED, text, place.at) : 0
    const ruled = skipped ? null : ruling(rules, place)
    if (ruled) found.push(ruled)
    place.at += skipped || (ruled && ruled.to - ruled.from) || 1
  }
  return found
}

/** Without what stays the same at both ends, so that bold words beside it stay bold. */
const trimmed = (text, { from, to, insert }) => {
  while (from < to && insert && text[from] === insert[0]) [from, insert] = [from + 1, insert.slice(1)]
  while (from < to && insert && text[to - 1] === insert.at(-1)) [to, insert] = [to - 1, insert.slice(0, -1)]
  return { from, to, insert }
}

const isChange = ({ from, to, insert }) => from < to || insert !== ""

/** What there is to mend in `text`: [{from, to, insert}], in order, none overlapping. */
export const changes = (text, language) =>
  walk(text, language, false).map((ruled) => trimmed(text, ruled)).filter(isChange)

const apply = (text, list) =>
  list.reduceRight((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text)

/** `text` with its typography mended; mending it again changes nothing. */
export const tidy = (text, language) => {
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const list = changes(text, language)
    if (!list.length) break
    text = apply(text, list)
  }
  return text
}

/** The change that the last character of `text` brings about, which was just typed there; or undefined. */
export const changeNow = (text, language) =>
  walk(text, language, true)
    .filter(({ to, waits }) => to + waits === text.length)
    .map((ruled) => trimmed(text, ruled))
    .filter(isChange)
    .at(-1)

const put = (input, from, to, text) => {
  input.setSelectionRange(from, to)
  // The only way that keeps the browser's own undo; the other is for the day when it goes.
  if (!document.execCommand("insertText", false, text)) input.setRangeText(text, from, to, "end")
}

/** Typography while somebody types in a plain field. `languageOf()` is asked each time. */
export const attach = (input, languageOf) => {
  let last = null // the replacement just made, which Backspace takes back
  let busy = false
  const replace = (from, to, text) => {
    busy = true
    put(input, from, to, text)
    busy = false
  }
  input.addEventListener("input", (event) => {
    if (busy) return
    last = null
    if (event.inputType !== "insertText" || event.isComposing) return
    const typed = input.value.slice(0, input.selectionStart)
    const change = changeNow(typed, languageOf())
    if (!change) return
    const rest = typed.slice(change.to)
    last = { from: change.from, was: typed.slice(change.from), end: change.from + change.insert.length + rest.length }
    replace(change.from, typed.length, change.insert + rest)
  })
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Backspace" || !last || input.selectionStart !== last.end) return
    event.preventDefault()
    replace(last.from, last.end, last.was)
    last = null
  })
}
