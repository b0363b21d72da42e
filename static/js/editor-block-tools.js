// What can be done with a whole block: a bar of tools above the block with the cursor, and the keys that move blocks.
// Alt+F10 goes to the bar, Escape comes back. Nodes bring tools of their own: an extension's addBlockTools() gives
// {name, tools({editor, block, parent}) → [{name, label, icon, run, pressed, enabled, opens, keepsFocus}]}.
import { Extension, getExtensionField, gettext, Plugin, pm } from "django-prose-editor/editor"
import { around, change, copyBlock, goOnAt, moveBlock, outermost, removeBlock, selectBlock } from "marbre/blocks"
import { icon } from "marbre/icons"
import { element } from "marbre/element"

const { Selection } = pm.state

// What stands over the text while one scrolls: the toolbar above, the buttons that save below.
const ROOM = { top: 110, bottom: 110, left: 0, right: 0 } // pixels

// What moves within its parent; anything else takes the outermost block along.
const MOVABLE = ["listItem", "timelineEntry", "figure"]

/** What Alt with an arrow moves: the row, the point or the picture of a gallery; with Shift always the whole block. */
const moving = (selection, whole) => {
  const block = outermost(selection)
  const inner = whole ? undefined : around(selection, ...MOVABLE)
  return inner && inner.depth > 1 ? inner : block
}

const move =
  (step, whole = false) =>
  ({ tr, dispatch }) => {
    const block = moving(tr.selection, whole)
    if (dispatch && block) moveBlock(pm.history.closeHistory(tr), block, step)
    return true
  }

const readTools = (editor) => {
  const known = new Map([["horizontalRule", { name: gettext("Dividing line"), tools: () => [] }]])
  for (const extension of editor.extensionManager.extensions) {
    const { name, options, storage } = extension
    const read = getExtensionField(extension, "addBlockTools", { name, options, storage, editor })
    if (read) known.set(name, read())
  }
  return known
}

/** The blocks around the selection that have tools, the innermost first. */
const blocksAround = ({ selection }, known) => {
  const names = [...known.keys()]
  const found = []
  const innermost = around(selection, ...names)
  if (innermost) found.push({ ...innermost, parent: innermost.depth > 1 })
  const outer = outermost(selection)
  if (innermost?.depth > 1 && names.includes(outer.node.type.name)) found.push(outer)
  return found
}

const commonTools = (editor, block) => {
  const tool = (name, label, act) => ({ name, label, icon: name, run: () => change(editor, act) })
  return [
    tool("up", gettext("Move up"), (tr) => moveBlock(tr, block, -1)),
    tool("down", gettext("Move down"), (tr) => moveBlock(tr, block, 1)),
    ...(block.parent ? [] : [tool("copy", gettext("Duplicate"), (tr) => copyBlock(tr, block))]),
    tool("remove", gettext("Remove"), (tr) => removeBlock(tr, block)),
  ]
}

class BlockBar {
  constructor(editor) {
    this.editor = editor
    this.known = readTools(editor)
    this.bar = element("div", { className: "block-bar", role: "toolbar" })
    this.dom = element("div", { className: "block-tools", hidden: true }, [this.bar])
    this.said = element("p", { className: "visually-hidden", role: "status" })
    this.editor.view.dom.before(this.dom, this.said)
    this.listen()
  }

