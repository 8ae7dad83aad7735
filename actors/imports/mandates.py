"""The mandates of a plenary from a file, with the persons and the organisations that it names.

The same guards as the act of the service, asked in memory of a whole file: a line is judged against
what is there and against what the lines before it would make.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors import workflow
from actors.choices import Rank
from actors.imports.organisations import served
from actors.imports.people import Known, Unclear
from actors.models import Mandate, Person, Seat
from core import bulk
from core.imports import Column, Fate, ImportKind, Outcome, Written, importable
from core.imports.kinds import folded

RANKS = {
    "": Rank.EFFECTIVE,
    "effectif": Rank.EFFECTIVE,
    "effective": Rank.EFFECTIVE,
    "suppleant": Rank.ALTERNATE,
    "suppleante": Rank.ALTERNATE,
    "suppleant·e": Rank.ALTERNATE,
}
COLUMNS = (
    Column(
        "seat",
        gettext_lazy("Siège"),
        gettext_lazy("Le code du siège, tel qu’à la page de la plénière."),
        needed=True,
        names=("siège", "code du siège", "code"),
        example="A-1",
    ),
    Column(
        "rank",
        gettext_lazy("Rang"),
        gettext_lazy("« effectif » ou « suppléant »."),
        example="effectif",
    ),
    Column(
        "first_name",
        gettext_lazy("Prénom"),
        gettext_lazy("De la personne qui siège."),
        needed=True,
        example="Ada",
    ),
    Column(
        "last_name",
        gettext_lazy("Nom"),
        gettext_lazy("De la personne qui siège."),
        needed=True,
        names=("nom de famille",),
        example="Peeters",
    ),
    Column(
        "email",
        gettext_lazy("Adresse électronique"),
        gettext_lazy("Distingue deux homonymes ; les convocations y partent."),
        names=("adresse", "courriel", "e-mail", "email", "mail"),
        example="ada.peeters@exemple.be",
    ),
    Column(
        "position",
        gettext_lazy("Fonction"),
        gettext_lazy("Dans son organisation."),
        example="Directrice",
    ),
    Column(
        "organisation",
        gettext_lazy("Organisation représentée"),
        gettext_lazy("Son nom ou son sigle. Vide, celle de la personne."),
        names=("organisation", "organisme"),
        example="Centre de formation du canal",
    ),
    Column(
        "starts_on",
        gettext_lazy("Du"),
        gettext_lazy("Premier jour, écrit 31/12/2026."),
        needed=True,
        names=("début", "date de début", "à partir du"),
        example="01/09/2026",
    ),
    Column(
        "ends_on",
        gettext_lazy("Au"),
        gettext_lazy("Dernier jour, s’il est déjà connu."),
        names=("fin", "date de fin", "jusqu’au"),
        example="31/08/2030",
    ),
    Column(
        "source",
        gettext_lazy("Acte de désignation"),
        gettext_lazy("Arrêté, décision ou courrier qui désigne, avec sa date."),
        names=("acte", "source"),
        example="Arrêté du 12 juin 2026",
    ),
)


@dataclass(frozen=True)
class Seating:
    """What a plenary holds while its file is judged: its seats, its mandates, those to come."""

    seats: dict[str, Seat]
    mandates: list[Mandate]
    known: Known

    @classmethod
    def of(cls, code):
        seats = Seat.objects.filter(body__bassin__code=code)
        mandates = Mandate.objects.filter(seat__body__bassin__code=code)
        mandates = mandates.select_related("person", "seat", "organisation")
        return cls(
            {folded(seat.code): seat for seat in seats.order_by("pk")},
            list(mandates.order_by("starts_on", "pk")),
            Known.now(),
        )

    def overlapping(self, mandate):
        """Those of the same body that share a day with it."""
        return [
            other
            for other in self.mandates
            if other.seat.body_id == mandate.seat.body_id
            and (other.ends_on is None or other.ends_on >= mandate.starts_on)
            and (mandate.ends_on is None or other.starts_on <= mandate.ends_on)
        ]

    def twin(self, mandate):
        """The same person on the same seat from the same day."""
        return next(
            (
                other
                for other in self.mandates
                if (other.seat_id, other.rank, other.starts_on)
                == (mandate.seat_id, mandate.rank, mandate.starts_on)
                and other.person == mandate.person
            ),
            None,
        )


def judge(code, lines) -> list[Fate]:
    """The fate of each line, in the order of the file."""
    seating = Seating.of(code)
    return [_fate(line, seating) for line in lines]


def _fate(line, seating):
    mandate, reasons = _read(line, seating.seats)
    if reasons:
        return Fate(line, Outcome.REFUSED, tuple(reasons))
    try:
        seating.known.settle(mandate, line)
    except Unclear as unclear:
        return Fate(line, Outcome.CONFLICT, (str(unclear),))
    except ValidationError as fault:
        return Fate(line, Outcome.REFUSED, tuple(fault.messages))
    twin = seating.twin(mandate)
    if twin is not None:
        return _same_or_not(line, mandate, twin)
    if own := workflow.reasons_of_its_own(mandate):
        return Fate(line, Outcome.REFUSED, tuple(own))
    if others := workflow.reasons_of_others(mandate, seating.overlapping(mandate)):
        return Fate(line, Outcome.CONFLICT, tuple(others))
    seating.mandates.append(mandate)
    return Fate(line, Outcome.CREATE, seating.known.keep(mandate), mandate)


def _same_or_not(line, mandate, twin):
    asked = (mandate.organisation, mandate.ends_on)
    if (twin.organisation, twin.ends_on) == asked:
        return Fate(line, Outcome.SAME, (_("Ce mandat est déjà encodé."),))
    words = _(
        "Ce mandat est déjà encodé, avec une autre fin ou une autre organisation : corrigez-le à"
        " la page de la plénière."
    )
    return Fate(line, Outcome.CONFLICT, (words,))


def _read(line, seats):
    """(the mandate without its person, every reason why the line does not read)."""
    reasons, days = [], {}
    seat = seats.get(folded(line["seat"]))
    if seat is None:
        words = {"code": line["seat"][:20]}
        reasons.append(
            _("Aucun siège n’a le code « %(code)s » : voyez ceux de la page de la plénière.")
            % words
            if line["seat"]
            else _("Le siège manque.")
        )
    rank = RANKS.get(folded(line["rank"]))
    if rank is None:
        reasons.append(_("« %s » n’est pas un rang : effectif ou suppléant.") % line["rank"][:40])
    for key in ("starts_on", "ends_on"):
        try:
            days[key] = line.day(key)
        except ValueError as fault:
            reasons.append(str(fault))
    if days.get("starts_on", "") is None:
        reasons.append(_("Le premier jour manque."))
    if not (line["first_name"] and line["last_name"]):
        reasons.append(_("Le prénom ou le nom manque."))
    if len(line["source"]) > Mandate._meta.get_field("source").max_length:
        reasons.append(_("L’acte de désignation est trop long : 200 caractères au plus."))
    if reasons:
        return None, reasons
    return Mandate(seat=seat, rank=rank, source=line["source"], **days), []


def lock(code):
    """Every seat of the plenary, then everybody, in order: the file may name anybody.

    The acts behind lock one seat, one person, then the journal; taken one by one from the second
    line on, those locks would come after the journal's.
    """
    seats = Seat.objects.select_for_update(of=("self",)).filter(body__bassin__code=code)
    people = Person.objects.select_for_update(of=("self",))
    for rows in (seats, people):
        list(rows.only("pk").order_by("pk"))


def write(fates, *, by):
    """The organisations and the persons that are new, each by the first line that names it.

    Then the mandates, which `judge` has held against the guards of the act of the service.
    """
    written, organisations, people = {}, [], []
    for fate in fates:
        wrote = written[fate.line.number] = Written()
        mandate = fate.plan
        for row, new in ((mandate.organisation, organisations), (mandate.person, people)):
            if row is not None and row.pk is None and not any(row is one for one in new):
                new.append(row)
                wrote.made.append(row)
    bulk.create_all(organisations, by=by, act="actors.ajouter_organisation")
    bulk.create_all(people, by=by, act="actors.ajouter_personne")
    mandates = [fate.plan for fate in fates]
    for mandate in mandates:
        mandate.person, mandate.organisation = mandate.person, mandate.organisation
    bulk.create_all(mandates, by=by, act="actors.confier_mandat", data=workflow.facts_of_mandate)
    for fate in fates:
        written[fate.line.number].made.append(fate.plan)
    return written


def _told(line):
    rest = (line["seat"], line["rank"], line["organisation"], _days(line))
    return f"{line['first_name']} {line['last_name']}".strip(), ", ".join(filter(None, rest))


def _days(line):
    words = {"first": line["starts_on"], "last": line["ends_on"]}
    return _("du %(first)s au %(last)s") % words if line["ends_on"] else words["first"]


def _back(code):
    return reverse("actors:plenary", args=[code]), _("La plénière")


MANDATES = importable(
    ImportKind(
        key="actors.mandates",
        title=gettext_lazy("Mandats de la plénière"),
        columns=COLUMNS,
        judge=judge,
        lock=lock,
        write=write,
        told=_told,
        subjects=served,
        back=_back,
    )
)
