"""A public site behind HTTPS. Nothing secret has a default here."""

from .base import *
from .base import ALLOWED_HOSTS, SECRET_KEY, env, require

SECRET_KEY = require("SECRET_KEY", SECRET_KEY)
ALLOWED_HOSTS = require("ALLOWED_HOSTS", ALLOWED_HOSTS)
require("BASE_URL", env.str("BASE_URL", default=""))  # `base` falls back to an address that only a demo has

IS_PROXY_COUNT_UNSET = not env.str("PROXY_COUNT", default="").strip()  # 0 may be right, but somebody has to say so

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # deploy/nginx.conf overwrites what a client sends
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-sid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
