"""The pages of one import: the fate of its lines, its columns, its conflicts, its undoing."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from core import imports
from core.clock import today
from core.exports import csv_response
from core.forms import EmptyForm
from core.imports import (
    IMPORTS,
    Outcome,
    batch_state,
    counts_of,
    fates_of,
    undone_in_words,
    visible_to,
)
from core.imports.forms import ColumnsForm, ConfirmForm, ConflictsForm, ForAllForm
from core.imports.kinds import outcome_state
from core.models import JobStatus
from core.states import State
from core.views import ForeseesMixin, HouseMixin, OnceMixin, TransitionView, refused
from core.workflow import Refused

PER_PAGE = 50
WRONG_STATE = 409
UNDER_WAY = (JobStatus.QUEUED, JobStatus.RUNNING)


@dataclass(frozen=True)
class Tally:
    """How many lines have a fate, and the address that shows them alone."""

    state: State
    count: int
    value: str
    current: bool


class OneImport(HouseMixin, SingleObjectMixin):
    """A batch about something that this person may import."""

    permission_required = "core.handle_import"
    context_object_name = "batch"

    def get_queryset(self):
        return visible_to(self.request.user).select_related(
            "given_by__own_person", "confirmed_by__own_person", "undone_by__own_person"
        )

    @property
    def kind(self):
        return IMPORTS[self.object.kind]

    def get_context_data(self, **kwargs):
        url, name = self.kind.back(self.object.subject_id)
        return super().get_context_data(
            kind=self.kind,
            back=self.object.get_absolute_url(),
            about_url=url,
            about=name,
            state=batch_state(self.object),
            **kwargs,
        )

    def rows_in_words(self, rows):
        """(line, words, state, who or what, the rest) of these rows of the batch."""
        return [
            (
                fate.line.number,
                fate.words,
                outcome_state(fate.outcome, self.object),
                *self.kind.told(fate.line),
            )
            for fate in imports.kept_fates(self.object, rows)
        ]


class ImportPage(OneImport, DetailView):
    """Each line and its fate, by fate; what to do next; how far a work on it is."""

    template_name = "imports/batch.html"

    def get_template_names(self):
        return ["imports/_work.html" if self.request.htmx else self.template_name]

    def get_context_data(self, **kwargs):
        counts, conflicts = counts_of(self.object)
        asked = self.request.GET.get("sort", "")
        asked = asked if asked in Outcome.values else ""
        rows = self.object.rows.filter(outcome=asked) if asked else self.object.rows.all()
        page = Paginator(rows.order_by("line"), PER_PAGE).get_page(self.request.GET.get("page"))
        work = imports.last_work(self.object)
        return super().get_context_data(
            columns=self.columns(),
            missing=self.kind.missing(self.object.mapping),
            work=work,
            under_way=work is not None and work.status in UNDER_WAY,
            rows=self.rows_in_words(list(page)),
            page_obj=page,
            query=f"sort={asked}" if asked else "",
            asked=asked,
            total=sum(counts.values()) if any(counts.values()) else self.object.rows.count(),
            tallies=[
                Tally(outcome_state(o, self.object), n, o.value, o == asked)
                for o, n in counts.items()
                if n
            ],
            to_write=counts[Outcome.CREATE] + counts[Outcome.REPLACE],
            conflicts=conflicts,
            unsettled=counts[Outcome.CONFLICT],
            not_taken=counts[Outcome.CONFLICT] + counts[Outcome.REFUSED],
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        answer = super().render_to_response(context, **kwargs)
        if self.request.htmx and not context["under_way"]:
            answer["HX-Refresh"] = "true"
        return answer

    def columns(self):
        """(column of ours, title in the file) as they correspond."""
        titles, mapping = self.object.columns, self.object.mapping
        return [
            (column, titles[mapping[column.key]] if column.key in mapping else "")
            for column in self.kind.columns
        ]


class OneImportForm(OneImport, FormView):
    """A form about a batch: what it does may be refused, and what was chosen is kept."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            self.act(form)
        except Refused as refusal:
            return refused(self, form, refusal)
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return self.object.get_absolute_url()


class ImportColumns(OneImportForm):
    """Which column of the file is which of ours, while nothing is imported."""

    template_name = "imports/columns.html"
    form_class = ColumnsForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "kind": self.kind, "batch": self.object}

    def act(self, form):
        imports.choose_columns(self.object, form.mapping, by=self.request.user)


