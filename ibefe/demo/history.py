"""Decisions of the past, entered as a bassin would: by reprise, with their document, no mail."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from core import files
from core.deadlines import term_limit
from core.french import day
from evaluations import workflow as evaluations
from evaluations.choices import Kind as EvaluationKind
from evaluations.models import Evaluation
from plenary import workflow as plenary
from plenary.choices import Kind, Outcome

PAGE = """%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length {length}>> stream
{text}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""


def invented_minutes(on):
    """A one-page PDF that says it is invented: the document a reprise asks for."""
    title = f"Proces-verbal du {on:%d/%m/%Y}, invente pour la demonstration"
    text = f"BT /F 14 Tf 72 760 Td ({title}) Tj ET"
    return PAGE.format(length=len(text), text=text).encode("latin-1")


def thursday(on):
    """The Thursday of that week or the one before: plenaries do not sit on Sundays."""
    return on - timedelta(days=(on.weekday() - 3) % 7)


class History:
    """Enters past decisions: the secretary notes them, the chair seals them."""

    def __init__(self, body, *, secretary, chair):
        self.body, self.secretary, self.chair = body, secretary, chair
        self.documents = {}

    def document(self, on):
        if on not in self.documents:
            upload = SimpleUploadedFile(f"pv-{on.isoformat()}.pdf", invented_minutes(on))
            self.documents[on] = files.accept(upload, by=self.secretary)
        return self.documents[on]

    def decide(self, pole, kind, *, on, outcome=Outcome.ACCEPTED, results=None, **words):
        on = thursday(on)
        decision = plenary.past_decision(
            self.body,
            by=self.secretary,
            on=on,
            kind=kind,
            pole=pole,
            outcome=outcome,
            document=self.document(on),
            results=results or {},
            **words,
        )
        sealed = plenary.seal(decision.item, by=self.chair)
        if not sealed.is_effective:
            raise RuntimeError(f"{pole}, {day(on)} : {sealed.without_effect_reason}")
        pole.refresh_from_db()
        return sealed

    def launch(self, pole, *, on, days):
        results = {"launch": True, "call": True, "priority": True, "days": str(days)}
        self.decide(pole, Kind.LAUNCH, on=on, results=results)

    def refuse(self, pole, *, on, motivation):
        self.decide(
            pole,
            Kind.LAUNCH,
            on=on,
            outcome=Outcome.REFUSED,
            results={"launch": False},
            motivation=motivation,
        )

    def designate(self, pole, *, on, accepted, starts_on, ends_on):
        results = {
            "accepted": accepted,
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat(),
        }
        self.decide(pole, Kind.DESIGNATION, on=on, results=results)

    def modalities(self, pole, *, on, rhythm):
        self.decide(pole, Kind.MODALITIES, on=on, results={"rhythm": rhythm})

    def go_on(self, pole, *, on):
        self.decide(
            pole,
            Kind.CONTINUATION,
            on=on,
            results={"result": "go"},
            derogations={"E1": "Évaluation antérieure au logiciel, jointe au procès-verbal."},
        )

    def renew(self, pole, *, on, starts_on):
        results = {
            "starts_on": starts_on.isoformat(),
            "ends_on": term_limit(starts_on).isoformat(),
        }
        self.decide(pole, Kind.RENEWAL, on=on, results=results)

    def stop(self, pole, *, on):
        self.decide(pole, Kind.STOP, on=on, motivation="Les objectifs du pôle sont atteints.")

    def evaluate(self, pole, *, by, closed_on, examined_on=None):
        """An evaluation of functioning, closed, and examined by the plenary when a day is given."""
        evaluation = evaluations.plan(Evaluation(pole=pole, kind=EvaluationKind.FUNCTIONING), by=by)
        evaluations.open_evaluation(evaluation, by=by)
        for finding in evaluation.findings.order_by("rank"):
            finding.rating = "satisfaisant"
            finding.justification = "Constat inventé pour la démonstration."
            evaluations.write_finding(finding, by=by, base_version=finding.version)
        evaluation.refresh_from_db()
        evaluation.conclusion = "Le pôle fonctionne ; sa composition est à compléter (inventé)."
        evaluations.write_conclusion(evaluation, by=by, base_version=evaluation.version)
        evaluations.close(evaluation, by=by, on=closed_on)
        if examined_on:
            evaluations.present(evaluation, by=by, on=examined_on)
