"""Papers of the pôles, for who may know them: the dossier of one, the timeline of all."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from actors.models import RuleSet
from actors.querysets import dated
from core import pdf
from core.agenda import deadlines_for
from core.canonical import sha256
from core.clock import today
from core.french import day
from core.jobs import Hopeless, Made, works
from core.verdicts import verdicts_for
from poles import law
from poles.choices import SINCE_LAUNCH, PoleStatus
from poles.facts import fiche_rows
from poles.models import ConformityStatement, Pole
from poles.reports import composition_of, status_of, term_bar, timelines_of

DOSSIER = "poles.dossier"
STATEMENT = "poles.conformite"
TIMELINE = "poles.frise"
WITH_CLOSED, WITHOUT_CLOSED = "avec-clotures", "sans-clotures"
ROWS_PER_SHEET = 14


@dataclass(frozen=True)
class Chapter:
    """A group of verdicts: the rules of one moment."""

    title: str
    verdicts: list

    @property
    def sum(self) -> str:
        """« 2 règles bloquent, 1 avertit, 4 remplies »."""
        blocking = sum(v.blocks for v in self.verdicts)
        warning = sum(v.warns for v in self.verdicts)
        met = len(self.verdicts) - blocking - warning
        words = [
            (blocking, _("bloque"), _("bloquent")),
            (warning, _("avertit"), _("avertissent")),
            (met, _("remplie ou sans objet"), _("remplies ou sans objet")),
        ]
        return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in words if n)


def dossier_of(user, pk):
    """The pôle as this user may have its dossier today, with its term and standing; else None."""
    on = today()
    found = (
        Pole.objects.visible_to(user)
        .filter(pk=pk)
        .with_term(on=on)
        .standing(on=on)
        .select_related("bassin", "theme", "lead", "deputy", "request")
        .first()
    )
    if found is None or not user.has_perm("poles.view_verdicts", found):
        return None
    return found


@works(DOSSIER, label=_("Dossier du pôle en PDF"), subject=dossier_of)
def make_dossier(job, say):
    """The work: gathers, prints in the box, gives the file and its facts for the journal."""
    on = today()
    pole = dossier_of(job.asked_by, job.subject_id)
    say(15, _("Rassemblement des faits"))
    html = dossier_html(pole, by=job.asked_by, on=on)
    say(45, _("Mise en page"))
    printed = pdf.render(html, beat=say)
    say(90, _("Enregistrement"))
    return Made(
        name=f"dossier-{slugify(pole.title)[:60] or pole.pk}-{on:%Y-%m-%d}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"pages": printed.pages, "tagged": printed.tagged, "on": on, "version": pole.version},
    )


def dossier_html(pole, *, by, on) -> str:
    """The dossier as HTML for the printer. `pole`: as `dossier_of` gives it."""
    return render_to_string(
        "poles/documents/dossier.html",
        {
            "pole": pole,
            "by": by,
            "at": timezone.now(),
            "on": on,
            "state": status_of(pole),
            "bar": term_bar(pole, on=on) if pole.first_day else None,
            "identity": identity(pole),
            "terms": pole.terms.select_related("decision").order_by("number"),
            "fiche": fiche_rows(pole),
            "composition": composition_of(pole, on=on),
            "decisions": pole.decisions.order_by("-on", "-pk"),
            "rules": rules_in_force(pole.bassin, on=on),
            "chapters": conformity(pole, on=on),
            "deadlines": [
                d for d in deadlines_for(by, on=on) if d.pole is not None and d.pole[0] == pole.pk
            ],
        },
    )


def identity(pole) -> list[tuple[str, str]]:
    """(label, words) of the first page; what is not known is left out."""
    request = pole.request
    rows = [
        (_("Numéro"), pole.number),
        (_("Bassin"), pole.bassin.instance_name),
        (_("Thématique commune"), str(pole.theme or "")),
        (_("Suivi par"), ", ".join(str(p) for p in (pole.lead, pole.deputy) if p)),
        (_("Demande d’origine"), f"{request.number}, {request.person}" if request else ""),
        (_("Lancé le"), day(pole.launched_on) if pole.launched_on else ""),
        (_("Poursuite décidée le"), day(pole.continued_on) if pole.continued_on else ""),
        (_("Terminé le"), day(pole.ended_on) if pole.ended_on else ""),
        (_("Rythme convenu"), pole.agreed_rhythm),
        (_("Version de la fiche"), str(pole.version)),
    ]
    return [(label, words) for label, words in rows if words]


def rules_in_force(bassin, *, on) -> list[str]:
    """Which sources are asked in this bassin on the day, and by which decision."""
    found = RuleSet.objects.filter(dated(on), bassin=bassin).order_by("source", "starts_on")
    return [
        _("%(source)s (%(by)s)")
        % {"source": r.get_source_display(), "by": r.adopted_by or _("adoption à encoder")}
        if r.source == "note"
        else r.get_source_display()
        for r in found
    ]


def conformity(pole, *, on) -> list[Chapter]:
    """The verdicts of the day: the fiche always, the life of the pôle since its launch."""
    moments = [(_("La fiche"), law.SUBMISSION)]
    if pole.status in SINCE_LAUNCH:
        moments.append((_("La vie du pôle"), law.LIFE))
    return [Chapter(title, verdicts_for(moment, pole, on=on)) for title, moment in moments]


# ── The état de conformité ───────────────────────────────────────────────────────────────────────


def statement_of(user, pk):
    """The statement, if this user may read the verdicts of its pôle today; else None."""
    found = ConformityStatement.objects.visible_to(user).filter(pk=pk)
    statement = found.select_related("pole__bassin").first()
    if statement is None or not user.has_perm("poles.view_verdicts", statement.pole):
        return None
    return statement


@works(STATEMENT, label=_("État de conformité en PDF"), subject=statement_of)
def make_statement(job, say):
    """The work: printed from the kept text alone. Refuses one whose hash no longer holds."""
    statement = statement_of(job.asked_by, job.subject_id)
    if sha256(statement.text) != statement.sha256:
        raise Hopeless(_("Le texte gardé ne correspond plus à son empreinte."))
    say(30, _("Mise en page"))
    printed = pdf.render(statement_html(statement), beat=say)
    say(90, _("Enregistrement"))
    return Made(
        name=f"etat-de-conformite-{statement.number}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"pages": printed.pages, "tagged": printed.tagged, "number": statement.number},
    )


def statement_html(statement) -> str:
    """The statement as HTML for the printer: what it says never changes with the facts."""
    data = json.loads(statement.text, object_hook=_with_days)
    issued_on = data["issued_at"].date()
    when = _("à venir") if data["on"] > issued_on else _("tel que connu ce jour-là")
    context = {"data": data, "sha256": statement.sha256, "when": when}
    context["is_today"] = data["on"] == issued_on
    return render_to_string("poles/documents/statement.html", context)


def _with_days(data):
    """Dates and instants of the canonical text, by the name of their field."""
    for name, value in data.items():
        if value and name.endswith("_at"):
            data[name] = localtime(datetime.fromisoformat(value))
        elif value and (name == "on" or name.endswith("_on")):
            data[name] = date.fromisoformat(value)
    return data


# ── The timeline ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class AllTerms:
    """What the paper of the timeline is about: every term that somebody may know of."""

    shows_closed: bool

    def __str__(self):
        return str(_("Frise des termes"))

    def get_absolute_url(self):
        return reverse("poles:timeline") + ("?clotures=1" if self.shows_closed else "")


def poles_with_a_term(user, *, on, shows_closed):
    """The pôles of the timeline, the first that began on top: the page and the paper agree."""
    found = Pole.objects.visible_to(user).with_term(on=on).standing(on=on)
    if not shows_closed:
        found = found.exclude(status=PoleStatus.CLOSED)
    return found.exclude(first_day=None).order_by("first_day", "title", "pk")


def all_terms_of(user, key):
    """The timeline as this user may have it, or None."""
    return AllTerms(key == WITH_CLOSED) if user.has_perm("poles.list_poles") else None


@works(TIMELINE, label=_("Frise des termes en PDF"), subject=all_terms_of)
def make_timeline(job, say):
    """The work: draws the page's own picture on sheets of paper, then its table."""
    on = today()
    say(15, _("Rassemblement des faits"))
    terms = all_terms_of(job.asked_by, job.subject_id)
    html = timeline_html(terms, by=job.asked_by, on=on)
    say(45, _("Mise en page"))
    printed = pdf.render(html, beat=say)
    say(90, _("Enregistrement"))
    return Made(
        name=f"frise-{on:%Y-%m-%d}.pdf",
        content_type="application/pdf",
        content=printed.content,
        facts={"pages": printed.pages, "tagged": printed.tagged, "on": on},
    )


def timeline_html(terms, *, by, on) -> str:
    """The timeline as HTML for the printer."""
    poles = poles_with_a_term(by, on=on, shows_closed=terms.shows_closed)
    return render_to_string(
        "poles/documents/timeline.html",
        {
            "timelines": timelines_of(poles, on=on, most=ROWS_PER_SHEET),
            "shows_closed": terms.shows_closed,
            "by": by,
            "at": timezone.now(),
            "on": on,
        },
    )
