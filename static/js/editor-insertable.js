// The blocks that can be inserted, in the order that a newsroom needs them. `words` are what somebody may type to find
// one, in French and in English, whatever the language of the screen; they are never shown.
import { gettext } from "django-prose-editor/editor"
import { act, insertBlock } from "marbre/blocks"

const command = (name, attributes) => ({
  can: (editor) => editor.can()[name](attributes),
  run: (editor) => editor.chain().focus()[name](attributes).run(),
})

const rule = {
  can: () => true,
  run: (editor) => act(editor, (tr, { schema }) => insertBlock(tr, schema.nodes.horizontalRule.create())),
}

export const insertable = () => [
  {
    icon: "image",
    label: gettext("Picture"),
    hint: gettext("From the library"),
    words: "image photo picture figure illustration",
    ...command("insertFigure"),
  },
  {
    icon: "gallery",
    label: gettext("Gallery"),
    hint: gettext("Several pictures together"),
    words: "galerie portfolio diaporama gallery pictures photos",
    ...command("insertGallery"),
  },
  {
    icon: "embed",
    label: gettext("Embedded content"),
    hint: gettext("Video, post, sound or map, by its address"),
    words:
      "video post carte son embed integration tweet x youtube vimeo dailymotion bluesky mastodon instagram tiktok " +
      "spotify soundcloud datawrapper openstreetmap map sound audio podcast",
    ...command("insertEmbed"),
  },
  {
    icon: "readAlso",
    label: gettext("Read also"),
    hint: gettext("Another story of ours"),
    words: "lire aussi a lire read also related article histoire story lien",
    ...command("insertReadAlso"),
  },
  {
    icon: "heading2",
    label: gettext("Heading"),
    words: "intertitre titre heading title h2",
    ...command("toggleHeading", { level: 2 }),
  },
  {
    icon: "heading3",
    label: gettext("Subheading"),
    words: "sous-titre intertitre subheading h3",
    ...command("toggleHeading", { level: 3 }),
  },
  {
    icon: "format_quote",
    label: gettext("Quotation"),
    hint: gettext("With who said it"),
    words: "citation quote quotation blockquote",
    ...command("toggleBlockquote"),
  },
  {
    icon: "pullQuote",
    label: gettext("Pull quote"),
    hint: gettext("A sentence set large"),
    words: "exergue citation pull quote",
    ...command("togglePullQuote"),
  },
  {
    icon: "format_list_bulleted",
    label: gettext("Bulleted list"),
    words: "liste puces bullet list ul",
    ...command("toggleBulletList"),
  },
  {
    icon: "format_list_numbered",
    label: gettext("Numbered list"),
    words: "liste numerotee numbered ordered list ol",
    ...command("toggleOrderedList"),
  },
  {
    icon: "factBox",
    label: gettext("Fact box"),
    hint: gettext("A title and a text beside the story"),
    words: "encadre boite repere fact box sidebar",
    ...command("insertFactBox"),
  },
  {
    icon: "keyPoints",
    label: gettext("Key points"),
    hint: gettext("The story in a few lines"),
    words: "essentiel points cles resume key points summary",
    ...command("insertKeyPoints"),
  },
  {
    icon: "timeline",
    label: gettext("Timeline"),
    hint: gettext("Dates and what happened"),
    words: "chronologie frise dates timeline chronology",
    ...command("insertTimeline"),
  },
  {
    icon: "grid_on",
    label: gettext("Table"),
    words: "tableau table grille grid",
    ...command("insertTable"),
  },
  {
    icon: "note",
    label: gettext("Note to readers"),
    hint: gettext("From the newsroom, about this story"),
    words: "note lecteurs redaction precision note to readers editor",
    ...command("insertNote"),
  },
  {
    icon: "horizontal_rule",
    label: gettext("Dividing line"),
    words: "filet separateur ligne trait rule divider separator hr line",
    ...rule,
  },
]
