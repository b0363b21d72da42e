// A link that was just made: one click, and it is in the clipboard; where that is not allowed, it stands there marked.
const field = document.querySelector("[data-share-address]")
const copyButton = document.querySelector("[data-share-copy]")

const copy = async () => {
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
  } catch {
    return
  }
  copyButton.textContent = copyButton.dataset.done
}

if (field) {
  copyButton.hidden = !navigator.clipboard
  copyButton.addEventListener("click", copy)
  field.addEventListener("focus", () => field.select())
}
