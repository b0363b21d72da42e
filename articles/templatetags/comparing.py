"""Pieces of a comparison as HTML. All that was written by people is escaped here."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.comparing import ADDED, MARKED, REMOVED

register = template.Library()

ELEMENTS = {"bold": "strong", "italic": "em", "strike": "s", "subscript": "sub", "superscript": "sup"}


@register.simple_tag
def pieces(shown):
    """Words with what was added and removed marked: by elements, by colour, and by a word for those who listen."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in shown))


@register.simple_tag
def words(line):
    """A line's words, with their marks."""
    return format_html_join("", "{}", ((_marked(text, marks),) for text, marks in line.words))


def _piece(piece):
    words = _marked(piece.text, piece.marks)
    if piece.change == ADDED:
        return _element("ins", _("added:"), words)
    if piece.change == REMOVED:
        return _element("del", _("removed:"), words)
    if piece.change == MARKED:
        return format_html('<span class="restyled">{} <small>{}</small></span>', words, _restyled(piece))
    return words


def _element(tag, aloud, words):
    return format_html('<{}><span class="visually-hidden"> {} </span>{}</{}>', tag, aloud, words, tag)


def _marked(text, marks):
    words = format_html("{}", text)
    for name, target in marks:
        if tag := ELEMENTS.get(name):
            words = format_html("<{}>{}</{}>", tag, words, tag)
        elif target:
            title = format_html(' title="{}"', target) if name == "link" else ""  # a story's number says nothing
            words = format_html('<span class="linked"{}>{}</span>', title, words)
    return words


def _restyled(piece):
    """«bold → link to https://…»"""
    return f"{_said(piece.was)} → {_said(piece.marks)}"


def _said(marks):
    names = {
        "bold": _("bold"), "italic": _("italic"), "strike": _("struck through"), "subscript": _("subscript"),
        "superscript": _("superscript"), "link": _("link to %(target)s"), "article-link": _("link to story %(target)s"),
    }  # fmt: skip
    return ", ".join(names.get(name, name) % {"target": target} for name, target in marks) or _("plain")


@register.filter
def told(names, line):
    """What the numbers in a text stand for, looked up by the line that has one; nothing for what is not known."""
    return names.get(line.number, "")


@register.simple_tag
def line_kind(line):
    """What a line of a body is, in words; nothing for a paragraph."""
    kinds = {
        "heading": _("Heading"), "subheading": _("Subheading"), "list-item": _("List"), "quotation": _("Quotation"),
        "pull-quote": _("Pull quote"), "attribution": _("Attribution"), "caption": _("Caption"), "cell": _("Cell"),
        "header-cell": _("Head cell"), "timeline-date": _("Date"), "timeline-event": _("Event"), "rule": _("Rule"),
    }  # fmt: skip
    return kinds.get(line.kind) or _boxes().get(line.box, "")


def _boxes():
    return {"fact-box": _("Fact box"), "key-points": _("Key points"), "note": _("Note"), "pull-quote": _("Pull quote")}
