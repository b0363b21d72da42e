"""What an open form holds, kept word by word as it would be sent, read as the content of a story.

Nothing is refused here: what a form may not say yet (no section, a picture that is gone) is left as it was, for one
looks at a text while it is being written.
"""

import re
from dataclasses import fields, replace

from django.conf import settings
from django.db.models.functions import Lower

from articles.baking import Content
from articles.models import Byline, Genre, Tag

WORDS = ("headline", "kicker", "standfirst", "slug", "dateline", "body", "lead_caption", "sponsor_name", "sponsor_url")
WORDS += ("seo_title", "seo_description")
ROW = re.compile(r"(bylines|related_picks)-([0-9]{1,4})-(\w+)")
KEY = re.compile("[0-9]{1,18}")  # a 64-bit key has no more digits
CHOICES = {"genre": set(Genre.values), "language": {code for code, _name in settings.LANGUAGES}}
EMPTY = Content(
    **{field.name: "" for field in fields(Content)}
    | {"language": settings.LANGUAGE_CODE, "genre": Genre.NEWS, "section_id": None, "lead_image_id": None}
    | {"evergreen": False, "bylines": (), "tags": (), "related": ()}
)


def content_of_form(kept, base=EMPTY):
    """`base` with what the form holds; `kept` is {name: [values]}. One query where there are tags."""
    sent = {name: values[-1] for name, values in kept.items() if values and isinstance(values[-1], str)}
    values = {name: sent[name].replace("\r\n", "\n") for name in WORDS if name in sent}
    values |= {name: sent[name] for name, choices in CHOICES.items() if sent.get(name) in choices}
    if "headline" in sent:  # the form was one to write in: a box without a tick is not sent at all
        values |= {"headline": " ".join(sent["headline"].split()), "evergreen": "evergreen" in sent}
    return replace(base, **values, **_keys(sent), **_relations(sent))


def _keys(sent):
    section = _key(sent.get("section", ""))
    keys = {"section_id": section} if section else {}
    return keys | ({"lead_image_id": _key(sent["lead_image"])} if "lead_image" in sent else {})


def _key(text):
    return int(text) if KEY.fullmatch(text) else None


def _relations(sent):
    relations = {"tags": _tags(sent["tags"])} if "tags" in sent else {}
    if "bylines-TOTAL_FORMS" in sent:
        signed = [(_key(row.get("author", "")), row.get("role")) for row in _rows(sent, "bylines")]
        relations["bylines"] = tuple((key, role) for key, role in signed if key and role in Byline.Role.values)
    if "related_picks-TOTAL_FORMS" in sent:
        others = [_key(row.get("other", "")) for row in _rows(sent, "related_picks")]
        relations["related"] = tuple(other for other in dict.fromkeys(others) if other)
    return relations


def _rows(sent, prefix):
    """The rows of an inline as {field: value}, in the order that they are shown in; those to be deleted left out."""
    rows = {}
    for name, value in sent.items():
        if (found := ROW.fullmatch(name)) and found[1] == prefix:
            rows.setdefault(int(found[2]), {})[found[3]] = value
    kept = [(number, row) for number, row in rows.items() if not row.get("DELETE")]
    return [row for number, row in sorted(kept, key=lambda pair: (_key(pair[1].get("position", "")) or 0, pair[0]))]


def _tags(text):
    """Those that exist; a new one gets its row, and its page, when the story is saved."""
    names = {" ".join(name.split()).lower() for name in text.split(",")} - {""}
    tags = Tag.objects.annotate(lower=Lower("name")).filter(lower__in=names) if names else Tag.objects.none()
    return tuple(sorted(tags.values_list("pk", flat=True)))
