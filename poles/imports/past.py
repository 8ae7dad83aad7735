"""What a bassin holds while the file of its past is judged, and what lines would make."""

from dataclasses import dataclass, field

from actors.imports import Known
from core.imports.kinds import folded
from poles.models import DecisionRef, Membership, Pole, Term, Theme


@dataclass
class Past:
    """The pôles of a bassin and what hangs on them: seven queries, whatever the file says.

    `refused`: keys of the pôles of the file that cannot be, and on which no line may count.
    """

    bassin: object
    known: Known
    themes: dict
    poles: dict
    decisions: dict
    terms: dict
    members: dict
    refused: set = field(default_factory=set)

    @classmethod
    def of(cls, bassin, refused=frozenset()):
        """As the database has them."""
        past = cls(bassin, Known.now(), {}, {}, {}, {}, {}, set(refused))
        for theme in Theme.objects.filter(bassin=bassin).order_by("year", "pk"):
            past.themes[folded(theme.name)] = theme
        for pole in Pole.objects.select_related("theme", "bassin").order_by("pk"):
            past.poles[folded(pole.number)] = pole
        ours = {"pole__bassin": bassin}
        for decision in DecisionRef.objects.filter(**ours).select_related("pole").order_by("pk"):
            past.add_decision(decision)
        for term in Term.objects.filter(**ours).select_related("pole").order_by("number", "pk"):
            past.add_term(term)
        members = Membership.objects.filter(**ours).select_related(
            "pole", "person__organisation", "organisation", "designated_by"
        )
        for membership in members.order_by("starts_on", "pk"):
            past.add_member(membership)
        return past

    def pole(self, number):
        """The pôle of this number, when a line may speak of it."""
        found = self.poles.get(folded(number))
        return None if folded(number) in self.refused else found

    def add_pole(self, pole):
        self.poles[folded(pole.number)] = pole

    def add_decision(self, decision):
        self.decisions.setdefault(_of(decision), []).append(decision)

    def add_term(self, term):
        self.terms.setdefault(_of(term), {})[term.number] = term

    def add_member(self, membership):
        self.members.setdefault(_of(membership), []).append(membership)

    def decision(self, pole, number):
        """The decision of this pôle that has this number."""
        return next(
            (d for d in self.decisions_of(pole) if folded(d.number) == folded(number)), None
        )

    def decisions_of(self, pole):
        return self.decisions.get(folded(pole.number), [])

    def terms_of(self, pole):
        return self.terms.get(folded(pole.number), {})

    def members_of(self, pole):
        return self.members.get(folded(pole.number), [])


def _of(row):
    return folded(row.pole.number)
