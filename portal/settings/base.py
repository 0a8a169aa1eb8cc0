"""Settings that every deployment shares. Safe for production; `dev` and `demo` loosen what they must.

Every environment variable is read here, once. `.env.example` lists them all.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from .api_options import *
from .environment import SQLITE, Environment
from .search_options import *
from .security_options import *
from .sign_in_options import *
from .wagtail_options import *

ROOT = Path(__file__).resolve().parents[2]

env = Environment()
env.read_env(ROOT / ".env")

# --- Where this installation keeps its own files --------------------
DATA_DIR = Path(env.str("DATA_DIR", default=str(ROOT / "var"))).resolve()
DEBUG = env.bool("DEBUG", default=False)
DEMO = False
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

# --- Applications --------------------
INSTALLED_APPS = [
    "portal",
    "portal.accounts.apps.AccountsConfig",
    "portal.home",
    "portal.search.apps.SearchConfig",
    "portal.api",
    "news",
    "programs.events",
    "programs.policies",
    "programs.companies",
    "programs.taxonomy",
    "programs.sheets",
    "media",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.contrib.typed_table_block",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "portal.accounts.apps.SignInGuardConfig",
    "portal.accounts.apps.MaintenanceConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "portal.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.middleware.ContentPolicyMiddleware",
    "portal.api.middleware.ReadingMiddleware",
    "portal.middleware.HostileInputMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.middleware.VaryOnDisplayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.DownloadLimitMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "portal.middleware.SignsMiddleware",
    "portal.middleware.WriteTransactionMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.home.context_processors.chrome",
            ],
        },
    },
]

# --- Database: SQLite until DATABASE_URL names a PostgreSQL server --------------------
DATABASES = {"default": env.database("DATABASE_URL", default=DATA_DIR / "portal.sqlite3")}
_database = DATABASES["default"]
_options = _database.setdefault("OPTIONS", {})  # what the URL asks for, such as ?sslmode=require, is kept
WEB_THREADS = env.natural("WEB_THREADS", default=4)
if _database["ENGINE"] == SQLITE:
    # Kept, so that readers need no room on the disk: opening a connection may have to make the log's files.
    _database["CONN_MAX_AGE"] = None
    # IMMEDIATE takes the write lock at BEGIN, so that two writers wait for each other instead of failing half way;
    # 20 s is twice the longest wait measured under 50 clients; FULL makes an acknowledged save survive a power cut.
    _options |= {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    _database["CONN_MAX_AGE"] = 0  # the pool keeps the connections: one a thread, one for the scheduler, one to spare
    _options |= {
        "pool": {"min_size": 1, "max_size": WEB_THREADS + 2, "timeout": 10},
        "connect_timeout": 5,
        "options": "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
    }

# --- Search: in the database, unless SEARCH_URL names a server --------------------
if SEARCH_SERVER := env.search_server("SEARCH_URL"):
    WAGTAILSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS_WITH_SERVER

# --- Cache and sessions --------------------
CACHES = env.caches("CACHE_URL", default="locmemcache://")
PAGE_CACHE = env.int("PAGE_CACHE", default=32)  # MiB of ready pages in each process; 0 keeps none
PAGE_CACHE_IS_EXPLAINED = DEBUG
if FRONTEND_CACHE := env.str("FRONTEND_CACHE", default=""):  # proxies that are told by PURGE what was published
    _purged = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
    WAGTAILFRONTENDCACHE = {"proxy": {"BACKEND": _purged, "LOCATION": FRONTEND_CACHE}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's own scripts read it
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

# --- Accounts --------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PROXY_COUNT = env.natural("PROXY_COUNT", default=0)
MACHINES = env.natural("MACHINES", default=1)  # that serve this site from one database

# --- Language and time --------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "portal.formats"

# --- Static files and uploads --------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/uploads/"
MEDIA_ROOT = DATA_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.static_storage.PortalStaticStorage"},
}
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long story is one form with many fields

# --- Wagtail: the rest is in wagtail_options.py --------------------
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

# --- Maps: none is chosen for a site that has not chosen one --------------------
MAP_URL = env.template("MAP_URL", "{address}")

# --- Scheduler --------------------
SCHEDULER_INTERVAL = env.natural("SCHEDULER_INTERVAL", default=10)  # seconds between two looks for what is due

# --- Logs: one line an event, to standard error --------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "axes": {"level": "WARNING"},
        "PIL": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}


def require(name, value):
    """Return `value`, or stop with the name of the environment variable that is missing."""
    if not value:
        raise ImproperlyConfigured(f"请设置环境变量 {name}(说明见 .env.example)。")
    return value
