"""What the body editor offers. It offers nothing that `prose.clean` would drop, and sanitises nothing itself."""

from urllib.parse import urlsplit

from django.conf import settings
from django.forms.widgets import Script
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import expand_extensions
from django_prose_editor.widgets import ProseEditorWidget, importmap, prose_editor_js, prose_editor_media
from js_asset import ImportMap, InlineStyle, Media

from images.admin import LIBRARY_SCRIPTS, LIBRARY_STYLES

from . import editor_tools as tools
from . import prose
from .prose.providers import PROVIDERS

# Each exports the extensions that EXTENSIONS names; "django-prose-editor" loads them when it starts.
MODULES = (
    "js/editor-menu.js",
    "js/editor-text.js",
    "js/editor-quotation.js",
    "js/editor-figure.js",
    "js/editor-gallery.js",
    "js/editor-embed.js",
    "js/editor-read-also.js",
    "js/editor-boxes.js",
    "js/editor-timeline.js",
    "js/editor-table.js",
    "js/editor-insert.js",
    "js/editor-block-tools.js",
)
# Where an element with this mark exists, Tiptap adds no style of its own: its rules are in editor.css, which the
# content security policy allows, and no hash of them has to be kept up to date.
NO_INJECTED_STYLE = InlineStyle("", **{"data-tiptap-style": ""})
SHARED = ImportMap({
    "marbre/blocks": "js/editor-blocks.js",
    "marbre/dialog": "js/editor-dialog.js",
    "marbre/icons": "js/editor-icons.js",
    "marbre/insertable": "js/editor-insertable.js",
})  # fmt: skip
IMPORTS = LIBRARY_SCRIPTS | tools.IMPORTS | SHARED
# The library's own, without the font of 129 KB that its icons come from: ours are drawn in editor-icons.js.
LIBRARY = Media(
    importmap=importmap,
    css={"all": ["django_prose_editor/editor.css", "django_prose_editor/overrides.css"]},
    js=[prose_editor_js],
)

PICTURES = reverse_lazy("admin:images_image_picker")
EXTENSIONS = {
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "WebLink": {
        "protocols": sorted(prose.SCHEMES),
        "pickerUrl": reverse_lazy("admin:articles_article_picker"),
        "site": urlsplit(settings.SITE_URL).netloc,
    },
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,  # ours: it replaces the one of that name
    "Quotation": True,
    "PullQuote": True,
    "Attribution": True,
    "LibraryFigure": {"pickerUrl": PICTURES},
    "Gallery": {"pickerUrl": PICTURES},
    "Embed": {
        "endpoint": reverse_lazy("admin:articles_article_embed"),
        "providers": {provider.title: sorted(provider.hosts) for provider in PROVIDERS},
    },
    "ReadAlso": {"pickerUrl": reverse_lazy("admin:articles_article_picker")},
    "FactBox": True,
    "KeyPoints": True,
    "Note": True,
    "BoxTitle": True,
    "Timeline": True,
    "TimelineEntry": True,
    "TimelineDate": True,
    "TimelineEvent": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "History": True,
    "NoSpellCheck": False,  # that is: leave the browser's spell-check on
    "Placeholder": {"placeholder": _("Write the story here…")},
    "TrailingNode": True,  # a paragraph to go on in, after a figure or a quotation; the sanitiser drops it when empty
    "Menu": {
        "groups": [
            {"group": "marks"},
            {"group": "link"},
            {"group": "headings"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "insert"},
            {"group": "history"},
            {"group": "tools"},
        ]
    },
    "Insert": True,
    "BlockTools": True,
    "AccessibleNames": {"area": _("Text")},
}


class BodyWidget(ProseEditorWidget):
    """The editor with our own nodes. What it sends is HTML that the form still has to clean."""

    def __init__(self, attrs=None):
        super().__init__(attrs, preset="configurable")

    def get_config(self):
        modules = [static(path) for path in MODULES + tools.MODULES]
        return {"extensions": expand_extensions(tools.TOOLS | EXTENSIONS), "js_modules": modules}

    @property
    def media(self):
        catalogue = Script(reverse("javascript-catalog"))
        styles = {"all": [NO_INJECTED_STYLE, *LIBRARY_STYLES, "css/editor.css", "css/editor-nodes.css", *tools.STYLES]}
        return prose_editor_media(base=LIBRARY, preset=self.preset) + Media(
            js=[catalogue], css=styles, importmap=IMPORTS
        )
