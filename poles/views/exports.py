"""The members of a pôle as a spreadsheet: everybody who ever sat, with dates and decisions."""

from django.utils.translation import gettext as _

from core.clock import today
from core.exports import csv_response, xlsx_response
from poles.reports import memberships_of, quality_of
from poles.views.pages import PolePage


class MembersExport(PolePage):
    """The lines of the history; what was noted of an end stays with the service."""

    permission_required = "poles.view_members"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        notes = request.user.has_perm("poles.manage_members", self.object)
        head = [
            _("Personne"),
            _("Organisation"),
            _("Qualité"),
            _("Suppléant·e de"),
            _("Présence"),
            _("Depuis le"),
            _("Jusqu’au (inclus)"),
            _("Motif de la fin"),
            _("Précisions"),
            _("Décision"),
            _("Décision du"),
            _("Reprise"),
        ]
        rows = (self.row(m, notes=notes) for m in memberships_of(self.object))
        write = {"csv": csv_response, "xlsx": xlsx_response}[self.kwargs["kind"]]
        return write(f"membres-{self.object.number}-{today().isoformat()}", head, rows)

    @staticmethod
    def row(member, *, notes):
        decision = member.designated_by
        return [
            str(member.person),
            str(member.organisation or ""),
            quality_of(member),
            str(member.stands_in_for or ""),
            member.get_presence_display(),
            member.starts_on,
            member.ends_on,
            member.get_end_reason_display(),
            member.end_detail if notes else "",
            decision.number if decision else "",
            decision.on if decision else None,
            member.reconstituted,
        ]
