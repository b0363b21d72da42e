from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "bench.side.wagtail_site"
    label = "news"
