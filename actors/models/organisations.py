"""Organisations, with the legal category they carry by default."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.choices import Category, Sector
from actors.querysets import NotMerged, OrganisationQuerySet


class Organisation(models.Model):
    """Actiris, Bruxelles Formation, a school, a union, an enterprise…

    `category` is a default: the legal category is set on each membership (art. 18 § 1). Empty: such
    an organisation is a guest unless the Instance says otherwise.
    """

    name_fr = models.CharField(_("nom"), max_length=200)
    name_nl = models.CharField(_("nom en néerlandais"), max_length=200, blank=True)
    short = models.CharField(_("sigle"), max_length=40, blank=True)
    subcategory = models.CharField(_("nature"), max_length=80, blank=True)
    category = models.CharField(
        _("catégorie légale par défaut"), max_length=5, choices=Category, blank=True
    )
    sector = models.CharField(_("statut"), max_length=12, choices=Sector, blank=True)
    bassin = models.ForeignKey(
        "actors.Bassin",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("bassin"),
        help_text=_("Vide : active dans plusieurs bassins."),
    )
    is_higher_education = models.BooleanField(
        _("enseignement supérieur"),
        default=False,
        help_text=_("Peut être invitée, jamais comptée (note, point 2)."),
    )
    is_fictive = models.BooleanField(_("organisation inventée"), default=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("fusionnée dans"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NotMerged.from_queryset(OrganisationQuerySet)()
    history = HistoricalRecords()

    IDENTITY = (
        "name_fr",
        "name_nl",
        "short",
        "subcategory",
        "category",
        "sector",
        "bassin",
        "is_higher_education",
    )

    class Meta:
        verbose_name = _("organisation")
        ordering = ["name_fr"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_fr"],
                condition=Q(merged_into=None),
                name="organisation_name_is_unique_while_it_stands",
                violation_error_message=_("Une organisation porte déjà exactement ce nom."),
            )
        ]

    def __str__(self):
        return f"{self.name_fr} (fictive)" if self.is_fictive else self.name_fr

    def get_absolute_url(self):
        return reverse("actors:organisation", args=[self.pk])
