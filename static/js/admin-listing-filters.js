// The filters of the list: an author is found by typing; a menu closes with Escape and when one leaves it.
import { combobox, fetchJson } from "marbre/combobox"
import { gettext } from "marbre/element"

const equipAuthor = (form) => {
  const input = form.querySelector("input[type=text]")
  const number = form.elements.author
  combobox(input, {
    label: gettext("Authors"),
    find: async (text) => {
      const { results } = await fetchJson(form.dataset.authorsUrl, { q: text })
      return results.map((author) => ({ ...author, label: author.name, note: author.title }))
    },
    choose: (author) => {
      number.value = author.id
      input.value = author.name
      form.requestSubmit()
    },
  })
}

const menus = [...document.querySelectorAll(".stories-menu, .stories-keep, .stories-more")]

for (const menu of menus) {
  menu.addEventListener("toggle", () => {
    if (menu.open) menu.querySelector("input:not([type=hidden]), select")?.focus()
  })
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
}
document.addEventListener("pointerdown", ({ target }) => {
  for (const menu of menus) if (!menu.contains(target)) menu.open = false
})
document.querySelectorAll(".stories-author").forEach(equipAuthor)
