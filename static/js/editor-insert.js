// The list of blocks to insert: "/" on an empty line, the button beside that line, or the toolbar's. Typing filters it,
// arrows choose, Enter inserts, Escape goes back to the text.
import { Extension, gettext, Plugin } from "django-prose-editor/editor"
import { isEmptyParagraph, outermost } from "marbre/blocks"
import { icon } from "marbre/icons"
import { insertable } from "marbre/insertable"
import { element } from "marbre/element"

/** Without accents and capitals, as people search. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

/** What fits what was typed: every word must begin one of the block's; those whose name begins with it come first. */
const matching = (blocks, typed) => {
  const wanted = folded(typed).split(/\s+/).filter(Boolean)
  const named = ({ label }) => (folded(label).startsWith(wanted.join(" ")) ? 0 : 1)
  return blocks
    .filter(({ label, words }) => {
      const all = folded(`${label} ${words}`).split(/[\s’'-]+/)
      return wanted.every((word) => all.some((one) => one.startsWith(word)))
    })
    .toSorted((one, other) => (wanted.length ? named(one) - named(other) : 0))
}

class InsertMenu {
  constructor(editor) {
    this.editor = editor
    this.blocks = insertable()
    this.build()
    this.listen()
    editor.view.dom.after(this.dom)
  }

  build() {
    this.list = element("ul", { id: "insert-blocks", role: "listbox", "aria-label": gettext("Blocks") })
    this.input = element("input", { type: "text", role: "combobox", autocomplete: "off", spellcheck: false })
    this.input.placeholder = gettext("Picture, quotation, table…")
    for (const [name, value] of Object.entries({
      "aria-label": gettext("Insert a block"),
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "true",
    })) {
      this.input.setAttribute(name, value)
    }
    this.status = element("p", { className: "insert-status", role: "status" })
    this.dom = element("div", { className: "insert-menu", hidden: true }, [this.input, this.list, this.status])
  }

  listen() {
    this.input.addEventListener("input", () => this.show())
    this.input.addEventListener("keydown", (event) => this.key(event))
    // It stands in the story's form: what is typed here is no change of the story.
    for (const type of ["input", "change"]) this.dom.addEventListener(type, (event) => event.stopPropagation())
    this.dom.addEventListener("focusout", ({ relatedTarget }) => this.dom.contains(relatedTarget) || this.close())
    this.list.addEventListener("mousedown", (event) => event.preventDefault())
  }

  /** Below `anchor`, an element; `typed` is what goes into the text where nothing is chosen. */
  open(anchor, typed = "") {
    this.typed = typed
    this.anchor = anchor
    this.input.value = ""
    this.usable = this.blocks.filter((block) => block.can(this.editor))
    this.dom.hidden = false
    this.show()
    this.place()
    this.input.focus({ preventScroll: true })
  }

  show() {
    this.found = matching(this.usable, this.input.value)
    this.list.replaceChildren(...this.found.map((block, index) => this.option(block, index)))
    this.list.hidden = !this.found.length
    this.status.textContent = this.found.length ? "" : gettext("No block has this name.")
    this.choose(0)
  }

  option({ label, hint = "", icon: drawing }, index) {
    const words = element("span", { className: "insert-words" }, [
      element("span", { className: "insert-label", textContent: label }),
      element("small", { textContent: hint }),
    ])
    const option = element("li", { id: `insert-block-${index}`, role: "option", innerHTML: icon(drawing) })
    option.append(words)
    option.addEventListener("click", () => this.insert(index))
    option.addEventListener("pointermove", () => this.choose(index, false))
    return option
  }

  choose(index, scroll = true) {
    this.chosen = index
    ;[...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", at === index))
    const option = this.list.children[index]
    if (option) this.input.setAttribute("aria-activedescendant", option.id)
    else this.input.removeAttribute("aria-activedescendant")
    if (scroll) option?.scrollIntoView({ block: "nearest" })
  }

  key(event) {
    const count = this.found.length
    const keys = {
      ArrowDown: () => this.choose((this.chosen + 1) % count),
      ArrowUp: () => this.choose((this.chosen - 1 + count) % count),
      Enter: () => this.insert(this.chosen),
      Tab: () => this.leave(),
      Escape: () => this.leave(this.typed + (this.typed && this.input.value)),
      Backspace: () => this.leave(),
    }
    if (!keys[event.key] || (event.key === "Backspace" && this.input.value)) return
    event.preventDefault()
    event.stopPropagation()
    if (count || !event.key.startsWith("Arrow")) keys[event.key]()
  }

  insert(index) {
    const block = this.found[index]
    if (!block) return
    this.leave()
    block.run(this.editor)
  }

  /** Back to the text, with what belongs there. */
  leave(text = "") {
    this.close()
    const { state, view } = this.editor
    if (text) view.dispatch(state.tr.insertText(text))
    view.focus()
  }

  close() {
    this.dom.hidden = true
  }

  /** Below the line or, where the window ends, above it. */
  place() {
    const frame = this.dom.parentElement
    const [around, line] = [frame.getBoundingClientRect(), this.anchor.getBoundingClientRect()]
    const { offsetHeight: height, offsetWidth: width } = this.dom
    const above = line.bottom + height + 8 > window.innerHeight && line.top > height + 8
    const left = Math.max(0, Math.min(line.left - around.left, around.width - width))
    const top = (above ? line.top - height - 4 : line.bottom + 4) - around.top + frame.scrollTop
    this.dom.style.setProperty("left", `${left}px`)
    this.dom.style.setProperty("top", `${top}px`)
  }
}

/** The empty line of the text itself that has the cursor. */
const emptyLine = ({ selection }) => {
  const block = selection.empty ? outermost(selection) : undefined
  return block && isEmptyParagraph(block.node) ? block : undefined
}

/** The button at the left of an empty line, for the pointer; the keyboard has "/". */
class LineButton {
  constructor(editor, menu) {
    this.editor = editor
    const name = gettext("Insert a block")
    this.dom = element("button", { type: "button", className: "insert-here", tabIndex: -1, hidden: true })
    Object.assign(this.dom, { title: name, innerHTML: icon("add") })
    this.dom.setAttribute("aria-label", name)
    this.dom.addEventListener("mousedown", (event) => event.preventDefault())
    this.dom.addEventListener("click", () => menu.open(this.line))
    editor.view.dom.after(this.dom)
    this.update = this.update.bind(this)
    for (const event of ["transaction", "focus", "blur"]) editor.on(event, this.update)
  }

  update() {
    const { state, view, isEditable } = this.editor
    const line = isEditable && view.hasFocus() ? emptyLine(state) : undefined
    this.dom.hidden = !line
    this.line = line && view.nodeDOM(line.start)
    if (!this.line) return
    const frame = this.dom.parentElement
    const [around, inner] = [frame.getBoundingClientRect(), this.line.getBoundingClientRect()]
    this.dom.style.setProperty("top", `${(inner.top + inner.bottom) / 2 - around.top + frame.scrollTop}px`)
  }
}

export const Insert = Extension.create({
  name: "insert",
  addStorage: () => ({ menu: null, line: null }),

  onCreate({ editor }) {
    const menu = new InsertMenu(editor)
    Object.assign(this.storage, { menu, line: new LineButton(editor, menu) })
  },
  onDestroy() {
    this.storage.menu?.dom.remove()
    this.storage.line?.dom.remove()
  },

  addMenuItems({ menu, buttons }) {
    const label = gettext("Insert…")
    const button = buttons.svg(`${icon("add")}<span></span>`, gettext("Insert a block"))
    button.classList.add("insert-button")
    button.querySelector("span").textContent = label
    button.setAttribute("aria-haspopup", "listbox")
    const command = (editor) => editor.storage.insert.menu.open(button)
    menu.defineItem({ name: "insert", groups: "insert", button, command })
    menu.defineItem({ name: "horizontalRule", groups: "elsewhere", button: null }) // it is in the list
  },

  addProseMirrorPlugins() {
    const { storage } = this
    const handleTextInput = (view, _from, _to, text) => {
      const line = text === "/" && storage.menu ? emptyLine(view.state) : undefined
      if (!line) return false
      storage.menu.open(view.nodeDOM(line.start), "/")
      return true
    }
    return [new Plugin({ props: { handleTextInput } })]
  },
})
