"""axe-core on an open page: what it finds, at both widths, in light and in dark."""

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (390, 1440)
ALL = {"resultTypes": ["violations"], "preload": False}  # else it fetches our styles once more
COLOURS = ALL | {"runOnly": ["color-contrast"]}  # all that dark mode changes
RUN = "async ([within, options]) => (await axe.run(within ?? document, options)).violations"
# The new colours are there, and nothing is on its way from one to another.
SETTLED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  for (const animation of document.getAnimations()) {
    if (animation.effect.getComputedTiming().endTime === Infinity) animation.cancel()
    else animation.finish()
  }
  requestAnimationFrame(done)
})))"""


def violations(page, widths=WIDTHS, within=None):
    """Sentences that name the width, the colours, the rule and the first element; none if all is well.

    `within` is a selector; without one the whole page is looked at.
    """
    found = []
    page.evaluate(AXE_SCRIPT)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, options in (("light", ALL), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(SETTLED)
            violations = page.evaluate(RUN, [within, options])
            found += [f"{width} {scheme}: {_in_words(violation)}" for violation in violations]
    page.emulate_media(color_scheme="light")
    return found


def _in_words(violation):
    nodes = violation["nodes"]
    first = nodes[0]
    return f"{violation['id']} ({len(nodes)}) {first['html'][:160]} — {first['failureSummary'][:200]}"
