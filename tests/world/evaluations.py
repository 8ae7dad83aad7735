"""An evaluation in each of its states."""

from tests.evaluations.factories import EvaluationFactory
from tests.people import BXL, LIEGE

STATES = {
    "prévue": {},
    "ouverte": {"opened": True},
    "en réponse": {"in_reply": True},
    "clôturée": {"closed": True},
    "présentée": {"presented": True},
}


def build(world):
    for code, states in ((BXL, STATES), (LIEGE, ("présentée",))):
        running = world.one("pôle", "en cours", code)
        for number, state in enumerate(states, start=1):
            row = EvaluationFactory(pole=running.object, term_number=number, **STATES[state])
            arguments = {**running.arguments, "evaluation": row.pk}
            if finding := row.findings.order_by("pk").first():
                arguments["finding"] = finding.pk
            world.add("évaluation", state, row, code, arguments, running.ties)


def grow(world, by):
    pole = world.one("pôle", "en cours").object
    first = pole.evaluations.order_by("-term_number").first().term_number + 1
    for number in range(first, first + by):
        EvaluationFactory(pole=pole, presented=True, term_number=number)
