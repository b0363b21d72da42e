"""How a picture comes into the library: checked, its own words read, recognised if it is here already, kept."""

import hashlib
import threading
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from . import metadata
from .ingest import SUFFIXES, develop, open_upload, prepare, remark
from .models import Image, Keyword
from .removal import remove_files
from .tasks import SOON, order

WORDS = ("title", "alt_text", "caption", "credit", "source", "usage_terms", "camera")
MOST_WORDS = 10_000  # characters of a field that has no limit of its own: a file may bring megabytes
# A picture of 100 megapixels takes its 400 MB: of those that come in at once, one is decoded at a time.
DECODING = threading.Lock()


class Duplicate(ValidationError):
    """These very bytes are in the library already, as `image`."""

    def __init__(self, image):
        self.image = image
        super().__init__(_("This picture is in the library already."), code="duplicate")


class Similar(ValidationError):
    """The library has `images` that look the same, the most alike first."""

    def __init__(self, images):
        self.images = images
        super().__init__(_("The library has a picture that looks the same."), code="similar")


def take_in(file, *, by, keep_similar=False):
    """Keep an uploaded file as a picture of the library, and order its renditions once that is committed.

    The image's `remark` is a sentence for the person, or empty (of an animation, only the first picture is kept).
    Raises `Duplicate`, `Similar` (not with `keep_similar`), or ValidationError with a sentence; nothing is kept then.
    About ten queries, one more for each keyword.
    """
    picture = open_upload(file)
    sha256 = _digest(file)
    if known := Image.objects.filter(sha256=sha256).first():
        raise Duplicate(known)
    with DECODING:
        words = metadata.read(picture, timezone.get_default_timezone())
        prepared = prepare(develop(picture))
    if not keep_similar and (alike := Image.objects.alike(prepared.fingerprint)):
        _refuse_the_same(alike, sha256)
        raise Similar(alike)
    image = Image(uploaded_by=by, sha256=sha256, **_fitting(words))
    image.remark = remark(picture)
    file.seek(0)
    _keep_once(image, prepared, file, _name(file, picture), words.keywords)
    return image


def keep(image, prepared, original, name, keywords=(), priority=SOON):
    """Store a `Prepared` picture's files and the row, and order the renditions that are still to make.

    Files of a row that could not be saved are removed again.
    """
    image.width, image.height, image.fingerprint = prepared.width, prepared.height, prepared.fingerprint
    try:
        image.original.save(name, original, save=False)
        image.master.save("master.jpg", ContentFile(prepared.master), save=False)
        for width, content in prepared.quick.items():
            image.keep_rendition("free", "", width, "webp", content)
        image.renditions = {"free": {"mark": "", "webp": sorted(prepared.quick)}}
        with transaction.atomic():
            image.save()
            image.keywords.set(_fitting_words(keywords))
    except BaseException:
        remove_files(image)
        raise
    order(image, priority)


def _keep_once(image, prepared, file, name, keywords):
    try:
        keep(image, prepared, file, name, keywords)
    except IntegrityError:  # somebody uploaded the same file at the same time
        known = Image.objects.filter(sha256=image.sha256).first()
        if not known:
            raise
        raise Duplicate(known) from None


def _refuse_the_same(images, sha256):
    """A batch may hold a file twice: its twin can have come in while this one waited to be decoded."""
    for image in images:
        if image.sha256 == sha256:
            raise Duplicate(image)


def _digest(file):
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _name(file, picture):
    """A tame one: what people call their files is no path, and the suffix is that of the content."""
    stem = slugify(PurePath(file.name or "").stem)[:50] or "picture"
    return f"{stem}.{SUFFIXES.get(picture.format, 'bin')}"


def _fitting(words):
    """Cut to what the fields hold; better half a caption in a field than a picture refused."""
    values = {name: getattr(words, name) for name in WORDS}
    for name, value in values.items():
        values[name] = value[: Image._meta.get_field(name).max_length or MOST_WORDS]
    return values | {"taken_at": words.taken_at}


def _fitting_words(keywords):
    longest = Keyword._meta.get_field("name").max_length
    return [word[:longest] for word in keywords]
