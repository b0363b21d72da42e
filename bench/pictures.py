"""A 24-megapixel photo, from the upload to its last rendition: seconds, processor seconds, and the peak of memory.

`python bench/pictures.py` runs itself in a process of its own, in a folder that is thrown away; `--similar` measures
the search for near-duplicates among 100,000 pictures instead.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

SIZE = (6000, 4000)  # pixels
LIBRARY = 100_000  # pictures
PLACE = Path(__file__).resolve().parent.parent


def photo():
    """The bytes of a JPEG with large shapes, edges and the noise of a sensor: as heavy as a camera's."""
    from PIL import Image, ImageChops

    shapes = Image.effect_noise((60, 40), 120).resize(SIZE, Image.Resampling.BICUBIC).convert("RGB")
    noise = Image.merge("RGB", [Image.effect_noise(SIZE, 22) for _channel in range(3)])
    buffer = BytesIO()
    ImageChops.add(shapes, noise, scale=1, offset=-128).save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def set_up():
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def measure(path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from images import rendering
    from images.models import Image
    from images.uploading import take_in

    with Path(path).open("rb") as file:
        upload = SimpleUploadedFile("photo.jpg", file.read())
    start, worked = time.perf_counter(), time.process_time()
    image = take_in(upload, by=None)
    seen = time.perf_counter()
    rendering.render(image.pk)
    done, worked = time.perf_counter(), time.process_time() - worked
    image = Image.objects.get(pk=image.pk)
    files = sum(len(widths) for entry in image.renditions.values() for widths in entry.values() if type(widths) is list)
    print(f"on the desk      {seen - start:6.2f} s")
    print(f"all renditions   {done - start:6.2f} s   ({files} files, ready: {image.ready})")
    print(f"processor        {worked:6.2f} s   (both cores together)")
    print(f"peak of memory   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


def measure_similar():
    from random import Random

    from images.models import Image

    chance = Random(1)
    rows = (
        Image(fingerprint=chance.getrandbits(64) - 2**63, folder=f"pictures/{number}", width=9, height=9)
        for number in range(LIBRARY)
    )
    Image.objects.bulk_create(rows, batch_size=1000)
    wanted = Image.objects.order_by("pk")[LIBRARY // 2].fingerprint
    times = []
    for turn in range(20):
        start = time.perf_counter()
        found = Image.objects.alike(wanted ^ (1 << turn))
        times.append(time.perf_counter() - start)
    print(f"near-duplicate among {LIBRARY:,}: {sorted(times)[10] * 1000:.1f} ms (median of 20; {len(found)} found)")


def in_a_process_of_its_own(options):
    with tempfile.TemporaryDirectory() as folder:
        environ = os.environ | {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        environ |= {"PYTHONPATH": str(PLACE)}
        environ.pop("DATABASE_URL", None)
        if not options.similar:
            content = photo()
            print(
                f"a JPEG of {SIZE[0]} × {SIZE[1]}, {len(content) / 2**20:.1f} MB; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
            (Path(folder) / "photo.jpg").write_bytes(content)
        command = [sys.executable, __file__, "--in", folder, *(["--similar"] if options.similar else [])]
        return subprocess.run(command, env=environ, cwd=PLACE, check=False).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--similar", action="store_true")
    parser.add_argument("--in", dest="folder", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.folder:
        return in_a_process_of_its_own(options)
    set_up()
    measure_similar() if options.similar else measure(Path(options.folder) / "photo.jpg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
