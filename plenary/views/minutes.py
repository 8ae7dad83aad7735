"""Pages of the minutes: assemble, read as one's audience has them, write block by block."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from core.clock import today
from core.views import (
    AutosaveView,
    DiscardDraftView,
    DraftedFormMixin,
    HouseMixin,
    OnceMixin,
    TransitionView,
    VersionedFormMixin,
    refused,
)
from core.workflow import Refused
from plenary import workflow
from plenary.choices import MinutesStatus, Reader
from plenary.facts import Reading, blocks_for, items_of, minutes_state, reading_of, sitting_title
from plenary.forms import BlockForm, NewBlockForm, RemoveBlockForm
from plenary.models import Minutes, MinutesBlock, Remark
from plenary.views.acts import SittingAct

DRAFT_FORM = "plenary.passage"


class Assemble(SittingAct):
    """The minutes from what the sitting says; again, for what nobody wrote over."""

    permission_required = "plenary.write_minutes"
    title = _("Assembler le procès-verbal")
    button = _("Assembler le procès-verbal")
    explains = _(
        "Ouverture, présences, notes de séance, déports, décisions, conditions et actions, dans"
        " l’ordre des points."
    )

    def consequences(self, subject):
        return [
            _("Chaque texte a l’audience de son point ; vous la resserrez ensuite, par passage."),
            _("Un passage que quelqu’un a modifié ou supprimé reste tel quel."),
            _("Personne n’est prévenu : le procès-verbal reste au service jusqu’à sa relecture."),
        ]

    def form_valid(self, form):
        try:
            done = workflow.assemble(self.object, by=self.request.user)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, assembled_words(done))
        return HttpResponseRedirect(done.minutes.get_absolute_url())


def assembled_words(done) -> str:
    """What assembling did, block by block."""
    words = [_("Le procès-verbal est assemblé.")]
    if done.made:
        words.append(_("Passages écrits : %(n)d.") % {"n": done.made})
    if done.refreshed:
        words.append(_("Passages mis à jour : %(n)d.") % {"n": done.refreshed})
    if done.kept:
        words.append(
            _("Passages laissés tels que vous les avez modifiés : %(n)d.") % {"n": done.kept}
        )
    return " ".join(words)


class OneMinutes(HouseMixin, SingleObjectMixin):
    """The minutes that this person may know of, with their sitting."""

    context_object_name = "minutes"

    def get_queryset(self):
        return (
            Minutes.objects.visible_to(self.request.user)
            .select_related("sitting__body__bassin", "approving")
            .order_by("pk")
        )


class MinutesDetail(OneMinutes, DetailView):
    """The minutes as their reader has them; for the service, also as the others have them."""

    permission_required = "plenary.view_minutes"
    template_name = "plenary/minutes.html"

    @cached_property
    def reading(self):
        return reading_of(self.request.user, self.object)

    @cached_property
    def shown(self):
        """Whose page one looks at: one's own, or for the service the one asked for."""
        asked = self.request.GET.get("vu", "")
        if self.reading.reader == Reader.SERVICE and asked in Reader.values:
            return Reading(Reader(asked))
        return self.reading

    def get_context_data(self, **kwargs):
        minutes, user = self.object, self.request.user
        writes = user.has_perm("plenary.write_minutes", minutes)
        own = self.shown == self.reading
        seen = blocks_for(minutes, self.shown)
        remarks = self.remarks() if own else []
        return super().get_context_data(
            seen=seen,
            approved_on=date.fromisoformat(seen.approved_on) if seen.approved_on else None,
            marked=own and self.reading.reader == Reader.SERVICE,
            state=minutes_state(minutes),
            sitting=minutes.sitting,
            sitting_title=sitting_title(minutes.sitting),
            shown=self.shown.reader,
            previews=self.previews(),
            own=own,
            writes=writes,
            drafting=writes and own and minutes.status == MinutesStatus.DRAFT,
            remarks=remarks,
            unanswered=sum(remark.answered_at is None for remark in remarks),
            remarks_open=self.may_remark(),
            is_last=self.is_last(),
            **kwargs,
        )

    def remarks(self):
        """For the service, all of them; for a member, theirs."""
        found = (
            Remark.objects.visible_to(self.request.user)
            .filter(minutes=self.object)
            .select_related("person", "block__item")
        )
        return list(found.order_by("made_at", "pk"))

    def may_remark(self):
        minutes, user = self.object, self.request.user
        is_open = minutes.status == MinutesStatus.CIRCULATED and minutes.remarks_until >= today()
        return is_open and user.has_perm("plenary.make_remark", minutes)

    def is_last(self):
        """Is this the last version? Another one corrects it otherwise."""
        later = Minutes.objects.visible_to(self.request.user).filter(
            sitting=self.object.sitting_id, number__gt=self.object.number
        )
        return not later.exists()

    def previews(self):
        """« Vu par… » : one page per kind of reader, for the service."""
        if self.reading.reader != Reader.SERVICE:
            return []
        address = self.object.get_absolute_url()
        return [
            {
                "label": reader.label,
                "url": address if reader == Reader.SERVICE else f"{address}?vu={reader.value}",
                "current": reader == self.shown.reader,
            }
            for reader in Reader
        ]


