// Beside the writing form a preview stays what it is: a link opens elsewhere. On a page of its own, links are links.
const isInside = window.parent !== window

const isOfThisPage = (link) => link.hash && link.pathname === location.pathname && link.search === location.search

const openElsewhere = (event) => {
  const link = event.target.closest?.("a[href]")
  if (!link || isOfThisPage(link)) return
  link.target = "_blank"
  link.rel = `${link.rel} noopener`
}

if (isInside) {
  document.addEventListener("click", openElsewhere, { capture: true })
  document.addEventListener("auxclick", openElsewhere, { capture: true })
}
