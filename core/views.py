"""What every page shares: who may know of it, who is entitled, and how an act is refused.

Each view names `permission_required`: a permission of `permissions.py`, or SIGNED_IN, or PUBLIC.
A test walks the URLs and fails when one does not.
"""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin
from django.views.generic.edit import BaseCreateView

from core import drafts, receipts
from core.forms import ReasonForm, VersionedModelForm
from core.french import moment
from core.signed import BrokenLink
from core.versions import Conflict, base_of, disagreements
from core.workflow import Refused, WrongState

PUBLIC = "public"
SIGNED_IN = "signed in"


class HouseMixin:
    """Visible (404), then entitled (403); anonymous people are sent to the sign-in page."""

    permission_required = None
    rights_asked = False

    def dispatch(self, request, *args, **kwargs):
        if self.permission_required is None:
            raise RuntimeError(f"{type(self).__name__} names no permission.")
        if self.permission_required == PUBLIC:
            return super().dispatch(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        makes_or_lists = isinstance(self, BaseCreateView) or not isinstance(self, SingleObjectMixin)
        if makes_or_lists and not self.rights_asked:
            self.check(None)
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        subject = super().get_object(queryset)
        self.check(subject)
        return subject

    def check(self, subject):
        """Refuses with 403 whoever is not entitled; whoever may not know of it had a 404 before.

        A page that makes something is asked about nothing, unless it was asked about its parent.
        """
        self.rights_asked = True
        if self.permission_required in (PUBLIC, SIGNED_IN):
            return
        if not self.request.user.has_perm(self.permission_required, subject):
            raise PermissionDenied


@method_decorator(never_cache, name="dispatch")
class ByLinkMixin(HouseMixin):
    """A page behind a signed link: nobody signs in; a link that opens nothing says why (410).

    The view writes `read(token)`, which keeps what the link opens or raises BrokenLink.
    """

    permission_required = PUBLIC
    closed_template = "components/link_closed.html"

    def read(self, token):
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        try:
            self.read(kwargs["token"])
        except BrokenLink as broken:
            return render(request, self.closed_template, {"why": str(broken)}, status=410)
        return super().dispatch(request, *args, **kwargs)


class OnceMixin:
    """A creating form: the same token twice brings back what it made (double click, resend).

    The view writes `create(form) -> url`: makes the object through the workflow, gives its address.
    """

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "token": receipts.new_token()}

    def form_valid(self, form):
        try:
            url = receipts.once(form.cleaned_data["token"], lambda: self.create(form))
        except Refused as refusal:
            return refused(self, form, refusal)
        return HttpResponseRedirect(url)

    def form_invalid(self, form):
        """What the same form has just made may be why this one is no longer valid."""
        url = receipts.url_of(form.cleaned_data.get("token", ""))
        return HttpResponseRedirect(url) if url else super().form_invalid(form)


def refused(view, form, refusal):
    """The form again, everything typed kept, every reason said. 409 when somebody was quicker."""
    for sentence in refusal.sentences:
        form.add_error(None, sentence)
    status = 409 if isinstance(refusal, WrongState) else 422
    response = view.render_to_response(view.get_context_data(form=form, refusal=refusal))
    response.status_code = status
    return response


class ForeseesMixin:
    """A form whose saving may change what the rules say: shown first, read again when it worsens.

    The view writes `foresee(form) -> Forecast | None`, from what `values_of(form)` holds. « Voir
    l’effet » (`voir`) saves nothing; what leaves a rule unmet is saved once it was shown (`vu`).
    """

    def foresee(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        forecast, typed = self.foresee(form), self.request.POST
        worse = forecast is not None and forecast.worsens
        unread = worse and "voir" not in typed and typed.get("vu") != forecast.digest
        if unread or "voir" in typed:
            context = self.get_context_data(form=form, forecast=forecast, unread=unread)
            return self.render_to_response(context)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        if "forecast" not in kwargs:
            kwargs.setdefault("form", self.get_form())
            kwargs["forecast"] = self.foresee(kwargs["form"])
        return super().get_context_data(**{"foresees": True, "unread": False, **kwargs})


def values_of(form) -> dict:
    """What a form holds: what was typed and understood, else what it proposes."""
    typed = getattr(form, "cleaned_data", {})
    return {
        name: typed[name] if name in typed else form.get_initial_for_field(field, name)
        for name, field in form.fields.items()
    }


class TransitionView(HouseMixin, SingleObjectMixin, FormView):
    """One act on one object: GET says what it does, POST does it through the workflow.

    `transition(subject, by=user, **cleaned_data)`; `done` is the message; `title`, `explains` and
    `button` are the words of the page; `panel(subject)` may give the verdicts to show.
    """

    template_name = "components/act.html"
    form_class = ReasonForm
    transition = None
    done = ""
    title = ""
    explains = ""
    button = ""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def panel(self, subject):
        return None

    def consequences(self, subject):
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "panel": self.panel(self.object),
                "consequences": self.consequences(self.object),
                "title": self.title,
                "explains": self.explains,
                "button": self.button,
                "back": self.object.get_absolute_url(),
                "foresees": False,
                **kwargs,
            }
        )

    def form_valid(self, form):
        values = {k: v for k, v in form.cleaned_data.items() if k != "token"}
        try:
            type(self).transition(self.object, by=self.request.user, **values)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return self.object.get_absolute_url()


