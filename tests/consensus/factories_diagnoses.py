"""A shared diagnosis, submitted or not: `DiagnosisFactory(pole=pole, versions=2)`."""

from datetime import timedelta

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, SubFactory, post_generation
from factory.django import DjangoModelFactory

from consensus.models import Adhesion, Diagnosis, DiagnosisComment, DiagnosisVersion
from core.canonical import sha256
from core.clock import today
from tests.actors.factories import UserFactory
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)


class DiagnosisFactory(DjangoModelFactory):
    """The text of an active pôle; `versions=2`: submitted twice, the second with its last words."""

    class Meta:
        model = Diagnosis
        skip_postgeneration_save = True

    pole = SubFactory(PoleFactory, active=True)
    text = "Les places de stage manquent.\n\nLes écoles et les entreprises se connaissent mal."

    @post_generation
    def versions(self, create, extracted, **kwargs):
        for number in range(1, (extracted or 0) + 1):
            DiagnosisVersionFactory(diagnosis=self, number=number)


class DiagnosisVersionFactory(DjangoModelFactory):
    class Meta:
        model = DiagnosisVersion

    diagnosis = SubFactory(DiagnosisFactory)
    number = 1
    text = LazyAttribute(lambda v: f"{v.diagnosis.text}\n\nVersion {v.number}.")
    sha256 = LazyAttribute(lambda v: sha256(v.text))
    answer_by = LazyFunction(lambda: today() + 14 * DAY)
    submitted_at = LazyFunction(timezone.now)
    submitted_by = SubFactory(UserFactory)


class AdhesionFactory(DjangoModelFactory):
    """What the seat `seat` says of a version, by its member."""

    class Meta:
        model = Adhesion

    version = SubFactory(DiagnosisVersionFactory)
    person = SelfAttribute("seat.person")
    kind = "adhere"
    reason = LazyAttribute(lambda a: "" if a.kind == "adhere" else "Il manque les chiffres.")
    given_at = LazyFunction(timezone.now)
    channel = "page"


class DiagnosisCommentFactory(DjangoModelFactory):
    class Meta:
        model = DiagnosisComment

    version = SubFactory(DiagnosisVersionFactory)
    text = "Et la promotion sociale ?"
    given_at = LazyFunction(timezone.now)
