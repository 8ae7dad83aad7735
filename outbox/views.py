"""The mails of a bassin: found, previewed as they leave, edited, released, set aside."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors.reports import history_of
from core.filters import FilteredMixin
from core.forms import EmptyForm
from core.views import HouseMixin, TransitionView, VersionedFormMixin
from outbox import workflow
from outbox.choices import EDITABLE, TO_EXAMINE, TO_RELEASE, Delivery, MailStatus
from outbox.documents import html, sent_html, without_secrets
from outbox.facts import mail_alert, mail_state, reminder_state, tabs
from outbox.forms import FOR_A_PERSON, MailFilter, MailForm, ReleaseForm, ReminderFilter
from outbox.models import Mail, Reminder

PAGE = 50
# What a mail may do in a browser: show its own inline style, nothing else, framed by us alone.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
IN_DOUBT = {
    Delivery.AT_LEAST_ONCE: gettext_lazy("En cas de doute, il repart sous la même identité."),
    Delivery.AT_MOST_ONCE: gettext_lazy("En cas de doute, il ne repart pas seul."),
}
TOLD = ("status", "subject", "text", "trouble")


class OneMail(HouseMixin):
    """A mail this person may know of, with what its page names."""

    permission_required = "outbox.view_mail"
    context_object_name = "mail"

    def get_queryset(self):
        return (
            Mail.objects.visible_to(self.request.user)
            .select_related("bassin", "person", "released_by")
            .order_by("pk")
        )


class MailList(FilteredMixin, HouseMixin, ListView):
    """Every mail of the bassins served; the address keeps the filters."""

    permission_required = "outbox.list_mails"
    template_name = "outbox/list.html"
    paginate_by = PAGE

    def get_queryset(self):
        user = self.request.user
        self.form = MailFilter(self.request.GET or {}, user=user)
        self.form.is_valid()
        chosen = self.form.cleaned_data
        found = Mail.objects.visible_to(user)
        if chosen.get("q"):
            words = chosen["q"]
            found = found.filter(
                Q(subject__icontains=words)
                | Q(to_address__icontains=words)
                | Q(person__last_name__icontains=words)
                | Q(person__first_name__icontains=words)
            )
        if chosen.get("etat") == FOR_A_PERSON:
            found = found.for_a_person()
        elif chosen.get("etat"):
            found = found.filter(status=chosen["etat"])
        if chosen.get("sujet"):
            found = found.filter(about_label__icontains=chosen["sujet"])
        if chosen.get("bassin"):
            found = found.filter(bassin=chosen["bassin"])
        return found.select_related("person", "bassin").order_by("-posted_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [
            {"mail": m, "state": mail_state(m), "releasable": m.status in TO_RELEASE}
            for m in context["page_obj"]
        ]
        count = context["paginator"].count
        context.update(
            form=self.form,
            rows=rows,
            releasable=urlencode([("mail", r["mail"].pk) for r in rows if r["releasable"]]),
            tabs=tabs(self.request.user, "mails"),
            chips=self.chips(),
            query=self.address(),
            count=count,
            noun=ngettext("courrier", "courriers", count),
        )
        return context


class ReminderList(HouseMixin, ListView):
    """Reminders planned, sent, overtaken or cancelled, each with its reason."""

    permission_required = "outbox.list_mails"
    template_name = "outbox/reminders.html"
    paginate_by = PAGE

    def get_queryset(self):
        self.form = ReminderFilter(self.request.GET or {})
        self.form.is_valid()
        chosen = self.form.cleaned_data
        found = Reminder.objects.visible_to(self.request.user)
        if chosen.get("etat"):
            found = found.filter(status=chosen["etat"])
        if chosen.get("sujet"):
            found = found.filter(about_label__icontains=chosen["sujet"])
        return found.select_related("person", "mail").next_first()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [
            {
                "reminder": reminder,
                "state": reminder_state(reminder),
                "rule": workflow.RULES[reminder.rule].label
                if reminder.rule in workflow.RULES
                else reminder.rule,
            }
            for reminder in context["page_obj"]
        ]
        count = context["paginator"].count
        kept = {k: v for k, v in self.request.GET.items() if v and k != "page"}
        context.update(
            form=self.form,
            rows=rows,
            tabs=tabs(self.request.user, "reminders"),
            query=urlencode(kept),
            filtered=bool(kept),
            count=count,
            noun=ngettext("rappel", "rappels", count),
        )
        return context


class MailPage(OneMail, DetailView):
    """One mail: where it stands and why, its words, what may be done with it."""

    template_name = "outbox/mail.html"

    def get_context_data(self, **kwargs):
        mail = self.object
        acts = {
            "release": mail.status in TO_RELEASE,
            "hold": mail.status in (MailStatus.WAITING, MailStatus.READY),
            "edit": mail.status in EDITABLE,
            "discard": MailStatus.DISCARDED in workflow.TRANSITIONS.get(mail.status, ()),
            "retry": mail.status in TO_EXAMINE,
        }
        records = mail.history.order_by("-history_date", "-history_id")
        return super().get_context_data(
            state=mail_state(mail),
            alert=mail_alert(mail),
            doubt=IN_DOUBT[mail.delivery],
            words=without_secrets(mail.text),
            has_source=has_source(mail),
            acts=acts if self.request.user.has_perm("outbox.handle_mail", mail) else {},
            entries=history_of(records, TOLD),
            **kwargs,
        )


class MailPreview(OneMail, SingleObjectMixin, View):
    """The HTML of a mail, alone on its page: as it left, or as it would leave."""

    def get(self, request, *args, **kwargs):
        mail = self.get_object()
        words = sent_html(mail.raw) if mail.raw else html(mail)
        answer = HttpResponse(without_secrets(words))
        answer["Content-Security-Policy"] = SANDBOX
        answer["X-Frame-Options"] = "SAMEORIGIN"
        return answer


def has_source(mail):
    """May the message be kept whole by who sends it?"""
    return bool(mail.raw) and without_secrets(mail.text) == mail.text


class MailSource(OneMail, SingleObjectMixin, View):
    """The whole message as it left, headers included; not when it holds a personal link."""

    def get(self, request, *args, **kwargs):
        mail = self.get_object()
        if not has_source(mail):
            raise Http404
        answer = HttpResponse(mail.raw, content_type="message/rfc822")
        answer["Content-Disposition"] = f'attachment; filename="courrier-{mail.pk}.eml"'
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return answer


class EditMail(OneMail, VersionedFormMixin, UpdateView):
    """Other words for a mail that waits or is held."""

    permission_required = "outbox.handle_mail"
    form_class = MailForm
    template_name = "outbox/edit.html"

    def get_context_data(self, **kwargs):
        """The page of a conflict shows three texts, none with somebody's personal link."""
        rows = [
            replace(
                row,
                **{
                    name: without_secrets(getattr(row, name)) for name in ("mine", "theirs", "base")
                },
            )
            for row in kwargs.pop("rows", [])
        ]
        return super().get_context_data(**kwargs, **({"rows": rows} if rows else {}))

    def save(self, form):
        workflow.edit(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Courrier modifié. Il ne part pas encore."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class MailAct(OneMail, TransitionView):
    """One act on one mail."""

    permission_required = "outbox.handle_mail"
    form_class = EmptyForm


class ReleaseMail(MailAct):
    transition = staticmethod(workflow.release)
    title = gettext_lazy("Libérer ce courrier")
    explains = gettext_lazy("Il part aussitôt, tel que vous l’avez lu.")
    button = gettext_lazy("Libérer")
    done = gettext_lazy("Courrier libéré : il part.")


class HoldMail(MailAct):
    transition = staticmethod(workflow.hold)
    title = gettext_lazy("Retenir ce courrier")
    explains = gettext_lazy("Il ne part pas tant que quelqu’un ne le libère pas.")
    button = gettext_lazy("Retenir")
    done = gettext_lazy("Courrier retenu.")


class RetryMail(MailAct):
    transition = staticmethod(workflow.retry)
    title = gettext_lazy("Renvoyer ce courrier")
    explains = gettext_lazy(
        "Les mêmes mots partent à la même adresse, sous la même identité : une boîte qui l’aurait "
        "déjà reçu le reconnaît."
    )
    button = gettext_lazy("Renvoyer")
    done = gettext_lazy("Courrier remis en route.")


class DiscardMail(OneMail, TransitionView):
    """Sets a mail aside for good, and says why."""

    permission_required = "outbox.handle_mail"
    transition = staticmethod(workflow.discard)
    title = gettext_lazy("Écarter ce courrier")
    explains = gettext_lazy("Il ne partira pas. Il reste lisible, avec votre motif.")
    button = gettext_lazy("Écarter")
    done = gettext_lazy("Courrier écarté.")


class ReleaseSeveral(HouseMixin, FormView):
    """The mails that were checked in the list, each shown again, then released together."""

    permission_required = "outbox.list_mails"
    template_name = "outbox/release.html"
    form_class = ReleaseForm
    success_url = reverse_lazy("outbox:list")

    def mails(self):
        return (
            Mail.objects.visible_to(self.request.user)
            .filter(status__in=TO_RELEASE)
            .select_related("bassin", "person")
            .order_by("posted_at", "pk")
        )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "mails": self.mails()}

    def get_context_data(self, **kwargs):
        asked = self.request.POST or self.request.GET
        keys = [key for key in asked.getlist("mail") if key.isdigit()][:PAGE]
        return super().get_context_data(mails=self.mails().filter(pk__in=keys), **kwargs)

    def form_valid(self, form):
        user = self.request.user
        mails = [m for m in form.cleaned_data["mail"] if user.has_perm("outbox.handle_mail", m)]
        done, refused = workflow.release_all(mails, by=user)
        if done:
            words = ngettext("%(n)d courrier libéré.", "%(n)d courriers libérés.", len(done))
            messages.success(self.request, words % {"n": len(done)})
        for mail, refusal in refused:
            messages.warning(self.request, f"{mail.subject} : {' '.join(refusal.sentences)}")
        return HttpResponseRedirect(self.get_success_url())
