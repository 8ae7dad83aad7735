"""Fills the registries: verdicts, permissions, deadlines, imports are found by their name."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Mécanique"

    def ready(self):
        autodiscover_modules(
            "permissions",
            "verdicts",
            "reports",
            "facts",
            "reminders",
            "documents",
            "tasks",
            "imports",
        )
