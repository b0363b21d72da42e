"""The body editor's tools: what helps with writing, and adds nothing to the text that readers could see."""

from js_asset import ImportMap

TOOLS = {
    "TextReport": True,
    "Typography": True,
}
MODULES = ("js/editor-links.js", "js/editor-report.js", "js/editor-typography.js")
IMPORTS = ImportMap({
    "marbre/addresses": "js/addresses.js",
    "marbre/link-dialog": "js/editor-link-dialog.js",
    "marbre/link-watch": "js/editor-link-watch.js",
    "marbre/notice": "js/editor-notice.js",
    "marbre/typography": "js/typography.js",
})  # fmt: skip
STYLES = ["css/editor-tools.css"]
