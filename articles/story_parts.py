"""The parts that nearly every story's page has, in plain Python: templates take ten times as long."""

from html import escape
from itertools import groupby

from django.utils.html import linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from images.markup import picture

from . import addresses, cards, times


def _safe(html):
    """HTML in which each text of people's is escaped."""
    return mark_safe(html)  # noqa: S308  see above


def lead_picture(edition):
    image = edition.lead_image
    if not image:
        return ""
    drawn = picture(image, eager=True, sizes="(min-width: 75rem) 56rem, 100vw")
    caption = escape(edition.lead_caption or image.caption)
    credit = f' <small class="credit-line">{escape(image.credit)}</small>' if image.credit else ""
    below = f"<figcaption>{caption}{credit}</figcaption>" if caption or credit else ""
    return _safe(f'<figure class="lead-picture">{drawn}{below}</figure>')


def byline(edition, bylines):
    """Who had which part in it, and where it was filed."""
    signed = "".join(_credit(role, list(some), edition) for role, some in groupby(bylines, lambda one: one.role))
    dateline = f'<p class="dateline">{escape(edition.dateline)}</p>' if edition.dateline else ""
    return _safe(f'<div class="byline">{signed}{dateline}</div>' if signed or dateline else "")


def _credit(role, bylines, edition):
    names = [_signature(one.author) for one in bylines]
    names = f" {gettext('and')} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    said = f'<span class="credit-role">{_role(role, edition)}</span>'
    return f'<p class="credit credit-{role}">{said} {names}</p>'


def _role(role, edition):
    if role == "photo":
        return gettext("Photos by")
    if role == "translation":
        return gettext("Translated by")
    if role == "agency":
        return gettext("With")
    return gettext("Interview by") if edition.genre == "interview" else gettext("By")


def _signature(author):
    return f'<a rel="author" href="{author.get_absolute_url()}">{escape(author.display_name)}</a>'


def dates(edition, masthead, notes, views):
    """When it was published and updated, how long it takes, how often it was read: `views`, in words."""
    counter = addresses.numbered("readership:count", edition.article_id or 0)
    zone = f'<small class="zone">({times.zone_name()})</small>'
    lines = [f"<p>{gettext('Published on')} {_time(edition.first_published_at)} {zone}</p>"]
    if edition.updated_at:
        lines.append(f'<p class="updated">{gettext("Updated on")} {_time(edition.updated_at)}</p>')
    reading = f"<span>{times.reading_time(edition.reading_minutes)}</span>"
    counted = f'<span data-views data-count-views="{counter}">{escape(views)}</span>'
    lines.append(f'<p class="counts">{reading} {cards.DOT} {counted}</p>')
    if notes:
        said = ngettext("%(counter)s note of change", "%(counter)s notes of changes", len(notes))
        lines.append(f'<p class="to-notes"><a href="#notes">{said % {"counter": len(notes)}}</a></p>')
    if getattr(edition, "has_earlier", False) and masthead.public_versions:
        link = f'<a rel="nofollow" href="{edition.versions_address()}">{gettext("Versions of this story")}</a>'
        lines.append(f'<p class="to-versions">{link}</p>')
    return _safe(f'<div class="dates">{"".join(lines)}</div>')


def _time(at):
    return f'<time datetime="{times.machine_time(at)}">{times.short_moment(at)}</time>'


def subjects(tags):
    """The tags of a story, as links."""
    if not tags:
        return ""
    items = "".join(f'<li><a rel="tag" href="{tag.get_absolute_url()}">{escape(tag.name)}</a></li>' for tag in tags)
    return _safe(f'<nav class="tags" aria-label="{gettext("Subjects of this story")}"><ul>{items}</ul></nav>')


def author_box(author, article_id):
    """Who wrote it, with the ways to that person."""
    portrait = picture(author.portrait, ratio="1:1", decorative=True, shown=112, sizes="7rem")
    name, address = escape(author.display_name), author.get_absolute_url()
    links = [f'<a href="{address}">{gettext("All stories by %(name)s") % {"name": name}}</a>']
    if author.is_reachable:
        where = f"{addresses.page('contact:write')}?auteur={author.slug}&amp;article={article_id}"
        links.append(f'<a rel="nofollow" href="{where}">{gettext("Write to %(name)s") % {"name": name}}</a>')
    if author.email and not author.former:
        links.append(f'<a href="mailto:{escape(author.email)}">{escape(author.email)}</a>')
    return _safe(
        f'<section class="author-box">{_wrapped("portrait", portrait)}<div>'
        f'<h2><a rel="author" href="{address}">{name}</a></h2>'
        + (f'<p class="job-title">{escape(author.title)}</p>' if author.title else "")
        + _wrapped("biography", author.bio and linebreaks(author.bio, autoescape=True))
        + f'<ul class="author-links">{"".join(f"<li>{link}</li>" for link in links)}</ul></div></section>'
    )


def _wrapped(name, html):
    return f'<div class="{name}">{html}</div>' if html else ""
