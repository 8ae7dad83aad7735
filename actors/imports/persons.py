"""Persons from a file, with the organisations that it names and that are not there yet."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actors.imports import meeting, organisations
from actors.imports.people import Known, Unclear
from actors.models import Person
from core import bulk
from core.imports import Column, Fate, ImportKind, Outcome, Replacement, importable

ACT = "actors.importer_personne"
REASON = _("importée d’un fichier")
COLUMNS = (
    Column(
        "first_name", gettext_lazy("Prénom"), gettext_lazy("Tel qu’on l’écrit."), True, (), "Ada"
    ),
    Column(
        "last_name",
        gettext_lazy("Nom"),
        gettext_lazy("De famille."),
        needed=True,
        names=("nom de famille",),
        example="Peeters",
    ),
    Column(
        "email",
        gettext_lazy("Adresse électronique"),
        gettext_lazy("Distingue deux homonymes ; un fichier ne change pas celle qui est là."),
        names=("adresse", "courriel", "e-mail", "email", "mail"),
        example="ada.peeters@exemple.be",
    ),
    Column(
        "position",
        gettext_lazy("Fonction"),
        gettext_lazy("Dans son organisation."),
        names=("titre",),
        example="Directrice",
    ),
    Column(
        "organisation",
        gettext_lazy("Organisation"),
        gettext_lazy("Son nom ou son sigle ; créée si elle n’est pas là."),
        names=("organisme",),
        example="Centre de formation du canal",
    ),
)
TEXTS = ("first_name", "last_name", "email", "position")


def judge(_code, lines) -> list[Fate]:
    """The fate of each line, in the order of the file."""
    known = Known.now()
    return [_fate(line, known) for line in lines]


def _fate(line, known):
    if not (line["first_name"] and line["last_name"]):
        return Fate(line, Outcome.REFUSED, (_("Le prénom ou le nom manque."),))
    new = Person(**{name: line[name] for name in TEXTS})
    try:
        new.organisation = known.organisation_named(line["organisation"])
        if new.organisation and new.organisation.pk is None:
            new.organisation.clean_fields()
    except Unclear as unclear:
        return Fate(line, Outcome.REFUSED, (str(unclear),))
    except ValidationError as fault:
        return Fate(line, Outcome.REFUSED, tuple(fault.messages))
    fate = meeting.fate_of(
        line,
        new,
        known.people_like(new),
        given=[c.key for c in COLUMNS if line[c.key]],
        held=("email",),
        may_double=True,
        known=known,
    )
    if fate.plan is None:
        return fate
    words = (*fate.words, *known.keep_organisation(new.organisation))
    return Fate(fate.line, fate.outcome, words, fate.plan, fate.options)


def lock(code):
    """Every organisation, then everybody, in order: the file may name any."""
    organisations.lock(code)
    list(Person.objects.select_for_update(of=("self",)).only("pk").order_by("pk"))


def write(fates, *, by):
    """The organisations that are new, each made by the first line that names it, then the rest."""
    first = {}
    for fate in fates:
        organisation = _organisation(fate)
        if organisation is not None and organisation.pk is None:
            first.setdefault(id(organisation), (fate.line.number, organisation))
    made = [organisation for _number, organisation in first.values()]
    bulk.create_all(made, by=by, act=organisations.ACT, reason=organisations.REASON)
    written = meeting.write(fates, by=by, act=ACT, reason=REASON)
    for number, organisation in first.values():
        written[number].made.insert(0, organisation)
    return written


def _organisation(fate):
    if isinstance(fate.plan, Replacement):
        return fate.plan.values.get("organisation")
    return fate.plan.organisation


def _told(line):
    rest = (line["position"], line["organisation"], line["email"])
    return f"{line['first_name']} {line['last_name']}".strip(), ", ".join(filter(None, rest))


PERSONS = importable(
    ImportKind(
        key="actors.persons",
        title=gettext_lazy("Personnes"),
        columns=COLUMNS,
        judge=judge,
        lock=lock,
        write=write,
        told=_told,
        subjects=organisations.served,
        back=organisations.back,
    )
)
