// The toolbar's buttons, with icons of our own: the library's come from a font of 129 KB.
import { Menu as LibraryMenu } from "django-prose-editor/editor"
import { icon } from "marbre/icons"

export const Menu = LibraryMenu.extend({
  addStorage() {
    const storage = this.parent?.()
    const { buttons } = storage
    buttons.material = (name, title = "") => buttons.svg(icon(name), title)
    buttons.heading = (level) => buttons.svg(icon(`heading${level}`))
    return storage
  },
})
