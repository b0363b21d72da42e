// What comes from the clipboard: HTML is mended, plain text keeps its paragraphs, and pictures go to the library.
import { Extension, pm } from "django-prose-editor/editor"
import { filled, ngettext } from "marbre/element"
import { say } from "marbre/notice"
import { mendPastedHtml } from "marbre/paste"
import { pictureMark } from "marbre/uploading"

const { Fragment, Slice } = pm.model

const LONG = 60 // characters: a line that long was broken by a mail program, not by its writer

const linesOf = (schema, block, marks) => {
  const nodes = []
  block.split("\n").forEach((line, index, lines) => {
    if (index) nodes.push(lines[index - 1].length < LONG ? schema.nodes.hardBreak.create() : schema.text(" ", marks))
    if (line.trim()) nodes.push(schema.text(line.trim(), marks))
  })
  return nodes
}

/** Blank lines make paragraphs; where there are none, every line is one. */
const parseText = (text, $context) => {
  const { schema } = $context.doc.type
  const plain = text.replace(/\r\n?/g, "\n").trim()
  const blocks = plain.split(/\n[ \t]*\n\s*/)
  const pieces = blocks.length > 1 ? blocks : plain.split("\n")
  const nodes = pieces
    .filter((block) => block.trim())
    .map((block) => schema.nodes.paragraph.create(null, linesOf(schema, block, $context.marks())))
  return Slice.maxOpen(Fragment.from(nodes))
}

const tellOfForeign = (count) => {
  if (!count) return
  const sentence = ngettext(
    "%(count)s picture was left out: pictures of other sites have to be added to the library first.",
    "%(count)s pictures were left out: pictures of other sites have to be added to the library first.",
    count,
  )
  say(filled(sentence, { count }))
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  transformPastedHTML(html) {
    let foreign = 0
    const mended = mendPastedHtml(html, (address) => {
      const mark = pictureMark(address)
      if (!mark) foreign++
      return mark
    })
    tellOfForeign(foreign)
    return mended
  },

  addProseMirrorPlugins: () => [new pm.state.Plugin({ props: { clipboardTextParser: parseText } })],
})
