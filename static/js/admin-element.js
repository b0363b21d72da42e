// What every staff module makes its screens of: elements, and the page's own catalogue of words.

export const gettext = (text) => window.gettext?.(text) ?? text

export const ngettext = (one, many, count) => window.ngettext?.(one, many, count) ?? (count === 1 ? one : many)

/** Fill the named places of a translated sentence: filled("%(count)s pictures", { count: 3 }). */
export const filled = (sentence, values) =>
  sentence.replace(/%\((\w+)\)s/g, (place, name) => (name in values ? values[name] : place))

export const element = (name, attributes = {}, children = []) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made) made[key] = value
    else made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

export const button = (className, textContent, onclick = null) =>
  element("button", { type: "button", className, textContent, onclick })

/**
 * Call `then` once, when the dialog closes: at once where a script closes it. The browser's own event for that comes a
 * moment later, and the next key may be quicker.
 */
export const whenClosed = (dialog, then) => {
  const close = dialog.close.bind(dialog)
  let open = true
  const closed = () => {
    if (open) then()
    open = false
  }
  dialog.addEventListener("close", closed)
  dialog.close = () => {
    close()
    closed()
  }
}

/** What a POST carries so that the server knows it comes from this page: the newest, signing in changes it. */
export const csrfToken = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""
