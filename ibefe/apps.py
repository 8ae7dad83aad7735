"""The site as an app: its commands and its pages across all steps."""

from django.apps import AppConfig

from ibefe import checks


class IbefeConfig(AppConfig):
    name = "ibefe"
    verbose_name = "Site"
    system_checks = (checks.no_demonstration_in_production,)
