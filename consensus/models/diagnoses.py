"""The diagnosis that the parties share (note, point 2), version by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from consensus.choices import AdhesionKind, AnswerChannel
from consensus.querysets import DiagnosisQuerySet, DiagnosisVersionQuerySet


class Diagnosis(models.Model):
    """The text as the service writes it; the parties answer a version of it, never this row."""

    pole = models.OneToOneField("poles.Pole", models.PROTECT, related_name="diagnosis")
    text = models.TextField(_("le diagnostic"), max_length=20000)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DiagnosisQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("diagnostic partagé")
        verbose_name_plural = _("diagnostics partagés")
        ordering = ["pk"]

    def __str__(self):
        return str(_("Diagnostic partagé du pôle « %(pole)s »") % {"pole": self.pole})

    def get_absolute_url(self):
        return reverse("consensus:diagnosis", args=[self.pole_id])


class DiagnosisVersion(models.Model):
    """One version as it was submitted to the parties: it never changes, nor loses its answers."""

    diagnosis = models.ForeignKey(Diagnosis, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("texte"), max_length=20000)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    changed = models.TextField(_("ce qui change"), blank=True, max_length=1000)
    answer_by = models.DateField(_("réponses attendues pour le"))
    submitted_at = models.DateTimeField(_("soumise le"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = DiagnosisVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version du diagnostic")
        verbose_name_plural = _("versions du diagnostic")
        ordering = ["diagnosis", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["diagnosis", "number"], name="diagnosis_version_numbered_once"
            ),
        ]

    def __str__(self):
        return str(_("Diagnostic partagé, version %(number)d") % {"number": self.number})

    def get_absolute_url(self):
        return reverse("consensus:diagnosis_version", args=[self.diagnosis.pole_id, self.number])


class Adhesion(models.Model):
    """What one designated seat says of one version: one answer, changeable until the next version.

    `person`: who spoke, the member or their substitute. The alternate speaks when the member is
    absent (domain.md § 3.4).
    """

    version = models.ForeignKey(DiagnosisVersion, models.CASCADE, related_name="adhesions")
    seat = models.ForeignKey("poles.Membership", models.PROTECT, related_name="adhesions")
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    kind = models.CharField(_("réponse"), max_length=8, choices=AdhesionKind)
    reason = models.TextField(_("motif"), blank=True, max_length=3000)
    given_at = models.DateTimeField(_("donnée le"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    channel = models.CharField(_("voie"), max_length=5, choices=AnswerChannel)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("adhésion")
        ordering = ["version", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "seat"], name="adhesion_one_per_seat_and_version"
            ),
            models.CheckConstraint(
                name="adhesion_says_why_unless_whole",
                condition=Q(kind="adhere") | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.person} : {self.get_kind_display()}"


class DiagnosisComment(models.Model):
    """What somebody of the pôle remarks on a version; guests comment and never count."""

    version = models.ForeignKey(DiagnosisVersion, models.CASCADE, related_name="comments")
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    text = models.TextField(_("commentaire"), max_length=3000)
    given_at = models.DateTimeField(_("écrit le"))

    class Meta:
        verbose_name = _("commentaire du diagnostic")
        verbose_name_plural = _("commentaires du diagnostic")
        ordering = ["given_at", "pk"]

    def __str__(self):
        return self.text[:80]
