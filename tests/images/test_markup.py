"""`{% picture %}`: what browsers may choose from, and what they get while it is still being made."""

import re

import pytest
from django.template import Context, Template

from images import renditions
from images.markup import picture
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh():
    """As an upload leaves it: two widths of WebP, uncut."""
    return make.image(focal_x=0.9, focal_y=0.1)


@pytest.fixture
def complete():
    size = (1600, 1000)
    made = {
        ratio: {"mark": renditions.mark(ratio, (0.5, 0.5)), **renditions.plan(size, ratio)}
        for ratio in renditions.RATIOS
    }
    return make.image(renditions=made)


def attribute(html, name, tag="img"):
    return re.search(rf'<{tag} [^>]*\b{name}="([^"]*)"', html)[1]


def test_all_formats_are_offered_the_smallest_files_first(complete):
    html = picture(complete, ratio="16:9", sizes="50vw")
    assert re.findall(r'<source type="([^"]+)"', html) == ["image/avif", "image/webp"]
    assert attribute(html, "srcset", "source").count("w") > 4
    assert attribute(html, "src").endswith("16x9-50-50-640.jpg")
    assert attribute(html, "srcset").endswith("16x9-50-50-1280.jpg 1280w")
    assert html.count('sizes="50vw"') == 3


@pytest.mark.parametrize(
    ("ratio", "shape"), [("free", (640, 400)), ("16:9", (640, 360)), ("4:3", (640, 480)), ("1:1", (640, 640))]
)
def test_width_and_height_are_those_of_the_ratio_made_or_not(complete, fresh, ratio, shape):
    for image in (complete, fresh):
        html = picture(image, ratio=ratio)
        assert (int(attribute(html, "width")), int(attribute(html, "height"))) == shape


def test_as_long_as_there_is_no_crop_the_style_sheet_cuts_the_whole_picture(fresh, complete):
    html = picture(fresh, ratio="1:1")
    assert attribute(html, "src").endswith("/free-960.webp")
    assert attribute(html, "class") == "picture uncut uncut-1x1 focus-right-top"
    assert "<source" not in html
    assert attribute(picture(fresh), "class") == attribute(picture(complete, ratio="1:1"), "class") == "picture"


def test_a_picture_without_any_rendition_is_nothing():
    image = make.image(renditions={})
    assert picture(image) == picture(None) == ""
    assert (image.url, image.thumbnail_url, image.preview_url, image.share_url, image.srcset) == ("",) * 5
    assert image.crop_url("1:1") == ""


def test_lazy_but_for_the_one_that_is_seen_first(fresh):
    assert 'loading="lazy"' in picture(fresh)
    eager = picture(fresh, eager=True)
    assert 'fetchpriority="high"' in eager
    assert "lazy" not in eager


def test_words_are_escaped_and_left_out_where_they_would_be_said_twice(fresh):
    fresh.alt_text = '"><script>alert(1)</script>'
    assert "<script" not in picture(fresh)
    assert attribute(picture(fresh, decorative=True), "alt") == ""
    assert 'sizes="&quot;' in picture(fresh, sizes='"')


def test_a_template_that_leaves_things_undefined_gets_the_usual(fresh):
    html = Template("{% load pictures %}{% picture image ratio=none sizes=nothing eager=nowhere %}").render(
        Context({"image": fresh})
    )
    assert attribute(html, "sizes") == "100vw"
    assert 'loading="lazy"' in html


def test_no_query_is_made(complete, django_assert_num_queries):
    with django_assert_num_queries(0):
        for ratio in renditions.RATIOS:
            picture(complete, ratio=ratio)
        assert complete.share_url.endswith("16x9-50-50-1280.jpg")


def test_the_addresses_of_the_desk(fresh, complete):
    assert fresh.thumbnail_url.endswith("/free-320.webp")
    assert fresh.url.endswith("/free-960.webp")
    assert fresh.share_url.endswith("/free-960.webp")
    assert complete.preview_url.endswith("/free-1600.webp")
    assert complete.crop_url("4:3", 320).endswith("/4x3-50-50-320.webp")
    assert fresh.crop_url("4:3").endswith("/free-960.webp")


@pytest.mark.usefixtures("at_noon")
class TestOnPages:
    def test_a_card_a_story_and_a_portrait(self, client, complete):
        make.masthead()
        author = make.author(portrait=complete)
        article = make.published(bylines=[author], lead_image=complete, at=make.NOON - make.DAY)
        home = client.get("/").content.decode()
        assert "16x9-50-50" in home
        story = client.get(make.live(article, make.NOON).get_absolute_url()).content.decode()
        assert "free-1280.avif" in story
        assert re.search(r'property="og:image" content="[^"]+/16x9-50-50-1280\.jpg"', story)
        assert "1x1-50-50-320.avif" in story
        assert "1x1-50-50" in client.get(author.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("layout", ["column", "wide", "half"])
    def test_a_figure_in_its_layouts_with_its_own_credit(self, client, complete, layout):
        make.masthead()
        figure = (
            f'<figure data-image-id="{complete.pk}" data-layout="{layout}" data-credit="Archives &amp; co"></figure>'
        )
        article = make.published(body=f"<p>Un texte.</p>{figure}", at=make.NOON - make.DAY)
        story = client.get(make.live(article, make.NOON).get_absolute_url()).content.decode()
        assert f"figure-{layout}" in story
        assert "Archives &amp; co" in story
        assert "Agence" not in story
