"""A story changes while somebody reads it."""

import pytest
from django.utils import timezone

from articles import publishing
from tests import make
from tests.browser.axe import violations

pytestmark = pytest.mark.browser


def test_a_reader_is_told_and_reads_the_new_version(page):
    article = make.published(headline="Le pont ferme")
    page.clock.install()
    page.goto(make.live(article, timezone.now()).get_absolute_url())
    assert page.locator(".updated-card").count() == 0
    make.change(article, headline="Le pont rouvre")
    publishing.publish(article, at=timezone.now(), by=None, kind="correction", note="Le pont rouvre ce soir.")
    with page.expect_response("**/updates/**"):
        page.clock.fast_forward(61_000)
    page.get_by_text("Le pont rouvre ce soir.").wait_for()
    assert violations(page) == []
    page.locator(".updated-card .button").click()
    page.get_by_role("heading", name="Le pont rouvre").wait_for()
