"""`PLAIN_DATABASE_URL` says where its stories lie; `PLAIN_CACHE=locmem` or `PLAIN_CACHE=redis://…` puts Django's own
cache middleware around it."""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = "of the comparison, and of nothing else"  # noqa: S105  it keeps nothing
DEBUG = False
ALLOWED_HOSTS = ["*"]
SITE_URL = "http://127.0.0.1"
INSTALLED_APPS = [
    "bench.plain",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
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
]
ROOT_URLCONF = "bench.plain.urls"
WSGI_APPLICATION = "bench.plain.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": environ.Env().db_url("PLAIN_DATABASE_URL", default="sqlite:////tmp/plain.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA journal_mode=WAL; PRAGMA cache_size=-32000"}
DATABASES["default"]["CONN_MAX_AGE"] = None

PLAIN_CACHE = os.environ.get("PLAIN_CACHE", "")
if PLAIN_CACHE:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    if PLAIN_CACHE.startswith("redis"):
        CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": PLAIN_CACHE}
    cache = "django.middleware.cache."
    update, fetch = f"{cache}UpdateCacheMiddleware", f"{cache}FetchFromCacheMiddleware"
    MIDDLEWARE = [update, *MIDDLEWARE, fetch]

STATIC_URL, MEDIA_URL = "/static/", "/media/"
LANGUAGE_CODE, USE_TZ, TIME_ZONE = "en-gb", True, "Europe/Paris"
USE_I18N = False
