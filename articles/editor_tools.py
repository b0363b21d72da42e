"""The body editor's tools: what helps with writing, and adds nothing to the text that readers could see."""

from js_asset import ImportMap

TOOLS = {
    "TextReport": True,
    "Typography": True,
}
MODULES = ("js/editor-report.js", "js/editor-typography.js")
IMPORTS = ImportMap({"marbre/notice": "js/editor-notice.js", "marbre/typography": "js/typography.js"})
STYLES = ["css/editor-tools.css"]
