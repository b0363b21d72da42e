// Files on their way into the library: a row for each, two at a time. What is wrong with one never stops the others.
import { csrfToken, element, filled, gettext, ngettext } from "marbre/element"
import { UploadRow } from "marbre/upload-row"

const AT_ONCE = 2

/** POST one file. Resolves to { status, answer }; rejects where no answer of ours came back. */
const send = (address, { file, keep, onprogress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append("file", file, file.name)
    if (keep) form.append("keep", "1")
    request.open("POST", address)
    request.setRequestHeader("X-CSRFToken", csrfToken())
    request.setRequestHeader("Accept", "application/json")
    request.responseType = "json"
    request.upload.addEventListener("progress", onprogress)
    request.addEventListener("load", () =>
      request.response ? resolve({ status: request.status, answer: request.response }) : reject(new Error("no answer")),
    )
    request.addEventListener("error", () => reject(new Error("not reached")))
    request.send(form)
  })

export class Uploads {
  /**
   * `address`: where files are sent. `list`: the element that takes the rows. `use`: { label, act(picture) }, where an
   * upload is the way to a choice. `arrived(picture)` is called for each new one, `idle()` when all are through.
   */
  constructor({ address, list, use = null, arrived = () => {}, idle = () => {} }) {
    Object.assign(this, { address, list, use, arrived, idle, waiting: [], rows: [], busy: 0 })
    this.summary = element("p", { className: "uploads-summary", role: "status" })
    list.before(this.summary)
    this.guard = (event) => event.preventDefault()
  }

  add(files) {
    for (const file of files) {
      const row = new UploadRow(file, this)
      this.rows.push(row)
      this.list.append(row.item)
      this.queue(row)
    }
  }

  queue(row, keep = false) {
    row.wait()
    this.waiting.push({ row, keep })
    this.next()
  }

  next() {
    while (this.busy < AT_ONCE && this.waiting.length) this.carry(this.waiting.shift())
    this.summarise()
  }

  async carry({ row, keep }) {
    if (!this.busy++) window.addEventListener("beforeunload", this.guard)
    try {
      await row.start()
      this.settle(row, await send(this.address, { file: row.file, keep, onprogress: (event) => row.progress(event) }))
    } catch {
      row.unreached(() => this.queue(row, keep))
    }
    if (!--this.busy) window.removeEventListener("beforeunload", this.guard)
    this.next()
    if (!this.busy) this.idle()
  }

  settle(row, { answer }) {
    if (answer.image) {
      row.kept(answer)
      this.arrived(answer.image)
    } else if (answer.duplicate) row.duplicate(answer.duplicate)
    else if (answer.similar) row.similar(answer.similar, () => this.queue(row, true))
    else row.refused(answer.error ?? gettext("This file can't be taken."))
  }

  summarise() {
    const count = (state) => this.rows.filter((row) => row.state === state).length
    const [kept, refused, asks] = [count("kept"), count("refused"), count("similar")]
    const under = count("waiting") + count("sending")
    this.summary.textContent = [
      under && filled(ngettext("%(count)s on its way", "%(count)s on their way", under), { count: under }),
      kept && filled(ngettext("%(count)s in the library", "%(count)s in the library", kept), { count: kept }),
      asks && filled(ngettext("%(count)s asks you", "%(count)s ask you", asks), { count: asks }),
      refused && filled(ngettext("%(count)s refused", "%(count)s refused", refused), { count: refused }),
    ]
      .filter(Boolean)
      .join(" · ")
  }

  /** The same credit for all that arrived here: a batch mostly comes from one photographer. */
  creditAll(credit) {
    for (const row of this.rows) row.words?.set("credit", credit)
  }

  /** The page no longer shows the rows; what is under way goes on. */
  leave() {
    this.arrived = this.idle = () => {}
  }
}
