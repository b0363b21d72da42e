"""The settings of `wagtail start` for production. `WAGTAIL_DATABASE_URL` says where its pages lie; `WAGTAIL_TUNED=1`
does what Wagtail's documentation has to say on performance; `WAGTAIL_CACHE=1` puts Django's cache middleware around it.
"""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = "of the comparison, and of nothing else"  # noqa: S105  it keeps nothing
DEBUG = False
ALLOWED_HOSTS = ["*"]
SITE_URL = "http://127.0.0.1"
SITE_NAME = WAGTAIL_SITE_NAME = "The Estuary"
TUNED, CACHED = os.environ.get("WAGTAIL_TUNED") == "1", os.environ.get("WAGTAIL_CACHE") == "1"

INSTALLED_APPS = [
    "bench.side.wagtail_site",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "bench.side.wagtail_site.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # its loader is cached, as DEBUG is off
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": environ.Env().db_url("WAGTAIL_DATABASE_URL")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA cache_size=-32000"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = None

MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {"default": {"BACKEND": MEMORY}}
if TUNED:
    CACHES["renditions"] = {"BACKEND": MEMORY, "LOCATION": "renditions", "OPTIONS": {"MAX_ENTRIES": 100_000}}
if CACHED:
    update, fetch = (f"django.middleware.cache.{name}Middleware" for name in ("UpdateCache", "FetchFromCache"))
    MIDDLEWARE = [update, *MIDDLEWARE, fetch]

STATIC_URL, MEDIA_URL = "/static/", "/media/"
MEDIA_ROOT = BASE_DIR / "media"  # nothing is put there: pages only need the addresses
LANGUAGE_CODE, USE_TZ, TIME_ZONE, USE_I18N = "en-gb", True, "Europe/Paris", False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_BASE_URL = SITE_URL
