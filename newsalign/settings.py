"""All settings, from the environment (or a file `.env`); README.md has the table."""

import math
from pathlib import Path
from typing import Literal

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")


def number(name: str, default: float, least: float) -> float:
    try:
        value = env.float(name, default=default)
    except ValueError:
        value = math.nan
    if not least <= value < math.inf:
        raise ImproperlyConfigured(f"Set {name} to a number, {least:g} at least.")
    return float(value)


DEBUG: bool = env.bool("DEBUG", default=False)
DATA_DIR = BASE_DIR / env.str("DATA_DIR", default="var")
DATA_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY: str = env.str("SECRET_KEY", default="only-for-debug" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random text, or DEBUG=1 on a developer's machine."
    )
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
    "newsalign.web",
    "newsalign.accounts",
    "newsalign.library",
    "newsalign.bitext",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "newsalign.web.middleware.CharsetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsalign.accounts.guests.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsalign.web.middleware.VaryOnHtmxMiddleware",
    "newsalign.web.middleware.AdminListMiddleware",
]

ROOT_URLCONF = "newsalign.urls"
WSGI_APPLICATION = "newsalign.wsgi.application"
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
                "django.template.context_processors.i18n",
                "newsalign.accounts.guests.reading",
            ],
        },
    },
]

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'newsalign.sqlite3'}")
}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured(
        "DATABASE_URL is the address of a database: postgres://user:password@host/name"
    )
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    if DATABASES["default"]["NAME"] != ":memory:":
        DATABASES["default"]["NAME"] = BASE_DIR / DATABASES["default"]["NAME"]
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Background work waits in the database, or in Redis where many hosts share it.
TASKS_URL: str = env.str("TASKS_URL", default="")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# `./run manage work` calls this; another queue brings another worker.
WORKER_COMMAND = "db_worker"
WORKER_ARGUMENTS = ["--no-reload", "--interval", "0.5", "--no-startup-delay"]
if TASKS_URL:
    if not TASKS_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("TASKS_URL is the address of a Redis: redis://host:6379/0")
    INSTALLED_APPS.append("django_rq")
    RQ_QUEUES = {"default": {"URL": TASKS_URL, "DEFAULT_TIMEOUT": -1}}
    RQ_SHOW_ADMIN_LINK = False
    TASKS = {"default": {"BACKEND": "django_tasks_rq.RQBackend"}}
    WORKER_COMMAND = "rqworker"
    # One process for all its jobs: a fork for each would load the models again each time.
    WORKER_ARGUMENTS = [
        "default",
        "--job-class=django_tasks_rq.Job",
        "--worker-class=rq.SimpleWorker",
    ]
# A worker that is not heard of for so long has died: another takes its job up.
JOB_LEASE_SECONDS = number("JOB_LEASE_SECONDS", default=60, least=1)

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "login"
# Whether articles, pairs and comparisons can be read without signing in.
GUESTS_MAY_READ: bool = env.bool("GUESTS_MAY_READ", default=False)
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE: str = env.str("LANGUAGE_CODE", default="en")
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE: str = env.str("TIME_ZONE", default="Europe/Minsk")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsalign.web.storage.HashedStaticFiles"
    },
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Cookies travel over plain HTTP on one's own machine; behind TLS say HTTPS=1.
HTTPS: bool = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

UPLOAD_MAX_BYTES = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "newsalign.web.uploads.BoundedUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 4
# A pasted page travels in the form itself, twice in a pair, and URL-encoding can triple it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * UPLOAD_MAX_BYTES
# The admin sends four fields for every bead of an alignment.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SOURCE_LANGUAGE: str = env.str("SOURCE_LANGUAGE", default="ru")
TARGET_LANGUAGE: str = env.str("TARGET_LANGUAGE", default="en")
if SOURCE_LANGUAGE == TARGET_LANGUAGE:
    raise ImproperlyConfigured("Set SOURCE_LANGUAGE and TARGET_LANGUAGE to different languages.")
PACKAGES_DIR = BASE_DIR / env.str("PACKAGES_DIR", default=str(DATA_DIR / "packages"))
PACKAGE_MAX_BYTES = int(number("PACKAGE_MAX_MB", default=2048, least=1) * 1024 * 1024)
# Asked only when an administrator asks for it.
PACKAGE_INDEX_URL: str = env.str("PACKAGE_INDEX_URL", default="")
LEXICONS_DIR = DATA_DIR / "lexicons"
TRANSLATION_DEVICE: Literal["cpu", "cuda", "auto"] = env.str("TRANSLATION_DEVICE", default="cpu")
if TRANSLATION_DEVICE not in ("cpu", "cuda", "auto"):
    raise ImproperlyConfigured("Set TRANSLATION_DEVICE to cpu, cuda or auto.")
TRANSLATION_COMPUTE_TYPE: str = env.str("TRANSLATION_COMPUTE_TYPE", default="int8")
TRANSLATION_THREADS = int(number("TRANSLATION_THREADS", default=0, least=0))

# LibreTranslate's /translate, /languages and /detect, for programs that have a token.
TRANSLATION_API: bool = env.bool("TRANSLATION_API", default=False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
