"""Pages across all steps: home, own page, errors."""

from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from actors.models import Bassin, Mandate, StaffAssignment
from core.clock import today
from core.todo import URGENT, tasks_for
from core.views import PUBLIC, SIGNED_IN, HouseMixin
from plenary.facts import next_sitting
from poles.models import Membership

COUNTS = dict(enumerate("Deux Trois Quatre Cinq Six Sept Huit Neuf Dix".split(), start=2))


class Home(HouseMixin, TemplateView):
    """« À faire » for whoever is signed in; what the house is for the others."""

    permission_required = PUBLIC

    def get_template_names(self):
        return ["ibefe/home.html" if self.request.user.is_authenticated else "ibefe/welcome.html"]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.request.user.is_authenticated:
            on = today()
            user = self.request.user
            sections = tasks_for(user, on=on)
            urgent = sum(len(tasks) for section, tasks in sections if section == URGENT)
            count = sum(len(tasks) for section, tasks in sections if section.waits)
            context.update(
                sections=[
                    (section, [row_of(t, on=on) for t in tasks]) for section, tasks in sections
                ],
                today=on,
                lede=lede(urgent, count),
                count=count,
                perms_new_pole=user.has_perm("poles.add_pole"),
                sitting=next_sitting(user, on=on),
            )
        return context


def row_of(task, *, on):
    """A task with its large figure: « 114 » jours avant l’échéance, « 39 » jours de retard."""
    if task.due_on is None:
        return {"task": task, "figure": None, "words": ""}
    left = (task.due_on - on).days
    if left > 0:
        words = ngettext("jour avant l’échéance", "jours avant l’échéance", left)
    elif left < 0:
        words = ngettext("jour de retard", "jours de retard", -left)
    else:
        words = _("c’est aujourd’hui")
    return {"task": task, "figure": abs(left) or "J", "words": words}


def lede(urgent, count):
    """One sentence that says how heavy the day is."""
    if not count:
        return _("Rien n’attend de vous aujourd’hui.")
    if not urgent:
        return _("Rien ne presse. Voici ce qui vous attend.")
    if urgent == 1:
        return _("Un dossier ne peut plus attendre.")
    count = COUNTS.get(urgent, str(urgent))
    return _("%(count)s dossiers ne peuvent plus attendre.") % {"count": count}


class Me(HouseMixin, TemplateView):
    """Who I am here, and from which fact: functions, mandates and memberships, with their dates."""

    permission_required = SIGNED_IN
    template_name = "ibefe/me.html"

    def get_context_data(self, **kwargs):
        person = self.request.user.person
        open_today = Q(ends_on=None) | Q(ends_on__gte=today())
        assignments = StaffAssignment.objects.filter(open_today, person=person)
        mandates = Mandate.objects.filter(open_today, person=person)
        memberships = Membership.objects.filter(open_today, person=person)
        return super().get_context_data(
            person=person,
            assignments=assignments.select_related("bassin").order_by("starts_on", "pk"),
            mandates=mandates.select_related("seat__body__bassin", "organisation").order_by(
                "starts_on", "pk"
            ),
            memberships=memberships.select_related("pole", "organisation").order_by(
                "starts_on", "pk"
            ),
            **kwargs,
        )


class Accessibility(HouseMixin, TemplateView):
    """The accessibility statement: date, gaps, whom to write to."""

    permission_required = PUBLIC
    template_name = "ibefe/accessibility.html"

    def get_context_data(self, **kwargs):
        home = Bassin.objects.at_home().order_by("pk").first()
        return super().get_context_data(contact=home.mailbox if home else "", **kwargs)


def csrf_failure(request, reason=""):
    """The form was not accepted: said in words, with what to do."""
    return render(request, "403_csrf.html", status=403)
