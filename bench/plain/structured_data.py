from django.conf import settings
from django.templatetags.static import static


def absolute(path):
    return settings.SITE_URL + path


def news_article(article):
    address, picture = absolute(article.get_absolute_url()), article.lead_picture
    author = {"@type": "Person", "name": article.author.name, "url": absolute(article.author.get_absolute_url())}
    logo = {"@type": "ImageObject", "url": absolute(static("plain/logo.svg"))}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "url": address,
        "headline": article.headline[:110],
        "description": article.standfirst,
        "inLanguage": "en",
        "articleSection": article.section.name,
        "keywords": [tag.name for tag in article.tags.all()],
        "wordCount": article.words,
        "datePublished": article.published.isoformat(),
        "dateModified": (article.updated or article.published).isoformat(),
        "isAccessibleForFree": True,
        "author": [author],
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Plain Mail", "url": absolute("/"), "logo": logo},
        "image": [{"@type": "ImageObject", "url": absolute(picture.url("16:9")), "creditText": picture.credit}],
    }
