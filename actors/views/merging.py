"""Records that look alike: the list, the two side by side, one act; and the way back."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView

from actors.choices import RecordKind
from actors.facts.merging import (
    MODELS,
    Pair,
    bassins_of,
    consequences,
    fields_of,
    may_merge,
    moving,
    obstacles,
    twin_rows,
    twins,
)
from actors.forms.merging import DirectoryFilter, MergeForm
from actors.models import Merge
from actors.workflow import merging
from core.clock import today
from core.forms import EmptyForm, ReasonForm
from core.views import HouseMixin, TransitionView

PER_PAGE = 25
RELATED = {RecordKind.ORGANISATION: ("bassin",), RecordKind.PERSON: ("organisation", "user")}


class TwinsList(HouseMixin, ListView):
    """Pairs that look alike, by what, and who may make one of them."""

    permission_required = "actors.merge"
    template_name = "actors/twins.html"
    paginate_by = PER_PAGE

    def get_queryset(self):
        form = DirectoryFilter(self.request.GET)
        form.is_valid()
        self.kind = RecordKind(form.cleaned_data.get("quoi") or RecordKind.ORGANISATION)
        return twins(self.kind)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "rows": twin_rows(self.kind, context["object_list"], self.request.user),
            "people": self.kind == RecordKind.PERSON,
            "count": context["paginator"].count,
            "query": f"quoi={self.kind}" if self.kind == RecordKind.PERSON else "",
        }


class OnePair:
    """Two records of one kind, that this person may merge; another pair does not exist for them."""

    permission_required = "actors.merge"

    def get_object(self, queryset=None):
        kind, keys = self.kwargs["kind"], (self.kwargs["kept"], self.kwargs["gone"])
        if kind not in RecordKind.values or keys[0] == keys[1]:
            raise Http404
        rows = MODELS[RecordKind(kind)]._base_manager.select_related(*RELATED[kind])
        found = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
        if len(found) != len(keys) or not self.mine(kind, keys):
            raise Http404
        pair = Pair(*(found[key] for key in keys))
        self.check(pair)
        return pair

    def mine(self, kind, keys):
        ties = bassins_of(kind, keys)
        return may_merge(self.request.user, set().union(*ties.values()))

    def dispatch(self, request, *args, **kwargs):
        """A pair that is one already leads to what it has become."""
        if request.user.is_authenticated:
            pair = self.get_object()
            for record in (pair.gone, pair.kept):
                if record.merged_into_id:
                    url = reverse(f"actors:{pair.kind}", args=[record.merged_into_id])
                    return HttpResponseRedirect(url)
        return super().dispatch(request, *args, **kwargs)


class MergePair(OnePair, TransitionView):
    """The two side by side, what moves, what it changes, what forbids it; then one act."""

    template_name = "actors/merge.html"
    form_class = MergeForm
    transition = staticmethod(merging.merge)
    done = _("Les deux fiches n’en font plus qu’une.")

    def get_form_kwargs(self):
        self.compared = fields_of(self.object)
        return {**super().get_form_kwargs(), "pair": self.object, "fields": self.compared}

    def get_context_data(self, **kwargs):
        pair = self.object
        return super().get_context_data(
            pair=pair,
            title=_("Fusionner deux fiches"),
            moving=moving(pair.gone),
            effects=consequences(pair, on=today()),
            obstacles=obstacles(pair),
            turned=Pair(pair.gone, pair.kept).url("merge"),
            distinct=pair.url("tell_apart"),
            people=pair.kind == RecordKind.PERSON,
            **kwargs,
        )

    def get_success_url(self):
        return self.object.kept.get_absolute_url()


class TellApart(OnePair, TransitionView):
    form_class = EmptyForm
    title = _("Ce sont deux fiches différentes")
    button = _("Pas un doublon")
    done = _("C’est retenu : cette paire n’est plus proposée.")
    transition = staticmethod(merging.tell_apart)

    def consequences(self, subject):
        words = {"kept": subject.kept, "gone": subject.gone}
        return [
            _("« %(kept)s » et « %(gone)s » restent deux fiches.") % words,
            _("La paire n’est plus proposée parmi les doublons possibles."),
        ]

    def get_success_url(self):
        return f"{reverse('actors:twins')}?quoi={self.object.kind}"


class Unmerge(TransitionView):
    """Two records again, while the kept one is as the merge left it."""

    permission_required = "actors.merge"
    pk_url_kwarg = "merge"
    form_class = ReasonForm
    title = _("Défaire cette fusion")
    button = _("Défaire la fusion")
    done = _("Ce sont de nouveau deux fiches.")
    transition = staticmethod(merging.unmerge)

    def get_queryset(self):
        return Merge.objects.visible_to(self.request.user)

    def consequences(self, subject):
        words = {"gone": subject.gone_label, "kept": subject.kept_label, "n": len(subject.moved)}
        return [
            _("« %(gone)s » redevient une fiche ; « %(kept)s » reprend ses valeurs d’avant.")
            % words,
            _("Ce qui avait changé de fiche (%(n)d) y revient, sauf ce qui en est parti depuis.")
            % words,
            _("Ce qui est né depuis la fusion reste à la fiche gardée."),
        ]