class OneBlock(HouseMixin, SingleObjectMixin):
    """A block of minutes in draft, for those who write them."""

    permission_required = "plenary.write_minutes"
    context_object_name = "passage"

    def get_queryset(self):
        return (
            MinutesBlock.objects.standing()
            .filter(minutes__in=Minutes.objects.visible_to(self.request.user))
            .select_related("minutes__sitting__body__bassin", "item")
            .order_by("pk")
        )


class BlockEdit(OneBlock, DraftedFormMixin, VersionedFormMixin, UpdateView):
    """The text of one block, kept while one types, never written over."""

    template_name = "plenary/block.html"
    form_class = BlockForm
    draft_form = DRAFT_FORM

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "minutes": self.object.minutes,
                "drafting": self.object.minutes.status == MinutesStatus.DRAFT,
                "back": self.object.get_absolute_url(),
                **kwargs,
            }
        )

    def save(self, form):
        workflow.edit_block(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        self.drop_draft()
        messages.success(self.request, _("Le passage est enregistré."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class BlockAutosave(OneBlock, AutosaveView):
    """Keeps what is being typed in a block."""

    form_name = DRAFT_FORM
    form_class = BlockForm


class DiscardBlockDraft(OneBlock, DiscardDraftView):
    draft_form = DRAFT_FORM
    done = _("Le brouillon est jeté : voici le passage enregistré.")

    def page_of(self, subject):
        return reverse("plenary:block", args=[subject.pk])


class BlockRemove(OneBlock, TransitionView):
    form_class = RemoveBlockForm
    title = _("Supprimer ce passage")
    button = _("Supprimer le passage")
    done = _("Le passage n’est plus dans le procès-verbal.")
    transition = staticmethod(workflow.remove_block)

    def get_initial(self):
        return {"base_version": self.object.version}

    def consequences(self, subject):
        found = [_("Il reste dans l’historique ; assembler à nouveau ne le ramène pas.")]
        if subject.text.strip():
            found.insert(0, _("Son texte : « %(text)s »") % {"text": subject.text[:200]})
        return found

    def get_success_url(self):
        return self.object.minutes.get_absolute_url()


class BlockAdd(OneMinutes, OnceMixin, CreateView):
    """One more block of an item: another audience, or what the note did not say."""

    permission_required = "plenary.write_minutes"
    template_name = "plenary/block_new.html"
    form_class = NewBlockForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.minutes = self.get_object()
            self.item = self.find_item(kwargs["item"])
        return super().dispatch(request, *args, **kwargs)

    def find_item(self, pk):
        item = items_of(self.minutes.sitting).filter(pk=pk).first()
        if item is None:
            raise Http404
        return item

    def get_form_kwargs(self):
        self.object = None
        return {**super().get_form_kwargs(), "item": self.item}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            minutes=self.minutes,
            item=self.item,
            drafting=self.minutes.status == MinutesStatus.DRAFT,
            **kwargs,
        )

    def create(self, form):
        form.instance.item = self.item
        block = workflow.add_block(self.minutes, form.instance, by=self.request.user)
        messages.success(self.request, _("Le passage est ajouté."))
        return block.get_absolute_url()
