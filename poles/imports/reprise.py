"""The pôles of before the software, from one workbook: pôles, decisions, terms, members.

A reprise (domain.md § 2): marked as such, no mail leaves, nothing of what exists is changed. The
whole workbook is judged together, so that a member may name a pôle of another sheet; whatever
speaks of a pôle that cannot be is refused with it.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.imports import lock_everybody, served
from actors.models import Bassin
from core import bulk
from core.imports import Fate, ImportKind, Outcome, Written, importable
from core.imports.kinds import folded
from poles.imports.columns import COLUMNS, SHEETS
from poles.imports.past import Past
from poles.imports.sheets import READERS, lacking
from poles.models import DecisionRef, Membership, Pole, Term
from poles.workflow.fiche import searchable

REASON = _("reprise d’un fichier")
ACTS = {
    Pole: "poles.reprendre_pôle",
    DecisionRef: "poles.reprendre_décision",
    Term: "poles.reprendre_terme",
    Membership: "poles.reprendre_membre",
}


def judge(code, lines) -> list[Fate]:
    """The fate of each line, in the order of the file, the sheets in the order of what they cite.

    Read again as long as a pôle falls, because one of its lines does not hold.
    """
    lines, bassin, refused = list(lines), Bassin.objects.get(code=code), {}
    while True:
        past = Past.of(bassin, refused)
        fates = _once(lines, past, refused)
        fallen = lacking(past, [f.plan for f in fates if isinstance(f.plan, Pole)])
        if not fallen:
            return fates
        refused |= fallen


def _once(lines, past, refused):
    fates = {}
    for sheet, reader in READERS.items():
        for line in lines:
            if folded(line["sheet"]) in sheet:
                fates[line.number] = reader(line, past, refused)
    words = (_("La feuille ou la première colonne dit : Pôles, Décisions, Termes ou Membres."),)
    return [fates.get(ln.number) or Fate(ln, Outcome.REFUSED, words) for ln in lines]


def write(fates, *, by):
    """The organisations and persons that are new, then pôles, decisions, terms, members."""
    written = {fate.line.number: Written() for fate in fates}
    _write_people(fates, written, by=by)
    for model, act in ACTS.items():
        rows = [fate for fate in fates if isinstance(fate.plan, model)]
        for fate in rows:
            _settle(fate.plan)
        bulk.create_all([fate.plan for fate in rows], by=by, act=act, reason=REASON)
        for fate in rows:
            written[fate.line.number].made.append(fate.plan)
    return written


def _write_people(fates, written, *, by):
    new = {"organisation": {}, "person": {}}
    for fate in fates:
        for name, found in new.items():
            row = getattr(fate.plan, name, None) if isinstance(fate.plan, Membership) else None
            if row is not None and row.pk is None:
                found.setdefault(id(row), (fate.line.number, row))
    for name, found in new.items():
        act = f"actors.importer_{'personne' if name == 'person' else name}"
        bulk.create_all([row for _n, row in found.values()], by=by, act=act, reason=REASON)
        for number, row in found.values():
            written[number].made.append(row)


def _settle(row):
    """What a row points to has its key since it was written."""
    if isinstance(row, Pole):
        row.search_text = searchable(row)
    for name in ("pole", "decision", "designated_by", "person", "organisation"):
        if getattr(row, name, None) is not None and not isinstance(row, Pole):
            setattr(row, name, getattr(row, name))


def lock(code):
    """The bassin, then its pôles, then every organisation and everybody: the file may name any."""
    Bassin.objects.select_for_update(of=("self",)).get(code=code)
    poles = Pole.objects.select_for_update(of=("self",)).filter(bassin__code=code)
    list(poles.only("pk").order_by("pk"))
    lock_everybody(code)


def _told(line):
    about = {
        "poles": line["title"],
        "decisions": f"{line['number']} {line['label']}",
        "termes": _("terme %(n)s") % {"n": line["term"]},
        "membres": f"{line['first_name']} {line['last_name']}",
    }
    main = about.get(folded(line["sheet"]), line["sheet"]).strip()
    rest = (line["pole"], line["status"] or line["kind"] or line["organisation"], line["category"])
    return main, ", ".join(filter(None, rest))


def _back(code):
    return reverse("poles:list"), _("Les pôles")


REPRISE = importable(
    ImportKind(
        key="poles.reprise",
        title=gettext_lazy("Reprise des pôles d’avant le logiciel"),
        columns=COLUMNS,
        judge=judge,
        lock=lock,
        write=write,
        told=_told,
        subjects=served,
        back=_back,
        sheets=SHEETS,
    )
)
