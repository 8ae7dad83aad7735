"""manage.py import_rome FILE…: the official ROME files, idempotent, all or nothing."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from core.csvfile import BadFile
from core.french import number
from poles.imports import import_rome


class Command(BaseCommand):
    help = _("Lit les fichiers CSV officiels du ROME (codes, appellations, mobilités).")

    def create_parser(self, prog_name, subcommand, **kwargs):
        """`--version` is that of the ROME here, not that of Django."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--version",
            default="",
            help=_("Version du ROME, quand le nom du fichier ne la dit pas : 3.47"),
        )

    def handle(self, *, files, version, **options):
        began = time.monotonic()
        size = sum(path.stat().st_size for path in files if path.is_file())
        with tqdm(total=size, unit="o", unit_scale=True, disable=None, leave=False) as bar:
            try:
                tallies = import_rome(files, version=version, read=bar.update)
            except BadFile as fault:
                raise CommandError(str(fault)) from fault
        for tally in tallies:
            self.stdout.write(str(tally))
        seconds = number(round(time.monotonic() - began, 1))
        self.stdout.write(
            _("En %(seconds)s s. Source : France Travail, ROME, Licence Ouverte.")
            % {"seconds": seconds}
        )
