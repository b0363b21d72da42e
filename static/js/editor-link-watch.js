// Knows the stories that the text links to: marks links that readers couldn't follow, says how many there are below the
// text, and turns a pasted address of ours into a link by number.
import { gettext, pm, Plugin } from "django-prose-editor/editor"
import { storyNumber } from "marbre/addresses"
import { element, filled, ngettext } from "marbre/element"
import { lookUp } from "marbre/picker"

const { PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

export const watchKey = new PluginKey("linkWatch")

/** Every piece of text with a link: {from, to, mark}. */
const linksIn = (doc, type) => {
  const links = []
  doc.descendants((node, position) => {
    const mark = node.isText && type.isInSet(node.marks)
    if (mark) links.push({ from: position, to: position + node.nodeSize, mark })
  })
  return links
}

const reasonFor = (story) => {
  if (!story) return gettext("This story can't be found.")
  return filled(gettext("Readers can't see “%(title)s” (%(status)s): for them these words are no link."), {
    title: story.title,
    status: story.status_label,
  })
}

const decoration = ({ from, to, mark }, stories) => {
  const { articleId, href } = mark.attrs
  if (!articleId || !stories.has(articleId)) return Decoration.inline(from, to, { title: href ?? "" })
  const story = stories.get(articleId)
  if (story?.live) return Decoration.inline(from, to, { title: story.title })
  return Decoration.inline(from, to, { class: "link-not-live", title: reasonFor(story) })
}

const decorate = (doc, type, stories) =>
  DecorationSet.create(doc, linksIn(doc, type).map((link) => decoration(link, stories)))

/** Links as a reader counts them: pieces of one link, bold and not, stand side by side. */
const countHidden = (doc, type, stories) => {
  let count = 0
  let last = { to: -1, articleId: null }
  for (const { from, to, mark } of linksIn(doc, type)) {
    const { articleId } = mark.attrs
    const hidden = articleId && stories.has(articleId) && !stories.get(articleId)?.live
    if (hidden && !(from === last.to && articleId === last.articleId)) count++
    last = { to, articleId }
  }
  return count
}

const summary = (count) =>
  count
    ? filled(
        ngettext(
          "%(count)s link leads to a story that readers can't see.",
          "%(count)s links lead to stories that readers can't see.",
          count,
        ),
        { count },
      )
    : ""

const pastedHrefs = (tr, type) => {
  const ranges = []
  tr.mapping.maps.forEach((map, index) =>
    map.forEach((_from, _to, start, end) => {
      const later = tr.mapping.slice(index + 1)
      ranges.push([later.map(start, -1), later.map(end, 1)])
    }),
  )
  return linksIn(tr.doc, type)
    .filter(({ from, to }) => ranges.some(([start, end]) => from < end && to > start))
    .map(({ mark }) => mark.attrs.href)
}

class Watch {
  constructor(view, type, { pickerUrl, hosts }) {
    Object.assign(this, { view, type, pickerUrl, hosts, asked: new Set() })
    this.note = element("p", { className: "editor-links-note", role: "status" })
    view.dom.after(this.note)
    this.update(view, null)
  }

  update(view, before) {
    if (before?.doc === view.state.doc && watchKey.getState(before) === watchKey.getState(view.state)) return
    const { stories, pasted } = watchKey.getState(view.state)
    this.learn()
    for (const href of pasted) this.adopt(href)
    const words = summary(countHidden(view.state.doc, this.type, stories))
    if (this.note.textContent !== words) this.note.textContent = words
  }

  learn() {
    const numbers = linksIn(this.view.state.doc, this.type).map(({ mark }) => mark.attrs.articleId)
    for (const number of new Set(numbers)) {
      if (number && !this.asked.has(number)) this.ask(number)
    }
  }

  async ask(number) {
    this.asked.add(number)
    const story = await lookUp(this.pickerUrl, number).catch(() => null)
    if (story === null) this.asked.delete(number) // the server wasn't reached: after the next change again
    else if (!this.view.isDestroyed) this.tell({ known: [number, story] })
  }

  tell(news) {
    this.view.dispatch(this.view.state.tr.setMeta(watchKey, news).setMeta("addToHistory", false))
  }

  /** A pasted address of ours becomes a link by number, where there is such a story. */
  async adopt(href) {
    const number = storyNumber(href ?? "", this.hosts)
    const story = number && (await lookUp(this.pickerUrl, number).catch(() => null))
    if (!story || this.view.isDestroyed) return
    const { state } = this.view
    const tr = state.tr.setMeta("preventAutolink", true).setMeta("addToHistory", false)
    for (const { from, to, mark } of linksIn(state.doc, this.type)) {
      if (mark.attrs.href === href) tr.addMark(from, to, this.type.create({ href: null, articleId: number }))
    }
    if (tr.steps.length) this.view.dispatch(tr)
  }

  destroy() {
    this.note.remove()
  }
}

const applied = (tr, old, type) => {
  const news = tr.getMeta(watchKey)
  const pasted = news?.pasted ?? (tr.getMeta("paste") ? pastedHrefs(tr, type) : [])
  const stories = news?.known ? new Map([...old.stories, news.known]) : old.stories
  const changed = tr.docChanged || stories !== old.stories
  if (!changed && !pasted.length && !old.pasted.length) return old
  return { stories, pasted, marks: changed ? decorate(tr.doc, type, stories) : old.marks }
}

export const linkWatch = (type, options) =>
  new Plugin({
    key: watchKey,
    state: {
      init: (_config, { doc }) => ({ stories: new Map(), pasted: [], marks: decorate(doc, type, new Map()) }),
      apply: (tr, old) => applied(tr, old, type),
    },
    props: { decorations: (state) => watchKey.getState(state).marks },
    view: (view) => new Watch(view, type, options),
  })
