"""What search engines read: the same parts as on the plain page."""

import json

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def news_article(page, section, tags, request):
    address = page.get_full_url(request)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "url": address,
        "headline": page.title,
        "description": page.standfirst,
        "articleSection": section.title,
        "keywords": [tag.name for tag in tags],
        "wordCount": page.words,
        "datePublished": page.published.isoformat(),
        "dateModified": page.published.isoformat(),
        "isAccessibleForFree": True,
        "author": {"@type": "Person", "name": page.author.name, "url": f"/authors/{page.author.slug}/"},
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": settings.SITE_URL},
    }
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  escaped above
