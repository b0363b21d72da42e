"""The fields of the writing form. Without JavaScript each is an ordinary field that shows what it holds."""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media

from images.admin import LIBRARY_SCRIPTS

IMPORTS = LIBRARY_SCRIPTS | ImportMap({
    "marbre/combobox": "js/admin-combobox.js",
    "marbre/copies": "js/admin-copies.js",
    "marbre/draft": "js/admin-draft.js",
    "marbre/offer": "js/admin-offer.js",
    "marbre/passages": "js/admin-passages.js",
    "marbre/rows": "js/admin-rows.js",
    "marbre/session": "js/admin-session.js",
})  # fmt: skip


class TagsInput(forms.TextInput):
    """Names between commas; with JavaScript, chips."""

    may_create = True

    def format_value(self, value):
        names = value if isinstance(value, str) or value is None else ", ".join(sorted(tag.name for tag in value))
        return super().format_value(names)

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        own = {"data-tags-url": reverse("admin:articles_tag_picker"), "autocomplete": "off"}
        return attrs | own | ({"data-may-create": ""} if self.may_create else {})

    @property
    def media(self):
        return Media(js=[Script("js/admin-tags.js", type="module")], importmap=IMPORTS)


class KnownChoice(forms.Select):
    """A select of one option, the one that is chosen: there may be thousands. JavaScript offers the others.

    `known` has the labels that the form's row has fetched already, so that a row costs no query of its own.
    """

    known = {}

    def optgroups(self, name, value, attrs=None):
        chosen = value[0] if value and value[0] else ""
        options = [("", "")] + ([(chosen, self._label(chosen))] if chosen else [])
        made = [
            self.create_option(name, pk, label, str(pk) == str(chosen), index)
            for index, (pk, label) in enumerate(options)
        ]
        return [(None, made, 0)]

    def _label(self, chosen):
        label = self.known.get(str(chosen))
        if label is None and str(chosen).isdecimal():
            label = str(self.choices.queryset.filter(pk=str(chosen)[:18]).first() or "")
        return label or ""


class AuthorChoice(KnownChoice):
    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-authors-url": reverse("admin:authors_author_picker")}

    @property
    def media(self):
        return Media(js=[Script("js/admin-bylines.js", type="module")], importmap=IMPORTS)


class StoryChoice(KnownChoice):
    """Another story, chosen in the dialog."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-stories-url": reverse("admin:articles_article_picker")}

    @property
    def media(self):
        return Media(js=[Script("js/admin-stories.js", type="module")], importmap=IMPORTS)


class SectionSelect(forms.Select):
    """Each section with what the form's script asks of it: its language, and its part of the address."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if section := getattr(value, "instance", None):
            option["attrs"] |= {"data-language": section.language, "data-address": section.get_absolute_url()}
        return option


class MomentInput(forms.SplitDateTimeWidget):
    """A day and a time, with the browser's own calendar."""

    def __init__(self, attrs=None):
        super().__init__(
            attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": _("Day")},
            time_attrs={"type": "time", "aria-label": _("Time")},
        )


def without_stock(media):
    """`media` without Django's own scripts and Select2: the writing form makes do without jQuery."""
    stock = ("admin/js/", "admin/css/vendor/", "admin/css/autocomplete.css")
    scripts = [script for script in media._js if not str(getattr(script, "path", script)).startswith(stock)]
    styles = [style for style in media._css.get("all", []) if not str(getattr(style, "path", style)).startswith(stock)]
    return Media(js=scripts, css={"all": styles}, importmap=getattr(media, "_importmap", None))


def plain(field):
    """A field for what is chosen in the form and not made there: without the stock wrapper and its icons."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field
