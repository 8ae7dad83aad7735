"""The agenda as it was sent: its versions compared in words, its convocation and agenda (PDF)."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView

from core import files
from plenary import workflow
from plenary.documents import jobs_of
from plenary.facts import as_read, differences, reads_closed, sitting_title
from plenary.views.sittings import OneSitting


class AgendaVersions(OneSitting, DetailView):
    """What was sent, and what changed since: each version, and two of them compared."""

    permission_required = "plenary.view_sitting"
    template_name = "plenary/versions.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        versions = list(
            self.object.agenda_versions.select_related(
                "made_by__own_person", "sitting__body"
            ).order_by("-number")
        )
        older, newer = self.chosen(versions)
        return super().get_context_data(
            sitting_title=sitting_title(self.object),
            versions=versions,
            newer=newer,
            older=older,
            shown=_shown(newer, user) if newer else None,
            changes=differences(_shown(older, user), _shown(newer, user)) if older else None,
            **kwargs,
        )

    def chosen(self, versions):
        """The two versions to compare: those asked for, else the last two; the older one first."""
        known = {str(version.number): version for version in versions}
        asked = [known.get(self.request.GET.get(name, "")) for name in ("a", "de")]
        pair = [version for version in asked if version] or versions[:2]
        pair = sorted({v.number: v for v in pair}.values(), key=lambda v: v.number)
        if len(pair) == 2:
            return pair
        return None, pair[0] if pair else None


class SentDocument(OneSitting, View):
    """The convocation or the agenda of a version, as this person reads it; made in a moment."""

    permission_required = "plenary.view_sitting"
    kind = ""

    def get(self, request, *args, **kwargs):
        sitting = self.get_object()
        versions = sitting.agenda_versions.select_related("sitting__body")
        version = get_object_or_404(versions, number=kwargs["number"])
        job = jobs_of(version, closed=reads_closed(request.user, version)).get(self.kind)
        if job and job.result:
            return files.response(job.result)
        messages.info(request, _("Ce document se prépare : revenez dans un instant."))
        return HttpResponseRedirect(sitting.get_absolute_url())


class RemakeDocuments(OneSitting, View):
    """Asks again for the documents of the last version that were not made."""

    permission_required = "plenary.prepare_sitting"

    def post(self, request, *args, **kwargs):
        sitting = self.get_object()
        version = sitting.agenda_versions.order_by("-number").first()
        if version is None:
            messages.info(request, _("La séance n’est pas convoquée : rien n’est à imprimer."))
        elif workflow.print_version(version, by=request.user):
            messages.success(request, _("Les documents qui manquent sont demandés à nouveau."))
        else:
            messages.info(request, _("Aucun document ne manque."))
        return HttpResponseRedirect(sitting.get_absolute_url())


def _shown(version, user):
    return as_read(version.content, closed=reads_closed(user, version))
