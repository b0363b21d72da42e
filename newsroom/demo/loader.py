"""Loads the demo newsroom, through the verbs that editors use: every state of a story is one that can be reached."""

from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context

from django.core.files.base import ContentFile
from django.db import transaction

from articles import prose, publishing
from articles.models import Article, Byline, RelatedPick, Section, Tag
from authors.models import Author, AuthorLink
from images import uploading
from images.models import Image
from images.tasks import WHENEVER
from masthead.models import Masthead, PressQuote

from .accounts import make_accounts
from .fronts import arrange_fronts
from .pages import load_pages
from .painting import paint, paint_portrait
from .pictures import PORTRAITS
from .readers import count_views, load_messages
from .stories import read_newsroom, read_stories


def load(now, tell):
    """Load everything in one transaction, as it would stand at `now`; `tell` is called with each step's name."""
    newsroom, stories = read_newsroom(), read_stories()
    # "spawn", because a forked copy of a process with open connections is trouble.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        jobs = _start_drawing(pool, newsroom, stories)
        with transaction.atomic():
            tell("accounts, masthead, sections")
            users = make_accounts()
            _load_masthead(newsroom)
            load_pages()
            _load_sections(newsroom)
            tell("authors and their portraits")
            authors = _load_authors(newsroom, users, jobs)
            articles = {}
            for number, story in enumerate(sorted(stories, key=lambda story: -story.age_days), start=1):
                if number % 10 == 1:
                    tell(f"stories and their pictures, {number} of {len(stories)}")
                articles[story.slug] = _write(story, authors, jobs, now)
            tell("publishing")
            _link(stories, articles)
            for story in stories:
                _publish(story, articles[story.slug], users[None], now)
            arrange_fronts(now)
            load_messages(now)


def _start_drawing(pool, newsroom, stories):
    jobs = {
        author["slug"]: pool.submit(paint_portrait, author["slug"], seed)
        for seed, author in enumerate(newsroom["authors"])
        if author["slug"] in PORTRAITS
    }
    for seed, story in enumerate(sorted(stories, key=lambda story: -story.age_days)):
        for picture in story.pictures:
            jobs[story.slug, picture.key] = pool.submit(paint, picture.scene, picture.light, seed)
    return jobs


def _load_masthead(newsroom):
    masthead = Masthead.objects.create(language="fr", age_warning_days=365, **newsroom["masthead"])
    PressQuote.objects.bulk_create(PressQuote(masthead=masthead, **quote) for quote in newsroom["press_quotes"])


def _load_sections(newsroom):
    Section.objects.bulk_create(
        Section(position=position, **section) for position, section in enumerate(newsroom["sections"])
    )
    for tag in newsroom["tags"]:
        Tag.objects.create(**tag)


def _load_authors(newsroom, users, jobs):
    authors = {}
    for data in newsroom["authors"]:
        links, topics = data.pop("links"), data.pop("topics")
        author = Author(topics=", ".join(topics), user=users.get(data["slug"]), **data)
        if author.slug in jobs:
            author.portrait = Image(alt_text=author.display_name, credit="Dessin L’Estran", focal_y=0.4)
            _keep(author.portrait, jobs[author.slug], author.slug)
        author.save()
        AuthorLink.objects.bulk_create(
            AuthorLink(author=author, label=label, url=url, position=position)
            for position, (label, url) in enumerate(links)
        )
        authors[author.slug] = author
    return authors


