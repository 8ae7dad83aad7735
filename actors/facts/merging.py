"""Two records of one person or one organisation: who looks alike, what would move, what forbids it.

What points to a record is read from the models. An app above says more by the registries: what else
forbids a merge (`blocks_merge`), what else it changes (`tells_of_merge`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Q, UniqueConstraint, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.choices import RecordKind
from actors.models import Bassin, Distinct, Mandate, Organisation, Person
from actors.querysets import administers
from core.french import day
from core.relations import path_to, relations_to
from core.search import folded
from core.versions import in_words

MODELS = {RecordKind.ORGANISATION: Organisation, RecordKind.PERSON: Person}
BLOCKERS: list[Callable] = []
TELLERS: list[Callable] = []
# What a name loses before it is compared: « ACTIRIS asbl » and « Actiris » are one.
NOT_A_NAME = {"asbl", "vzw", "sa", "nv", "srl", "sprl", "bv", "sc", "scrl"}
# A larger group shares a generic address or a common name: each is compared to the oldest.
ALL_PAIRS_UP_TO = 5


@dataclass(frozen=True)
class Pair:
    """A record that is kept and the one that would become part of it."""

    kept: Any
    gone: Any

    @property
    def kind(self) -> str:
        return self.kept._meta.model_name

    @property
    def keys(self) -> tuple[int, int]:
        return self.kept.pk, self.gone.pk

    def url(self, name) -> str:
        return reverse(f"actors:{name}", args=[self.kind, *self.keys])

    def get_absolute_url(self):
        return self.gone.get_absolute_url()

    def __str__(self):
        return str(self.gone)


@dataclass(frozen=True)
class Obstacle:
    """Why two records cannot be made one now, and the page where it is mended."""

    sentence: str
    url: str = ""
    action: str = ""


def blocks_merge(function):
    """Registers `function(pair) -> iterable[Obstacle]`."""
    BLOCKERS.append(function)
    return function


def tells_of_merge(function):
    """Registers `function(pair, *, on) -> iterable[str]`: what the merge changes, in sentences."""
    TELLERS.append(function)
    return function


# ── Who looks alike ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Twins:
    """Two keys of records that look alike, and by what."""

    first: int
    second: int
    why: str


def twins(kind) -> list[Twins]:
    """Every pair that looks alike and of which nobody said that they are two, in two queries."""
    groups = _people_alike() if kind == RecordKind.PERSON else _organisations_alike()
    distinct = set(Distinct.objects.filter(kind=kind).values_list("first_id", "second_id"))
    found = {}
    for why, keys in groups:
        for first, second in _pairs(sorted(keys)):
            if (first, second) not in distinct:
                found.setdefault((first, second), []).append(why)
    return [Twins(*keys, ", ".join(whys)) for keys, whys in found.items()]


def _pairs(keys):
    if len(keys) <= ALL_PAIRS_UP_TO:
        return combinations(keys, 2)
    return ((keys[0], other) for other in keys[1:])


def _alike(rows, keys_of):
    """(why, keys of the records) for each likeness that several records share."""
    groups = defaultdict(set)
    for pk, *values in rows:
        for why, key in keys_of(*values):
            if key:
                groups[why, key].add(pk)
    return [(why, keys) for (why, _key), keys in sorted(groups.items()) if len(keys) > 1]


def _people_alike():
    rows = Person.objects.order_by("pk").values_list("pk", "first_name", "last_name", "email")
    return _alike(
        rows,
        lambda first, last, email: (
            (_("même nom"), " ".join(sorted(_bare(f"{first} {last}").split()))),
            (_("même adresse"), email.lower()),
        ),
    )


def _organisations_alike():
    rows = list(Organisation.objects.order_by("pk").values_list("pk", "name_fr", "short"))
    initials = {_bare(short) for _pk, _name, short in rows}

    def keys_of(name, short):
        name, short = _bare(name), _bare(short)
        yield _("même nom"), name
        yield _("même sigle"), short
        if short != name:
            yield _("le sigle de l’une est le nom de l’autre"), short
        if name in initials:
            yield _("le sigle de l’une est le nom de l’autre"), name

    return _alike(rows, keys_of)


def _bare(name) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", folded(name)).split()
    return " ".join(word for word in words if word not in NOT_A_NAME)


@dataclass(frozen=True)
class TwinRow:
    """A pair of the list: the two records, why they look alike, and whether one may merge them."""

    pair: Pair
    why: str
    mine: bool


def twin_rows(kind, found, user) -> list[TwinRow]:
    """These pairs with their records, in two queries; the one that is used most is not guessed."""
    keys = {key for twins_ in found for key in (twins_.first, twins_.second)}
    related = ("bassin",) if kind == RecordKind.ORGANISATION else ("organisation",)
    records = MODELS[kind].objects.select_related(*related).in_bulk(keys)
    ties = bassins_of(kind, keys)
    return [
        TwinRow(
            Pair(records[one.first], records[one.second]),
            one.why,
            may_merge(user, ties[one.first] | ties[one.second]),
        )
        for one in found
    ]


def found_in_directory(user, *, kind, words="", but=None) -> list:
    """The records whose name, initials or address hold every word, without accents, by name."""
    rows = MODELS[RecordKind(kind)].objects.visible_to(user)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    if kind == RecordKind.PERSON:
        rows = rows.select_related("organisation").order_by("last_name", "first_name", "pk")
        texts = ("first_name", "last_name", "email")
    else:
        rows = rows.select_related("bassin").order_by("name_fr", "pk")
        texts = ("name_fr", "name_nl", "short")
    asked = folded(words).split()
    if not asked:
        return rows
    return [
        row
        for row in rows
        if (text := folded(*(getattr(row, name) for name in texts)))
        and all(word in text for word in asked)
    ]


# ── Who may ─────────────────────────────────────────────────────────────────────────────────────


def bassins_of(kind, keys: Iterable[int]) -> dict[int, set]:
    """The bassins to which each record is tied; None among them: shared between bassins.

    An organisation says its bassin. A person is tied to those of all that they do or did.
    """
    keys = list(keys)
    ties = {key: set() for key in keys}
    if kind == RecordKind.ORGANISATION:
        rows = Organisation._base_manager.filter(pk__in=keys).values_list("pk", "bassin")
    else:
        rows = _ties_of_people(keys)
    for key, bassin in rows:
        ties[key].add(bassin)
    return ties


def _ties_of_people(keys):
    """(person, bassin) by every way that leads from a person to a bassin, in one query."""
    of_one = Person._base_manager.filter(pk__in=keys, organisation__bassin__isnull=False)
    parts = [of_one.order_by().values_list("pk", "organisation__bassin")]
    for relation in relations_to(Person):
        path = path_to(relation.related_model, Bassin)
        if path:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(
                **{f"{name}__in": keys, f"{path}__isnull": False}
            )
            parts.append(rows.order_by().values_list(f"{name}_id", path))
    return parts[0].union(*parts[1:])


def may_merge(user, bassins: set) -> bool:
    """The service merges what is of its bassins only; the administration, what is shared."""
    if administers(user):
        return True
    return bool(user.standing.served) and bassins <= set(user.standing.served)


# ── What it would do ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Field:
    """One field of the two records, in words."""

    name: str
    label: str
    kept: str
    gone: str

    @property
    def differs(self) -> bool:
        return self.kept != self.gone


def fields_of(pair) -> list[Field]:
    """Every field that says who or what it is, the kept record beside the other."""
    found = []
    for name in pair.kept.IDENTITY:
        label = str(pair.kept._meta.get_field(name).verbose_name)
        words = in_words(pair.kept, name), in_words(pair.gone, name)
        found.append(Field(name, label[:1].upper() + label[1:], *words))
    return found


def fields_of_one(record) -> list[tuple[str, str]]:
    """(label, value in words) of what the record says; what it does not say is « vide »."""
    return [(field.label, field.kept) for field in fields_of(Pair(record, record))]


def moving(record) -> list[tuple[int, str]]:
    """(how many, of what) points to this record, by kind, in one query."""
    relations = relations_to(type(record))
    parts = [
        relation.related_model._base_manager.filter(**{relation.field.name: record.pk})
        .order_by()
        .values_list(Value(number), "pk")
        for number, relation in enumerate(relations)
    ]
    counts = Counter(number for number, _pk in parts[0].union(*parts[1:], all=True))
    return [(counts[n], _named(relations[n], counts[n])) for n in sorted(counts)]


def _named(relation, count):
    """« mandats », « pôles de synergie (chargé·e de mission) »."""
    meta, field = relation.related_model._meta, relation.field
    name = meta.verbose_name if count == 1 else meta.verbose_name_plural
    own = {Person: "person", Organisation: "organisation"}[relation.model]
    is_plain = field.name == own or field.name == "owner"
    return str(name) if is_plain else f"{name} ({field.verbose_name})"


def obstacles(pair) -> list[Obstacle]:
    """Every reason why these two cannot be made one now, each with the page that mends it."""
    found = [obstacle for function in BLOCKERS for obstacle in function(pair)]
    return found + [_clash(*rows) for rows in _clashes(pair)]


def consequences(pair, *, on) -> list[str]:
    """What the merge changes beside the rows that move, told by the apps above."""
    return [sentence for function in TELLERS for sentence in function(pair, on=on)]


def _clashes(pair):
    """(row of the kept, row of the other) that the database could not hold for one record."""
    for relation in relations_to(type(pair.kept)):
        name, model = relation.field.name, relation.related_model
        for constraint in model._meta.constraints:
            if not isinstance(constraint, UniqueConstraint) or name not in constraint.fields:
                continue
            others = [model._meta.get_field(f) for f in constraint.fields if f != name]
            rows = model._base_manager.filter(constraint.condition or Q())
            rows = rows.filter(**{f"{name}__in": pair.keys}).order_by("pk")
            related = [f.name for f in others if f.is_relation]
            yield from _doubles(rows.select_related(name, *related), relation.field, others, pair)


def _doubles(rows, field, others, pair):
    by_place = defaultdict(dict)
    for row in rows:
        place = tuple(getattr(row, other.attname) for other in others)
        by_place[place][getattr(row, field.attname)] = row
    for held in by_place.values():
        if len(held) == len(pair.keys):
            yield held[pair.kept.pk], held[pair.gone.pk]


def _clash(kept, gone):
    words = {"what": gone._meta.verbose_name, "row": gone, "kept": kept}
    sentence = _(
        "Les deux fiches tiennent la même place (%(what)s) : « %(kept)s » et « %(row)s »."
        " Mettez-y d’abord fin pour l’une des deux."
    )
    url = gone.get_absolute_url() if hasattr(gone, "get_absolute_url") else ""
    return Obstacle(sentence % words, url, _("Ouvrir"))


@blocks_merge
def two_accounts(pair):
    if pair.kind == RecordKind.PERSON and pair.kept.user_id and pair.gone.user_id:
        yield Obstacle(
            _(
                "Les deux fiches ont un compte : l’administration détache d’abord l’un des deux, et"
                " le ferme."
            )
        )


@blocks_merge
def two_seats_at_once(pair):
    """Of one plenary at one time: a person holds one seat of it."""
    if pair.kind != RecordKind.PERSON:
        return
    rows = Mandate.objects.filter(person__in=pair.keys).select_related("seat__body__bassin")
    by_person = defaultdict(list)
    for mandate in rows.order_by("starts_on", "pk"):
        by_person[mandate.person_id].append(mandate)
    for kept in by_person[pair.kept.pk]:
        for gone in by_person[pair.gone.pk]:
            if kept.seat.body_id == gone.seat.body_id and share_a_day(kept, gone):
                words = {"one": kept.seat, "two": gone.seat, "day": day(gone.starts_on)}
                sentence = _(
                    "Une même personne occuperait deux sièges de cette plénière : %(one)s, et"
                    " %(two)s depuis le %(day)s. Mettez d’abord fin à l’un des deux mandats."
                )
                yield Obstacle(sentence % words, gone.get_absolute_url(), _("Voir les mandats"))


def share_a_day(one, other) -> bool:
    """Do these two dated rows have a day in common?"""
    return (one.ends_on is None or one.ends_on >= other.starts_on) and (
        other.ends_on is None or other.ends_on >= one.starts_on
    )
