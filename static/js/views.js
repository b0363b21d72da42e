// Count one view once the page was visible for three seconds in all; without JavaScript nothing is lost but the count.
const READ_AFTER = 3000; // milliseconds

const counter = document.querySelector("[data-count-views]");
let timer;

function count() {
  navigator.sendBeacon(counter.dataset.countViews);
  document.removeEventListener("visibilitychange", watch);
}

function watch() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") timer = setTimeout(count, READ_AFTER);
}

if (counter) {
  document.addEventListener("visibilitychange", watch);
  watch();
}