def rests_on(form, theirs) -> bool:
    """Puts what was typed on the row as it stands, if nobody touched a field of this form.

    Gives whether it did: two people who write different forms of one object do not disagree.
    """
    if not isinstance(form, VersionedModelForm):
        return False
    fields = [theirs._meta.get_field(name) for name in form.compared_fields()]
    base = base_of(theirs, form.cleaned_data["base_version"])
    if base is None or any(f.many_to_many for f in fields):
        return False
    if any(getattr(base, f.attname) != getattr(theirs, f.attname) for f in fields):
        return False
    for field in fields:
        setattr(theirs, field.attname, getattr(form.instance, field.attname))
    form.instance = theirs
    form.cleaned_data["base_version"] = theirs.version
    return True


def says_nothing_new(form, theirs) -> bool:
    """Is all that this form says there already? Sent twice, it is not saved twice."""
    if not isinstance(form, VersionedModelForm):
        return False
    names = form.compared_fields()
    if not set(form.fields) <= {*names, "base_version"}:
        return False
    fields = [theirs._meta.get_field(name) for name in names]
    return not any(
        f.many_to_many or getattr(form.instance, f.attname) != getattr(theirs, f.attname)
        for f in fields
    )


class VersionedFormMixin:
    """An editing form with `base_version`: a second save gets mine, theirs and base, not a loss."""

    conflict_template = "components/conflict.html"

    def form_valid(self, form):
        try:
            self.save_unless_they_disagree(form)
        except Conflict as conflict:
            return self.conflict(form, conflict.theirs)
        except Refused as refusal:
            return refused(self, form, refusal)
        return HttpResponseRedirect(self.get_success_url())

    def save_unless_they_disagree(self, form):
        """Nothing is left to save when all of it stands already, by this sending or another."""
        try:
            self.save(form)
        except Conflict as conflict:
            if says_nothing_new(form, conflict.theirs):
                return
            if not rests_on(form, conflict.theirs):
                raise
            self.save(form)

    def conflict(self, form, theirs):
        base = base_of(theirs, form.cleaned_data["base_version"])
        rows = disagreements(form.instance, theirs, base, form.compared_fields())
        form.data = form.data.copy()
        form.data["base_version"] = str(theirs.version)
        context = self.get_context_data(
            form=form,
            rows=rows,
            theirs=theirs,
            saved=theirs.history.select_related("history_user").first(),
            back=theirs.get_absolute_url(),
        )
        response = self.response_class(
            request=self.request,
            template=[self.conflict_template],
            context=context,
            using=self.template_engine,
        )
        response.status_code = 409
        return response


class DraftedFormMixin:
    """An editing page that takes up what was typed and not saved. `draft_form`: its draft’s name.

    The page receives `draft_at`, when it was kept, and `overtaken`: did somebody save since? The
    form takes a `draft`; « Enregistrer » throws it away (`drop_draft`).
    """

    draft_form = ""

    @property
    def draft(self):
        return drafts.find(self.request.user, form=self.draft_form, subject_id=self.object.pk)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "draft": self.draft if self.request.method == "GET" else None}

    def get_context_data(self, **kwargs):
        draft = self.draft
        told = {
            "draft_at": moment(draft.saved_at) if draft else "",
            "overtaken": draft is not None and draft.base_version < self.object.version,
        }
        return super().get_context_data(**{**told, **kwargs})

    def drop_draft(self):
        drafts.discard(self.request.user, form=self.draft_form, subject_id=self.object.pk)


class DiscardDraftView(HouseMixin, SingleObjectMixin, View):
    """Throws away what was typed and not saved; leads back to `page_of(subject)`."""

    draft_form = ""
    done = gettext_lazy("Le brouillon est jeté : voici le texte enregistré.")

    def page_of(self, subject):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        subject = self.get_object()
        drafts.discard(request.user, form=self.draft_form, subject_id=subject.pk)
        messages.success(request, self.done)
        return HttpResponseRedirect(self.page_of(subject))


class AutosaveView(HouseMixin, SingleObjectMixin, View):
    """Keeps what is being typed in a Draft; answers when it was kept, in words.

    Only the fields of `form_class` are kept, whatever else is sent.
    """

    form_name = ""
    form_class = None

    def post(self, request, *args, **kwargs):
        subject = self.get_object() if self.kwargs else None
        data = {
            name: values if len(values) > 1 else values[0]
            for name, values in request.POST.lists()
            if name in self.form_class.base_fields and name != "token"
        }
        base = str(data.pop("base_version", "0"))
        draft = drafts.keep(
            request.user,
            form=self.form_name,
            subject_id=subject.pk if subject else "",
            base_version=int(base) if base.isdigit() else 0,
            data=data,
        )
        at = localtime(draft.saved_at)
        label = _("Brouillon enregistré à %(time)s") % {"time": date_format(at, "G \\h i")}
        return JsonResponse({"saved_at": at.isoformat(), "label": label})
