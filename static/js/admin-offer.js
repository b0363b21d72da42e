// At the opening of a story: words of the same person that were kept and never saved are offered, the newest first.
import { differing, editorOf, essence, fill, readTidy } from "marbre/draft"
import { button, element, filled, gettext, ngettext } from "marbre/element"
import { passagesOf, wordsOf } from "marbre/passages"
import { post } from "marbre/session"

const dateOf = (at) =>
  new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" })

/** One for each form that they come from, the newest first. */
const found = (keeper) => {
  const { unsaved, saved } = keeper.open
  const all = [...(unsaved ? [unsaved] : []), ...keeper.copies.all()]
  const byForm = new Map()
  for (const words of all.sort((one, other) => one.stamp - other.stamp)) {
    if (words.form === saved) keeper.copies.remove(words.form)
    else if (words.form !== keeper.id) byForm.set(words.form, words)
  }
  return [...byForm.values()].sort((one, other) => other.at - one.at)
}

const labelOf = (form, name) => {
  const field = document.querySelector(`#field-${CSS.escape(name.replace(/_[01]$/, ""))}`)
  const label = field?.querySelector("legend, label, .field-name") ?? form.querySelector(`#${CSS.escape(name)}-group summary`)
  return label?.textContent.trim() || name
}

class Offer {
  constructor(keeper, words, next) {
    Object.assign(this, { keeper, words, next, form: keeper.form })
    this.now = essence(this.form, readTidy(this.form))
    this.kept = essence(this.form, words.fields)
    this.names = differing(this.now, this.kept)
  }

  /** The server has words of that form, these or earlier ones. */
  get isOnServer() {
    return this.keeper.open.unsaved?.form === this.words.form
  }

  get isNews() {
    return this.names.length > 0
  }

  show() {
    this.drop = button("", gettext("Discard"), () => this.discard())
    const take = button("is-main", gettext("Take them up"), () => this.take())
    const look = button("", gettext("Look"), () => this.look())
    const title = element("h2", { id: "offer-title", textContent: gettext("You have words here that were not saved") })
    this.box = element("section", { className: "offer", "aria-labelledby": "offer-title" }, [
      title,
      ...this.sentences().map((textContent) => element("p", { textContent })),
      element("p", { className: "offer-buttons" }, [take, look, this.drop]),
    ])
    this.form.querySelector(".story").before(this.box)
    this.box.setAttribute("role", "alert")
  }

  sentences() {
    const { base, at } = this.words
    const { story, version, screen } = this.keeper.open
    const fields = [...new Set(this.names.map((name) => labelOf(this.form, name)))].join(", ")
    const count = this.names.reduce((sum, name) => sum + wordsOf(this.now[name], this.kept[name]), 0)
    const many = ngettext("%(count)s word differs: %(fields)s.", "%(count)s words differ: %(fields)s.", count)
    const hasVersions = story && base && !screen
    const from = hasVersions ? gettext("Kept %(date)s, begun on version %(base)s.") : gettext("Kept %(date)s.")
    const since = screen
      ? gettext("Readers see another edition since. What it changed is put to your words before you publish them.")
      : gettext("The story was saved since (version %(version)s). When you save, you compare both; nothing is lost.")
    return [
      `${filled(from, { date: dateOf(at), base })} ${filled(many, { count, fields })}`,
      ...(story && base && base < version ? [filled(since, { version })] : []),
    ]
  }

  close() {
    this.box.remove()
    this.dialog?.close()
    this.keeper.undecided = null
  }

  take() {
    this.close()
    fill(this.form, this.words.fields)
    this.form.toggleAttribute("data-unsaved", true)
    this.replace()
    this.keeper.keep().then(() => this.keeper.text && this.keeper.copies.remove(this.words.form))
    editorOf(this.form.elements.body)?.commands.focus()
    this.next()
  }

  /** A second press does it: what is let go of here is gone. */
  async discard() {
    if (!this.drop.dataset.sure) {
      this.drop.dataset.sure = "yes"
      this.drop.textContent = gettext("Really discard?")
      return
    }
    this.replace()
    if (this.isOnServer) await this.forget()
    this.keeper.copies.remove(this.words.form)
    this.close()
    this.form.querySelector("#id_headline")?.focus()
    this.keeper.touch()
    this.next()
  }

  /** What was seen may go from the server, also where it arrives there only now; nothing newer may. */
  replace() {
    const { unsaved } = this.keeper.open
    const stamp = Math.max(this.words.stamp, this.isOnServer ? unsaved.stamp : 0)
    this.keeper.over = { form: this.words.form, stamp }
  }

  forget() {
    const { story: article, screen, user: by, discard, unsaved } = this.keeper.open
    return post(discard, { article, screen, by, form: unsaved.form, stamp: unsaved.stamp })
  }

  look() {
    const parts = this.names.map((name) => [
      element("h3", { textContent: labelOf(this.form, name) }),
      element("div", { className: "offer-passages" }, passagesOf(this.now[name], this.kept[name])),
    ])
    const close = button("", gettext("Close"), () => this.dialog.close())
    this.dialog = element("dialog", { className: "small-dialog offer-look", "aria-labelledby": "offer-look-title" }, [
      element("h2", { id: "offer-look-title", textContent: gettext("What differs") }),
      ...parts.flat(),
      element("p", { className: "small-dialog-buttons" }, [close, button("is-main", gettext("Take them up"), () => this.take())]),
    ])
    this.dialog.addEventListener("close", () => this.dialog.remove())
    document.body.append(this.dialog)
    this.dialog.showModal()
  }
}

/** The editor writes its text in its own way: compared is what it holds when it is ready. */
const whenReady = (form, then) => {
  const area = form.elements.body
  if (!area || editorOf(area)) return then()
  area.addEventListener("prose-editor:ready", () => setTimeout(then), { once: true })
  return undefined
}

const offerNext = (keeper, waiting) => {
  const words = waiting.shift()
  if (!words) return
  const next = () => offerNext(keeper, waiting)
  const offer = new Offer(keeper, words, next)
  if (offer.isNews) {
    keeper.undecided = offer
    offer.show()
    return
  }
  keeper.copies.remove(words.form) // the story says the same already
  offer.replace()
  next()
}

export const offerEarlierWords = (keeper) => whenReady(keeper.form, () => offerNext(keeper, found(keeper)))
