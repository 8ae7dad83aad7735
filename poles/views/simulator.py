"""« Simuler »: what the rules would say if somebody left, came, or changed; nothing is kept."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.choices import Sector
from actors.models import Person
from core.clock import today
from core.french import day
from core.shifts import Forecast
from poles.choices import Presence
from poles.forms import SimulatorForm
from poles.models import MemberProposal
from poles.verdicts import Alteration, Arrival, Departure, foresee
from poles.views.pages import PolePage


class Simulator(PolePage):
    """Changes chosen in the address; each rule that changes, from which day, and where to act."""

    permission_required = "poles.manage_members"
    template_name = "poles/simulator.html"
    tab = "members"

    def get_context_data(self, **kwargs):
        pole = self.object
        form = SimulatorForm(self.request.GET or None, pole=pole)
        chosen = form.is_bound and form.is_valid() and form.supposes
        return super().get_context_data(
            form=form,
            empty=not {"part", "vient"} & set(form.fields),
            forecast=forecast(pole, form.cleaned_data) if chosen else None,
            acts=acts(pole, form.cleaned_data) if chosen else [],
            nothing_chosen=form.is_bound and not form.errors and not chosen,
            **kwargs,
        )


def forecast(pole, supposed) -> Forecast:
    on = supposed["le"]
    changes, words = [], []
    if leaving := list(supposed.get("part", ())):
        changes.append(Departure(frozenset(m.pk for m in leaving), on))
        sentence = ngettext(
            "%(who)s siège jusqu’au %(day)s", "%(who)s siègent jusqu’au %(day)s", len(leaving)
        )
        words.append(sentence % {"who": _names(leaving), "day": day(on)})
    if joining := [*supposed.get("vient", ()), *_one_more(pole, supposed)]:
        changes.append(Arrival(tuple(joining), on))
        sentence = ngettext(
            "%(who)s est désigné·e dès le %(day)s",
            "%(who)s sont désigné·es dès le %(day)s",
            len(joining),
        )
        words.append(sentence % {"who": _names(joining), "day": day(on)})
    if organisation := supposed["change"]:
        organisation.sector = supposed["statut"]
        changes.append(Alteration(organisation))
        words.append(
            _("%(organisation)s devient « %(sector)s »")
            % {"organisation": organisation, "sector": Sector(organisation.sector).label}
        )
    title = _("Si %(what)s") % {"what": ", et si ".join(words)}
    return Forecast(title, foresee([pole], *changes, on=today()))


def _names(rows):
    *others, last = (str(row.person) for row in rows)
    return (
        _("%(others)s et %(last)s") % {"others": ", ".join(others), "last": last}
        if others
        else last
    )


def _one_more(pole, supposed):
    """A member of whom one knows only for whom they would sit."""
    if not supposed["organisation"]:
        return []
    return [
        MemberProposal(
            pole=pole,
            person=Person(first_name=_("un membre"), last_name=_("de plus")),
            organisation=supposed["organisation"],
            category=supposed["categorie"],
            presence=supposed["presence"] or Presence.INSTITUTIONAL,
            active_on_territory=True,
            competent=True,
        )
    ]


def acts(pole, supposed) -> list[tuple[str, str]]:
    """(words, address) of the acts that would make it so, with the day already written."""
    query = urlencode({"le": supposed["le"].isoformat()})
    found = [
        (
            _("Enregistrer la démission de %(who)s…") % {"who": m.person},
            f"{reverse('poles:resignation', args=[pole.pk, m.pk])}?{query}",
        )
        for m in supposed.get("part", ())
    ]
    members = reverse("poles:members", args=[pole.pk])
    if supposed.get("vient"):
        found.append((_("Voir les personnes proposées à la plénière"), f"{members}#proposes"))
    if supposed["organisation"]:
        url = reverse("poles:propose", args=[pole.pk])
        found.append((_("Proposer un membre…"), url))
    return found