def _write(story, authors, jobs, now):
    """The working copy, as a journalist would have left it."""
    story = story.after(0)
    images = {picture.key: _keep_picture(story, picture, jobs) for picture in story.pictures}
    written_at = story.published_at(now) - timedelta(hours=3)
    words = ("headline", "kicker", "standfirst", "language", "genre", "dateline", "slug", "note_for_colleagues")
    words += ("seo_title", "seo_description", "sponsor_name", "sponsor_url")
    article = Article.objects.create(
        **{name: getattr(story, name) for name in words},
        section=Section.objects.get(language=story.language, slug=story.section),
        body=_clean(story, story.body_with({key: image.pk for key, image in images.items()}, {})),
        lead_image=images.get("lead"),
        created_at=written_at,
        created_by=next((authors[slug].user for slug, _role in story.bylines), None),
    )
    article.tags.set(story.tags)
    for position, (slug, role) in enumerate(story.bylines):
        Byline.objects.create(article=article, author=authors[slug], role=role, position=position)
    article.note_change(written_at)
    return article


def _clean(story, body):
    """As the form would have saved it."""
    return prose.clean(body, sponsored=story.genre == "sponsored")


def _keep_picture(story, picture, jobs):
    image = Image(alt_text=picture.alt, caption=picture.caption, credit=picture.credit)
    _keep(image, jobs[story.slug, picture.key], f"{story.slug[:40]}-{picture.key}")
    return image


def _keep(image, job, name):
    """As an upload would be kept, but that what was drawn is its own original."""
    prepared = job.result()
    uploading.keep(image, prepared, ContentFile(prepared.master), f"{name}.jpg", priority=WHENEVER)


def _link(stories, articles):
    for story in stories:
        article = articles[story.slug]
        for position, slug in enumerate(story.related):
            RelatedPick.objects.create(article=article, other=articles[slug], position=position)
        if story.translation_of:
            article.translation_of = articles[story.translation_of]
            article.save(update_fields=["translation_of"])
        if story.leads_elsewhere:
            article.body = _body(story.after(0), article)
            article.save(update_fields=["body"])
        if story.related or story.leads_elsewhere:
            article.note_change(article.edited_at)


def _publish(story, article, by, now):
    at = story.published_at(now)
    if story.state in UNPUBLISHED:
        UNPUBLISHED[story.state](article, by, now)
        return
    publishing.publish(article, at=at, by=by)
    count_views(story, article, now)
    for number, later in enumerate(story.later, start=1):
        _publish_again(story.after(number), later, article, at + timedelta(hours=later.hours), by)
    if story.changed_standfirst:
        article.refresh_from_db()
        article.standfirst = story.changed_standfirst
        article.save(update_fields=["standfirst"])
        article.note_change(now - timedelta(minutes=20))
    if story.state == "withdrawn":
        reason, notice = story.withdrawn_reason, story.withdrawn_notice
        publishing.withdraw(article, at=at + timedelta(hours=5), by=by, reason=reason, notice=notice)


def _publish_again(story, later, article, at, by):
    article.refresh_from_db()
    article.headline, article.standfirst = story.headline, story.standfirst
    article.body = _body(story, article)
    article.save(update_fields=["headline", "standfirst", "body"])
    article.note_change(at)
    publishing.publish(article, at=at, by=by, kind=later.kind, note=later.note)


def _body(story, article):
    return _clean(story, story.body_with(_ids(story, article), _numbers()))


def _ids(story, article):
    return dict(zip((figure.key for figure in story.figures), prose.image_ids(article.body), strict=True))


def _numbers():
    """The stories' numbers by slug: what their texts lead to."""
    return dict(Article.objects.values_list("slug", "pk"))


def _leave(stage):
    def leave(article, by, now):
        article.stage = stage
        article.save(update_fields=["stage"])

    return leave


def _schedule(article, by, now):
    publishing.schedule(article, when=now + timedelta(days=1), at=now, by=by)


def _embargo(article, by, now):
    article.embargoed_until = now + timedelta(days=1, hours=6)
    article.save(update_fields=["embargoed_until"])
    publishing.schedule(article, when=article.embargoed_until, at=now, by=by)


UNPUBLISHED = {
    "draft": _leave(Article.Stage.DRAFT),
    "submitted": _leave(Article.Stage.SUBMITTED),
    "approved": _leave(Article.Stage.APPROVED),
    "scheduled": _schedule,
    "embargoed": _embargo,
}
