// How long the text is, and its outline, as the editor tells them.
import { button, element, filled, gettext, ngettext } from "marbre/element"

const WORDS_A_MINUTE = 230 // as articles.prose reckons

const inWords = (sentence, count) => filled(sentence, { count: count.toLocaleString(document.documentElement.lang) })

const entry = (heading, editor) => {
  const go = () => {
    const { position } = heading
    editor.dispatchEvent(new CustomEvent("marbre:goto", { bubbles: true, detail: { position } }))
  }
  return element("li", { className: `outline-${heading.level}` }, [button("", heading.text, go)])
}

const show = (place, editor, { words, characters, headings }) => {
  const minutes = Math.max(1, Math.ceil(words / WORDS_A_MINUTE))
  const put = (name, text) => (place.querySelector(`[data-${name}]`).textContent = text)
  put("words", inWords(ngettext("%(count)s word", "%(count)s words", words), words))
  put("minutes", words ? filled(gettext("%(count)s min read"), { count: minutes }) : "")
  put("characters", inWords(ngettext("%(count)s character", "%(count)s characters", characters), characters))
  const list = place.querySelector("[data-outline]")
  list.replaceChildren(...headings.map((heading) => entry(heading, editor)))
  list.closest("details").hidden = !headings.length
  place.hidden = false
}

const place = document.querySelector("[data-figures]")
if (place) document.addEventListener("marbre:text", ({ target, detail }) => show(place, target, detail))
