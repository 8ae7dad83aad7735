"""Pages of what the sittings asked: the list of what is open, one action, its acts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from core.clock import today
from core.forms import ReasonForm
from core.views import HouseMixin, TransitionView, VersionedFormMixin
from plenary import workflow
from plenary.choices import ItemStatus
from plenary.facts import followed, sitting_title, state_of_action
from plenary.forms import ActionForm, FollowedFilter, NoteForm
from plenary.forms.actions import DONE
from plenary.models import Action, AgendaItem

PAGE = 50


class FollowedList(HouseMixin, TemplateView):
    """Actions and conditions that are open, or those that are over, by who and by lateness."""

    permission_required = "plenary.list_sittings"
    template_name = "plenary/followed.html"

    def get_context_data(self, **kwargs):
        over = self.request.GET.get("etat") == DONE
        rows = followed(self.request.user, on=today(), is_open=not over)
        people = {f.row.owner_id: str(f.row.owner) for f in rows if f.row.owner_id}
        form = FollowedFilter(
            self.request.GET or {}, people=sorted(people.items(), key=lambda one: one[1])
        )
        form.is_valid()
        chosen = {k: v for k, v in form.cleaned_data.items() if v}
        shown = [f for f in rows if _answers(f, chosen)]
        page = Paginator(shown, PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(
            form=form,
            page_obj=page,
            count=len(shown),
            is_filtered=bool(chosen),
            query=query.urlencode(),
            **kwargs,
        )


def _answers(one, chosen):
    if chosen.get("retard") and not one.is_late:
        return False
    return not chosen.get("qui") or str(one.row.owner_id) == chosen["qui"]


class OneAction(HouseMixin, SingleObjectMixin):
    """An action that this person may know of."""

    context_object_name = "action"

    def get_queryset(self):
        return (
            Action.objects.visible_to(self.request.user)
            .select_related(
                "item__sitting__body__bassin",
                "item__body__bassin",
                "owner",
                "decided_by__own_person",
                "done_by__own_person",
                "dropped_by__own_person",
            )
            .order_by("pk")
        )


class ActionDetail(OneAction, DetailView):
    """What is asked, of whom, by when, and what became of it."""

    permission_required = "plenary.view_action"
    template_name = "plenary/action.html"

    def get_context_data(self, **kwargs):
        action, user = self.object, self.request.user
        is_open = not (action.done_at or action.dropped_at)
        late = bool(is_open and action.due_on and action.due_on < today())
        prepares = user.has_perm("plenary.record_decision", action)
        return super().get_context_data(
            item=action.item,
            sitting=action.item.sitting,
            sitting_title=sitting_title(action.item.sitting),
            sees_item=AgendaItem.objects.visible_to(user).filter(pk=action.item_id).exists(),
            state=state_of_action(action, late=late),
            finishes=is_open and user.has_perm("plenary.finish_action", action),
            drops=is_open and prepares,
            edits=is_open and prepares and action.item.status != ItemStatus.SEALED,
            **kwargs,
        )


class EditAction(OneAction, VersionedFormMixin, UpdateView):
    """What is asked, of whom, by when, while its item is not sealed."""

    permission_required = "plenary.record_decision"
    template_name = "plenary/action_form.html"
    form_class = ActionForm

    def save(self, form):
        workflow.edit_action(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("L’action est modifiée."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class FinishAction(OneAction, TransitionView):
    permission_required = "plenary.finish_action"
    form_class = NoteForm
    title = _("Noter l’action comme faite")
    button = _("Noter comme faite")
    done = _("L’action est notée comme faite.")
    transition = staticmethod(workflow.finish_action)


class DropAction(OneAction, TransitionView):
    permission_required = "plenary.record_decision"
    form_class = ReasonForm
    title = _("Abandonner l’action")
    button = _("Abandonner l’action")
    done = _("L’action est abandonnée ; elle reste lisible, avec son motif.")
    transition = staticmethod(workflow.drop_action)
