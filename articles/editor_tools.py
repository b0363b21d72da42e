"""The body editor's tools: what helps with writing, and adds nothing to the text that readers could see."""

from django.urls import reverse_lazy
from js_asset import ImportMap

TOOLS = {
    "TrueSelection": True,
    "TextReport": True,
    "Typography": True,
    "Find": True,
    "Alone": True,
    "Shortcuts": True,
    "CleanPaste": True,
    "DroppedPictures": {"uploadUrl": reverse_lazy("admin:images_image_upload")},
    "Dropcursor": {"color": False, "width": 3, "class": "drop-line"},
}
MODULES = (
    "js/editor-clipboard.js",
    "js/editor-drop.js",
    "js/editor-find.js",
    "js/editor-links.js",
    "js/editor-report.js",
    "js/editor-screen.js",
    "js/editor-selection.js",
    "js/editor-shortcuts.js",
    "js/editor-typography.js",
)
# The names under which the modules import each other.
IMPORTS = ImportMap({
    "marbre/addresses": "js/addresses.js",
    "marbre/find-bar": "js/editor-find-bar.js",
    "marbre/link-dialog": "js/editor-link-dialog.js",
    "marbre/link-watch": "js/editor-link-watch.js",
    "marbre/matching": "js/matching.js",
    "marbre/notice": "js/editor-notice.js",
    "marbre/paste": "js/editor-paste.js",
    "marbre/paste-lists": "js/paste-lists.js",
    "marbre/paste-styles": "js/paste-styles.js",
    "marbre/shortcuts": "js/shortcuts.js",
    "marbre/typography": "js/typography.js",
    "marbre/uploading": "js/editor-uploading.js",
})  # fmt: skip
STYLES = ["css/editor-tools.css"]
