"""Bassins, the rules in force in each, and the days their service has."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.choices import RuleSource
from actors.querysets import BassinQuerySet, CapacityQuerySet, RuleSetQuerySet


class Bassin(models.Model):
    """One of the ten bassins EFE and the settings of its Instance."""

    code = models.CharField(_("code"), max_length=6, unique=True)
    name = models.CharField(_("nom"), max_length=60, unique=True)
    is_home = models.BooleanField(_("chez lui dans cette installation"), default=False)
    letterhead = models.TextField(
        _("en-tête des documents"),
        blank=True,
        help_text=_("Nom, adresse et téléphone, tels qu’ils s’impriment en haut des courriers."),
    )
    reply_address = models.EmailField(
        _("adresse de réponse"),
        blank=True,
        help_text=_("Les réponses aux courriers du logiciel y arrivent."),
    )
    mailbox = models.EmailField(
        _("boîte du service"),
        blank=True,
        help_text=_(
            "Dernier recours des rappels : quand plus personne n’est à prévenir, c’est elle."
        ),
    )
    appeals = models.TextField(
        _("voies de recours"),
        blank=True,
        help_text=_(
            "Le texte que portent les lettres de décision. Vide, elles disent « à compléter »."
        ),
    )
    shows_positions = models.BooleanField(
        _("montrer les avis des membres aux autres membres"),
        default=True,
        help_text=_("Le secrétariat les voit toujours."),
    )
    has_minutes_item = models.BooleanField(
        _("point « approbation du procès-verbal »"),
        default=True,
        help_text=_("Sur chaque ordre du jour, tant que le procès-verbal précédent l’attend."),
    )
    has_communications_item = models.BooleanField(
        _("point « communications des pôles »"), default=True
    )
    has_other_item = models.BooleanField(_("point « divers »"), default=True)
    has_rolling_agenda = models.BooleanField(
        _("rolling agenda"),
        default=False,
        help_text=_(
            "À chaque séance, un membre présente brièvement ses dossiers ; les autres choisissent"
            " le thème approfondi à la suivante (usage de SYNERJOB)."
        ),
    )
    asks_competence_of_all = models.BooleanField(
        _("demander aussi la compétence des membres des catégories A et B"),
        default=False,
        help_text=_(
            "L’accord se lit de deux façons. Coché, un membre A ou B dont la compétence dans le"
            " thème n’est pas établie bloque la désignation ; sinon, le point avertit (règle P8)."
        ),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BassinQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bassin")
        ordering = ["-is_home", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("actors:bassin", args=[self.code])

    @property
    def instance_name(self):
        """The name of the Instance, as documents print it."""
        return f"IBEFE {self.name}"


class Capacity(models.Model):
    """Days that the service of a bassin has for its pôles in a year (rule P16)."""

    bassin = models.ForeignKey(Bassin, models.CASCADE, related_name="capacities")
    year = models.PositiveSmallIntegerField(
        _("année"), validators=[MinValueValidator(2014), MaxValueValidator(2101)]
    )
    days = models.DecimalField(
        _("jours disponibles"),
        max_digits=6,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(10_000)],
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CapacityQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("capacité du service")
        verbose_name_plural = _("capacités du service")
        ordering = ["bassin", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["bassin", "year"],
                name="capacity_one_per_bassin_and_year",
                violation_error_message=_("Cette année est déjà encodée : modifiez sa ligne."),
            )
        ]

    def __str__(self):
        return f"{self.bassin} {self.year} : {self.days} j"

    def get_absolute_url(self):
        return self.bassin.get_absolute_url()


class RuleSet(models.Model):
    """What is in force in a bassin, from when to when, by which decision.

    The accord binds every bassin; the note is a proposition of Bruxelles, in force there by the
    decision recorded here (« adoption à encoder » while it is not).
    """

    bassin = models.ForeignKey(Bassin, models.PROTECT, related_name="rule_sets")
    source = models.CharField(_("source"), max_length=10, choices=RuleSource)
    starts_on = models.DateField(_("en vigueur du"))
    ends_on = models.DateField(_("au (inclus)"), null=True, blank=True)
    adopted_by = models.CharField(
        _("décision d’adoption"),
        max_length=200,
        blank=True,
        help_text=_("Numéro et date. Vide, les verdicts disent « adoption à encoder »."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RuleSetQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("règles en vigueur")
        verbose_name_plural = _("règles en vigueur")
        ordering = ["bassin", "source", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="rule_set_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin précède le début : corrigez l’une des dates."),
            ),
            models.UniqueConstraint(
                fields=["bassin", "source", "starts_on"],
                name="rule_set_one_per_source_and_start",
                violation_error_message=_("Ces règles sont déjà encodées à partir de cette date."),
            ),
        ]

    def __str__(self):
        return f"{self.get_source_display()} ({self.bassin})"

    def get_absolute_url(self):
        return self.bassin.get_absolute_url()
