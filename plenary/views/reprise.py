"""Reprise: one guided page per decision that the plenary took before the software."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from actors.models import Body
from core import files
from core.receipts import new_token, once
from core.views import HouseMixin, refused
from core.workflow import Refused
from plenary import workflow
from plenary.choices import Kind
from plenary.facts import is_possible, title_of
from plenary.forms import ChoosePastForm, outcome_form
from plenary.forms.sittings import bodies_prepared
from plenary.models import AgendaItem, Sitting
from plenary.verdicts import panel_before


class Reprise(HouseMixin, FormView):
    """First which pôle, what and when; then the outcome, the members, the term, the document."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/reprise.html"

    def dispatch(self, request, *args, **kwargs):
        self.item = None
        return super().dispatch(request, *args, **kwargs)

    @property
    def bassins(self):
        return [body.bassin_id for body in bodies_prepared(self.request.user)]

    def chosen(self):
        """The first step, asked by the address; bound once something is in it."""
        asked = {name: self.request.GET.get(name) for name in ("pole", "kind", "on", "number")}
        return ChoosePastForm(
            asked if any(asked.values()) else None,
            bassins=self.bassins,
            initial={"kind": Kind.LAUNCH},
        )

    def get_form(self, form_class=None):
        """The form of the second step, or None while the first one is not answered."""
        self.choice = self.chosen()
        if not (self.choice.is_bound and self.choice.is_valid()):
            return None
        self.item = self.past_item(self.choice.cleaned_data)
        self.panel = panel_before(self.item)
        try:
            form = outcome_form(self.item.kind)(
                **self.get_form_kwargs(),
                item=self.item,
                verdicts=self.panel.verdicts if self.panel else (),
            )
        except ValidationError as trouble:
            self.choice.add_error("kind", trouble)
            self.item = None
            return None
        return form

    def past_item(self, chosen):
        pole, kind = chosen["pole"], Kind(chosen["kind"])
        body = Body.objects.filter(bassin=pole.bassin).order_by("pk").first()
        sitting = Sitting(body=body, on=chosen["on"], is_reprise=True)
        return AgendaItem(
            body=body, kind=kind, pole=pole, sitting=sitting, title=title_of(kind, pole)
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        item = self.item
        context.update(
            choice=self.choice,
            item=item,
            panel=self.panel if item else None,
            impossible=bool(item) and not is_possible(Kind(item.kind), item.pole),
            token=self.request.POST.get("token") or new_token(),
        )
        return context

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if form is None:
            return self.render_to_response(self.get_context_data(form=None))
        if form.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def form_valid(self, form):
        token = self.request.POST.get("token", "").replace("\0", "")[:64] or new_token()
        try:
            url = once(token, lambda: self.enter(form))
        except ValidationError as trouble:
            form.add_error("document", trouble)
            return self.form_invalid(form)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(
            self.request,
            _("La décision est entrée ; une autre personne la scelle pour qu’elle prenne effet."),
        )
        return HttpResponseRedirect(url)

    def enter(self, form):
        chosen, act = self.choice.cleaned_data, form.act()
        act.pop("base_version")
        decision = workflow.past_decision(
            self.item.body,
            by=self.request.user,
            on=chosen["on"],
            number=chosen["number"],
            kind=Kind(chosen["kind"]),
            pole=chosen["pole"],
            proposal=form.proposal(),
            document=files.accept(form.cleaned_data["document"], by=self.request.user),
            **act,
        )
        return decision.item.get_absolute_url()
