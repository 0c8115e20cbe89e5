"""Every setting of the programme, read from the environment.

``IPC_ENV`` is ``demo`` (the default), ``test`` or ``production``. In production nothing has a
default: a missing variable stops the start and says what to set. ``docs/operations.md`` lists all.
"""

import os
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ipc.kernel import addresses, embedded, languages

BASE_DIR = Path(__file__).resolve().parent.parent

IPC_ENV = os.environ.get("IPC_ENV", "demo")
if IPC_ENV not in ("demo", "test", "production"):
    raise ImproperlyConfigured("IPC_ENV must be demo, test or production. Set it and start again.")
PRODUCTION = IPC_ENV == "production"
DEBUG = False


def required(name, otherwise):
    """Return the environment variable ``name``; outside production it may be ``otherwise``."""
    value = os.environ.get(name) or (None if PRODUCTION else otherwise)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}. See docs/operations.md.")
    return value


def switched_on(name, otherwise):
    return os.environ.get(name, "1" if otherwise else "0").lower() in ("1", "true", "yes", "on")


RUN_DIR = embedded.run_dir()
DEMONSTRATION_SECRET = "only-for-the-demonstration-and-the-tests-0123456789-abcdefghijklmnop"  # noqa: S105
SECRET_KEY = required("SECRET_KEY", DEMONSTRATION_SECRET)
if PRODUCTION and SECRET_KEY == DEMONSTRATION_SECRET:
    raise ImproperlyConfigured("SECRET_KEY is the demonstration's. Set one of your own.")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