class ImportConflicts(OneImportForm):
    """What becomes of each line that meets something of ours."""

    template_name = "imports/conflicts.html"
    form_class = ConflictsForm

    def dispatch(self, request, *args, **kwargs):
        self.page = None
        return super().dispatch(request, *args, **kwargs)

    def rows(self):
        if self.page is None:
            found = self.object.rows.exclude(options="").order_by("line")
            self.page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        return list(self.page)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.rows()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(for_all=ForAllForm(), **kwargs)
        told = self.rows_in_words(self.rows())
        fields = [context["form"][f"ligne-{row.line}"] for row in self.rows()]
        return {**context, "rows": list(zip(told, fields, strict=True)), "page_obj": self.page}

    def act(self, form):
        imports.settle(self.object, form.choices, by=self.request.user)

    def get_success_url(self):
        if self.page.has_next():
            url = reverse("import_conflicts", args=[self.object.pk])
            return f"{url}?page={self.page.next_page_number()}"
        return super().get_success_url()


class ImportForAll(OneImportForm):
    """The same answer for every conflict of the file."""

    template_name = "imports/for_all.html"
    form_class = ForAllForm

    def act(self, form):
        imports.settle_all(self.object, form.cleaned_data["choice"], by=self.request.user)


class ImportReadAgain(OneImportForm):
    """The lines are judged again, as things stand now."""

    template_name = "imports/read_again.html"
    form_class = EmptyForm

    def act(self, form):
        imports.read_again(self.object, by=self.request.user)


class ImportConfirm(ForeseesMixin, OneImport, OnceMixin, FormView):
    """Writes what is to create and to replace, as it was read."""

    template_name = "imports/confirm.html"
    form_class = ConfirmForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
            self.counts, _asked = counts_of(self.object)
        return super().dispatch(request, *args, **kwargs)

    def foresee(self, form):
        if self.object.confirmed_at:
            return None
        return imports.forecast_of(self.object, on=today())

    def get_form_kwargs(self):
        digest = imports.digest_of(fates_of(self.object))
        return {**super().get_form_kwargs(), "digest": digest}

    def get_context_data(self, **kwargs):
        creating, replacing = self.counts[Outcome.CREATE], self.counts[Outcome.REPLACE]
        left = sum(self.counts.values()) - creating - replacing
        return super().get_context_data(
            creating=creating,
            replacing=replacing,
            writing=creating + replacing,
            left=left,
            **kwargs,
        )

    def form_valid(self, form):
        """What is no longer as it was read is read again, so that one sees it."""
        answer = super().form_valid(form)
        if answer.status_code == WRONG_STATE and self.object.confirmed_at is None:
            imports.read_again(self.object, by=self.request.user)
        return answer

    def create(self, form):
        digest = form.cleaned_data["digest"]
        imports.confirm_soon(self.object, digest=digest, by=self.request.user)
        if not imports.is_large(self.object):
            count = self.counts[Outcome.CREATE] + self.counts[Outcome.REPLACE]
            words = ngettext("%(n)d ligne est importée.", "%(n)d lignes sont importées.", count)
            messages.success(self.request, words % {"n": count})
        return self.object.get_absolute_url()


class ImportRefused(OneImport, View):
    """The lines that were not taken, as they were typed, with the reason of each."""

    def get(self, request, *args, **kwargs):
        self.object = batch = self.get_object()
        head, rows = imports.refused_rows(batch)
        return csv_response(f"lignes-refusees-{batch.pk}", head, rows)


class ImportUndo(ForeseesMixin, OneImport, TransitionView):
    """Takes back the whole batch, or says what holds it."""

    title = _("Défaire cet import")
    explains = _("Tout ce que ce fichier a écrit est repris, et rien d’autre.")
    button = _("Défaire l’import")
    transition = staticmethod(imports.undo_soon)

    def foresee(self, form):
        if self.object.undone_at or not self.object.confirmed_at:
            return None
        return imports.forecast_of(self.object, on=today())

    def consequences(self, subject):
        return undone_in_words(subject)

    @property
    def done(self):
        if imports.is_large(self.object):
            return _("L’import se défait : son avancement s’affiche ici.")
        return _("L’import est défait : tout ce qu’il avait écrit est repris.")
