"""L’échéancier: everything due for a date, filtered by the address; the personal calendar feed."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import FormView, TemplateView

from core.agenda import KIND_LABELS, deadlines_for
from core.calendar import CONTENT_TYPE, feed
from core.clock import today
from core.forms import EmptyForm, OnceForm
from core.french import MONTHS, SHORT_MONTHS, day, day_and_month, days
from core.views import PUBLIC, SIGNED_IN, HouseMixin, OnceMixin
from outbox.workflow import close_feed, feed_of, open_feed, reader

BEFORE = timedelta(days=90)
SHOWN_ONCE = "feed_secret"
FORESEEN_YEARS = 20


class DeadlineFilter(forms.Form):
    """Choices come from what is due, so that no filter leads nowhere."""

    says_optional = False

    le = forms.DateField(
        label=gettext_lazy("À la date du"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    quoi = forms.ChoiceField(label=gettext_lazy("Quoi"), required=False)
    qui = forms.TypedChoiceField(
        label=gettext_lazy("Qui"), required=False, coerce=int, empty_value=None
    )
    pole = forms.TypedChoiceField(
        label=gettext_lazy("Pôle"), required=False, coerce=int, empty_value=None
    )
    bassin = forms.TypedChoiceField(
        label=gettext_lazy("Bassin"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        people = {p for d in found for p in d.persons}
        kinds = {d.kind for d in found}
        self.fields["quoi"].choices = [("", _("Tout"))] + [
            (kind.value, label) for kind, label in KIND_LABELS.items() if kind in kinds
        ]
        self.fields["qui"].choices = _named(_("Tout le monde"), people)
        self.fields["pole"].choices = _named(_("Tous"), {d.pole for d in found if d.pole})
        bassins = {d.bassin for d in found if d.bassin}
        self.fields["bassin"].choices = _named(_("Tous"), bassins)
        if len(bassins) < 2:
            del self.fields["bassin"]

    def kept(self, deadline):
        """Does this deadline answer every filter chosen?"""
        chosen = self.cleaned_data
        return (
            (not chosen.get("quoi") or deadline.kind == chosen["quoi"])
            and (not chosen.get("qui") or chosen["qui"] in [pk for pk, _n in deadline.persons])
            and (not chosen.get("pole") or (deadline.pole or (None,))[0] == chosen["pole"])
            and (not chosen.get("bassin") or (deadline.bassin or (None,))[0] == chosen["bassin"])
        )


def _named(everything, pairs):
    return [("", everything), *sorted(pairs, key=lambda pair: pair[1].lower())]


@dataclass(frozen=True)
class Line:
    """One deadline as the page shows it."""

    day: str
    iso: str
    in_days: str
    late: bool
    what: str
    why: str
    url: str
    kind: str
    persons: str

    @classmethod
    def of(cls, deadline, *, on):
        left = (deadline.on - on).days
        return cls(
            day=day_and_month(deadline.on, months=SHORT_MONTHS),
            iso=deadline.on.isoformat(),
            in_days=days(left),
            late=left < 0,
            what=deadline.what,
            why=deadline.why,
            url=deadline.url,
            kind=deadline.kind_label,
            persons=", ".join(name for _pk, name in deadline.persons),
        )


@dataclass(frozen=True)
class Month:
    """One heading of the page: « En retard », or a month."""

    key: str
    title: str
    lines: list


def by_month(found, *, on) -> list[Month]:
    """Late ones under one heading, the others month by month."""
    late = [d for d in found if d.on < on]
    months = [Month("retard", _("En retard"), [Line.of(d, on=on) for d in late])] if late else []
    coming = [d for d in found if d.on >= on]
    for (year, month), group in groupby(coming, key=lambda d: (d.on.year, d.on.month)):
        title = f"{MONTHS[month - 1].capitalize()} {year}"
        lines = [Line.of(d, on=on) for d in group]
        months.append(Month(f"{year}-{month:02d}", title, lines))
    return months


class Deadlines(HouseMixin, TemplateView):
    """Everything this person may know is due, as it stands on a day."""

    permission_required = SIGNED_IN
    template_name = "ibefe/deadlines.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        on = self._asked_day()
        found = deadlines_for(user, on=on)
        form = DeadlineFilter(self.request.GET or {}, found=found)
        form.is_valid()
        kept = [d for d in found if form.kept(d)]
        return super().get_context_data(
            form=form,
            on=on,
            is_today=on == today(),
            months=by_month(kept, on=on),
            count=len(kept),
            noun=ngettext("échéance", "échéances", len(kept)),
            chips=_chips(form, self.request.GET),
            feed_allowed=may_have_a_feed(user),
            has_feed=feed_of(user) is not None,
            **kwargs,
        )

    def _asked_day(self):
        """The day of the address, when it is one that deadlines can be computed for."""
        field = forms.DateField(required=False)
        try:
            asked = field.clean(self.request.GET.get("le", ""))
        except forms.ValidationError:
            return today()
        far = abs(asked.year - today().year) > FORESEEN_YEARS if asked else True
        return today() if far else asked


@dataclass(frozen=True)
class Chip:
    """One filter in use, and the address without it."""

    label: str
    url: str


def _chips(form, asked):
    found = []
    for name, value in form.cleaned_data.items():
        if value in (None, ""):
            continue
        field = form.fields[name]
        words = day(value) if name == "le" else dict(field.choices)[value]
        kept = {k: v for k, v in asked.items() if v and k != name}
        address = f"{reverse('deadlines')}?{urlencode(kept)}"
        found.append(Chip(f"{field.label} : {words}", address))
    return found


# ── The personal feed ────────────────────────────────────────────────────────────────────────────


def may_have_a_feed(user):
    """Whoever belongs somewhere today: the service, the plenary, a pôle."""
    return user.has_perm("poles.list_poles")


class FeedPage(HouseMixin, OnceMixin, FormView):
    """The secret address: opened, shown once, renewed, closed.

    The secret waits in the session for the page that follows, written in the act's transaction: a
    double click finds the same secret, and shows it.
    """

    permission_required = "poles.list_poles"
    template_name = "ibefe/feed.html"
    form_class = OnceForm
    success_url = reverse_lazy("feed")

    def get_context_data(self, **kwargs):
        secret = self.request.session.pop(SHOWN_ONCE, "")
        address = f"{settings.SITE_URL}{reverse('calendar', args=[secret])}" if secret else ""
        return super().get_context_data(address=address, feed=feed_of(self.request.user), **kwargs)

    def create(self, form):
        user = self.request.user
        self.request.session[SHOWN_ONCE] = open_feed(user, by=user)
        self.request.session.save()
        return self.get_success_url()

    def form_valid(self, form):
        """The second of two clicks read its session before the secret was there: it reads again."""
        answer = super().form_valid(form)
        secret = self.request.session.load().get(SHOWN_ONCE)
        if secret:
            self.request.session[SHOWN_ONCE] = secret
        return answer


class CloseFeed(HouseMixin, FormView):
    """The address stops working."""

    permission_required = "poles.list_poles"
    form_class = EmptyForm
    http_method_names = ["post"]
    success_url = reverse_lazy("feed")

    def form_valid(self, form):
        close_feed(self.request.user, by=self.request.user)
        messages.success(self.request, _("L’adresse ne fonctionne plus."))
        return HttpResponseRedirect(self.get_success_url())


class CalendarFeed(HouseMixin, View):
    """The feed itself: no cookie, the secret is the key; rights are those of this very moment."""

    permission_required = PUBLIC

    def get(self, request, *args, secret, **kwargs):
        user = reader(secret)
        if user is None or not may_have_a_feed(user):
            raise Http404
        on = today()
        found = [d for d in deadlines_for(user, on=on) if d.on >= on - BEFORE]
        name = _("Échéances, pôles de synergie")
        answer = HttpResponse(
            feed(found, name=name, site=settings.SITE_URL, on=on), content_type=CONTENT_TYPE
        )
        answer["Content-Disposition"] = 'attachment; filename="echeances.ics"'
        answer["Cache-Control"] = "private, no-store"
        return answer
