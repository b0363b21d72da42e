// Whoever is led here from a form of a story, because the session has ended, learns that the words are kept.
const SENT = "marbre:sent" // the address of the form that was sent last (admin-session.js)

const bare = (address) => address.split("#")[0]

/** From that form, or once more from here, after a wrong password. */
const comesFrom = (form) => [bare(form), bare(location.href)].includes(document.referrer)

const wordsAreKept = () => {
  if (location.hash === "#kept") return true // the link of a form that noticed it by itself
  try {
    const form = sessionStorage.getItem(SENT)
    if (form && comesFrom(form)) return true
    sessionStorage.removeItem(SENT)
  } catch {
    // Where the browser keeps nothing, there is nothing to say.
  }
  return false
}

const said = document.querySelector("[data-kept]")
if (said && wordsAreKept()) said.hidden = false
