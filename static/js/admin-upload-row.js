// One file on its way: its picture, its progress, and what came of it.
import { button, element, filled, gettext } from "marbre/element"
import { WordsForm } from "marbre/upload-words"

const WIDTH = 320 // pixels of the thumbnail that is drawn here

const size = (bytes) => {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"]
  const language = document.documentElement.lang || "fr"
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(value)
}

/** Drawn from the file itself, so that it is seen before it is sent; nothing where the browser can't read it. */
const draw = async (canvas, file) => {
  try {
    const bitmap = await createImageBitmap(file, { resizeWidth: WIDTH, resizeQuality: "medium" })
    Object.assign(canvas, { width: bitmap.width, height: bitmap.height })
    canvas.getContext("2d").drawImage(bitmap, 0, 0)
    bitmap.close()
  } catch {
    canvas.classList.add("is-empty")
  }
}

const linkTo = (picture) =>
  element("a", { href: picture.page, target: "_blank", rel: "noopener", textContent: picture.title })

const standing = (picture) =>
  element("figure", { className: "upload-similar" }, [
    element("img", { src: picture.thumbnail, alt: "", width: picture.width, height: picture.height }),
    element("figcaption", {}, [linkTo(picture), element("span", { textContent: picture.credit })]),
  ])

export class UploadRow {
  constructor(file, uploads) {
    Object.assign(this, { file, uploads, name: file.name || gettext("Pasted picture") })
    this.canvas = element("canvas", { className: "upload-picture" })
    this.bar = element("progress", { max: 1, value: 0, "aria-label": this.name })
    this.sentence = element("p", { className: "upload-sentence" })
    this.choices = element("div", { className: "upload-choices" })
    const head = element("p", { className: "upload-name" }, [
      element("strong", { textContent: this.name }),
      element("span", { textContent: size(file.size) }),
    ])
    this.body = element("div", { className: "upload-body" }, [head, this.bar, this.sentence, this.choices])
    this.item = element("li", { className: "upload" }, [this.canvas, this.body])
  }

  become(state, sentence, choices = []) {
    this.state = this.item.dataset.state = state
    this.sentence.textContent = sentence
    this.choices.replaceChildren(...choices)
    this.bar.hidden = state !== "sending"
  }

  wait() {
    this.become("waiting", gettext("Waiting"))
  }

  async start() {
    this.bar.value = 0
    this.become("sending", gettext("Sending…"))
    if (!this.drawn) await draw(this.canvas, this.file)
    this.drawn = true
  }

  progress({ loaded, total }) {
    if (loaded < total) this.bar.value = loaded / total
    else {
      this.bar.removeAttribute("value") // how long it takes to cut nobody can say
      this.sentence.textContent = gettext("Reading the picture…")
    }
  }

  kept({ image: picture, words, remark }) {
    this.become("kept", [gettext("In the library."), remark].filter(Boolean).join(" "), this.useButtons(picture))
    this.words = new WordsForm(picture, words, (credit) => this.uploads.creditAll(credit))
    this.sentence.after(this.words.form)
  }

  useButtons(picture) {
    const { use } = this.uploads
    return use ? [button("is-main", use.label, () => use.act(picture)), linkToPage(picture)] : [linkToPage(picture)]
  }

  duplicate(picture) {
    this.become("duplicate", gettext("Already here:"), this.useButtons(picture))
    this.sentence.append(" ", linkTo(picture))
  }

  similar(pictures, keep) {
    const offers = pictures.map((picture) =>
      element("div", { className: "upload-offer" }, [
        standing(picture),
        button("is-main", gettext("Use the one that is here"), () => this.settleFor(picture)),
      ]),
    )
    const both = button("", gettext("Keep both"), keep)
    this.become("similar", gettext("It looks like a picture that is here already. Compare:"), [...offers, both])
  }

  settleFor(picture) {
    this.duplicate(picture)
    this.uploads.use?.act(picture)
    this.uploads.summarise()
  }

  refused(sentence) {
    this.become("refused", sentence, [button("", gettext("Put it aside"), () => this.leave())])
  }

  unreached(again) {
    const sentence = gettext("It did not arrive: the library can't be reached, or you are signed out.")
    this.become("refused", sentence, [button("is-main", gettext("Try again"), again)])
  }

  leave() {
    const next = this.item.nextElementSibling ?? this.item.previousElementSibling
    next?.querySelector("button, a, input")?.focus()
    this.item.remove()
    this.uploads.rows = this.uploads.rows.filter((row) => row !== this)
    this.uploads.summarise()
  }
}

const linkToPage = (picture) => {
  const label = filled(gettext("Rights and focal point of %(title)s"), { title: picture.title })
  const words = gettext("Rights and focal point")
  return element("a", { href: picture.page, target: "_blank", rel: "noopener", textContent: words, "aria-label": label })
}
