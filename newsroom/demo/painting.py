"""What the worker processes of the loader do; apart from it, because they start without Django's models."""

from images.ingest import prepare

from . import pictures

FAST = 0  # WebP effort: somebody waits for the demo
SIZE = (1280, 800)  # pixels: as wide as a story's page shows them


def paint(scene, light, seed):
    return prepare(pictures.draw(scene, light, seed, SIZE), effort=FAST)


def paint_portrait(slug, seed):
    return prepare(pictures.portrait(slug, seed), effort=FAST)
