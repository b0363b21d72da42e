"""What the worker processes of the loader do; apart from it, because they start without Django's models."""

from images.ingest import prepare

from . import pictures

FAST = 0  # WebP effort: a demo is loaded once, and somebody waits


def paint(scene, light, seed):
    return prepare(pictures.draw(scene, light, seed), effort=FAST)


def paint_portrait(slug, seed):
    return prepare(pictures.portrait(slug, seed), effort=FAST)