  listen() {
    this.bar.addEventListener("mousedown", (event) => event.preventDefault())
    this.bar.addEventListener("keydown", (event) => this.key(event))
    const place = () => this.place()
    this.watcher = new ResizeObserver(place)
    this.watcher.observe(this.editor.view.dom)
    // While the focus moves from the text to the bar, it is nowhere for a moment.
    this.editor.on("transaction", ({ transaction }) => transaction.getMeta("blur") || this.update())
    this.editor.on("focus", () => this.update())
    this.editor.on("blur", ({ event }) => this.bar.contains(event.relatedTarget) || this.hide())
    this.bar.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.drawing && !this.dom.parentElement?.contains(relatedTarget)) this.hide()
    })
  }

  get active() {
    return this.editor.view.hasFocus() || this.bar.contains(document.activeElement)
  }

  hide() {
    this.dom.hidden = true
    this.drawn = this.last = ""
  }

  update() {
    const blocks = this.active && this.editor.isEditable ? blocksAround(this.editor.state, this.known) : []
    if (!blocks.length) return this.hide()
    const groups = blocks.map((block) => this.groupOf(block))
    this.dom.hidden = false
    this.block = blocks.at(-1)
    this.draw(groups)
    this.place()
    this.say(blocks[0])
  }

  groupOf(block) {
    const { name, tools } = this.known.get(block.node.type.name)
    const { editor } = this
    return { name, tools: [...tools({ editor, block, parent: block.parent }), ...commonTools(editor, block)] }
  }

  /** Built anew only where something that can be seen has changed; what the buttons do always is. */
  draw(groups) {
    this.tools = groups.flatMap(({ tools }) => tools)
    const shown = JSON.stringify(groups)
    if (shown === this.drawn) return
    this.drawn = shown
    const focused = this.bar.contains(document.activeElement) ? this.index(document.activeElement) : -1
    let index = 0
    const bars = groups.map(({ name, tools }) =>
      element("div", { className: "block-bar-group", role: "group", "aria-label": name }, [
        element("span", { className: "block-bar-name", textContent: name, "aria-hidden": "true" }),
        ...tools.map((tool) => this.button(tool, index++)),
      ]),
    )
    this.bar.setAttribute("aria-label", `${gettext("Tools")} – ${groups[0].name}`)
    this.drawing = true // a button that goes takes the focus with it
    this.bar.replaceChildren(...bars)
    this.drawing = false
    if (focused >= 0) this.focus(Math.min(focused, this.buttons.length - 1))
  }

  button({ name, label, icon: drawing, pressed, enabled = true }, index) {
    const button = element("button", { type: "button", title: label, "aria-label": label, innerHTML: icon(drawing) })
    button.dataset.tool = name
    button.tabIndex = index ? -1 : 0
    if (pressed !== undefined) button.setAttribute("aria-pressed", pressed)
    if (!enabled) button.setAttribute("aria-disabled", "true")
    button.addEventListener("click", (event) => this.use(index, event.detail === 0))
    return button
  }

  get buttons() {
    return [...this.bar.querySelectorAll("button")]
  }

  index(button) {
    return this.buttons.indexOf(button)
  }

  focus(index = 0) {
    const { buttons } = this
    buttons.forEach((button, at) => (button.tabIndex = at === index ? 0 : -1))
    buttons[index]?.focus()
  }

  /** After a tool that was used by keyboard the focus stays on it, as long as there is something left to use it on. */
  async use(index, byKeyboard) {
    const tool = this.tools[index]
    if (tool.enabled === false) return
    await tool.run()
    if (tool.keepsFocus) return
    const stays = byKeyboard && !tool.opens && tool.name !== "remove" && !this.dom.hidden
    if (stays) this.focus(this.tools.findIndex(({ name }, at) => name === tool.name && at >= index))
    else this.editor.view.focus()
  }

  key(event) {
    const { buttons } = this
    const at = this.index(document.activeElement)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (event.key === "Escape") this.editor.view.focus()
    else if (next !== undefined) this.focus((next + buttons.length) % buttons.length)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  place() {
    const block = this.dom.hidden ? null : this.editor.view.nodeDOM(this.block.start)
    if (!block?.getBoundingClientRect) return
    const frame = this.dom.parentElement
    const [around, inner] = [frame.getBoundingClientRect(), block.getBoundingClientRect()]
    this.dom.style.setProperty("top", `${inner.top - around.top + frame.scrollTop}px`)
    this.dom.style.setProperty("height", `${inner.height}px`)
    const toolbar = frame.querySelector(".prose-menubar")
    this.dom.style.setProperty("--below-toolbar", `${(toolbar?.offsetHeight ?? 0) + 6}px`)
  }

  say({ node, start }) {
    const now = `${node.type.name} ${start}`
    if (now === this.last) return
    this.last = now
    const { name } = this.known.get(node.type.name)
    this.said.textContent = this.explained ? name : `${name}. ${gettext("Alt+F10 for its tools.")}`
    this.explained = true
  }

  destroy() {
    this.watcher.disconnect()
    this.dom.remove()
    this.said.remove()
  }
}

/** To the tools of the block or, where it has none, to the toolbar. */
const toTools = (editor, bar) => {
  if (bar && !bar.dom.hidden) bar.focus()
  else editor.view.dom.parentElement.querySelector('.prose-menubar [tabindex="0"]')?.focus()
  return true
}

/** What is typed or pasted while a whole block is selected goes below it: the block would be lost otherwise. */
const goBelowSelected = ({ state, dispatch }) => {
  if (state.selection.node?.isBlock) dispatch(goOnAt(state.tr, outermost(state.selection).end))
}

/** The browser knows no way from a selected block to the end of the text. */
const toEdge = (edge) => ({ tr, dispatch }) => {
  if (!tr.selection.node) return false
  if (dispatch) tr.setSelection(edge(tr.doc)).scrollIntoView()
  return true
}

const isStill = (target) => target.closest?.('[contenteditable="false"]') && !target.closest("input, button, a")

export const BlockTools = Extension.create({
  name: "blockTools",
  addStorage: () => ({ bar: null }),

  onCreate({ editor }) {
    this.storage.bar = new BlockBar(editor)
    const toolbar = editor.view.dom.parentElement.querySelector(".prose-menubar")
    toolbar?.addEventListener("keydown", (event) => event.key === "Escape" && editor.view.focus())
  },
  onDestroy() {
    this.storage.bar?.destroy()
  },

  addKeyboardShortcuts() {
    const { editor, storage } = this
    return {
      "Mod-Home": () => editor.commands.command(toEdge(Selection.atStart)),
      "Mod-End": () => editor.commands.command(toEdge(Selection.atEnd)),
      "Alt-F10": () => toTools(editor, storage.bar),
      "Alt-ArrowUp": () => editor.commands.command(move(-1)),
      "Alt-ArrowDown": () => editor.commands.command(move(1)),
      "Shift-Alt-ArrowUp": () => editor.commands.command(move(-1, true)),
      "Shift-Alt-ArrowDown": () => editor.commands.command(move(1, true)),
    }
  },

  /** A click on what can't be typed into, the picture or the card, selects the block. */
  addProseMirrorPlugins() {
    const { storage } = this
    const handleClickOn = (view, _position, node, start, event) => {
      if (!storage.bar?.known.has(node.type.name) || !isStill(event.target)) return false
      view.dispatch(selectBlock(view.state.tr, start))
      return true
    }
    const handleTextInput = (view, _from, _to, text) => {
      if (!view.state.selection.node?.isBlock) return false
      goBelowSelected(view)
      view.dispatch(view.state.tr.insertText(text))
      return true
    }
    const handlePaste = (view) => void goBelowSelected(view)
    const props = { handleClickOn, handlePaste, handleTextInput, scrollMargin: ROOM, scrollThreshold: ROOM }
    return [new Plugin({ props })]
  },
})
