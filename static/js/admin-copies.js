// Words that the newsroom's server could not be given, in this browser: by person and story, so that whoever signs in
// next at the same machine is never shown them.

const PREFIX = "marbre:kept:"
const MOST = 20 // copies of one person; of more the oldest go

const parsed = (text) => {
  try {
    const copy = JSON.parse(text)
    return copy && typeof copy.fields === "object" && copy.form ? copy : null
  } catch {
    return null
  }
}

export class Copies {
  constructor(user, story) {
    this.mine = `${PREFIX}${user}:`
    this.prefix = `${this.mine}${story}:`
  }

  /** Keep {form, stamp, base, at, fields}; false where the browser has no room. */
  put(copy) {
    const key = this.prefix + copy.form
    const text = JSON.stringify(copy)
    for (const other of this.oldest(key)) {
      try {
        localStorage.setItem(key, text)
        return true
      } catch {
        if (other) localStorage.removeItem(other)
      }
    }
    return false
  }

  /** The person's other copies, oldest first, and at the end null: what may make room. Those too many go at once. */
  oldest(key) {
    const others = this.keys(this.mine).filter((other) => other !== key)
    const at = new Map(others.map((other) => [other, parsed(localStorage.getItem(other))?.at ?? 0]))
    others.sort((one, other) => at.get(one) - at.get(other))
    const tooMany = others.splice(0, Math.max(0, others.length - MOST + 1))
    tooMany.forEach((other) => localStorage.removeItem(other))
    return [...others, null]
  }

  keys(prefix) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
    } catch {
      return []
    }
  }

  remove(form) {
    try {
      localStorage.removeItem(this.prefix + form)
    } catch {
      // Where the browser keeps nothing, there is nothing to remove.
    }
  }

  /** Of this story. */
  all() {
    return this.keys(this.prefix)
      .map((key) => parsed(localStorage.getItem(key)))
      .filter(Boolean)
  }
}
