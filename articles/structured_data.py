"""What search engines read: schema.org's NewsArticle and its kin. Pure but for the addresses, which models know."""

from urllib.parse import urljoin

from django.conf import settings

TYPES = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "review": "ReviewNewsArticle",
    "sponsored": "AdvertiserContentArticle",
}


def absolute(path):
    return urljoin(f"{settings.SITE_URL}/", path)


def news_article(edition, masthead):
    """The JSON-LD of a story's page, from what the page has fetched already: no query."""
    data = {
        "@context": "https://schema.org",
        "@type": TYPES.get(edition.genre, "NewsArticle"),
        "mainEntityOfPage": absolute(edition.get_absolute_url()),
        "headline": edition.headline[:110],
        "description": edition.seo_description or edition.standfirst,
        "inLanguage": edition.language,
        "articleSection": edition.section.name,
        "keywords": [tag.name for tag in edition.tags.all()],
        "wordCount": edition.words,
        "datePublished": edition.first_published_at.isoformat(),
        "dateModified": (edition.updated_at or edition.first_published_at).isoformat(),
        "isAccessibleForFree": True,
        "author": [_person(byline.author) for byline in edition.bylines.all() if byline.role == byline.Role.WORDS],
        "publisher": _organization(masthead),
    }
    if edition.lead_image:
        data["image"] = [_picture(edition.lead_image)]
    if edition.sponsored and edition.sponsor_name:
        data["sponsor"] = {"@type": "Organization", "name": edition.sponsor_name, "url": edition.sponsor_url}
    if corrections := [_correction(note) for note in edition.notes if note["kind"] == "correction"]:
        data["correction"] = corrections
    return {name: value for name, value in data.items() if value not in ("", [], None)}


def _person(author):
    return {"@type": "Person", "name": author.display_name, "url": absolute(author.get_absolute_url())}


def _organization(masthead):
    return {"@type": "NewsMediaOrganization", "name": masthead.name, "url": absolute("/")}


def _picture(image):
    url = absolute(image.share_url)
    return {"@type": "ImageObject", "url": url, "creditText": image.credit, "caption": image.caption or image.alt_text}


def _correction(note):
    return {"@type": "CorrectionComment", "text": note["text"], "datePublished": note["at"].isoformat()}
