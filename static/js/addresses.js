// Addresses as people type and paste them. Pure functions.

const SCHEME = /^[a-z][a-z0-9+.-]*:/i
const TRACKING = new RegExp(
  "^(?:utm_.+|[fgdy]clid|fbclid|[gw]braid|msclkid|twclid|yclid|igsh|igshid|mc_[ce]id|_hsenc|_hsmi|mkt_tok|xtor" +
    "|at_(?:medium|campaign|custom\\d*)|cmpid|ref_src|ref_url|s_cid|vero_id|ns_(?:mchannel|source|campaign))$",
  "i",
)
const EMAIL = /^[^\s\/@]+@[^\s\/@]+\.[^\s\/@]+$/
const HOST = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:[\/?#]\S*)?$/u

/** Whether somebody who typed this meant an address, not words. */
export const isAddress = (typed) => {
  const text = typed.trim()
  if (!text || /\s/.test(text)) return false
  return /^[\/#?]/.test(text) || hasScheme(text) || EMAIL.test(text) || HOST.test(text)
}

/** A scheme, and not a place such as "estran.example:80" or a phrase such as "note:". */
const hasScheme = (text) => SCHEME.test(text) && !/^[^:]+:(?:\d+(?:\/|$)|$)/.test(text)

/** What was typed as an address, completed: "www.estran.example" gets its https, an e-mail address its mailto. */
export const completed = (typed) => {
  const address = typed.trim()
  if (!address || /^[\/#?]/.test(address) || (SCHEME.test(address) && !HOST.test(address))) return address
  return EMAIL.test(address) ? `mailto:${address}` : `https://${address}`
}

/** Whether the address has one of `schemes`, or none. */
export const isSafeAddress = (address, schemes) => {
  const scheme = SCHEME.exec(address)?.[0].slice(0, -1).toLowerCase()
  return !scheme || schemes.includes(scheme)
}

/** Without what only tells advertisers where a reader came from. */
export const untracked = (href) => {
  let address
  try {
    address = new URL(href)
  } catch {
    return href
  }
  const spies = [...address.searchParams.keys()].filter((name) => TRACKING.test(name))
  if (!spies.length) return href
  for (const name of spies) address.searchParams.delete(name)
  return address.href
}

/** The number of the story at this address, where it is one of ours: on a host of `hosts`, ending with -12/. */
export const storyNumber = (href, hosts) => {
  try {
    const { host, pathname, protocol } = new URL(href, `https://${hosts[0]}`)
    const found = /^\/[^\/]+\/.*-(\d{1,18})\/?$/.exec(pathname)
    return found && /^https?:$/.test(protocol) && hosts.includes(host) ? found[1] : null
  } catch {
    return null
  }
}
