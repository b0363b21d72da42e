// Another story of ours, kept by its number: <aside data-node="read-also" data-article-id="5"></aside>. Readers see it
// while that story is live; the card in the editor says when it isn't.
import { gettext, Node } from "django-prose-editor/editor"
import { act, insertBlock, still } from "marbre/blocks"
import { element } from "marbre/element"
import { lookUp, pickStory } from "marbre/picker"

/** Stories are chosen in the language of this one, and never this one itself. */
const options = () => {
  const language = document.getElementById("id_language")?.value
  const itself = /([0-9]+)[/]change[/]$/.exec(location.pathname)?.[1]
  return { ...(language && { language }), ...(itself && { exclude: [itself] }) }
}

class ReadAlsoView {
  constructor({ node }, address) {
    this.address = address
    this.title = element("strong", { className: "card-title" })
    this.status = element("span", { className: "status" })
    this.details = element("span", { className: "card-line" })
    this.warning = element("p", { className: "block-warning", hidden: true })
    const head = element("p", { className: "card-kicker", textContent: gettext("Read also") })
    const line = element("p", {}, [this.status, this.details])
    this.card = element("div", { className: "block-card", ...still }, [head, this.title, line, this.warning])
    this.dom = element("div", { className: "read-also", role: "group" }, [this.card])
    this.update(node)
  }

  update(node) {
    if (node.type.name !== "readAlso") return false
    if (node.attrs["article-id"] !== this.number) this.show((this.number = node.attrs["article-id"]))
    return true
  }

  async show(number) {
    const story = await lookUp(this.address, number).catch(() => undefined)
    if (number !== this.number) return
    this.title.textContent = story?.title ?? gettext("This story doesn’t exist any more.")
    this.dom.setAttribute("aria-label", `${gettext("Read also")} – ${this.title.textContent}`)
    this.status.hidden = !story
    this.status.className = `status status-${story?.status}`
    this.status.textContent = story?.status_label ?? ""
    this.details.textContent = [story?.section, story?.date].filter(Boolean).join(" · ")
    this.warn(story)
  }

  warn(story) {
    const unseen = !story?.live
    this.dom.classList.toggle("has-warning", unseen)
    this.warning.hidden = !unseen
    if (!story) this.warning.textContent = gettext("Readers won’t see this block.")
    else this.warning.textContent = unseen ? gettext("It isn’t live: readers won’t see this block until it is.") : ""
  }

  ignoreMutation({ type }) {
    return type !== "selection"
  }
}

export const ReadAlso = Node.create({
  name: "readAlso",
  group: "block",
  atom: true,
  draggable: true,

  addOptions: () => ({ pickerUrl: "" }),
  addAttributes: () => ({
    "article-id": {
      default: null,
      parseHTML: (aside) => aside.getAttribute("data-article-id"),
      renderHTML: (attributes) => ({ "data-article-id": attributes["article-id"] }),
    },
  }),

  parseHTML: () => [{ tag: 'aside[data-node="read-also"][data-article-id]' }],
  renderHTML: ({ HTMLAttributes }) => ["aside", { "data-node": "read-also", ...HTMLAttributes }],

  addNodeView() {
    return (view) => new ReadAlsoView(view, this.options.pickerUrl)
  },

  addCommands() {
    const { pickerUrl } = this.options
    return {
      insertReadAlso:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) pickStory(pickerUrl, options()).then((story) => story && insertStory(editor, story))
          return true
        },
    }
  },

  addBlockTools() {
    const { pickerUrl } = this.options
    return {
      name: gettext("Read also"),
      tools: ({ editor, block }) => [
        {
          name: "replace",
          label: gettext("Choose another story"),
          icon: "replace",
          opens: true,
          run: async () => {
            const story = await pickStory(pickerUrl, options())
            if (story) act(editor, (tr) => tr.setNodeAttribute(block.start, "article-id", String(story.id)))
          },
        },
      ],
    }
  },
})

const insertStory = (editor, { id }) =>
  act(editor, (tr, { schema }) => insertBlock(tr, schema.nodes.readAlso.create({ "article-id": String(id) })))
