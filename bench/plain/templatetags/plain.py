import json

from django import template
from django.utils.safestring import mark_safe

register = template.Library()
SHAPES = {"16:9": (640, 360), "4:3": (640, 480), "1:1": (112, 112)}


@register.inclusion_tag("plain/_picture.html")
def picture(picture, ratio="free", sizes="100vw", decorative=False, eager=False):
    width, height = SHAPES.get(ratio) or (640, round(640 * picture.height / picture.width))
    return {
        "avif": picture.srcset(ratio, "avif"),
        "webp": picture.srcset(ratio, "webp"),
        "jpeg": picture.srcset(ratio, "jpg"),
        "src": picture.url(ratio, place=0),
        "alt": "" if decorative else picture.alt_text,
        "sizes": sizes,
        "width": width,
        "height": height,
        "eager": eager,
    }


@register.simple_tag
def share_url(picture):
    return picture.url("16:9")


@register.filter
def json_ld(data):
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped
