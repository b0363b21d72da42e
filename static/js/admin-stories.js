// Other stories: those to read as well, in order, and the one that this one translates. Both are chosen in the dialog.
import { button, element, gettext } from "marbre/element"
import { lookUp, pickStory } from "marbre/picker"
import { addRow } from "marbre/rows"

const own = () => document.querySelector("[data-rows=related_picks]")?.dataset.own
const language = () => document.querySelector("#id_language")?.value

const describe = (story) =>
  element("div", { className: "row-story" }, [
    ...(story.thumbnail
      ? [element("img", { className: "row-picture", src: story.thumbnail, alt: "", width: 44, height: 33 })]
      : []),
    element("span", { className: "row-title", textContent: story.title }),
    element("span", { className: `status status-${story.status}`, textContent: story.status_label }),
  ])

/** What a select points at is shown in words; the select itself is only the form's memory. */
const show = async (select) => {
  const box = select.closest("li") ?? select.parentElement
  select.hidden = true
  if (box.matches("li") && box.querySelector(".row-story")) return // the server has shown it
  const story = select.value ? await lookUp(select.dataset.storiesUrl, select.value) : null
  box.querySelector(".row-story")?.remove()
  if (story) select.before(describe(story))
}

const set = (select, story) => {
  select.replaceChildren(...(story ? [new Option(story.title, story.id, true, true)] : [new Option("", "", true, true)]))
  select.dispatchEvent(new Event("change", { bubbles: true }))
  return show(select)
}

const choose = async (group) => {
  const selects = [...group.querySelectorAll("li:not([hidden]) select[data-stories-url]")]
  const exclude = [own(), ...selects.map((select) => select.value)].filter(Boolean)
  const address = group.querySelector("template").content.querySelector("select").dataset.storiesUrl
  const chosen = await pickStory(address, { many: true, language: language(), exclude })
  for (const story of chosen) await set(addRow(group).querySelector("select"), story)
  group.querySelector("[data-add]").focus()
}

/** The field of one story: its choice in words, and two buttons. */
const equipField = (select) => {
  const change = button("", "", async () => {
    const story = await pickStory(select.dataset.storiesUrl, { exclude: [own()].filter(Boolean) })
    if (story) await set(select, story)
    name()
    change.focus()
  })
  const clear = button("", gettext("Take it out"), async () => {
    await set(select, null)
    name()
    change.focus()
  })
  const name = () => {
    change.textContent = select.value ? gettext("Choose another story…") : gettext("Choose a story…")
    clear.hidden = !select.value
  }
  change.id = `${select.id}_choose`
  select.after(element("p", { className: "field-buttons" }, [change, clear]))
  select.addEventListener("marbre:fill", () => {
    name()
    show(select)
  })
  name()
  show(select)
}

document.querySelectorAll("li select[data-stories-url]").forEach(show)
document.querySelectorAll(".field > select[data-stories-url]").forEach(equipField)
document.addEventListener("marbre:fill", ({ target }) => target.matches("li select[data-stories-url]") && show(target))
document.querySelector("[data-rows=related_picks]")?.addEventListener("marbre:add", ({ target }) => choose(target))
