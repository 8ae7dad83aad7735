"""The register of decisions: every number of the year, found by words, as a page or a sheet."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.views.generic import ListView

from core.clock import today
from core.exports import csv_response, xlsx_response
from core.filters import FilteredMixin
from core.views import HouseMixin
from plenary.facts import decision_state
from plenary.forms import DecisionFilter
from plenary.forms.register import WITH, WITHDRAWN, WITHOUT
from plenary.models import Decision
from plenary.reports import missing_numbers

PAGE = 50
ORDER = ("-year", "-serial", "bassin", "pk")
COLUMNS = {"objet": "item__kind", "issue": "outcome", "pole": "item__pole", "annee": "year"}


class Filtered(FilteredMixin, HouseMixin):
    """Keys of the numbers that the address asks for.

    A decision that this person may not read keeps its line, its number alone; as soon as something
    is asked about what decisions say, only those that may be read answer.
    """

    permission_required = "plenary.list_sittings"

    def get_queryset(self):
        user = self.request.user
        self.readable = Decision.objects.visible_to(user).sealed()
        self.form = DecisionFilter(self.request.GET or {}, decisions=self.readable)
        self.form.is_valid()
        chosen = self.form.cleaned_data
        found = Decision.objects.numbered_for(user)
        if self.form.is_about_content():
            found = found.filter(pk__in=self.readable.order_by().values("pk"))
        for name, column in COLUMNS.items():
            if chosen.get(name):
                found = found.filter(**{column: chosen[name]})
        found = self.by_effect(found, chosen.get("effet")).found(chosen.get("q", ""))
        return found.order_by(*ORDER).values_list("pk", "number")

    @staticmethod
    def by_effect(found, effect):
        withdrawn = Q(withdrawn_by__is_effective=True)
        if effect == WITHDRAWN:
            return found.filter(withdrawn)
        if effect == WITHOUT:
            return found.filter(is_effective=False)
        if effect == WITH:
            return found.filter(is_effective=True).exclude(withdrawn)
        return found

    def rows(self, numbers):
        """A row per number, in order; its decision only to whoever may read it. One query."""
        rectified = self.readable.filter(rectifies=OuterRef("pk"))
        read = {
            decision.pk: decision
            for decision in self.readable.filter(pk__in=[pk for pk, _number in numbers])
            .annotate(is_rectified=Exists(rectified))
            .select_related("item__sitting", "item__pole", "withdrawn_by")
            .defer("frozen", "verdicts")
            .order_by(*ORDER)
        }
        for pk, number in numbers:
            decision = read.get(pk)
            yield {
                "number": number,
                "decision": decision,
                "state": decision_state(decision) if decision else None,
                "withdrawn": bool(decision) and is_withdrawn(decision),
            }


def is_withdrawn(decision) -> bool:
    """Has an effective decision withdrawn it since?"""
    later = getattr(decision, "withdrawn_by", None)
    return later is not None and later.is_effective is True


class DecisionList(Filtered, ListView):
    """Every number, what was decided under it, and whether one is missing."""

    template_name = "plenary/decisions.html"
    paginate_by = PAGE

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        count, user = context["paginator"].count, self.request.user
        context.update(
            form=self.form,
            rows=list(self.rows(list(context["page_obj"].object_list))),
            chips=self.chips(),
            query=self.address(),
            count=count,
            noun=_("décision") if count < 2 else _("décisions"),
            checks=bool(user.standing.served),
            missing=missing_numbers(user.bassins_served()) if user.standing.served else [],
        )
        return context


class DecisionExport(Filtered, ListView):
    """The same lines as the page, all of them, as a spreadsheet."""

    def get(self, request, *args, **kwargs):
        head = [
            _("Numéro"),
            _("Séance du"),
            _("Objet"),
            _("Intitulé"),
            _("Pôle"),
            _("Issue"),
            _("Effet"),
            _("Phrase du procès-verbal"),
            _("Scellée le"),
        ]
        rows = (self.line(row) for row in self.rows(list(self.get_queryset())))
        write = {"csv": csv_response, "xlsx": xlsx_response}[self.kwargs["kind"]]
        return write(f"decisions-{today().isoformat()}", head, rows)

    @staticmethod
    def line(row):
        decision = row["decision"]
        if decision is None:
            return [row["number"], None, "", _("non publiée"), "", "", "", "", None]
        item = decision.item
        return [
            decision.number,
            item.sitting.on,
            item.get_kind_display(),
            item.title,
            item.pole.title if item.pole else "",
            decision.get_outcome_display(),
            effect_in_words(decision),
            decision.text,
            decision.sealed_at,
        ]


def effect_in_words(decision) -> str:
    if is_withdrawn(decision):
        return _("retirée par %(number)s") % {"number": decision.withdrawn_by.number}
    return _("a pris effet") if decision.is_effective else _("sans effet")
