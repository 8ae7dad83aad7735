"""All pôles × all rules on one screen; the dated états de conformité of one pôle."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import TemplateView
from django.views.generic.detail import SingleObjectMixin

from core import jobs
from core.clock import today
from core.exports import csv_response, xlsx_response
from core.filters import FilteredMixin
from core.views import HouseMixin
from poles import workflow
from poles.documents import STATEMENT
from poles.forms import ConformityFilter, StatementForm
from poles.models import ConformityStatement
from poles.reports import columns_of, compared, conformity_of
from poles.views.fiche import MadeForPole
from poles.views.pages import PolePage

PAGE = 50


class Compared(FilteredMixin, HouseMixin):
    """The pôles that one may compare on the day of the address, narrowed by it."""

    permission_required = "poles.compare_verdicts"

    def rows(self):
        asked = self.request.GET or {}
        probe = ConformityFilter(asked, poles=())
        probe.is_valid()
        self.on = probe.cleaned_data.get("le") or today()
        poles = list(compared(self.request.user, on=self.on))
        self.form = ConformityFilter(asked, poles=poles)
        self.form.is_valid()
        rows = [row for row in conformity_of(poles, on=self.on) if row.cells]
        return [row for row in rows if self.form.keeps(row)]


class Conformity(Compared, TemplateView):
    """A cell for each rule that is asked of each pôle: a shape, a word, and why."""

    template_name = "poles/conformity.html"

    def get_context_data(self, **kwargs):
        rows = self.rows()
        code = self.form.cleaned_data.get("regle")
        columns = [c for c in columns_of(rows) if not code or c.code == code]
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("page"))
        served = self.request.user.bassins_served()
        return super().get_context_data(
            form=self.form,
            on=self.on,
            is_today=self.on == today(),
            chips=self.chips(),
            count=len(rows),
            noun=ngettext("pôle", "pôles", len(rows)),
            columns=[
                {
                    "column": column,
                    "tallies": [
                        {
                            "state": state,
                            "count": count,
                            "url": "?" + self.address(regle=column.code, verdict=key),
                        }
                        for key, state, count in column.tallies
                    ],
                }
                for column in columns
            ],
            rows=[
                {
                    "row": row,
                    "cells": [(c, row.cells.get(c.code)) for c in columns],
                    "mends": row.pole.bassin_id in served,
                }
                for row in page.object_list
            ],
            page_obj=page,
            query=self.address(),
            **kwargs,
        )


class ConformityExport(Compared, View):
    """The same pôles as a spreadsheet: a line for each verdict, all pages."""

    def get(self, request, *args, **kwargs):
        head = [
            _("Au"),
            _("Numéro"),
            _("Pôle"),
            _("Bassin"),
            _("État du pôle"),
            _("Suivi par"),
            _("Règle"),
            _("Énoncé"),
            _("Source"),
            _("Posée à"),
            _("Force"),
            _("Réponse"),
            _("Pourquoi"),
        ]
        rows = self.rows()
        code = self.form.cleaned_data.get("regle")
        lines = (
            self.line(row, verdict)
            for row in rows
            for column in columns_of([row])
            if not code or column.code == code
            for verdict in row.cells[column.code].verdicts
        )
        write = {"csv": csv_response, "xlsx": xlsx_response}[kwargs["kind"]]
        return write(f"conformite-{self.on.isoformat()}", head, lines)

    def line(self, row, verdict):
        return [
            self.on,
            row.pole.number,
            row.pole.title,
            row.pole.bassin.name,
            row.state.label,
            str(row.pole.lead or ""),
            verdict.rule.code,
            verdict.rule.statement,
            verdict.rule.citation,
            verdict.moment.label,
            verdict.force_label,
            verdict.label,
            verdict.reason,
        ]


class Statements(PolePage):
    """The états de conformité issued of a pôle, the last first; each is kept as it was issued."""

    permission_required = "poles.view_verdicts"
    template_name = "poles/statements.html"

    def get_context_data(self, **kwargs):
        issued = ConformityStatement.objects.visible_to(self.request.user).filter(pole=self.object)
        issued = issued.select_related("issued_by__own_person").defer("text")
        page = Paginator(issued.order_by("-issued_at", "-pk"), PAGE)
        return super().get_context_data(
            page_obj=page.get_page(self.request.GET.get("page")), **kwargs
        )


class IssueStatement(MadeForPole):
    """States the conformity of the pôle on a day, keeps it, and has it printed."""

    permission_required = "poles.view_verdicts"
    template_name = "poles/statement_form.html"
    form_class = StatementForm

    def create(self, form):
        user = self.request.user
        statement = workflow.issue_statement(self.pole, on=form.cleaned_data["on"], by=user)
        job = jobs.ask(STATEMENT, subject_id=statement.pk, by=user)
        messages.success(
            self.request,
            _("L’état de conformité %(number)s est établi et gardé.")
            % {"number": statement.number},
        )
        return job.get_absolute_url()


class AskStatement(HouseMixin, SingleObjectMixin, View):
    """The paper of an issued statement, made again from the kept text."""

    permission_required = "poles.view_verdicts"
    pk_url_kwarg = "statement"

    def get_queryset(self):
        found = ConformityStatement.objects.visible_to(self.request.user)
        return found.filter(pole=self.kwargs["pk"]).select_related("pole").order_by("pk")

    def check(self, subject):
        super().check(subject.pole)

    def post(self, request, *args, **kwargs):
        statement = self.get_object()
        job = jobs.ask(STATEMENT, subject_id=statement.pk, by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())
