// Fields that point at a picture: show it, and choose another in the library. The select below stays the source.
import { element, lookUp, pick } from "marbre/picker"

const gettext = (text) => window.gettext?.(text) ?? text

const show = async (select, preview) => {
  const picture = select.value ? await lookUp(select.dataset.pickerUrl, select.value) : null
  preview.image.hidden = !picture
  preview.credit.textContent = picture?.credit ?? ""
  if (picture) {
    const { url: src, alt, width, height } = picture
    Object.assign(preview.image, { src, alt, width, height })
  }
  preview.choose.textContent = picture ? gettext("Choose another picture") : gettext("Choose a picture")
  preview.clear.hidden = !picture
}

const set = (select, picture) => {
  const option = picture ? new Option(picture.title, picture.id, true, true) : null
  if (option) select.append(option)
  select.value = picture?.id ?? ""
  select.dispatchEvent(new Event("change", { bubbles: true })) // Select2 hears it too, where it is at work
}

const equip = (select) => {
  const preview = {
    image: element("img", { alt: "", hidden: true }),
    credit: element("span", { className: "picture-credit" }),
    choose: element("button", { type: "button", className: "picture-choose" }),
    clear: element("button", { type: "button", textContent: gettext("Take it out"), hidden: true }),
  }
  const buttons = element("div", { className: "picture-buttons" }, [preview.choose, preview.clear])
  const box = element("div", { className: "picture-field" }, [preview.image, preview.credit, buttons])
  select.closest(".related-widget-wrapper, .flex-container").before(box)
  preview.choose.addEventListener("click", async () => {
    const picture = await pick(select.dataset.pickerUrl)
    if (picture) set(select, picture)
  })
  preview.clear.addEventListener("click", () => set(select, null))
  select.addEventListener("change", () => show(select, preview))
  show(select, preview)
}

document.querySelectorAll("select[data-picker-url]").forEach(equip)
