"""Thématiques communes and the ROME reference they point to.

ROME: France Travail, Répertoire opérationnel des métiers et des emplois, Licence Ouverte.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from poles.choices import Kind
from poles.querysets import ThemeQuerySet


class Occupation(models.Model):
    """A ROME code. Its meaning changes between versions: it is (version, code), never the code."""

    rome_version = models.CharField(_("version du ROME"), max_length=8)
    code = models.CharField(_("code"), max_length=5)
    label = models.CharField(_("libellé"), max_length=250)
    parent = models.CharField(_("code parent (v3)"), max_length=5, blank=True)

    class Meta:
        verbose_name = _("métier ROME")
        verbose_name_plural = _("métiers ROME")
        ordering = ["rome_version", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["rome_version", "code"], name="occupation_is_version_and_code"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.label} (ROME {self.rome_version})"


class JobTitle(models.Model):
    """A job title of ROME; `ogr` is stable across versions."""

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="titles")
    ogr = models.PositiveIntegerField(_("code OGR"))
    label = models.CharField(_("appellation"), max_length=250)

    class Meta:
        verbose_name = _("appellation ROME")
        verbose_name_plural = _("appellations ROME")
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "ogr"], name="job_title_once_per_occupation"
            )
        ]

    def __str__(self):
        return self.label


class Mobility(models.Model):
    """From one ROME code to a near one, as France Travail describes it."""

    source = models.ForeignKey(Occupation, models.CASCADE, related_name="mobilities")
    target = models.ForeignKey(Occupation, models.CASCADE, related_name="+")
    kind = models.CharField(_("type de mobilité"), max_length=60)

    class Meta:
        verbose_name = _("mobilité ROME")
        verbose_name_plural = _("mobilités ROME")
        ordering = ["source", "target"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="mobility_is_unique")
        ]

    def __str__(self):
        return f"{self.source.code} → {self.target.code}"


class Theme(models.Model):
    """A thématique commune: secteur, filière or métier identified by the Instance (art. 11)."""

    bassin = models.ForeignKey("actors.Bassin", models.PROTECT, related_name="themes")
    name = models.CharField(_("thématique"), max_length=160)
    kind = models.CharField(_("nature"), max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField(
        _("identifiée en"), validators=[MinValueValidator(2014), MaxValueValidator(2101)]
    )
    identified_by = models.CharField(
        _("acte de l’Instance"),
        max_length=200,
        blank=True,
        help_text=_("Rapport ou décision qui identifie la thématique."),
    )
    occupations = models.ManyToManyField(
        Occupation, blank=True, related_name="themes", verbose_name=_("métiers ROME")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ThemeQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[occupations])

    class Meta:
        verbose_name = _("thématique commune")
        verbose_name_plural = _("thématiques communes")
        ordering = ["bassin", "name", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["bassin", "name", "year"],
                name="theme_is_unique_per_bassin_and_year",
                violation_error_message=_("Cette thématique existe déjà pour cette année."),
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.get_kind_display()}, {self.year})"
