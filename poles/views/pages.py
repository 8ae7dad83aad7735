"""Reading pages of the pôles: list, exports, dossier, fiche, history."""

from django.db.models import Count, OuterRef, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from actors.reports import history_of
from core.clock import today
from core.exports import csv_response, xlsx_response
from core.filters import FilteredMixin
from core.law import Panel
from core.search import folded
from core.verdicts import verdicts_for
from core.views import HouseMixin
from poles import law
from poles.choices import PoleStatus
from poles.facts import fiche_rows, version_rows
from poles.forms import PoleFilter
from poles.models import Membership, Pole
from poles.querysets import STANDINGS
from poles.reports import mini_bar, status_of, term_bar
from poles.verdicts import panel_to_submit
from poles.views.fiche import OnePole

PAGE = 50
SORTS = {
    "nom": ("title", "pk"),
    "-nom": ("-title", "-pk"),
    "terme": ("term_ends_on", "title", "pk"),
    "-terme": ("-term_ends_on", "title", "pk"),
}
BY_TERM = ("terme", "-terme")


class Filtered(FilteredMixin, HouseMixin):
    """Pôles this person may know of, narrowed by the address; a bad value is said, not fatal."""

    permission_required = "poles.list_poles"
    needs_terms = True  # a page that reads them later asks for them only to filter or to sort

    def get_queryset(self):
        on = today()
        visible = Pole.objects.visible_to(self.request.user)
        self.form = PoleFilter(
            self.request.GET or {}, standings=STANDINGS, poles=visible, user=self.request.user
        )
        self.form.is_valid()
        chosen = self.form.cleaned_data
        self.sort = self.request.GET.get("tri", "nom")
        self.order = SORTS.get(self.sort, SORTS["nom"])
        found = visible
        if self.needs_terms or chosen.get("etat") or self.sort in BY_TERM:
            found = found.with_term(on=on).standing(on=on)
        if chosen.get("q"):
            for word in folded(chosen["q"]).split():
                found = found.filter(search_text__contains=word)
        if chosen.get("etat"):
            found = found.filter(standing=chosen["etat"])
        if chosen.get("nature"):
            found = found.filter(theme__kind=chosen["nature"])
        if chosen.get("annee"):
            found = found.filter(created_at__year=chosen["annee"])
        for name, column in (("theme", "theme"), ("bassin", "bassin"), ("qui", "lead")):
            if chosen.get(name):
                found = found.filter(**{column: chosen[name]})
        return found.select_related("theme", "bassin", "lead").order_by(*self.order)


class PoleList(Filtered, ListView):
    """Every pôle one may know of, its standing today and its term."""

    template_name = "poles/list.html"
    paginate_by = PAGE
    needs_terms = False
    columns = (
        "title",
        "status",
        "ended_on",
        "theme__kind",
        "lead__first_name",
        "lead__last_name",
    )

    def get_queryset(self):
        """Keys alone: terms and standings are computed for the page that is shown, not for all."""
        return super().get_queryset().values_list("pk", flat=True)

    def rows(self, keys, *, on):
        """The pôles of the page, with what the table shows of each: one query."""
        sitting = (
            Membership.objects.standing(on=on)
            .seated()
            .filter(pole=OuterRef("pk"))
            .order_by()
            .values("pole")
            .annotate(count=Count("pk"))
            .values("count")
        )
        found = (
            Pole.objects.filter(pk__in=keys)
            .with_term(on=on)
            .standing(on=on)
            .annotate(members=Subquery(sitting))
            .select_related("theme", "lead")
            .only(*self.columns)
            .order_by(*self.order)
        )
        for pole in found:
            kind = pole.theme.get_kind_display() if pole.theme else ""
            bar = mini_bar(pole, on=on)
            yield {"pole": pole, "kind": kind, "state": status_of(pole), "bar": bar}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(self.rows(context["page_obj"].object_list, on=today()))
        sort = {
            name: {
                "url": "?" + self.address(tri=f"-{name}" if self.sort == name else name),
                "aria": {name: "ascending", f"-{name}": "descending"}.get(self.sort, "none"),
            }
            for name in ("nom", "terme")
        }
        context.update(
            form=self.form,
            rows=rows,
            chips=self.chips(),
            sort=sort,
            query=self.address(),
            count=context["paginator"].count,
            noun=_("pôle") if context["paginator"].count == 1 else _("pôles"),
            filtered=bool(self.chips()),
            may_create=self.request.user.has_perm("poles.add_pole"),
        )
        return context


