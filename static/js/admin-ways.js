// The menus above the page close when one looks elsewhere, and with Escape.
const menus = () => document.querySelectorAll(".ways-menu[open]")

document.addEventListener("click", ({ target }) => {
  menus().forEach((menu) => (menu.open = menu.contains(target)))
})

document.addEventListener("focusin", ({ target }) => {
  menus().forEach((menu) => (menu.open = menu.contains(target)))
})

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  menus().forEach((menu) => {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus()
    menu.open = false
  })
})
