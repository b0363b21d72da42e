// Short messages of the editor's tools, seen below the text and spoken by screen readers.
import { element } from "marbre/element"

const SHOWN = 7000 // milliseconds

let region = null
let timer = 0

const theRegion = () => {
  region ??= element("div", { className: "editor-notice", role: "status" })
  // Above a dialog or the fullscreen view, where one is open.
  const host = document.querySelector("dialog[open]") ?? document.body
  if (region.parentElement !== host) host.append(region)
  return region
}

/** Say `text`; it goes by itself, or with the next one. */
export const say = (text) => {
  const place = theRegion()
  clearTimeout(timer)
  place.textContent = ""
  // A region that was just added is only spoken when its text changes later.
  requestAnimationFrame(() => (place.textContent = text))
  timer = setTimeout(() => (place.textContent = ""), SHOWN)
}
