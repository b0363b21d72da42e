"""A section's address must lead to the section."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "slug"), [("fr", "admin"), ("fr", "en"), ("fr", "static-x"), ("en", "sea")])
def test_reserved_addresses_are_refused(language, slug):
    section = Section(language=language, slug=slug, name="X")
    if slug in {"admin", "en"}:
        with pytest.raises(ValidationError, match="slug"):
            section.full_clean()
    else:
        section.full_clean()


def test_the_same_slug_may_stand_in_both_languages():
    for language in ("fr", "en"):
        Section.objects.create(language=language, slug="culture", name="Culture")
    with pytest.raises(ValidationError):
        Section(language="fr", slug="culture", name="Culture").full_clean()
