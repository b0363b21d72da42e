// The focal point of a picture, set on the picture itself by click, drag and keyboard; every crop follows at once.
// The two number fields stay the source, and all that there is without JavaScript.
import { element, filled, gettext } from "marbre/element"
import { position, RATIOS } from "marbre/crop"

const STEP = 0.01
const BIG_STEP = 0.1
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const within = (share) => Math.min(1, Math.max(0, Math.round(share * 100) / 100))

class FocalPoint {
  constructor(picture, fields) {
    Object.assign(this, { picture, fields, frame: picture.parentElement })
    this.size = { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) }
    const range = { role: "slider", "aria-valuemin": 0, "aria-valuemax": 100 }
    const names = { "aria-label": gettext("Focal point"), "aria-describedby": "focal-help" }
    this.point = element("span", { className: "focal-point", tabIndex: 0, ...range, ...names })
    this.frame.append(this.point)
    this.crops = Object.keys(RATIOS).map((ratio) => this.crop(ratio))
    this.listen()
    this.show()
  }

  crop(ratio) {
    const image = element("img", { src: this.picture.src, alt: "" })
    const box = element("span", { className: "focal-crop" }, [image])
    box.style.setProperty("aspect-ratio", ratio.replace(":", " / "))
    const label = element("figcaption", { textContent: ratio })
    document.getElementById("focal-crops").append(element("figure", {}, [box, label]))
    return { image, ratio: RATIOS[ratio] }
  }

  get value() {
    return { x: within(Number(this.fields.x.value)), y: within(Number(this.fields.y.value)) }
  }

  set({ x, y }) {
    this.fields.x.value = within(x)
    this.fields.y.value = within(y)
    this.show()
  }

  show() {
    const { x, y } = this.value
    this.point.style.setProperty("left", `${x * 100}%`)
    this.point.style.setProperty("top", `${y * 100}%`)
    const [across, down] = [Math.round(x * 100), Math.round(y * 100)]
    this.point.setAttribute("aria-valuenow", across)
    const words = gettext("%(across)s percent from the left, %(down)s percent from the top")
    this.point.setAttribute("aria-valuetext", filled(words, { across, down }))
    for (const { image, ratio } of this.crops) {
      image.style.setProperty("object-position", position(this.size, ratio, { x, y }))
    }
  }

  listen() {
    this.point.addEventListener("keydown", (event) => this.step(event))
    this.frame.addEventListener("pointerdown", (event) => this.grab(event))
    this.frame.addEventListener("pointermove", (event) => this.drag(event))
    this.frame.addEventListener("click", (event) => this.follow(event))
    for (const field of Object.values(this.fields)) field.addEventListener("input", () => this.show())
  }

  step(event) {
    const move = MOVES[event.key]
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const size = event.shiftKey ? BIG_STEP : STEP
    const { x, y } = this.value
    this.set({ x: x + move[0] * size, y: y + move[1] * size })
  }

  /** A finger drags the point alone: anywhere else it scrolls the page, and a tap is a click. */
  grab(event) {
    if (event.button !== 0 || (event.pointerType === "touch" && event.target !== this.point)) return
    event.preventDefault()
    this.frame.setPointerCapture(event.pointerId)
    this.follow(event)
    this.point.focus({ preventScroll: true })
  }

  drag(event) {
    if (this.frame.hasPointerCapture(event.pointerId)) this.follow(event)
  }

  follow({ clientX, clientY }) {
    const { left, top, width, height } = this.picture.getBoundingClientRect()
    this.set({ x: (clientX - left) / width, y: (clientY - top) / height })
  }
}

const picture = document.getElementById("focal-picture")
const fields = { x: document.getElementById("id_focal_x"), y: document.getElementById("id_focal_y") }
if (picture && fields.x && fields.y) {
  for (const id of ["focal-help", "focal-crops"]) document.getElementById(id).hidden = false
  new FocalPoint(picture, fields)
}
