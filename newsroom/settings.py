"""The one settings file. Every value that a site may change comes from the environment: see the table in README.md."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")

# The site
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key("SECRET_KEY", DATA_DIR)
PORT = env.number("PORT", 8000, lowest=1, highest=65535)
SITE_URL = env.address("SITE_URL", f"http://127.0.0.1:{PORT}")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname, "127.0.0.1", "localhost", *env.words("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django_tasks",
    "django_tasks_db",
    "newsroom",
    "desk",
    "frontpage",
    "readership",
    "articles",
    "authors",
    "masthead",
    "images",
    "taggit",
    "django_prose_editor",
    "js_asset",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.middleware.moment",
    "newsroom.readers.queries.readers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.language",
    "newsroom.maintenance.maintenance",
    "newsroom.middleware.no_nul",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.middleware.AdminPolicyMiddleware",
    "newsroom.middleware.DatabaseAwayMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FORMS_URLFIELD_ASSUME_HTTPS = True  # what Django 6 does by itself

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context_processors.site",
            ],
        },
    },
]

# Data
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE takes the write lock at the start: a transaction that reads and then writes can't fail half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds to wait for another writer
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4000",
    }
    # A file, so that tests with two connections meet the same locks as in production.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60  # seconds

# "process": what is asked thousands of times a second, and need not be the same in two processes for a second or two.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
REDIS_URL = env.text("REDIS_URL")
if REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    CACHES["default"]["KEY_PREFIX"] = urlsplit(SITE_URL).netloc  # two newsrooms may share one
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

# Readers' pages in the memory of each process, in front of Django; 0: none are kept
READER_CACHE_MB = env.number("READER_CACHE_MB", 24, highest=100_000)
# How long a CDN may keep a page that nothing changes; see docs/operations.md before it is more than 0
CDN_SECONDS = env.number("CDN_SECONDS", 0, highest=365 * 24 * 3600)
CLOUDFLARE_ZONE, CLOUDFLARE_TOKEN = env.both_or_none("CLOUDFLARE_ZONE", "CLOUDFLARE_TOKEN")
FASTLY_SERVICE, FASTLY_TOKEN = env.both_or_none("FASTLY_SERVICE", "FASTLY_TOKEN")
VARNISH = [env.address("VARNISH_URL", None)] if env.text("VARNISH_URL") else []

# Files
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "avif", "woff", "woff2", "br", "gz", "map"]
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    # Renditions, public: making one again replaces it. Originals and masters, for nobody but us.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"allow_overwrite": True}},
    "originals": {"BACKEND": "images.storages.PrivateDisk", "OPTIONS": {"location": DATA_DIR / "originals"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

S3_BUCKET = env.text("S3_BUCKET")
S3_PUBLIC_URL = ""
if S3_BUCKET:
    S3_PUBLIC_URL = env.web_folder("S3_PUBLIC_URL")
    access_key, secret_key = env.both_or_none("S3_ACCESS_KEY", "S3_SECRET_KEY")
    s3 = {
        "endpoint_url": env.address("S3_ENDPOINT", None),  # None: Amazon's
        "region_name": env.text("S3_REGION") or None,
        "access_key": access_key,
        "secret_key": secret_key,
        "signature_version": "s3v4",
    }
    public = {
        "bucket_name": S3_BUCKET,
        "custom_domain": S3_PUBLIC_URL.partition("//")[2],
        "url_protocol": S3_PUBLIC_URL.partition("//")[0],
        "querystring_auth": False,
        "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},  # other contents, other names
    }
    private = {"bucket_name": env.text_other_than("S3_PRIVATE_BUCKET", "S3_BUCKET"), "file_overwrite": False}
    STORAGES["default"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": s3 | public}
    STORAGES["originals"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": s3 | private}

# What is done in the background: `manage.py work`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# E-mails to the newsroom: `smtp+tls://user:password@host:587`, `smtp+ssl://…:465`; without a server, to the console
mail_server = env.mail_server("EMAIL_URL", "consolemail://")
EMAIL_BACKEND = mail_server["BACKEND"]
EMAIL_HOST, EMAIL_PORT = mail_server["HOST"], mail_server["PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail_server["HOST_USER"], mail_server["HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = bool(mail_server["USE_TLS"]), bool(mail_server["USE_SSL"])
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_address("EMAIL_FROM", f"marbre@{urlsplit(SITE_URL).hostname}")

# Languages and times. The default language has no prefix in addresses; the other one does.
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LANGUAGE_CODE = env.choice("LANGUAGE_CODE", "fr", dict(LANGUAGES))
TIME_ZONE = env.time_zone("TIME_ZONE", "Europe/Paris")
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# Tags
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True

# Sign-in
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["desk.permissions.DeskBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Security
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes of a form, files not counted: a very long story has about 1 MB

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # The nonce is only sent where a page asks for it: the admin's import map. Readers' pages stay cacheable.
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", *env.origins(S3_PUBLIC_URL)],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
