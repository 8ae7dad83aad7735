"""Composing an agenda on the page of its sitting: drag it, put on several things that wait."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View

from core.clock import today
from core.workflow import Refused
from plenary import workflow
from plenary.facts import is_listed, waiting_in
from plenary.views.sittings import OneSitting


class Composing(OneSitting, View):
    """A button of the page of the sitting: back to its agenda, with what happened."""

    permission_required = "plenary.prepare_sitting"

    def post(self, request, *args, **kwargs):
        sitting = self.get_object()
        try:
            self.act(sitting)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.sentences))
        return HttpResponseRedirect(f"{sitting.get_absolute_url()}#odj")


class Reorder(Composing):
    """The order in which the items were dragged; refused when somebody changed it meanwhile."""

    def act(self, sitting):
        order, before = (_keys(self.request.POST.get(name, "")) for name in ("order", "before"))
        workflow.reorder(sitting, by=self.request.user, order=order, before=before)
        messages.success(self.request, _("L’ordre du jour est enregistré."))


def _keys(text) -> list[int]:
    """The keys in what a page sent; anything else is left out, and the order refused."""
    return [int(word) for word in text.split(",")[:1000] if word.isdecimal() and len(word) < 16]


class PutOnSeveral(Composing):
    """What waits and was ticked, one act each: one that is refused leaves the others on."""

    def act(self, sitting):
        ticked = set(self.request.POST.getlist("point"))
        waiting = waiting_in(sitting.body.bassin, on=today())
        chosen = [w for w in waiting if w.key in ticked and not is_listed(sitting, w.key)]
        if not chosen:
            raise Refused(_("Cochez au moins un point parmi ce qui attend."))
        done, refusals = [], []
        for one in chosen:
            try:
                item = workflow.from_fact(one, body=sitting.body)
                done.append(workflow.put_on(sitting, item, by=self.request.user))
            except Refused as refusal:
                refusals += [f"{one.title} : {sentence}" for sentence in refusal.sentences]
        for item in done:
            messages.success(
                self.request, _("À l’ordre du jour : %(item)s.") % {"item": item.title}
            )
        if refusals:
            raise Refused(*refusals)
