"""What search engines read: schema.org's NewsArticle and its kin. Pure but for the addresses, which models know.

Everything is made from what its page has fetched already: no query.
"""

from functools import lru_cache
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from . import addresses
from .telling import settled, told

CONTEXT = "https://schema.org"
MOST_ORGANIZATIONS = 20  # as many as there are languages, and some that were edited
_organizations = {}
TYPES = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "review": "ReviewNewsArticle",
    "sponsored": "AdvertiserContentArticle",
}
# Which property of a NewsMediaOrganization names which page, by its purpose, or else which text in the footer
POLICIES = {
    "publishingPrinciples": ("ethics", "ethics_policy"),
    "ethicsPolicy": ("ethics", "ethics_policy"),
    "correctionsPolicy": ("corrections", "corrections_policy"),
    "ownershipFundingInfo": ("about", "about"),
}


def absolute(path):
    """The whole address of a path of ours, or of a file's address, which may be whole already."""
    if path.startswith("/") and not path.startswith("//"):
        return f"{_origin(settings.SITE_URL)}{path}"
    return urljoin(f"{settings.SITE_URL}/", path)


@lru_cache(maxsize=10)
def _origin(address):
    return urljoin(f"{address}/", "/").removesuffix("/")


def news_article(edition, parts, masthead, translations=()):
    """The JSON-LD of a story's page; `parts` are its `fetching.Parts`, `translations` its live ones."""
    bylines = parts.bylines
    data = {
        "@context": CONTEXT,
        "@type": TYPES.get(edition.genre, "NewsArticle"),
        "mainEntityOfPage": absolute(edition.get_absolute_url()),
        "url": absolute(edition.get_absolute_url()),
        "headline": edition.headline[:110],
        "description": edition.seo_description or edition.standfirst,
        "inLanguage": edition.language,
        "articleSection": edition.section.name,
        "keywords": [tag.name for tag in parts.tags],
        "wordCount": edition.words,
        "datePublished": edition.first_published_at.isoformat(),
        "dateModified": (edition.updated_at or edition.first_published_at).isoformat(),
        "isAccessibleForFree": True,
        "author": [_signer(byline) for byline in bylines if byline.role in {"words", "agency"}],
        "contributor": [_signer(byline) for byline in bylines if byline.role == "photo"],
        "translator": [_signer(byline) for byline in bylines if byline.role == "translation"],
        "publisher": organization(masthead),
        "image": _image_of(edition),
        "locationCreated": edition.dateline and {"@type": "Place", "name": edition.dateline},
        "sponsor": _sponsor(edition),
        "correction": [_correction(note) for note in edition.notes if note["kind"] == "correction"],
        "workTranslation": [_translation(other) for other in translations],
    }
    return _filled(data)


def organization(masthead):
    """The publication: the same on every page, so that search engines know it for one."""
    key = (told(masthead), *settled())
    if key not in _organizations:
        if len(_organizations) >= MOST_ORGANIZATIONS:
            _organizations.clear()
        _organizations[key] = _organization(masthead)
    return _organizations[key]


def _organization(masthead):
    home = absolute(addresses.page("frontpage:home"))
    data = {
        "@type": "NewsMediaOrganization",
        "@id": f"{absolute('/')}#organization",
        "name": masthead.name,
        "url": home,
        "logo": {"@type": "ImageObject", "url": absolute(static("img/favicon.svg"))},
        "slogan": masthead.text("motto"),
        "legalName": masthead.publisher,
        "foundingDate": masthead.founded and str(masthead.founded),
        "email": masthead.contact_email,
        "sameAs": masthead.profile_list,
        "masthead": absolute(addresses.page("authors:authors")),
    }
    return _filled(data | {name: _policy(masthead, home, *where) for name, where in POLICIES.items()})


def _policy(masthead, home, purpose, text):
    """The address of a policy: of its page, or of the place in the footer where the masthead's own text stands."""
    if address := masthead.policy_pages.get(purpose):
        return absolute(address)
    return f"{home}#{purpose}" if masthead.text(text) else ""


def website(masthead, language):
    """Of a front page."""
    site = {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": masthead.name,
        "url": absolute(addresses.page("frontpage:home")),
    }
    return site | {"inLanguage": language, "publisher": organization(masthead)}


def breadcrumbs(masthead, *steps):
    """The way from the front page down to a page; `steps` are (name, address)."""
    way = [(masthead.name, addresses.page("frontpage:home")), *steps]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(address)}
        for place, (name, address) in enumerate(way, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def way_to(edition, masthead):
    section = edition.section
    return breadcrumbs(
        masthead, (section.name, section.get_absolute_url()), (edition.headline, edition.get_absolute_url())
    )


def collection(thing, masthead, language):
    """Of the page of a section or a tag."""
    about = {"@type": "CollectionPage", "name": thing.name, "description": thing.description, "inLanguage": language}
    address = absolute(thing.get_absolute_url())
    return _filled({"@context": CONTEXT, **about, "url": address, "publisher": organization(masthead)})


def profile(author, masthead):
    """Of an author's page."""
    person = _person(author) | {
        "jobTitle": author.title,
        "description": author.bio,
        "email": "" if author.former else author.email,
        "sameAs": [link.url for link in author.links.all()],
        "knowsAbout": author.topic_list,
        "knowsLanguage": list(author.languages),
        "image": author.portrait and absolute(author.portrait.share_url),
        "worksFor": None if author.former else organization(masthead),
    }
    return {"@context": CONTEXT, "@type": "ProfilePage", "mainEntity": _filled(person)}


def share_image_path(edition):
    """The picture that is drawn of a story without one. Other words, another address: networks keep what they saw."""
    return reverse("found:share_image", args=[edition.article_id, edition.digest[:12] or "0"])


def _image_of(edition):
    if edition.lead_image and edition.lead_image.share_url:
        return [_picture(edition.lead_image, edition.lead_caption)]
    size = {"width": 1200, "height": 630}
    return [{"@type": "ImageObject", "url": absolute(share_image_path(edition)), **size}]


def _picture(image, caption):
    picture = {"@type": "ImageObject", "url": absolute(image.share_url), "creditText": image.credit}
    return _filled(picture | {"caption": caption or image.caption or image.alt_text})


def _signer(byline):
    """An agency is no person."""
    if byline.role == "agency":
        return {"@type": "Organization"} | {
            key: value for key, value in _person(byline.author).items() if key != "@type"
        }
    return _person(byline.author)


def _person(author):
    address = absolute(author.get_absolute_url())
    return {"@type": "Person", "name": author.display_name, "url": address}


def _sponsor(edition):
    if not (edition.sponsored and edition.sponsor_name):
        return None
    return _filled({"@type": "Organization", "name": edition.sponsor_name, "url": edition.sponsor_url})


def _correction(note):
    return {"@type": "CorrectionComment", "text": note["text"], "datePublished": note["at"].isoformat()}


def _translation(other):
    address = absolute(other.get_absolute_url())
    return {"@type": "NewsArticle", "inLanguage": other.language, "headline": other.headline, "url": address}


def _filled(data):
    """Without what is empty."""
    return {name: value for name, value in data.items() if value not in ("", [], None)}
