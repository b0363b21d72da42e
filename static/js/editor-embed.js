// A post, a video or a map from elsewhere, kept by its address:
// <figure data-node="embed" data-url="https://…"><figcaption>…</figcaption></figure>
// The card in the editor asks nothing of the place that it comes from. What can be embedded, the server alone knows.
import { gettext, Node, Plugin } from "django-prose-editor/editor"
import { act, around, goOnAt, insertBlock, isEmptyParagraph, outermost, still } from "marbre/blocks"
import { ask } from "marbre/dialog"
import { element } from "marbre/element"

const ALONE = /^https:\S+$/

/** What the server makes of an address: {url, provider}, or {error} with a sentence. */
const recognise = async (endpoint, address) => {
  const failed = { error: gettext("The address can’t be checked at the moment. Try again.") }
  try {
    const answer = await fetch(`${endpoint}?${new URLSearchParams({ url: address.trim() })}`, {
      headers: { Accept: "application/json" },
    })
    const found = await answer.json()
    return answer.ok || found.error ? found : failed
  } catch {
    return failed
  }
}

const askForAddress = (endpoint, address = "") =>
  ask({
    title: gettext("Video, post, sound or map"),
    label: gettext("Its address"),
    help: gettext("A video, a post, a sound or a map on one of the sites that the newsroom allows."),
    submit: address ? gettext("Apply") : gettext("Insert"),
    value: address,
    check: (typed) => recognise(endpoint, typed),
  })

/** Who an embed comes from, as the server names it, by the host of its address. */
const providerOf = (address, providers) => {
  const host = address.split("/")[2] ?? ""
  return Object.keys(providers).find((name) => providers[name].includes(host)) ?? host
}

class EmbedView {
  constructor({ node }, providers) {
    this.providers = providers
    this.provider = element("strong")
    this.address = element("span", { className: "card-line" })
    this.card = element("div", { className: "block-card embed-card", ...still }, [this.provider, this.address])
    this.contentDOM = element("figcaption", { "data-placeholder": gettext("Caption") })
    this.dom = element("figure", { className: "embed", role: "group" }, [this.card, this.contentDOM])
    this.update(node)
  }

  update(node) {
    if (node.type.name !== "embed") return false
    const provider = providerOf(node.attrs.url, this.providers)
    this.provider.textContent = provider
    this.address.textContent = node.attrs.url
    this.dom.setAttribute("aria-label", `${gettext("Embedded content")} – ${provider}`)
    this.contentDOM.classList.toggle("is-empty", !node.content.size)
    return true
  }

  ignoreMutation({ type, target }) {
    return type === "attributes" || (type !== "selection" && !this.contentDOM.contains(target))
  }
}

export const Embed = Node.create({
  name: "embed",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,

  addOptions: () => ({ endpoint: "", providers: {} }),
  addAttributes: () => ({
    url: {
      default: "",
      parseHTML: (figure) => figure.getAttribute("data-url"),
      renderHTML: ({ url }) => ({ "data-url": url }),
    },
  }),

  parseHTML: () => [
    {
      tag: 'figure[data-node="embed"][data-url]',
      priority: 60,
      contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", { "data-node": "embed", ...HTMLAttributes }, ["figcaption", 0]],

  addNodeView() {
    return (view) => new EmbedView(view, this.options.providers)
  },

  addCommands() {
    const { endpoint } = this.options
    return {
      insertEmbed:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) askForAddress(endpoint).then((found) => found && insertFound(editor, found))
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.command(goOnBelow) }
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    return [new Plugin({ props: { handlePaste: (_view, event) => pasteAddress(editor, event, options.endpoint) } })]
  },

  addBlockTools() {
    const { endpoint } = this.options
    return {
      name: gettext("Embedded content"),
      tools: ({ editor, block }) => [
        {
          name: "replace",
          label: gettext("Change the address"),
          icon: "insert_link",
          opens: true,
          run: async () => {
            const found = await askForAddress(endpoint, block.node.attrs.url)
            if (found) act(editor, (tr) => tr.setNodeAttribute(block.start, "url", found.url))
          },
        },
      ],
    }
  },
})

const insertFound = (editor, { url }) =>
  act(editor, (tr, { schema }) => insertBlock(tr, schema.nodes.embed.create({ url })))

/** Enter in the caption goes on below. */
const goOnBelow = ({ tr, dispatch }) => {
  const embed = around(tr.selection, "embed")
  if (!embed) return false
  if (dispatch) goOnAt(tr, embed.end)
  return true
}

/**
 * An address that is pasted alone on an empty line becomes an embed where the server knows how; else it stays what was
 * pasted. It is written first and replaced after, so that nothing is lost meanwhile and undo gives the address back.
 */
const pasteAddress = (editor, event, endpoint) => {
  const address = event.clipboardData?.getData("text/plain").trim() ?? ""
  const block = outermost(editor.state.selection)
  if (!endpoint || !ALONE.test(address) || !block || !isEmptyParagraph(block.node)) return false
  editor.view.dispatch(editor.state.tr.insertText(address).scrollIntoView())
  recognise(endpoint, address).then((found) => found.url && replaceAddress(editor, address, found.url))
  return true
}

const replaceAddress = (editor, address, url) => {
  const { state } = editor
  let line
  state.doc.forEach((node, start) => {
    if (node.type.name === "paragraph" && node.textContent === address) line = { node, start }
  })
  if (!line || editor.isDestroyed) return
  const { embed } = state.schema.nodes
  const { tr } = state
  tr.replaceWith(line.start, line.start + line.node.nodeSize, embed.create({ url }))
  const stood = state.selection.from >= line.start && state.selection.from <= line.start + line.node.nodeSize
  if (stood) goOnAt(tr, line.start + 2)
  editor.view.dispatch(tr)
}
