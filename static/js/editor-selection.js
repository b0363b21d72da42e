// The selection that the person sees is the one that keys and buttons act on. The editor hears of a moved cursor by the
// event "selectionchange", which comes a moment later, on a busy machine only after the next key.
import { Extension, Plugin } from "django-prose-editor/editor"

const ACTS = ["keydown", "pointerdown", "paste", "copy", "cut"]
const INPUT_METHOD = 229 // the key code while words are composed, as in Japanese

const isComposing = (view, event) => view.composing || event.isComposing || event.keyCode === INPUT_METHOD

const isElsewhere = ({ dom }) => !dom.contains(document.getSelection().anchorNode)

/** What the editor does itself when the event comes; nothing where the selection is the one it knows. */
const read = (view, event) => {
  if (!isComposing(view, event)) view.domObserver.flush()
}

/** A dialog that closes gives the focus back, but not the cursor; what is typed would go nowhere. */
const putBack = (view) => {
  if (view.hasFocus() && isElsewhere(view)) view.focus()
}

/** The editor would put it back after 20 ms, and with it a cursor that was moved meanwhile: it need do so no more. */
const whenFocused = (view) => {
  putBack(view)
  view.dom.classList.add("ProseMirror-focused")
  view.focused = true
}

const readFirst = (view) => {
  const listening = (event) => read(view, event)
  // Heard before all others, the editor's own keys and the toolbar's buttons among them.
  for (const act of ACTS) document.addEventListener(act, listening, true)
  return {
    destroy() {
      for (const act of ACTS) document.removeEventListener(act, listening, true)
    },
  }
}

export const TrueSelection = Extension.create({
  name: "trueSelection",
  addProseMirrorPlugins: () => [new Plugin({ view: readFirst, props: { handleDOMEvents: { focus: whenFocused } } })],
})
