"""What the worker processes of the loader do; apart from it, because they start without Django's models.

They make what an upload makes at once; the worker makes the other renditions, once the newsroom is running.
"""

from images.ingest import prepare

from . import pictures

SIZE = (1280, 800)  # pixels: as wide as a story's page shows them


def paint(scene, light, seed):
    return prepare(pictures.draw(scene, light, seed, SIZE))


def paint_portrait(slug, seed):
    return prepare(pictures.portrait(slug, seed))
