"""The contact page in a browser, with a mistake in the form: usable by everybody, and nothing is lost."""

import re

import pytest

from readership.models import Message
from tests import make
from tests.browser.axe import violations

pytestmark = pytest.mark.browser


@pytest.mark.expected_in_console(re.compile(".*responded with a status of 422"))
def test_a_mistake_is_put_right_and_the_message_arrives(page):
    author = make.author(display_name="Noémie Astruc", email="noemie@example.org")
    page.goto(f"/contact/?auteur={author.slug}")
    found = violations(page)
    page.fill("[name=name]", "Anne")
    page.fill("[name=email]", "anne")
    page.fill("[name=subject]", "Le quai")
    page.fill("[name=text]", "Une question.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"  # what machines fall for is out of the way
    page.keyboard.press("Enter")
    page.locator(".contact-problems a").click()
    assert page.evaluate("document.activeElement.name") == "email"
    found += violations(page)
    page.fill("[name=email]", "anne@example.org")
    page.keyboard.press("Enter")
    page.locator(".notice-page h1").wait_for()
    message = Message.objects.get()
    assert (message.author, message.name, message.text) == (author, "Anne", "Une question.")
    assert found == [], "\n" + "\n".join(found)
