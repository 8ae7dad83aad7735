"""Pages of the seal: what it does, everything the law says, then the act, signed in afresh."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from core.views import TransitionView
from plenary import workflow
from plenary.documents import results_in_words
from plenary.facts import item_state, sitting_title
from plenary.forms import SealForm
from plenary.models import AgendaItem, Decision
from plenary.verdicts import changes, consequences_of, forecast_of, noted_blocks, panel_of
from plenary.views.agenda import OneItem
from plenary.views.live import stored_outcome
from plenary.views.sittings import OneSitting


@method_decorator(reauthentication_required, name="get")
@method_decorator(reauthentication_required, name="post")
class SealItem(OneItem, TransitionView):
    """What the seal does, everything the law says, and the seal itself; signed in afresh."""

    permission_required = "plenary.seal_decision"
    template_name = "plenary/seal.html"
    form_class = SealForm
    title = _("Sceller la décision")
    button = _("Sceller la décision")
    transition = staticmethod(workflow.seal)

    def get_initial(self):
        decision = stored_outcome(self.object)
        return {"version": decision.version if decision else 1}

    def get_context_data(self, **kwargs):
        item = self.object
        decision = stored_outcome(item)
        return super().get_context_data(
            item=item,
            decision=decision,
            state=item_state(item, decision),
            sitting_title=sitting_title(item.sitting) if item.sitting else "",
            rows=results_in_words(decision) if decision else [],
            forecast=forecast_of(decision) if decision and not decision.is_sealed else None,
            mine=bool(decision and decision.drafted_by_id == self.request.user.pk),
            **kwargs,
        )

    def panel(self, subject):
        decision = stored_outcome(subject)
        if decision is None or decision.is_sealed:
            return None
        return panel_of(decision, mends=self.request.user.has_perm("plenary.ask_item", subject))

    def consequences(self, subject):
        decision = stored_outcome(subject)
        return consequences_of(decision) if decision and not decision.is_sealed else []

    @property
    def done(self):
        decision = Decision.objects.get(item=self.object)
        words = {"number": decision.number, "why": decision.without_effect_reason}
        if decision.is_effective:
            return _("Décision %(number)s scellée : elle a pris effet.") % words
        return _("Décision %(number)s scellée. %(why)s") % words

    def get_success_url(self):
        return Decision.objects.get(item=self.object).get_absolute_url()


@method_decorator(reauthentication_required, name="get")
@method_decorator(reauthentication_required, name="post")
class SealSitting(OneSitting, DetailView):
    """Every noted outcome of a sitting, sealed one by one, each in its own transaction."""

    permission_required = "plenary.seal_decision"
    template_name = "plenary/seal_all.html"

    def dispatch(self, request, *args, **kwargs):
        """Who may not know of the sitting, or not seal, is told so before any password is asked."""
        if request.user.is_authenticated:
            self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def items(self):
        """A huis clos that one left is for somebody else to seal."""
        return AgendaItem.objects.visible_to(self.request.user).filter(sitting=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        decisions = (
            Decision.objects.to_seal()
            .filter(item__in=self.items())
            .select_related(
                "item__sitting__body__bassin", "item__pole", "drafted_by__own_person", "bassin"
            )
            .order_by("item__position", "pk")
        )
        rows = [
            {
                "decision": decision,
                "item": decision.item,
                "state": item_state(decision.item, decision),
                "consequences": changes(
                    decision, without=[v["code"] for v in noted_blocks(decision)]
                ),
                "blocks": noted_blocks(decision),
                "mine": decision.drafted_by_id == self.request.user.pk,
            }
            for decision in decisions
        ]
        return super().get_context_data(
            title=sitting_title(self.object),
            decisions=rows,
            possible=[r for r in rows if not r["mine"]],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        sitting = self.get_object()
        versions = _versions(request.POST)
        read = set(self.items().filter(pk__in=versions).values_list("pk", flat=True))
        sealed, refused_ones = workflow.seal_all(
            sitting, by=request.user, versions={k: v for k, v in versions.items() if k in read}
        )
        for decision in sealed:
            messages.success(
                request,
                _("%(number)s : %(title)s.")
                % {"number": decision.number, "title": decision.item.title},
            )
        for item, refusal in refused_ones:
            words = " ".join(refusal.sentences)
            messages.error(request, f"{item.title} : {words}")
        if not sealed and not refused_ones:
            messages.error(request, _("Aucune décision n’est cochée."))
        return HttpResponseRedirect(sitting.get_absolute_url())


def _versions(data):
    """item → version that was read, for the boxes that were ticked; anything else is ignored."""
    found = {}
    for ticked in data.getlist("point"):
        pk, _sep, version = ticked.partition("-")
        if pk.isdigit() and version.isdigit() and len(ticked) < 30:
            found[int(pk)] = int(version)
    return found
