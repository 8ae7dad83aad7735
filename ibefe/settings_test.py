"""Settings of the tests: no `.env` needed, nothing outside a temporary folder is touched."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="ibefe-test-"))
os.environ.setdefault("SECURE_COOKIES", "0")

from ibefe.settings import *  # noqa: F403
from ibefe.settings import DATABASES, STORAGES, VAR_DIR

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = os.environ.get("TEST_BROKER_URL", "memory://")
CELERY_BROKER_TRANSPORT_OPTIONS = {}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In memory, two threads meet at a lock for which no timeout waits; in a file they take turns.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
ACCOUNT_RATE_LIMITS = False
APPLICATIONS_PER_HOUR = 1_000_000
LOGGING = {}
