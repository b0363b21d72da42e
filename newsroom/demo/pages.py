"""The pages of the demo newsroom that hardly ever change, as files: TOML between lines of plus signs, then HTML."""

import tomllib

from articles import prose
from masthead.models import Page
from masthead.pages import put_in_footer

from .stories import FOLDER, one_line


def load_pages():
    for path in sorted(FOLDER.glob("pages/*.html")):
        language, slug = path.stem.split("-", 1)
        _before, head, body = path.read_text().split("+++\n", 2)
        data = tomllib.loads(head)
        data.pop("translates", None)
        Page.objects.create(language=language, slug=slug, body=prose.clean(one_line(body)), **data)
    put_in_footer()
