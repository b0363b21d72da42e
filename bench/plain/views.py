from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from .models import Article, Section
from .structured_data import news_article

READY = b"<!doctype html><title>Ready</title>" + b"<p>As long as a story's page.</p>" * 1500


def article(request, section, slug):
    articles = Article.objects.live(timezone.now()).for_page()
    article = get_object_or_404(articles, section__slug=section, slug=slug)
    context = {
        "article": article,
        "sections": Section.objects.all(),
        "structured_data": news_article(article),
        "site_url": settings.SITE_URL,
        "site_name": "The Plain Mail",
    }
    return render(request, "plain/article.html", context)


def ready(request, slug=None):
    """What the seven middlewares alone cost."""
    return HttpResponse(READY)
