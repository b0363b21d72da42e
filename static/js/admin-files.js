// The three ways in which files reach a page: a button, a drop, and a paste.
import { element } from "marbre/element"

export const KINDS = "image/*,.heic,.heif,.tif,.tiff,.avif"

/** A button that opens the computer's own dialog. */
export const fileButton = (label, take) => {
  const input = element("input", { type: "file", multiple: true, accept: KINDS, className: "visually-hidden" })
  input.tabIndex = -1
  input.setAttribute("aria-hidden", "true")
  input.addEventListener("change", () => {
    take([...input.files])
    input.value = ""
  })
  const button = element("button", { type: "button", className: "file-button", textContent: label })
  button.addEventListener("click", () => input.click())
  return element("span", { className: "file-choice" }, [button, input])
}

const hasFiles = (event) => event.dataTransfer?.types.includes("Files")

/** Take the files that are dropped on `target`; it has the class `is-dropped-on` while they hover over it. */
export const catchFiles = (target, take) => {
  let depth = 0 // each element inside sends its own enter and leave
  const mark = (change) => {
    depth = Math.max(0, depth + change)
    target.classList.toggle("is-dropped-on", depth > 0)
  }
  target.addEventListener("dragenter", (event) => hasFiles(event) && mark(1))
  target.addEventListener("dragleave", (event) => hasFiles(event) && mark(-1))
  target.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault())
  target.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    mark(-depth)
    take([...event.dataTransfer.files])
  })
  target.addEventListener("paste", (event) => takePasted(event, take))
}

const takePasted = (event, take) => {
  const files = [...(event.clipboardData?.files ?? [])]
  if (!files.length) return
  event.preventDefault()
  take(files)
}
