// Choosing in a dialog, and looking up what was chosen by its number: pictures of the library, and stories.
import { element, whenClosed } from "marbre/element"
import { fetchResults, PickerDialog } from "marbre/picker-dialog"
import { PICTURES, STORIES } from "marbre/picker-kinds"

export { element }

const MOST = 200 // numbers in one request; the server looks up no more
const known = new Map() // address and number → promise of what has that number, or of undefined
const asked = new Map() // address → the numbers that the next request will ask for

const keyOf = (address, number) => `${address} ${number}`

const askFor = async (address, numbers) => {
  const found = new Map()
  for (let start = 0; start < numbers.length; start += MOST) {
    const parameters = numbers.slice(start, start + MOST).map((number) => ["id", number])
    const { results } = await fetchResults(address, parameters)
    for (const result of results) found.set(String(result.id), result)
  }
  return found
}

const askTogether = (address) => {
  const numbers = new Set()
  const found = Promise.resolve().then(() => {
    asked.delete(address)
    return askFor(address, [...numbers])
  })
  return { numbers, found }
}

/**
 * The picture or the story with this number, by the address of its picker; undefined where there is none.
 * All that are wanted at the same moment share one request.
 */
export const lookUp = (address, number) => {
  const key = keyOf(address, number)
  if (!known.has(key)) {
    if (!asked.has(address)) asked.set(address, askTogether(address))
    const together = asked.get(address)
    together.numbers.add(String(number))
    known.set(key, together.found.then((found) => found.get(String(number))))
    together.found.catch(() => known.delete(key)) // so that it is asked for again
  }
  return known.get(key)
}

const remember = (address, chosen) => {
  for (const one of chosen) known.set(keyOf(address, one.id), Promise.resolve(one))
}

const open = (kind, address, options) =>
  new Promise((resolve) => {
    const picker = new PickerDialog(kind, address, options)
    whenClosed(picker.dialog, () => {
      picker.close()
      remember(address, picker.chosen)
      resolve(options.many ? picker.chosen : picker.chosen[0])
    })
  })

/**
 * Open the library. Resolves to the chosen picture, or to undefined where the person gave up; with `many` to an array
 * in the order of choice, which is empty where the person gave up.
 */
export const pick = (address, options = {}) => open(PICTURES, address, options)

/** The same for a story; `language` leaves the others out, `exclude` (numbers) those that make no sense. */
export const pickStory = (address, options = {}) => open(STORIES, address, options)
