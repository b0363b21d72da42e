"""The demo newsroom never mixes with real stories."""

import pytest
from django.core.management import call_command

from articles.models import Article
from tests import make


@pytest.mark.django_db
def test_a_newsroom_with_stories_is_left_alone(capsys):
    make.article()
    call_command("load_demo")
    assert "left out" in capsys.readouterr().out
    assert Article.objects.count() == 1
