// The library's page: files are added where they are dropped, pasted or chosen, and the arrows move between pictures.
import { gettext } from "marbre/element"
import { catchFiles, fileButton } from "marbre/files"
import { moveWithArrows, onlyStop } from "marbre/grid"
import { Uploads } from "marbre/uploads"

const search = document.getElementById("searchbar")
const theGrid = () => document.getElementById("library-grid")

const startGrid = () => {
  const grid = theGrid()
  if (!grid) return
  onlyStop(grid, grid.firstElementChild)
  grid.addEventListener("keydown", moveWithArrows(grid, () => search?.focus()))
  grid.addEventListener("focusin", (event) => onlyStop(grid, event.target.closest(".library-card")))
}

/** Show what has arrived, without losing the rows of the uploads: only the grid is fetched anew. */
const refresh = async () => {
  const answer = await fetch(window.location.href).catch(() => null) // the uploads say when the line is cut
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const [fresh, old] = [page.getElementById("library-grid"), theGrid() ?? document.querySelector(".library-empty")]
  if (!fresh || old?.contains(document.activeElement)) return
  old.replaceWith(fresh)
  startGrid()
}

const startZone = (zone) => {
  const list = zone.querySelector(".uploads")
  const uploads = new Uploads({ address: zone.dataset.uploadUrl, list, idle: refresh })
  const take = (files) => uploads.add(files)
  zone.querySelector(".drop-words").append(fileButton(gettext("choose files…"), take))
  catchFiles(document.body, take)
  zone.hidden = false
}

startGrid()
const zone = document.getElementById("drop-zone")
if (zone) startZone(zone)
search?.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || !theGrid()) return
  event.preventDefault()
  theGrid().querySelector("[tabindex='0']")?.focus()
})
if (window.location.hash === "#add") document.querySelector("#drop-zone button")?.focus()
