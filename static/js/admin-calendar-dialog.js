// Asks for the day and the time to which a story is moved; of a time that comes twice, which of the two.
import { button, element, gettext } from "marbre/element"

const labelled = (text, input) => element("label", {}, [element("span", { textContent: text }), input])

const choice = ([value, text], index) =>
  element("label", { className: "cal-turn" }, [
    element("input", { type: "radio", name: "turn", value, required: true, checked: index === 0 }),
    element("span", { textContent: text }),
  ])

const build = (title, when, turns) => {
  const day = element("input", { type: "date", name: "day", required: true, value: when.slice(0, 10) })
  const time = element("input", { type: "time", name: "time", required: true, value: when.slice(11, 16) })
  const cancel = button("", gettext("Cancel"), () => dialog.close())
  const form = element("form", { method: "dialog" }, [
    element("h2", { textContent: title }),
    element("div", { className: "cal-fields" }, [labelled(gettext("Day"), day), labelled(gettext("Time"), time)]),
    ...turns.map(choice),
    element("div", { className: "cal-buttons" }, [
      cancel,
      element("button", { type: "submit", className: "is-main", value: "move", textContent: gettext("Move") }),
    ]),
  ])
  const dialog = element("dialog", { className: "cal-dialog", "aria-label": title }, [form])
  return dialog
}

/** Resolves to {when, turn}, or to undefined where the person gave up. */
export const askWhen = (title, when, turns = []) =>
  new Promise((resolve) => {
    const dialog = build(title, when, turns)
    dialog.addEventListener("close", () => {
      const values = new FormData(dialog.querySelector("form"))
      const same = values.get("time") === when.slice(11, 16) // the seconds stay where the time does
      const time = same ? when.slice(11, 19) : `${values.get("time")}:00`
      dialog.remove()
      const moved = dialog.returnValue === "move"
      resolve(moved ? { when: `${values.get("day")}T${time}`, turn: values.get("turn") ?? "" } : undefined)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
