"""manage.py verify_journal: reads the whole chain, names the first bad line, exits 1."""

import re

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core import journal
from core.french import number
from core.models import JournalHead

ANCHOR = re.compile(r"(\d+):([0-9a-f]{64})")


class Command(BaseCommand):
    help = _("Vérifie que le journal n’a été ni modifié, ni complété, ni coupé.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--anchor",
            metavar="N:HASH",
            help=_("Une tête du journal gardée ailleurs (procès-verbal, courrier du jour)."),
        )

    def handle(self, *, anchor, **options):
        fault = journal.first_fault(anchor=self.parsed(anchor))
        if fault:
            raise CommandError(fault)
        head = JournalHead.objects.filter(pk=1).first()
        if head is None or head.seq == 0:
            self.stdout.write(_("Le journal est vide."))
            return
        words = {"count": number(head.seq), "head": f"{head.seq}:{head.hash}"}
        self.stdout.write(_("Le journal tient : %(count)s lignes. Tête : %(head)s") % words)

    @staticmethod
    def parsed(anchor):
        if not anchor:
            return None
        found = ANCHOR.fullmatch(anchor.strip().lower())
        if found is None:
            raise CommandError(
                _(
                    "« %(anchor)s » n’est pas une tête de journal. Écrivez son numéro, deux points,"
                    " son empreinte : 12:9f86d0…"
                )
                % {"anchor": anchor}
            )
        return int(found[1]), found[2]
