"""Who must sit in a pôle, and who is apart (P7–P9, P13, P19)."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.law import Finding, Force, Rule, Source, met, unmet
from poles.law.moments import ACCORD_18_1, CHANGE, DESIGNATION, LIFE, RENEWAL

GROUPS = ("A", "B", "C")
GROUP_NAMES = {
    "A": "A (entreprises, intercommunales, partenaires sociaux)",
    "B": "B (emploi, formation, insertion)",
    "C": "C (enseignement qualifiant)",
}


@dataclass(frozen=True)
class MemberFacts:
    """One designated member or guest, as the rules see them."""

    name: str
    organisation: str
    organisation_id: int | None
    category: str
    is_guest: bool = False
    is_substitute: bool = False
    by_instance: bool = True
    active_on_territory: bool = True
    competent: bool = True
    is_field: bool = False
    sector: str = ""
    is_higher_education: bool = False

    @property
    def is_seated(self) -> bool:
        """Holds a seat: a substitute only sits when the member of that seat is absent."""
        return not self.is_guest and not self.is_substitute

    @property
    def counts(self) -> bool:
        return self.is_seated and self.category in GROUPS


@dataclass(frozen=True)
class CompositionFacts:
    """Who would sit in the pôle after the act, and who comes in by it.

    `joining`: those whom the act designates, or None to judge everybody. `competence_of_all`: this
    bassin reads the accord as asking competence of categories A and B too.
    """

    members: tuple[MemberFacts, ...] = ()
    joining: tuple[MemberFacts, ...] | None = None
    competence_of_all: bool = False

    @property
    def counted(self) -> list[MemberFacts]:
        return [m for m in self.members if m.counts]

    @property
    def judged(self) -> list[MemberFacts]:
        """Counted members whose activity and competence this act answers for."""
        chosen = self.members if self.joining is None else self.joining
        return [m for m in chosen if m.counts]


def _three_groups(f: CompositionFacts) -> Finding:
    twice = in_several_groups(f.counted)
    missing = missing_groups(f.counted)
    lacks = []
    if twice:
        lacks.append(
            f"{listed(twice)} : une organisation ne compte que pour une seule catégorie, et"
            " siège ici dans plusieurs."
        )
    if missing:
        lacks.append(f"Il manque un membre en catégorie {listed(GROUP_NAMES[g] for g in missing)}.")
    if lacks:
        label = "Corriger la composition" if twice else "Préparer une désignation"
        return unmet(" ".join(lacks), fix="members", fix_label=label, lacks=[*missing, *twice])
    return met(f"{len(f.counted)} membres comptés, dans les trois catégories.")


def missing_groups(members: Iterable[MemberFacts]) -> list[str]:
    """The groups of art. 18 § 1 in which nobody counts."""
    present = {m.category for m in members if m.counts}
    return [g for g in GROUPS if g not in present]


def in_several_groups(members: Iterable[MemberFacts]) -> list[str]:
    """Names of the organisations that would count for more than one group."""
    groups_of: dict[int, set[str]] = {}
    names = {}
    for member in members:
        if member.counts and member.organisation_id is not None:
            groups_of.setdefault(member.organisation_id, set()).add(member.category)
            names[member.organisation_id] = member.organisation
    return [names[key] for key, groups in groups_of.items() if len(groups) > 1]


def listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _territory(f: CompositionFacts) -> Finding:
    asked = GROUPS if f.competence_of_all else ("C",)
    away = [m.name for m in f.judged if not m.active_on_territory]
    unskilled = [m.name for m in f.judged if m.category in asked and not m.competent]
    lacks = []
    if away:
        lacks.append(f"Activité sur le territoire du bassin non établie : {listed(away)}.")
    if unskilled:
        where = "" if f.competence_of_all else ", en catégorie C"
        lacks.append(f"Compétence dans le thème non établie{where} : {listed(unskilled)}.")
    if lacks:
        return unmet(
            " ".join(lacks),
            fix="members",
            fix_label="Compléter les membres",
            lacks=[*(f"lieu {n}" for n in away), *(f"compétence {n}" for n in unskilled)],
        )
    return met()


def _competence_of_others(f: CompositionFacts) -> Finding:
    others = [m.name for m in f.judged if m.category in ("A", "B") and not m.competent]
    if others and not f.competence_of_all:
        return unmet(
            f"Compétence non indiquée : {listed(others)}. L’accord se lit aussi comme ne"
            " l’exigeant que de l’enseignement : ce point avertit, il ne bloque pas.",
            fix="members",
            fix_label="Compléter les membres",
            lacks=others,
        )
    return met()


def _by_instance(f: CompositionFacts) -> Finding:
    strangers = [m.name for m in f.counted if not m.by_instance]
    if strangers:
        return unmet(
            f"Pas de désignation de l’Instance qui tienne pour : {listed(strangers)}.",
            fix="members",
            fix_label="Préparer une désignation",
            lacks=strangers,
        )
    return met()


def _diversity(f: CompositionFacts) -> Finding:
    designated = [m for m in f.members if m.is_seated]
    lacks = []
    if not any(m.is_field for m in designated):
        lacks.append("aucun travailleur de terrain")
    if not any(m.sector == "public" for m in designated):
        lacks.append("aucun acteur public")
    if not any(m.sector in ("privé", "associatif", "paritaire") for m in designated):
        lacks.append("aucun acteur privé")
    if lacks:
        return unmet(
            f"{listed(lacks).capitalize()} parmi les membres.",
            fix="members",
            fix_label="Voir les membres",
            lacks=lacks,
        )
    field = sum(m.is_field for m in designated)
    return met(f"{field} membre{'s' * (field > 1)} de terrain sur {len(designated)}.")


def _guests_apart(f: CompositionFacts) -> Finding:
    counted = [m.organisation for m in f.judged if m.is_higher_education]
    if counted:
        return unmet(
            f"L’enseignement supérieur peut être invité, il ne compte pas : {listed(counted)}.",
            fix="members",
            fix_label="En faire des invités",
            lacks=counted,
        )
    return met()


P7 = Rule(
    "P7",
    *ACCORD_18_1,
    {
        DESIGNATION: Force.BINDING,
        RENEWAL: Force.BINDING,
        CHANGE: Force.WARNING,
        LIFE: Force.WARNING,
    },
    (DESIGNATION, RENEWAL, CHANGE, LIFE),
    "Un membre désigné au moins dans chaque catégorie A, B et C.",
    "Proposez une désignation à la plénière.",
    _three_groups,
    "Un pôle de synergies doit toutefois obligatoirement rassembler des représentants d’entreprises"
    " locales et/ou d’intercommunales de développement économique et/ou de partenaires sociaux"
    " locaux, d’opérateurs locaux de l’emploi et/ou de la formation professionnelle et/ou de"
    " l’insertion et d’opérateurs d’enseignement qualifiant",
)
P8 = Rule(
    "P8",
    *ACCORD_18_1,
    Force.BINDING,
    (DESIGNATION, CHANGE),
    "Les membres comptés sont actifs sur le territoire du bassin ; ceux de l’enseignement sont"
    " compétents dans le thème.",
    "Complétez l’activité et la compétence des membres proposés.",
    _territory,
    "situés sur le bassin EFE et compétents dans le secteur d’activité, la filière professionnelle"
    " ou le métier visé",
)
COMPETENCE_OF_OTHERS = Rule(
    "P8",
    *ACCORD_18_1,
    Force.WARNING,
    (DESIGNATION, CHANGE),
    "Les membres des catégories A et B sont compétents dans le thème.",
    "Dites en quoi ils le sont.",
    _competence_of_others,
)
P9 = Rule(
    "P9",
    *ACCORD_18_1,
    Force.BINDING,
    (DESIGNATION, CHANGE),
    "Chaque membre compté est désigné par l’Instance.",
    "Proposez sa désignation à la plénière.",
    _by_instance,
    "Elle désigne les membres de chaque pôle de synergies qu’elle crée.",
)
P13 = Rule(
    "P13",
    Source.NOTE,
    "point 2",
    Force.WARNING,
    (DESIGNATION, RENEWAL, CHANGE, LIFE),
    "Des travailleurs de terrain, et pas seulement des institutions ; le public et le privé.",
    "Élargissez la composition.",
    _diversity,
    "Une attention particulière sera portée à la mobilisation des travailleurs de terrain et non"
    " uniquement aux acteurs institutionnels",
)
P19 = Rule(
    "P19",
    Source.NOTE,
    "point 2",
    Force.NOTE,
    (DESIGNATION, CHANGE),
    "Les invités (enseignement supérieur…) sont à part et ne comptent pas.",
    "Faites-en des invités.",
    _guests_apart,
    "Des acteurs de l’enseignement supérieur peuvent être invités à participer à un pôle de"
    " synergie",
)
COMPOSITION_RULES = (P7, P8, COMPETENCE_OF_OTHERS, P9, P13, P19)
