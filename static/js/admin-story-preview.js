// What a search engine and a social network will show of the story, by the rules of the story's page: the title and
// description for search engines where they are filled in, or else headline and standfirst.
import { gettext } from "marbre/element"
import { lookUp } from "marbre/picker"

const LONGEST = { title: 60, description: 160, share: 110 } // characters that are shown, about

const cut = (text, most) => {
  const characters = [...text]
  return characters.length > most ? `${characters.slice(0, most).join("").replace(/\s+\S*$/, "")} …` : text
}

/** As the server makes it of a headline; it decides, this only shows. */
const slugOf = (text) =>
  text
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_\s-]+/g, (sign) => (/['’]/.test(sign) ? "-" : ""))
    .replace(/[-\s]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100)

class Preview {
  constructor(box, form) {
    Object.assign(this, { box, form })
    box.hidden = false
    form.addEventListener("input", () => this.show())
    form.addEventListener("change", () => this.show())
    this.show()
  }

  value(name) {
    const field = this.form.elements[name]
    return (field?.value ?? "").trim().replace(/\s+/g, " ")
  }

  put(name, text) {
    const place = this.box.querySelector(`[data-preview-${name}]`)
    place.textContent = text
    place.hidden = !text
  }

  show() {
    const { site, siteUrl } = this.box.dataset
    const headline = this.value("headline") || gettext("Headline")
    const description = this.value("seo_description") || this.value("standfirst")
    const { host } = new URL(siteUrl)
    this.put("site", site)
    this.put("address", [host, ...this.path()].join(" › "))
    this.put("title", cut(`${this.value("seo_title") || headline} – ${site}`, LONGEST.title + 8))
    this.put("description", cut(description, LONGEST.description))
    this.put("host", host)
    this.put("headline", cut(headline, LONGEST.share))
    this.put("summary", cut(description, LONGEST.share))
    this.showPicture()
  }

  path() {
    const section = this.form.elements.section?.selectedOptions?.[0]?.dataset.address ?? ""
    const slug = this.value("slug") || slugOf(this.value("headline"))
    const { number } = this.box.dataset
    return [...section.split("/"), number ? `${slug}-${number}` : slug].filter(Boolean)
  }

  async showPicture() {
    const select = this.form.elements.lead_image
    const image = this.box.querySelector("[data-preview-picture]")
    const picture = select?.value ? await lookUp(select.dataset.pickerUrl, select.value) : null
    image.hidden = !picture
    if (picture && image.getAttribute("src") !== picture.url) image.src = picture.url
  }
}

const box = document.querySelector("[data-preview]")
if (box) new Preview(box, box.closest("form"))
