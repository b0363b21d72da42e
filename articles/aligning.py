"""How one sequence comes from another, in bounded time. Pure.

In the manner of patience diff (Bram Cohen): what occurs once on both sides is aligned first; what lies between goes to
the algorithm of Myers ("An O(ND) difference algorithm and its variations", 1986), which stops where it would take
long. What is too different is then shown as replaced.
"""

from bisect import bisect_left
from collections import Counter
from itertools import pairwise

MOST_EDITS = 300  # of one stretch of tokens; Myers' algorithm takes the square of it
MOST_STEPS = 400_000  # of the innermost loop, in one comparison
DEEPEST = 12  # stretches within each other


def differences(old, new, budget=None):
    """How `new` comes from `old`, any two sequences: steps (i, j, k, m, same) from `old[i:j]` to `new[k:m]`."""
    numbers = {}
    old, new = ([numbers.setdefault(item, len(numbers)) for item in side] for side in (old, new))
    steps, i, k = [], 0, 0
    for start, place, length in [*_matches(old, new, budget or Budget()), (len(old), len(new), 0)]:
        if start > i or place > k:
            steps.append((i, start, k, place, False))
        if length:
            steps.append((start, start + length, place, place + length, True))
        i, k = start + length, place + length
    return joined(steps)


def joined(steps):
    """`steps` with neighbours of the same sort as one."""
    whole = []
    for step in steps:
        if whole and whole[-1][4] == step[4]:
            first = whole.pop()
            step = (first[0], step[1], first[2], step[3], step[4])
        whole.append(step)
    return whole


class Budget:
    """How much a comparison may still cost, in steps of its innermost loop."""

    def __init__(self, steps=MOST_STEPS):
        self.left = steps


def _matches(old, new, budget):
    """What both have in common: triples of a place in each and a length, in order."""
    waiting, found = [(0, len(old), 0, len(new), 0)], []
    while waiting:
        i, j, k, m, depth = waiting.pop()
        start, end = _ends(old, new, i, j, k, m)
        if start:
            found.append((i, k, start))
        if end:
            found.append((j - end, m - end, end))
        i, j, k, m = i + start, j - end, k + start, m - end
        if i == j or k == m:
            continue
        if anchors := _anchors(old[i:j], new[k:m]) if depth < DEEPEST else []:
            edges = [(i - 1, k - 1), *((i + a, k + b) for a, b in anchors), (j, m)]
            found += [(a, b, 1) for a, b in edges[1:-1]]
            waiting += [(a + 1, c, b + 1, d, depth + 1) for (a, b), (c, d) in pairwise(edges)]
        else:
            found += [(i + a, k + b, 1) for a, b in _myers(old[i:j], new[k:m], budget)]
    return sorted(found)


def _ends(old, new, i, j, k, m):
    """How many items are the same at the start, and at the end."""
    most = min(j - i, m - k)
    start = next((n for n in range(most) if old[i + n] != new[k + n]), most)
    end = next((n for n in range(most - start) if old[j - 1 - n] != new[m - 1 - n]), most - start)
    return start, end


def _anchors(old, new):
    """Places of what occurs once on each side: the longest run that is in order on both."""
    in_old, in_new = Counter(old), Counter(new)
    places = {item: place for place, item in enumerate(new) if in_new[item] == 1}
    pairs = [(place, places[item]) for place, item in enumerate(old) if in_old[item] == 1 and item in places]
    ends, tails, before = [], [], {}
    for pair in pairs:
        at = bisect_left(ends, pair[1])
        before[pair] = tails[at - 1] if at else None
        ends[at : at + 1], tails[at : at + 1] = [pair[1]], [pair]
    run, pair = [], tails[-1] if tails else None
    while pair:
        run.append(pair)
        pair = before[pair]
    return run[::-1]


def _myers(old, new, budget):
    """Pairs of places that are the same; none where too much differs."""
    most = min(MOST_EDITS, len(old) + len(new))
    middle = most + 1  # `reach` holds diagonal d at middle + d
    reach, trail = [0] * (2 * middle + 1), []
    for edits in range(most + 1):
        trail.append(reach[middle - edits - 1 : middle + edits + 2])
        budget.left -= 2 * edits + 1
        if budget.left < 0:
            return []
        if _advanced(old, new, reach, middle, edits):
            return _back(trail, len(old), len(new))
    return []


def _advanced(old, new, reach, middle, edits):
    """Go as far as one more edit leads on each diagonal; whether the end of both is reached.

    The innermost loop: without calls, which would take most of its time.
    """
    length, height = len(old), len(new)
    for at in range(middle - edits, middle + edits + 1, 2):
        left, right = reach[at - 1], reach[at + 1]
        x = right if at == middle - edits or (at != middle + edits and left < right) else left + 1
        y = x - at + middle
        while x < length and y < height and old[x] == new[y]:
            x, y = x + 1, y + 1
        reach[at] = x
        if x >= length and y >= height:
            return True
    return False


def _back(trail, x, y):
    """From the end of both to their start, along the way that was found."""
    same = []
    for edits, reach in reversed(list(enumerate(trail))):
        diagonal, middle = x - y, edits + 1
        left, right = reach[middle + diagonal - 1], reach[middle + diagonal + 1]
        down = diagonal == -edits or (diagonal != edits and left < right)
        came_from = diagonal + 1 if down else diagonal - 1
        start = right if down else left
        while edits and x > start + (not down) and y > start - came_from + down:
            x, y = x - 1, y - 1
            same.append((x, y))
        if not edits:
            same += [(n, n) for n in range(x)][::-1]
        x, y = start, start - came_from
    return same[::-1]