PORT = int(os.environ.get("PORT", "8000"))
PUBLIC_URL = required("PUBLIC_URL", f"http://localhost:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PRODUCTION else []

INSTALLED_APPS = [
    "ipc.kernel.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "knox",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "pghistory",
    "ipc.kernel",
    "people",
    "peersupport",
    "careplans",
    "budgets",
    "ipc.programme",
]

MIDDLEWARE = [
    "ipc.kernel.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ipc.kernel.languages.reading_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "people.middleware.worn_hat",
    "people.timing_out.time_out",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "people.middleware.acting_user",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "ipc.kernel.middleware.refusals",
    "ipc.kernel.middleware.private",
    "ipc.kernel.easy.remembering",
]

ROOT_URLCONF = "ipc.urls"
WSGI_APPLICATION = "ipc.wsgi.application"
ASGI_APPLICATION = "ipc.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"

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
                "ipc.programme.context.chrome",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False

# -- Databases: one Postgres, two ways in. The application owns nothing; ``owner`` only migrates.
_database = addresses.postgres(os.environ.get("DATABASE_URL") or embedded.postgres_url("ipc_app"))
_owner = addresses.postgres(os.environ.get("DATABASE_OWNER_URL") or embedded.postgres_url("ipc_owner"))
_timeouts = "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=30s"
DATABASES = {
    "default": {
        **_database,
        "ENGINE": "ipc.kernel.postgres",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": int(os.environ.get("CONN_MAX_AGE", "600")),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {**_database.get("OPTIONS", {}), "options": os.environ.get("IPC_DB_OPTIONS", _timeouts)},
    },
    "owner": {
        **_owner,
        "ENGINE": "django.db.backends.postgresql",
        "TEST": {"MIRROR": "default"},
    },
}
DATABASE_ROUTERS = ["ipc.kernel.postgres.router.OwnerMigrates"]

# -- Redis: the queue and nothing that would be missed. Down, the programme goes on.
REDIS_URL = os.environ.get("REDIS_URL") or embedded.redis_url()
CELERY_BROKER_URL = addresses.celery(REDIS_URL, 2)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    # Whoever sends a form does not wait for a queue that is away (6 s by default): the effect's row waits.
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TIMEZONE = "Europe/London"
# What runs by itself. The demonstration looks every minute, so that a visitor sees a reminder go out.
CELERY_BEAT_SCHEDULE = {
    "effects that are due": {
        "task": "kernel.deliver_effects",
        "schedule": float(os.environ.get("IPC_DELIVER_EVERY", "60")),
    },
    "what became of messages": {
        "task": "people.ask_carriers",
        "schedule": 600.0 if IPC_ENV != "demo" else 60.0,
    },
    "the audit is sealed": {"task": "kernel.seal_audit", "schedule": 600.0},
    "the months of the books": {"task": "budgets.fold_months", "schedule": 300.0},
    "what is worth a look about money": {
        "task": "budgets.nightly",
        "schedule": crontab(hour=3, minute=0) if IPC_ENV != "demo" else 300.0,
    },
    "what became due about people": {
        "task": "people.nightly",
        "schedule": crontab(hour=2, minute=0) if IPC_ENV != "demo" else 300.0,
    },
    "what became due about support and the directory": {
        "task": "peersupport.nightly",
        "schedule": crontab(hour=4, minute=0) if IPC_ENV != "demo" else 300.0,
    },
    "answers that are to be read again": {"task": "programme.nightly", "schedule": crontab(hour=6, minute=0)},
    "reminders of reviews": {
        "task": "careplans.remind_of_reviews",
        "schedule": crontab(hour=7, minute=0) if IPC_ENV != "demo" else 60.0,
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Counts sign-in attempts, in PostgreSQL: the limits hold for every worker, and with Redis away.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kernel_cache"}}

# -- Language, time and numbers as people in England read them.
LANGUAGE_CODE = "en-gb"
LANGUAGES = languages.LANGUAGES
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# -- Static files (built by ``make assets``) and the private files people give us.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", RUN_DIR / "files"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": {
            "production": "whitenoise.storage.CompressedManifestStaticFilesStorage",
            "demo": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
            "test": "django.contrib.staticfiles.storage.StaticFilesStorage",
        }[IPC_ENV]
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
UPLOAD_LIMIT_MB = 10
SOUND_LIMIT_MB = 20
VIDEO_LIMIT_MB = 50
# Who looks for harm in files that come in: see ``people.scanning``. With nobody set up, pages say so.
SCANNER = os.environ.get("SCANNER", "")
DOCUMENT_LINK_MINUTES = 10
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Hosts inside our own network (``name:port``) from which entries may be imported; none unless named.
IMPORT_INSIDE_HOSTS = [host for host in os.environ.get("IMPORT_INSIDE_HOSTS", "").split(",") if host]

# -- Signing in.
AUTHENTICATION_BACKENDS = ["people.signing_in.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "people.signing_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "accept_invitation": "20/m/ip,10/15m/key",
    "open_link": "20/m/ip,10/15m/key",
    "entry_link": "20/m/ip,20/15m/key",
    "propose_entry": "5/m/ip,30/d/ip",
}
# Nobody signs up: an address is the one an invitation or an administrator was given.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_ADAPTER = "people.signing_in.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Integrated Personal Commissioning"
USERSESSIONS_TRACK_ACTIVITY = False
IPC_REQUIRE_STAFF_MFA = switched_on("IPC_REQUIRE_STAFF_MFA", otherwise=PRODUCTION)
SESSION_COOKIE_AGE = 24 * 60 * 60
IPC_SESSION_HOURS = 12
IPC_IDLE_MINUTES = {"staff": 15, "people": 20}
SESSION_COOKIE_SAMESITE = "Lax"

# -- Headers and cookies. In the demonstration there is no TLS in front.
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "ipc.kernel.pages.form_expired"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- Email: the demonstration keeps every message where /demo/mail/ shows it.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("EMAIL_URL") or PRODUCTION
    else "ipc.programme.caught_mail.Backend"
)
if EMAIL_BACKEND.endswith("smtp.EmailBackend"):
    _mail = addresses.smtp(required("EMAIL_URL", ""))
    EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS = _mail["host"], _mail["port"], _mail["tls"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["user"], _mail["password"]
    EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("FROM_EMAIL", "Your care team <no-reply@ipc.example>")

# -- Texts, letters and, with a template for it, emails about people: by GOV.UK Notify where there is a key.
NOTIFY_API_KEY = os.environ.get("NOTIFY_API_KEY", "")
NOTIFY_URL = os.environ.get("NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_TEMPLATES = {
    "email": os.environ.get("NOTIFY_EMAIL_TEMPLATE", ""),
    "text": os.environ.get("NOTIFY_TEXT_TEMPLATE", ""),
}
NOTIFY_LETTERS = switched_on("NOTIFY_LETTERS", otherwise=False)
CARRIER = ""
if NOTIFY_API_KEY:
    CARRIER = "ipc.kernel.carriers.notify.Notify"
elif IPC_ENV == "demo" and EMAIL_BACKEND == "ipc.programme.caught_mail.Backend":
    CARRIER = "ipc.programme.caught_mail.Carrier"

# -- The API.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "people.signing_in.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "ipc.kernel.openapi.Schema",
    "DEFAULT_PAGINATION_CLASS": "ipc.kernel.paging.NewestFirst",
    "PAGE_SIZE": 50,
    "EXCEPTION_HANDLER": "ipc.kernel.rest.problem",
    "COERCE_DECIMAL_TO_STRING": True,
}
KNOX_TOKEN_MODEL = "knox.AuthToken"  # noqa: S105 — the name of a model
REST_KNOX = {"TOKEN_TTL": None, "AUTO_REFRESH": False, "TOKEN_LIMIT_PER_USER": 10}
SPECTACULAR_SETTINGS = {
    "TITLE": "Integrated Personal Commissioning",
    "DESCRIPTION": "People, plans, budgets and support. Problems come as application/problem+json.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENFORCE_NON_BLANK_FIELDS": True,
    "ENUM_NAME_OVERRIDES": {
        "AccountKind": "budgets.models.AccountKind",
        "AuthorityKind": "people.models.AuthorityKind",
        "BudgetStatus": "budgets.models.BudgetStatus",
        "CapacityOutcome": "people.models.Outcome",
        "CheckOutcome": "peersupport.models.CheckOutcome",
        "Cohort": "people.models.Cohort",
        "ComplaintKind": "people.models.ComplaintKind",
        "ComplaintOutcome": "people.models.ComplaintOutcome",
        "ContingencyKind": "careplans.models.ContingencyKind",
        "DirectoryWeekday": "peersupport.models.Weekday",
        "DocumentKind": "people.models.DocumentKind",
        "EntryChangeKind": "peersupport.models.ChangeKind",
        "EntryChangeStatus": "peersupport.models.ChangeStatus",
        "EligibilityOutcome": "budgets.models.Outcome",
        "Funder": "people.models.Funder",
        "GoalKind": "careplans.models.GoalKind",
        "HowGiven": "people.models.HowGiven",
        "HowHeld": "careplans.models.HowHeld",
        "IndicativeStatus": "budgets.models.IndicativeStatus",
        "FeedKind": "peersupport.models.FeedKind",
        "ImportAction": "peersupport.models.RowAction",
        "ImportStatus": "peersupport.models.RunStatus",
        "IntroductionOutcome": "peersupport.models.Outcome",
        "IntroductionRoute": "peersupport.models.Route",
        "IntroductionStatus": "peersupport.models.IntroductionStatus",
        "LineFrequency": "budgets.models.Frequency",
        "MediaKind": "careplans.models.MediaKind",
        "MoneyLineKind": "budgets.models.LineKind",
        "ParticipantSide": "careplans.api.participants.SIDES",
        "PaymentStatus": "budgets.models.PaymentStatus",
        "PeerMode": "peersupport.models.Mode",
        "PersonStatus": "people.models.PersonStatus",
        "PlanLineKind": "careplans.models.LineKind",
        "PlanStatus": "careplans.models.PlanStatus",
        "PolicyKind": "peersupport.models.PolicyKind",
        "PostingKind": "budgets.models.PostingKind",
        "ProposedLineKind": "careplans.api.dialogue.LINE_KINDS",
        "PublicFunder": "budgets.models.Regime",
        "RelationshipKind": "people.models.RelationshipKind",
        "ReviewOutcome": "careplans.models.ReviewOutcome",
        "ScheduleFrequency": "peersupport.models.Frequency",
        "Section": "people.models.Section",
        "ServiceKind": "peersupport.models.ServiceKind",
        "ServiceStatus": "peersupport.models.ServiceStatus",
        "SharedSection": "careplans.api.participants.SHARED",
        "Side": "careplans.models.Side",
        "TemplateLineKind": "careplans.models.TemplateLineKind",
        "TriggerKind": "careplans.models.TriggerKind",
        "VariationKind": "budgets.models.VariationKind",
        "Weekday": "careplans.models.Weekday",
        "WhyApart": "peersupport.models.WhyApart",
        "WhyRestricted": "people.models.WhyRestricted",
    },
}

# -- History: who changed which field. The context comes with the transaction (ipc.kernel.postgres).
PGHISTORY_APPEND_ONLY = True

# -- Logs: one JSON object a line, ids only.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ipc.kernel.logs.Formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {
        "ipc": {"level": os.environ.get("LOG_LEVEL", "INFO")},
        # Its warnings repeat what the carrier answered, which may name a number or an address.
        "notifications_python_client": {"level": "CRITICAL"},
    },
}
