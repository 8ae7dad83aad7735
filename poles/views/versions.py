"""Pages of the frozen versions: read one, compare two field by field, in words."""

from django.http import Http404
from django.views.generic import DetailView

from poles.choices import PoleStatus
from poles.facts import compared, since_version, version_rows
from poles.views.fiche import OnePole
from poles.views.pages import PolePage


class PoleVersions(PolePage):
    """The frozen versions, and two of them compared field by field, in words."""

    template_name = "poles/versions.html"
    tab = "versions"

    def get_context_data(self, **kwargs):
        versions = list(self.object.versions.order_by("-number"))
        by_number = {v.number: v for v in versions}
        newer = self.chosen("de", by_number, versions[0].number if versions else None)
        older = self.chosen("a", by_number, versions[1].number if len(versions) > 1 else None)
        show_current = self.object.status == PoleStatus.DRAFT and self.serves
        changes = None
        if newer and older and newer != older:
            changes = compared(older.data, newer.data)
        since = since_version(versions[0], self.object) if versions and show_current else None
        return super().get_context_data(
            versions=versions, newer=newer, older=older, changes=changes, since=since, **kwargs
        )

    @property
    def serves(self):
        return self.request.user.has_perm("poles.change_pole", self.object)

    def chosen(self, name, by_number, default):
        given = self.request.GET.get(name, "")
        if not given:
            return by_number.get(default)
        if not given.isdigit() or int(given) not in by_number:
            raise Http404
        return by_number[int(given)]


class VersionDetail(OnePole, DetailView):
    """One frozen version as it was submitted, with its hash."""

    permission_required = "poles.view_pole"
    template_name = "poles/version.html"

    def get_context_data(self, **kwargs):
        version = self.object.versions.filter(number=self.kwargs["number"]).first()
        if version is None:
            raise Http404
        return super().get_context_data(version=version, rows=version_rows(version.data), **kwargs)
