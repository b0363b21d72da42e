// What an open form sends while one writes, and what becomes of it when the session has ended meanwhile.
import { csrfToken, element, gettext } from "marbre/element"

/**
 * Send `asked` as JSON. Resolves to {state, …answer}: "ok"; "late" with the reason `why`; "ended" (the session);
 * "refused" (by the server); "unreachable".
 */
export const post = async (address, asked, options = {}) => {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() }
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: JSON.stringify(asked),
      redirect: "manual",
      headers,
      ...options,
    })
    if (answer.type === "opaqueredirect") return { state: "ended" } // it leads to the login
    if (!answer.ok) return { state: answer.status >= 500 ? "unreachable" : "refused" }
    const said = await answer.json()
    return { state: said.why ? "late" : "ok", ...said }
  } catch {
    return { state: "unreachable" }
  }
}

/** Who has signed in again elsewhere has got another token; a form that is sent with the old one would be refused. */
export const refreshToken = (form) => {
  const field = form.querySelector("[name=csrfmiddlewaretoken]")
  if (field) field.value = csrfToken()
}

/** Should the login be what comes next, it says that nothing is lost (admin-login.js). */
export const rememberSending = () => {
  try {
    sessionStorage.setItem("marbre:sent", location.href)
  } catch {
    // Where the browser keeps nothing, the login has nothing to say.
  }
}

const SENTENCES = {
  ended: () => [
    gettext("Your session has ended"),
    gettext("What you write is kept in this browser. Sign in again in another tab, then go on here: nothing is lost."),
    gettext("Sign in in another tab"),
  ],
  person: () => [
    gettext("Somebody else has signed in in this browser"),
    gettext("What you write is kept in this browser, for you alone. Sign in again in another tab to go on here."),
    gettext("Sign in in another tab"),
  ],
}

/** Tells that the session has ended, without taking the cursor away from whoever is writing. */
export class Session {
  constructor(login) {
    this.login = login
    this.why = ""
    this.dialog = element("dialog", { className: "session-dialog", role: "alertdialog", "aria-labelledby": "session-title" })
    document.body.append(this.dialog)
  }

  get isOver() {
    return Boolean(this.why)
  }

  hear({ state, why }) {
    if (state === "ok" || (state === "late" && why !== "person")) this.close()
    else if (state === "ended") this.open("ended")
    else if (why === "person") this.open("person")
  }

  open(why) {
    if (this.why === why) return
    this.why = why
    const [title, words, sign] = SENTENCES[why]()
    this.link = element("a", { href: this.login, target: "_blank", className: "is-main", textContent: sign })
    this.dialog.replaceChildren(
      element("h2", { id: "session-title", textContent: title }),
      element("p", { textContent: words }),
      element("p", {}, [this.link]),
    )
    this.dialog.open = true // and not show(), which would take the cursor
  }

  close() {
    this.why = ""
    this.dialog.open = false
  }

  /** Where somebody wants to save. */
  insist() {
    this.link.focus()
  }
}
