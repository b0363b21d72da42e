"""What a node is once its parts are fitted: one attribution at the end, tables without holes, no empty boxes."""

from .tree import Element

SPACES = " \t\n"
MOST_COLUMNS = 60
MOST_CELLS = 10_000  # of a table, with the ones that fill its holes


def text(child):
    """What there is to see: words and line breaks."""
    return child if isinstance(child, str) else "\n" if child.tag == "br" else "".join(map(text, child.children))


def blank(children):
    """Whether there is nothing to read in them."""
    return not "".join(map(text, children)).strip()


def stripped(words):
    """Without spaces at both ends."""
    words = list(words)
    while words and isinstance(words[0], str) and not words[0].strip(SPACES):
        del words[0]
    while words and isinstance(words[-1], str) and not words[-1].strip(SPACES):
        del words[-1]
    if words and isinstance(words[0], str):
        words[0] = words[0].lstrip(SPACES)
    if words and isinstance(words[-1], str):
        words[-1] = words[-1].rstrip(SPACES)
    return words


def _if_any(element):
    return [] if blank(element.children) else [element]


def _list(element):
    """A list that stands between items belongs to the item before it."""
    items = []
    for item in element.children:
        if items and item.children[0].tag in {"ul", "ol"}:
            items[-1].children += item.children
        else:
            items.append(item)
    element.children = items
    return _if_any(element)


def _quotation(element):
    """The last attribution is the one; others, and one of nothing, are words like any."""
    said = [child for child in element.children if child.tag != "footer"]
    *others, last = [child for child in element.children if child.tag == "footer"] or [None]
    if last and not (said or others):
        others, last = [last], None
    said += [Element("p", {}, footer.children[0].children) for footer in others]
    element.children = said + ([last] if last else [])
    return _if_any(element)


def _figure(element):
    """One caption: several are read one after the other."""
    captions = [caption.children for caption in element.children]
    if len(captions) > 1:
        words = [word for caption in captions for word in (*caption, " ")][:-1]
        element.children = [Element("figcaption", {}, words)]
    return [element]


def _gallery(element):
    """Pictures in a gallery have no layout of their own; one alone is no gallery."""
    if len(element.children) < 2:
        return element.children
    for picture in element.children:
        picture.attributes.pop("data-layout", None)
    return [element]


def _key_points(element):
    """A title, if there is one, and one list; without points there is no such box."""
    lists = [child for child in element.children if child.tag == "ul"]
    titles = [child for child in element.children if child.tag == "h3"]
    if not lists:
        return titles
    items = [item for points in lists for item in points.children]
    items += [Element("li", {}, [Element("p", {}, title.children)]) for title in titles[1:]]
    element.children = [*titles[:1], Element("ul", {}, items)]
    return [element]


def _timeline(element):
    return [element] if element.children else []


SHAPES = {
    "bullet-list": _list,
    "ordered-list": _list,
    "quotation": _quotation,
    "pull-quote": _quotation,
    "picture": _figure,
    "gallery": _gallery,
    "embed": _figure,
    "fact-box": _if_any,
    "key-points": _key_points,
    "note": _if_any,
    "timeline": _timeline,
    "table": _if_any,
}


# Tables


def regular(rows):
    """Rows of cells as `tr` elements without holes and overlaps; None where there are more cells than anybody reads."""
    laid, above = [], {}
    for index, row in enumerate(rows):
        taken = _lay(row, above, len(rows) - index)
        if taken is None:
            return None
        laid.append(taken)
        above = {column: left - 1 for column, left in taken.items() if left > 1}
    columns = max((max(taken, default=-1) + 1 for taken in laid), default=0)
    if columns * len(rows) > MOST_CELLS:
        return None
    _span_only_what_stays(rows)
    return [
        Element("tr", {}, row + [Element("td") for _ in range(columns - len(taken))])
        for row, taken in zip(rows, laid, strict=True)
        if row
    ]


def _lay(row, above, below):
    """The columns that a row takes, each with the number of rows that it is taken for; None where it is too wide.

    `above` is the same for what the rows above have taken, `below` the number of rows that are left.
    """
    taken, column = dict(above), 0
    for cell in row:
        while column in taken:
            column += 1
        if column >= MOST_COLUMNS:
            return None
        width = 1
        while width < _span(cell, "colspan") and column + width not in taken:
            width += 1
        depth = min(_span(cell, "rowspan"), below)
        _set_spans(cell, width, depth)
        taken |= dict.fromkeys(range(column, column + width), depth)
    return taken


def _span_only_what_stays(rows):
    """A row without a cell of its own goes; cells that reached into it are that much less high."""
    for index, row in enumerate(rows):
        for cell in row:
            depth = sum(map(bool, rows[index : index + _span(cell, "rowspan")]))
            _set_spans(cell, _span(cell, "colspan"), depth)


def _span(cell, name):
    return int(cell.attributes.get(name, 1))


def _set_spans(cell, width, depth):
    spans = {"colspan": width, "rowspan": depth}
    cell.attributes = {name: str(value) for name, value in spans.items() if value > 1}
