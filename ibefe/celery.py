"""The alarm bell. The truth is in the database: a lost message loses nothing, a sweep finds it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibefe.settings")

app = Celery("ibefe")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Threads of the web server too (gunicorn, the bell) must find this app, not an empty one.
app.set_default()
app.autodiscover_tasks()
