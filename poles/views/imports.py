"""The reprise of the pôles of before the software: where its workbook is given."""

from django.utils.translation import gettext as _

from actors.views.imports import FileTemplate, GiveFile
from poles.imports import REPRISE


class PastImport(GiveFile):
    kind, name = REPRISE, "poles:past"
    title = _("Reprendre les pôles d’avant le logiciel")


class PastTemplate(FileTemplate):
    kind, file_name = REPRISE, "reprise"
