"""How readers see a body: each node that has a template is drawn with it, all else stands as it is stored.

The body was cleaned when its edition was made; what is drawn here adds addresses, pictures and ids to it.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from images.markup import figure

from . import prose
from .embedding import button_of, name_of
from .prose.tree import parse

ARTICLE_LINK = re.compile(r'<a data-article-id="(\d+)">(.*?)</a>', re.DOTALL)
NUMERIC = re.compile(
    r"[-+−–<>≈~±]?[\d\s.,:/]*\d[\d\s.,:/]*(?:%|‰|€|\$|£|M€|k€|°C?|°|pts?|km²?|m²?|h|t|kg)?", re.IGNORECASE
)
BOX_TITLE = re.compile(r"<h3>(.*?)</h3>", re.DOTALL)
NOTHING = MappingProxyType({})


@dataclass(frozen=True)
class Scene:
    """What the nodes of one body need: its pictures by id, live stories by article id, its headings in order."""

    pictures: dict = field(default_factory=dict)
    stories: dict = field(default_factory=dict)
    headings: object = iter(())


@lru_cache(maxsize=300)
def parsed(body):
    """A body's blocks, its headings and the origins of its frames: they depend on nothing else, and never change."""
    return tuple(prose.blocks(body)), prose.outline(body), prose.frame_sources(body)


def draw(body, pictures, stories=NOTHING):
    """The HTML of a cleaned body as readers get it. A link to a story that is not in `stories` is only its words."""
    body = ARTICLE_LINK.sub(lambda link: _link(stories.get(int(link[1])), link[2]), body)
    blocks, headings, _frames = parsed(body)
    scene = Scene({image.pk: image for image in pictures}, stories, iter(headings))
    return mark_safe("".join([_draw(block, scene) for block in blocks]))  # noqa: S308  cleaned when baked


def _link(story, words):
    if not story:
        return words
    rel = mark_safe(' rel="sponsored"') if story.sponsored else ""
    return format_html('<a href="{}"{}>{}</a>', story.get_absolute_url(), rel, _clean(words))


def _clean(html):
    """HTML that has gone through `prose.clean`."""
    return mark_safe(html)  # noqa: S308


def _draw(block, scene):
    template = block.node.template if block.node else None
    if not template:
        return block.html
    context = CONTEXTS.get(block.name, _inner)(block, scene)
    if not context:
        return ""
    # Nearly every story has these two, and templates take their time.
    if block.name == "picture":
        return figure(**context)
    if "heading" in context:
        return _headed(**context)
    return render_to_string(template, context)


def _headed(heading, inner):
    return f'<h{heading.level} id="{escape(heading.anchor)}">{inner}</h{heading.level}>'


# What each template needs; where that is None, there is nothing to show.


def _inner(block, scene):
    return {"inner": _clean(block.inner)}


def _heading(block, scene):
    return _inner(block, scene) | {"heading": next(scene.headings)}


def _picture(block, scene):
    image = scene.pictures.get(block.image_id)
    caption = _clean(block.caption) if block.caption else image and image.caption
    return image and {
        "image": image,
        "layout": block.layout,
        "caption": caption,
        "credit": block.credit or image.credit,
    }


def _gallery(block, scene):
    pictures = [_picture(picture, scene) for picture in block.pictures]
    return {"pictures": shown} if (shown := [picture for picture in pictures if picture]) else None


def _embed(block, scene):
    embed = block.embed
    return embed and {
        "embed": embed,
        "name": name_of(embed),
        "button": button_of(embed),
        "caption": _clean(block.caption),
    }


def _read_also(block, scene):
    story = scene.stories.get(block.article_id)
    return story and {"story": story}


def _boxed(block, scene):
    """A box with a title of its own is named by it; the title is no lower than what stands around the box."""
    title = BOX_TITLE.match(block.inner)
    if not title:
        return _inner(block, scene)
    return {"inner": _clean(block.inner[title.end() :]), "title": _clean(title[1]), "name": prose.plain_text(title[1])}


def _table(block, scene):
    """Headers say what they are the header of; numbers, and headers above nothing but numbers, stand in line."""
    table = parse(block.html).children[0]
    rows = [row.children for row in table.children[0].children]
    for cell in rows[0]:
        cell.attributes |= {"scope": "col"} if cell.tag == "th" else {}
    for row in rows[1:]:
        for place, cell in enumerate(row):
            if cell.tag == "th":
                cell.attributes["scope"] = "col" if place else "row"
            elif NUMERIC.fullmatch(prose.plain_text(cell.inner)):
                cell.attributes["class"] = "number"
    for place, header in enumerate(rows[0]):
        below = [row[place] for row in rows[1:] if place < len(row)]
        if header.tag == "th" and below and all("class" in cell.attributes for cell in below):
            header.attributes["class"] = "number"
    return {"inner": _clean(table.inner)}


CONTEXTS = {
    "heading": _heading,
    "subheading": _heading,
    "picture": _picture,
    "gallery": _gallery,
    "embed": _embed,
    "read-also": _read_also,
    "fact-box": _boxed,
    "key-points": _boxed,
    "table": _table,
}
