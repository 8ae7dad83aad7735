"""Pages of the sittings: the list, one with its agenda, foreseen, moved."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors.facts import regulation_of
from core.clock import today
from core.french import weekday
from core.models import JobStatus
from core.views import HouseMixin, OnceMixin, VersionedFormMixin
from plenary import workflow
from plenary.choices import OPEN_SITTINGS, SittingStatus
from plenary.documents import AGENDA, CONVOCATION, jobs_of
from plenary.facts import (
    agenda_of,
    checks_to_close,
    checks_to_convene,
    length_of,
    lines_of,
    minutes_state,
    open_before,
    reads_closed,
    sections_of,
    sitting_state,
    sitting_title,
    stances_due,
    voice_at,
    waiting_in,
    why_no_proxies,
)
from plenary.forms import PresenceForm, SittingEditForm, SittingForm
from plenary.forms.sittings import bodies_prepared
from plenary.models import AgendaItem, Annex, Minutes, Sitting


class OneSitting(HouseMixin, SingleObjectMixin):
    """A sitting that this person may know of."""

    context_object_name = "sitting"

    def get_queryset(self):
        return (
            Sitting.objects.visible_to(self.request.user)
            .select_related("body__bassin")
            .order_by("pk")
        )


class SittingList(HouseMixin, ListView):
    """The next sitting in large, those to come, those that were held."""

    permission_required = "plenary.list_sittings"
    template_name = "plenary/list.html"
    paginate_by = 30

    def get_queryset(self):
        return (
            Sitting.objects.visible_to(self.request.user)
            .with_agenda()
            .select_related("body__bassin")
            .order_by("-on", "-pk")
        )

    def get_context_data(self, **kwargs):
        user = self.request.user
        context = super().get_context_data(**kwargs)
        page = list(context["page_obj"])
        written = minutes_by_sitting(page, user)
        rows = [row_of(sitting, minutes=written.get(sitting.pk)) for sitting in page]
        to_come = [row for row in reversed(rows) if is_to_come(row["sitting"])]
        context.update(
            next=to_come[0] if to_come else None,
            to_come=to_come[1:],
            past=[row for row in rows if not is_to_come(row["sitting"])],
            prepares=user.has_perm("plenary.prepare_sitting"),
            asks=user.has_perm("plenary.ask_item"),
            several=len({row["sitting"].body.bassin_id for row in rows}) > 1,
        )
        return context


def is_to_come(sitting):
    """Still to be held: open, and not a day that passed without it."""
    if sitting.is_reprise or sitting.status not in OPEN_SITTINGS:
        return False
    return sitting.on >= today() or sitting.status == SittingStatus.IN_SESSION


def minutes_by_sitting(sittings, user):
    """{key: the last version of the minutes that this person may know of}, in one query."""
    found = Minutes.objects.visible_to(user).filter(sitting__in=sittings).order_by("number")
    return {minutes.sitting_id: minutes for minutes in found}


def row_of(sitting, *, minutes=None):
    return {
        "sitting": sitting,
        "minutes": minutes_state(minutes) if minutes else None,
        "title": sitting_title(sitting),
        "day": weekday(sitting.on),
        "state": sitting_state(sitting),
        "in_days": (sitting.on - today()).days,
    }


class SittingDetail(OneSitting, DetailView):
    """The agenda; what is missing; what each may do next."""

    permission_required = "plenary.view_sitting"
    template_name = "plenary/sitting.html"

    def get_context_data(self, **kwargs):
        sitting, user = self.object, self.request.user
        rows = agenda_of(
            sitting,
            seen=AgendaItem.objects.visible_to(user),
            annexes=Annex.objects.visible_to(user),
        )
        voice = voice_at(user.person, sitting) if user.standing.sat_in else None
        checks = self.checks(rows)
        context = super().get_context_data(
            title=sitting_title(sitting),
            state=sitting_state(sitting),
            rows=rows,
            sections=sections_of(lines_of(rows), starts_at=sitting.starts_at),
            length=length_of(sitting, [r["item"] for r in rows]),
            prepares=user.has_perm("plenary.prepare_sitting", sitting),
            seals=user.has_perm("plenary.seal_decision", sitting),
            to_seal=sum(r["is_recorded"] for r in rows),
            voice=voice,
            checks=checks,
            blocked=any(check.blocks for check in checks),
            waiting=self.waiting(),
            to_record=next((r["item"] for r in rows if r["is_open"]), None),
            past=sitting.on < today(),
            sent=sent_of(sitting, user) if sitting.convened_at else None,
            **minutes_of(sitting, user),
            open=self.open(),
            **kwargs,
        )
        if voice and sitting.status in (SittingStatus.CONVENED, SittingStatus.IN_SESSION):
            context.update(self.member(voice, rows))
        return context

    def open(self):
        """What earlier sittings asked, for who prepares or holds this one."""
        sitting, user = self.object, self.request.user
        if sitting.status not in OPEN_SITTINGS or sitting.is_reprise:
            return []
        if not user.has_perm("plenary.prepare_sitting", sitting):
            return []
        return open_before(sitting, on=today())

    def checks(self, rows):
        """What the secretary must see to before the next act."""
        sitting = self.object
        if not self.request.user.has_perm("plenary.prepare_sitting", sitting):
            return []
        if sitting.status == SittingStatus.PREPARING and not sitting.is_reprise:
            return checks_to_convene(sitting, rows)
        return checks_to_close(sitting) if sitting.status == SittingStatus.IN_SESSION else []

    def waiting(self):
        """What may still go on an agenda in preparation, each with its reason."""
        sitting = self.object
        prepares = self.request.user.has_perm("plenary.prepare_sitting", sitting)
        if sitting.status != SittingStatus.PREPARING or not prepares:
            return []
        return waiting_in(sitting.body.bassin, on=today())

    def member(self, voice, rows):
        """What this member is asked: presence, and the items still without their stance."""
        return {
            "presence_form": presence_form(voice),
            "presence_action": reverse("plenary:presence", args=[self.object.pk]),
            "proxy_url": reverse("plenary:proxy", args=[self.object.pk]),
            "no_proxies": no_proxies(self.object),
            "to_answer": stances_due(
                self.object, voice, rows, every=self.request.GET.get("avis") == "tous"
            ),
        }


def no_proxies(sitting):
    """Why no member may give a proxy at this sitting; nothing when the règlement admits them."""
    return why_no_proxies(regulation_of(sitting.body, on=sitting.on))


def sent_of(sitting, user):
    """The last version of an agenda and its two documents, each there or on its way.

    Three queries at most, whatever the agenda holds.
    """
    version = sitting.agenda_versions.order_by("-number").first()
    if version is None:
        return None
    version.sitting = sitting
    jobs = jobs_of(version, closed=reads_closed(user, version))
    made = [
        (name, label, jobs.get(kind))
        for name, label, kind in (
            ("plenary:convocation", _("Convocation (PDF)"), CONVOCATION),
            ("plenary:agenda", _("Ordre du jour (PDF)"), AGENDA),
        )
    ]
    return {
        "version": version,
        "documents": [
            {"url": reverse(name, args=[sitting.pk, version.number]), "label": label, "job": job}
            for name, label, job in made
        ],
        "failed": any(job is None or job.status == JobStatus.FAILED for _n, _l, job in made),
    }


def minutes_of(sitting, user):
    """The minutes that this person may read, the last version first; whether they are to write."""
    if sitting.status != SittingStatus.HELD:
        return {"minutes_rows": [], "may_assemble": False}
    found = Minutes.objects.visible_to(user).filter(sitting=sitting).order_by("-number")
    return {
        "minutes_rows": [{"minutes": m, "state": minutes_state(m)} for m in found],
        "may_assemble": not sitting.is_reprise and user.has_perm("plenary.write_minutes", sitting),
    }


def presence_form(voice):
    return PresenceForm(initial={"presence": voice.presence})


class SittingCreate(HouseMixin, OnceMixin, CreateView):
    """A sitting is foreseen: date, then hour and place."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/sitting_form.html"
    form_class = SittingForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "bodies": bodies_prepared(self.request.user)}

    def get_initial(self):
        last = (
            Sitting.objects.filter(body__in=bodies_prepared(self.request.user))
            .exclude(number=None)
            .order_by("-number")
            .first()
        )
        return {
            "number": last.number + 1 if last else None,
            "on": self.request.GET.get("on", "")[:10],
        }

    def create(self, form):
        sitting = workflow.prepare(form.instance, by=self.request.user)
        messages.success(self.request, _("La séance est prévue. Composez son ordre du jour."))
        return sitting.get_absolute_url()


class SittingEdit(OneSitting, VersionedFormMixin, UpdateView):
    """Day, hour and place; those already convened are told of a change."""

    permission_required = "plenary.prepare_sitting"
    template_name = "plenary/sitting_form.html"
    form_class = SittingEditForm

    def save(self, form):
        workflow.edit(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La séance est modifiée."))

    def get_success_url(self):
        return self.object.get_absolute_url()
