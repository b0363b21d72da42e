"""What a picture looks like, in 64 bits: two pictures that differ in few of them are probably the same. Pure.

A difference hash: the picture is shrunk to 9 × 8 greys, and each bit says whether it gets lighter from one to the next.
It survives another size, another quality and a little retouching; not a crop, not a mirror.
"""

from PIL import Image as Pillow

WIDE, HIGH = 8, 8
MOST_DIFFERENT = 5  # bits
TELLING = 5  # bits of either kind below which a picture is too plain to be recognised
BANDS = (0, 16, 32, 48)  # shifts; a fingerprint is looked up by its four quarters
BAND_MASK = 0xFFFF


def fingerprint(picture):
    """A signed 64-bit number, as databases keep it; None for a picture too plain to be told from others."""
    greys = picture.convert("L").resize((WIDE + 1, HIGH), Pillow.Resampling.BOX, reducing_gap=3.0).tobytes()
    bits = 0
    for row in range(HIGH):
        for column in range(WIDE):
            place = row * (WIDE + 1) + column
            bits = bits << 1 | (greys[place] < greys[place + 1])
    if not TELLING <= bits.bit_count() <= 64 - TELLING:
        return None
    return bits - (1 << 64) if bits >> 63 else bits


def differences(one, other):
    return ((one ^ other) & (1 << 64) - 1).bit_count()


def bands(number):
    """The four 16-bit quarters of a fingerprint."""
    return [number >> shift & BAND_MASK for shift in BANDS]


def near(band):
    """A quarter, and those that differ from it in one bit.

    Two fingerprints with at most 7 differences have a quarter with at most one: none that is alike is missed.
    """
    return [band, *(band ^ 1 << bit for bit in range(16))]
