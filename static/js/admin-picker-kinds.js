// What the dialog shows of each kind of thing: its words, its filters, its cards, and the look at one of them.
import { element, gettext } from "marbre/element"

const badge = ({ label, tone }) => element("span", { className: `badge badge-${tone}`, textContent: label })

const badges = (picture) =>
  picture.badges?.length ? [element("span", { className: "badges" }, picture.badges.map(badge))] : []

/** The usual shapes fill their card; what would lose too much is shown whole. */
const fit = (ratio) => (ratio >= 1.2 && ratio <= 1.9 ? "is-filling" : "is-whole")

const thumbnail = ({ thumbnail: src, width = 3, height = 2 }) =>
  src
    ? element("img", { src, alt: "", loading: "lazy", width, height, className: fit(width / height) })
    : element("span", { className: "picker-no-picture" })

const pictureCard = (picture) => [
  thumbnail(picture),
  element("span", { className: "picker-title", textContent: picture.title }),
  element("span", { className: "picker-credit", textContent: picture.credit }),
  ...badges(picture),
]

const fact = (term, words) =>
  words ? [element("dt", { textContent: term }), element("dd", { textContent: words })] : []

const pictureLook = (picture) => [
  element("img", { src: picture.preview || picture.url, alt: "", width: picture.width, height: picture.height }),
  element("h3", { textContent: picture.title }),
  ...badges(picture),
  ...(picture.reason ? [element("p", { className: "picker-reason", textContent: picture.reason })] : []),
  element("dl", {}, [
    ...fact(gettext("Alternative text"), picture.alt),
    ...fact(gettext("Caption"), picture.caption),
    ...fact(gettext("Credit"), picture.credit),
    ...fact(gettext("Source"), picture.source),
    ...fact(gettext("Usage terms"), picture.usage_terms),
    ...fact(gettext("Size"), `${picture.width} × ${picture.height}`),
  ]),
]

const storyRow = (story) => [
  thumbnail(story),
  element("span", { className: "picker-title", textContent: story.title }),
  element("span", { className: "picker-credit", textContent: [story.section, story.date].filter(Boolean).join(" · ") }),
  element("span", { className: `status status-${story.status}`, textContent: story.status_label }),
]

export const PICTURES = {
  name: "pictures",
  title: (many) => (many ? gettext("Choose pictures") : gettext("Choose a picture")),
  nothing: () => gettext("No picture matches these words."),
  unreachable: () => gettext("The library can't be reached. Try again in a moment."),
  filters: () => [
    ["usable", gettext("Usable")],
    ["mine", gettext("Mine")],
    ["recent", gettext("Last 7 days")],
  ],
  card: pictureCard,
  look: pictureLook,
  takesFiles: true,
}

export const STORIES = {
  name: "stories",
  title: (many) => (many ? gettext("Choose stories") : gettext("Choose a story")),
  nothing: () => gettext("No story matches these words."),
  unreachable: () => gettext("The stories can't be reached. Try again in a moment."),
  filters: () => [],
  card: storyRow,
  look: null,
  takesFiles: false,
}
