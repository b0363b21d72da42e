// Links: to an address, or to one of our stories, which is kept by its number so that the link follows its address:
// <a data-article-id="12">. A link to a story that readers can't see is marked in the text and counted below it.
import { gettext, Link, Plugin } from "django-prose-editor/editor"
import { completed, isAddress, isSafeAddress, storyNumber } from "marbre/addresses"
import { askForLink } from "marbre/link-dialog"
import { lookUp } from "marbre/picker"
import { linkWatch, watchKey } from "marbre/link-watch"

const languageOf = () => document.getElementById("id_language")?.value ?? ""

/** The story that the form is about can't link to itself. */
const ownNumber = () => /\/(\d+)\/change\/$/.exec(location.pathname)?.[1] ?? ""

const isNumber = (text) => /^\d{1,18}$/.test(text ?? "")

const hostsOf = ({ site }) => [location.host, site].filter(Boolean)

/** {articleId} where the address is one of our stories', else {href}. */
const resolved = async (href, options) => {
  const { pickerUrl } = options
  const number = storyNumber(href, hostsOf(options))
  const story = number ? await lookUp(pickerUrl, number).catch(() => null) : null
  return story ? { href: null, articleId: number } : { href, articleId: null }
}

/** What the link is that has the cursor in it or right behind it. */
const linkHere = (editor) => {
  const { empty, $from } = editor.state.selection
  if (editor.isActive("link")) return editor.getAttributes("link")
  return empty ? $from.nodeBefore?.marks.find(({ type }) => type.name === "link")?.attrs : undefined
}

const put = (editor, type, attributes, title) => {
  const { empty } = editor.state.selection
  const chain = editor.chain().focus().setMeta("preventAutolink", true)
  if (!empty || linkHere(editor)) return chain.extendMarkRange("link").setMark("link", attributes).run()
  const mark = type.create(attributes)
  return chain
    .command(({ tr, state }) => {
      tr.replaceSelectionWith(state.schema.text(title, [mark]), false)
      tr.removeStoredMark(type)
      return true
    })
    .run()
}

const edit = async (editor, type, options) => {
  const { pickerUrl, protocols } = options
  const current = { href: null, articleId: null, ...linkHere(editor) }
  const isSafe = (href) => isSafeAddress(href, protocols)
  const answer = await askForLink({ current, pickerUrl, language: languageOf(), exclude: ownNumber(), isSafe })
  if (!answer) return editor.commands.focus()
  if (answer.remove) return editor.chain().focus().extendMarkRange("link").unsetLink().run()
  const { articleId, href } = answer
  const attributes = articleId ? { href: null, articleId } : await resolved(href, options)
  return put(editor, type, attributes, answer.title)
}

/** An address that is pasted on words makes a link of them. */
const linkWords = (view, text, type, protocols) => {
  const { from, to, empty, $from, $to } = view.state.selection
  const href = completed(text)
  if (empty || !$from.sameParent($to) || !isAddress(text) || !/^[a-z]+:/i.test(href)) return false
  if (!isSafeAddress(href, protocols) || !$from.parent.type.allowsMarkType(type)) return false
  const tr = view.state.tr.addMark(from, to, type.create({ href })).setMeta("preventAutolink", true)
  view.dispatch(tr.setMeta(watchKey, { pasted: [href] }).scrollIntoView())
  return true
}

export const WebLink = Link.extend({
  inclusive: false, // the full stop that follows a link is not part of it

  addOptions() {
    return {
      ...this.parent?.(),
      pickerUrl: "",
      site: "", // the host of readers' pages
      enableTarget: false,
      linkOnPaste: false, // ours asks whether the address is one of our own
      defaultProtocol: "https",
      isAllowedUri: (address, { protocols }) => isSafeAddress(address ?? "", protocols),
    }
  },

  addAttributes: () => ({
    href: { default: null, parseHTML: (link) => (isNumber(link.dataset.articleId) ? null : link.getAttribute("href")) },
    articleId: {
      default: null,
      parseHTML: (link) => (isNumber(link.dataset.articleId) ? link.dataset.articleId : null),
      renderHTML: ({ articleId }) => (articleId ? { "data-article-id": articleId } : {}),
    },
  }),

  parseHTML() {
    const ours = { tag: "a[data-article-id]", getAttrs: (link) => (isNumber(link.dataset.articleId) ? null : false) }
    return [ours, ...this.parent?.()]
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) edit(editor, this.type, this.options)
          return true
        },
    }
  },

  addProseMirrorPlugins() {
    const { protocols } = this.options
    const handlePaste = (view, event) =>
      linkWords(view, event.clipboardData?.getData("text/plain").trim() ?? "", this.type, protocols)
    const watch = linkWatch(this.type, { pickerUrl: this.options.pickerUrl, hosts: hostsOf(this.options) })
    return [...this.parent?.(), new Plugin({ props: { handlePaste } }), watch]
  },

  addMenuItems({ menu, buttons }) {
    const isActive = (editor) => Boolean(linkHere(editor))
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", gettext("Link")),
      command: (editor) => editor.commands.addLink(),
      active: isActive,
    })
    menu.defineItem({
      name: "unlink",
      groups: "link",
      button: buttons.material("link_off", gettext("Remove the link")),
      command: (editor) => editor.chain().focus().extendMarkRange("link").unsetLink().run(),
      hidden: (editor) => !isActive(editor),
    })
  },

  addKeyboardShortcuts() {
    return { "Mod-k": () => this.editor.commands.addLink() }
  },
})
