"""The pages of the demo newsroom that hardly ever change, as files: TOML between lines of plus signs, then HTML."""

import tomllib

from articles import prose
from masthead.models import Page
from masthead.pages import put_in_footer

from .stories import FOLDER, one_line


def load_pages():
    translated = {}  # slugs of pages, and the pages that say they are the same in another language
    for path in sorted(FOLDER.glob("pages/*.html")):
        language, slug = path.stem.split("-", 1)
        _before, head, body = path.read_text().split("+++\n", 2)
        data = tomllib.loads(head)
        of = data.pop("translates", None)
        page = Page.objects.create(language=language, slug=slug, body=prose.clean(one_line(body)), **data)
        if of:
            translated[of] = page
    for slug, page in translated.items():
        page.translation_of = Page.objects.exclude(language=page.language).get(slug=slug)
        page.save()
    put_in_footer()
