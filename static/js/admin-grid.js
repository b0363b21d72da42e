// A grid whose cards are one stop for Tab; the arrows move between them as the eye does.

const columnsOf = (grid) => getComputedStyle(grid).gridTemplateColumns.split(" ").length

const steps = (grid) => {
  const columns = columnsOf(grid)
  return { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }
}

const goal = (grid, cards, current, key) => {
  if (key === "Home") return cards[0]
  if (key === "End") return cards.at(-1)
  const step = steps(grid)[key]
  return step ? cards[current + step] : undefined
}

const KEYS = new Set(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"])

/** Leave `card` as the only one of the grid that Tab stops at. */
export const onlyStop = (grid, card) => {
  for (const other of grid.children) stopOf(other).tabIndex = other === card ? 0 : -1
}

/** What takes the focus: the card, or the link in it that says what it is. */
const stopOf = (card) => card.querySelector("[data-stop]") ?? card

/** A listener for `keydown` on the grid; `above` is called where an arrow leads up and out of it. */
export const moveWithArrows = (grid, above = () => {}) => (event) => {
  if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  const cards = [...grid.children]
  const current = cards.findIndex((card) => card.contains(document.activeElement))
  if (current < 0) return
  event.preventDefault()
  const next = goal(grid, cards, current, event.key)
  if (next) {
    onlyStop(grid, next)
    stopOf(next).focus()
  } else if (event.key === "ArrowUp") above()
}
