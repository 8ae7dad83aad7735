"""manage.py import_organisations FILE: organisations and their default category, all or nothing."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from actors.imports import import_organisations
from core.csvfile import BadFile
from core.french import number


class Command(BaseCommand):
    help = _("Lit un tableau d’organisations : nom, sigle, nature, catégorie, statut, bassin.")

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file, **options):
        began = time.monotonic()
        try:
            tally = import_organisations(file)
        except BadFile as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(str(tally))
        seconds = number(round(time.monotonic() - began, 1))
        self.stdout.write(_("En %(seconds)s s.") % {"seconds": seconds})