class PoleExport(Filtered, ListView):
    """The filtered list as a spreadsheet: the same rows as the page, all of them."""

    def get(self, request, *args, **kwargs):
        head = [
            _("Numéro"),
            _("Pôle"),
            _("Nature"),
            _("Thématique"),
            _("Année d’identification"),
            _("Bassin"),
            _("État"),
            _("Terme"),
            _("Du"),
            _("Au"),
            _("Chargé·e de mission"),
            _("Lancé le"),
        ]
        rows = (self.row(pole) for pole in self.get_queryset().iterator(chunk_size=1000))
        write = {"csv": csv_response, "xlsx": xlsx_response}[self.kwargs["kind"]]
        return write(f"poles-{today().isoformat()}", head, rows)

    @staticmethod
    def row(pole):
        theme = pole.theme
        return [
            pole.number,
            pole.title,
            theme.get_kind_display() if theme else "",
            theme.name if theme else "",
            theme.year if theme else None,
            pole.bassin.name,
            status_of(pole).label,
            pole.term_number,
            pole.term_starts_on,
            pole.term_ends_on,
            str(pole.lead or ""),
            pole.launched_on,
        ]


def tabs_of(pole, user, current):
    """The parts of a dossier that this person may open."""
    parts = [
        ("overview", _("Vue d’ensemble"), "poles:detail"),
        ("fiche", _("Fiche"), "poles:fiche"),
        ("versions", _("Versions"), "poles:versions"),
        ("members", _("Membres"), "poles:members"),
        ("evaluations", _("Évaluations"), "evaluations:list"),
    ]
    if user.has_perm("consensus.view_life", pole):
        parts.insert(-1, ("consensus", _("Concertation"), "consensus:dossier"))
    if user.has_perm("poles.manage_calls", pole):
        parts.append(("calls", _("Appels"), "poles:calls"))
    if user.has_perm("poles.enter_days", pole):
        parts.append(("days", _("Jours du service"), "poles:days"))
    if user.has_perm("poles.view_fiche_history", pole):
        parts.append(("history", _("Historique"), "poles:history"))
    return [
        {
            "label": label,
            "url": reverse(name, args=[pole.pk]),
            "current": key == current,
            "small": "",
        }
        for key, label, name in parts
    ]


class PolePage(OnePole, DetailView):
    """A page of the dossier: header, standing, tabs."""

    permission_required = "poles.view_pole"
    tab = "overview"

    def get_queryset(self):
        on = today()
        return super().get_queryset().with_term(on=on).standing(on=on)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            state=status_of(self.object),
            tabs=tabs_of(self.object, user, self.tab),
            serves=user.has_perm("poles.change_pole", self.object),
            sees_verdicts=user.has_perm("poles.view_verdicts", self.object),
            **kwargs,
        )


class PoleDetail(PolePage):
    """The dossier of a pôle: what may be done next, and every rule it meets or not."""

    template_name = "poles/detail.html"

    def get_context_data(self, **kwargs):
        pole, on = self.object, today()
        context = super().get_context_data(**kwargs)
        context["bar"] = term_bar(pole, on=on)
        if context["sees_verdicts"]:
            context["panel"] = self.panel(on)
        return context

    def panel(self, on):
        pole = self.object
        if pole.status in (PoleStatus.DRAFT, PoleStatus.REFUSED):
            return panel_to_submit(pole, on=on)
        if pole.status == PoleStatus.PROPOSED:
            verdicts = verdicts_for(law.LAUNCH, pole, on=on)
            return Panel(_("Lancer ce pôle : pourquoi pas ?"), verdicts, act=_("Le lancement"))
        if pole.status == PoleStatus.LAUNCHED:
            verdicts = verdicts_for(law.DESIGNATION, pole, on=on)
            return Panel(
                _("Désigner les membres : pourquoi pas ?"), verdicts, act=_("La désignation")
            )
        if pole.status == PoleStatus.ACTIVE:
            verdicts = verdicts_for(law.RENEWAL, pole, on=on)
            return Panel(
                _("Renouveler ce pôle : pourquoi pas ?"), verdicts, act=_("Le renouvellement")
            )
        return None


class PoleFiche(PolePage):
    """The fiche as it is read: the current one for the service, the decided one for the others."""

    template_name = "poles/fiche.html"
    tab = "fiche"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        version = self.object.versions.order_by("-number").first()
        rows = (
            fiche_rows(self.object)
            if context["serves"] or not version
            else version_rows(version.data)
        )
        attachments = (
            self.object.attachments.filter(removed_at=None).select_related("stored").order_by("pk")
        )
        return {**context, "rows": rows, "version": version, "attachments": attachments}


class PoleHistory(PolePage):
    """Who changed what, when and why, in words."""

    permission_required = "poles.view_fiche_history"
    template_name = "poles/history.html"
    tab = "history"
    shown = 50

    def get_context_data(self, **kwargs):
        page = self.request.GET.get("page", "1")
        if not page.isdigit() or int(page) < 1:
            raise Http404
        start = (int(page) - 1) * self.shown
        records = list(
            self.object.history.order_by("-history_date", "-history_id")[
                start : start + self.shown + 1
            ]
        )
        entries = history_of(records, (*Pole.FICHE, "lead", "deputy", "status"))
        more = len(records) > self.shown
        return super().get_context_data(
            entries=entries[: self.shown],
            older=int(page) + 1 if more else None,
            newer=int(page) - 1 if int(page) > 1 else None,
            **kwargs,
        )
