"""Who leaves a pôle: resignation, death, end of an invitation; what it changes is shown first."""

from django.utils.translation import gettext as _

from core.clock import today
from core.french import day
from core.shifts import Forecast
from core.views import ForeseesMixin, TransitionView, values_of
from poles import verdicts, workflow
from poles.forms import CompositionDateForm, DeathForm, DepartureForm
from poles.models import Membership, Pole
from poles.verdicts import Departure, foresee
from poles.views.members import OfAPole


class OneMembership(OfAPole):
    pk_url_kwarg = "membership"

    def get_queryset(self):
        return (
            Membership.objects.visible_to(self.request.user)
            .filter(pole=self.kwargs["pk"])
            .select_related("pole__bassin", "person", "organisation")
        )


class Leaving(ForeseesMixin, OneMembership, TransitionView):
    """Somebody leaves: every rule that it changes, from which day, before it is saved."""

    form_class = DepartureForm

    def get_initial(self):
        """The day that a simulation supposed (`le`), when there is one."""
        supposed = CompositionDateForm(self.request.GET)
        on = supposed.cleaned_data["le"] if supposed.is_valid() else None
        return {"on": on} if on else {}

    def foresee(self, form):
        """None on a day that the act refuses: its reason comes first."""
        member, on = self.object, values_of(form)["on"]
        if member.ends_on or on < member.starts_on:
            return None
        title = _("Si %(who)s siège jusqu’au %(day)s") % {"who": member.person, "day": day(on)}
        change = Departure(frozenset({member.pk}), on)
        return Forecast(title, foresee([member.pole], change, on=today()), self.nothing(member))

    def nothing(self, member):
        if member.is_guest:
            return _("Les invités ne comptent pas : aucune règle ne change.")
        if member.is_substitute:
            return _("Un·e suppléant·e ne compte pas en plus : aucune règle ne change.")
        return _("Aucune règle ne change.")


class Resignation(Leaving):
    title = _("Enregistrer une démission")
    explains = _("Un fait, avec sa date. Le secrétariat est prévenu, pour en informer la plénière.")
    button = _("Enregistrer la démission")
    done = _("La démission est enregistrée.")
    transition = staticmethod(workflow.record_resignation)


class Death(Leaving):
    form_class = DeathForm
    title = _("Enregistrer un décès")
    explains = _("Toutes les désignations de la personne prennent fin. Personne ne reçoit de mail.")
    button = _("Enregistrer le décès")
    done = _("Le décès est enregistré.")
    transition = staticmethod(workflow.record_death)

    def foresee(self, form):
        """In every pôle where the person sits: their designations end together."""
        person = self.object.person
        on = values_of(form)["on"] or today()
        if person.died_on or on > today():
            return None
        theirs = Membership.objects.filter(person=person, ends_on=None).values("pole")
        poles = Pole.objects.filter(pk__in=theirs).select_related("bassin").order_by("title", "pk")
        title = _("Si %(who)s est décédé·e le %(day)s") % {"who": person, "day": day(on)}
        return Forecast(title, foresee(poles, verdicts.Death(person.pk, on), on=today()))


class EndInvitation(Leaving):
    title = _("Mettre fin à l’invitation")
    explains = _("La personne ne lit plus le dossier du pôle après son dernier jour.")
    button = _("Mettre fin à l’invitation")
    done = _("L’invitation prend fin.")
    transition = staticmethod(workflow.end_guest)
