"""The site: assembles every app, imported by nobody."""

from ibefe.celery import app as celery_app

__all__ = ["celery_app"]
