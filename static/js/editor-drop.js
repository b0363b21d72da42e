// Pictures that are dropped into the text, or pasted as files, go to the library and from there into the text.
import { Extension, gettext, Plugin } from "django-prose-editor/editor"
import { say } from "marbre/notice"
import { parseHtml } from "marbre/paste"
import { addFiles, uploading } from "marbre/uploading"

const PICTURE = /\.(?:jpe?g|png|webp|avif|gif|tiff?|hei[cf])$/i

const isPicture = ({ type, name }) => type.startsWith("image/") || PICTURE.test(name)

/** The pictures among `files`; who brings something else is told. */
const picturesOf = (files) => {
  const pictures = files.filter(isPicture)
  if (pictures.length < files.length) say(gettext("Only pictures can be put into the text."))
  return pictures
}

/** Word sends a picture of the very words that it copies; a picture copied from a page has HTML with nothing else. */
const isOnlyPicture = (html) => {
  if (!html) return true
  const body = parseHtml(html)
  return !body.textContent.trim() && body.querySelectorAll("img").length === 1
}

const belowCursor = ({ $to }) => ($to.depth ? $to.after(1) : $to.pos)

/** The boundary between outermost blocks that is nearest to the pointer. */
const boundaryAt = (view, { clientX, clientY }) => {
  const found = view.posAtCoords({ left: clientX, top: clientY })
  if (!found) return view.state.doc.content.size
  const $place = view.state.doc.resolve(found.pos)
  if (!$place.depth) return found.pos
  const box = view.nodeDOM($place.before(1))?.getBoundingClientRect()
  return box && clientY < box.top + box.height / 2 ? $place.before(1) : $place.after(1)
}

const take = (view, event, files, at) => {
  if (!files.length) return false
  event.preventDefault()
  const pictures = picturesOf(files)
  if (pictures.length) addFiles(view, pictures, at)
  return true
}

const handlePaste = (view, event) => {
  const files = [...(event.clipboardData?.files ?? [])]
  if (!files.length || !isOnlyPicture(event.clipboardData?.getData("text/html"))) return false
  return take(view, event, files, belowCursor(view.state.selection))
}

const handleDrop = (view, event, _slice, moved) =>
  !moved && take(view, event, [...(event.dataTransfer?.files ?? [])], boundaryAt(view, event))

export const DroppedPictures = Extension.create({
  name: "droppedPictures",
  addOptions: () => ({ uploadUrl: "" }),
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handlePaste, handleDrop } }), uploading(this.options.uploadUrl)]
  },
})
