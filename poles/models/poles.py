"""The pôle, its fiche, its frozen versions and its attachments."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from poles.choices import Funding, Origin, PoleStatus, Priority, SubObjective
from poles.querysets import PoleQuerySet


def _labels(choices, values):
    return [str(choices(v).label) for v in choices.values if v in (values or [])]


class Pole(models.Model):
    """A pôle de synergies and its fiche. Its status changes only through poles.workflow."""

    bassin = models.ForeignKey(
        "actors.Bassin", models.PROTECT, related_name="poles", verbose_name=_("bassin")
    )
    number = models.CharField(_("numéro"), max_length=20, unique=True, editable=False)
    status = models.CharField(
        _("état"), max_length=10, choices=PoleStatus, default=PoleStatus.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    request = models.OneToOneField(
        "poles.PoleRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pole",
        editable=False,
        verbose_name=_("demande d’origine"),
    )
    lead = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="poles_led",
        verbose_name=_("chargé·e de mission"),
    )
    deputy = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="poles_seconded",
        verbose_name=_("suppléant·e dans le service"),
    )

    # La fiche (note, point 3)
    title = models.CharField(_("nom du pôle"), max_length=160)
    theme = models.ForeignKey(
        "poles.Theme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="poles",
        verbose_name=_("thématique commune"),
        help_text=_("Un secteur, une filière ou un métier identifié par l’Instance."),
    )
    origin = models.CharField(_("origine"), max_length=10, choices=Origin, blank=True)
    origin_detail = models.TextField(
        _("précisions sur l’origine"), blank=True, help_text=_("Qui, quand, à quelle occasion.")
    )
    problem = models.TextField(
        _("problématique"),
        blank=True,
        help_text=_("Ce que la plénière doit comprendre : les faits, qui les vit, depuis quand."),
    )
    evidence = models.TextField(
        _("éléments de diagnostic"), blank=True, help_text=_("Chiffres, études, témoignages.")
    )
    priorities = models.JSONField(_("priorités bruxelloises"), default=list, blank=True)
    priority_detail = models.TextField(
        _("en quoi le pôle y répond"),
        blank=True,
        help_text=_("Citez l’axe ou la mesure ; nommez l’autre priorité s’il y en a une."),
    )
    objectives = models.TextField(_("objectifs"), blank=True)
    sub_objectives = models.JSONField(_("sous-objectifs visés"), default=list, blank=True)
    method = models.TextField(
        _("méthode de travail"),
        blank=True,
        help_text=_("Comment les projets seront co-construits."),
    )
    actors_a = models.TextField(
        _("entreprises, intercommunales, partenaires sociaux attendus (A)"), blank=True
    )
    actors_b = models.TextField(_("emploi, formation, insertion attendus (B)"), blank=True)
    actors_c = models.TextField(_("enseignement qualifiant attendu (C)"), blank=True)
    guests = models.TextField(
        _("invités envisagés"),
        blank=True,
        help_text=_("Enseignement supérieur, CPMS… : invités, jamais comptés."),
    )
    field_workers = models.TextField(_("mobilisation des travailleurs de terrain"), blank=True)
    existing_tools = models.TextField(
        _("liens avec l’existant"),
        blank=True,
        help_text=_("SFMQ, validation des compétences, CTA, conventions sectorielles…"),
    )
    planned_start_on = models.DateField(_("début souhaité des travaux"), null=True, blank=True)
    calendar = models.TextField(_("calendrier"), blank=True, help_text=_("Étapes et dates."))
    rhythm = models.CharField(
        _("rythme de réunion proposé"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple « tous les deux mois ». Il est convenu avec l’Instance."),
    )
    days_asked = models.DecimalField(
        _("jours du service demandés par an"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(366)],
    )
    resources = models.TextField(_("moyens humains et matériels"), blank=True)
    funding = models.JSONField(_("sources de financement envisagées"), default=list, blank=True)
    funding_detail = models.TextField(_("précisions sur le financement"), blank=True)
    expost_planned_on = models.DateField(_("évaluation ex post prévue le"), null=True, blank=True)
    expost_budget = models.DecimalField(
        _("budget de l’évaluation ex post (€)"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    expost_detail = models.TextField(_("prestataire externe envisagé"), blank=True)

    search_text = models.TextField(blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("fiche ouverte le"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("soumis le"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )

    # Ce que la plénière a décidé (écrit par son acte, jamais par un formulaire)
    launched_on = models.DateField(_("lancé le"), null=True, editable=False)
    call_open_allowed = models.BooleanField(_("appel décidé"), default=False, editable=False)
    is_priority = models.BooleanField(_("reconnu prioritaire"), default=False, editable=False)
    continued_on = models.DateField(_("poursuite décidée le"), null=True, editable=False)
    ended_on = models.DateField(_("terminé le"), null=True, editable=False)
    days_granted = models.DecimalField(
        _("jours du service accordés par an"),
        max_digits=5,
        decimal_places=1,
        null=True,
        editable=False,
    )
    agreed_rhythm = models.CharField(
        _("rythme convenu avec l’Instance"), max_length=120, blank=True, editable=False
    )

    objects = PoleQuerySet.as_manager()
    history = HistoricalRecords()

    FICHE = (
        "title",
        "theme",
        "origin",
        "origin_detail",
        "problem",
        "evidence",
        "priorities",
        "priority_detail",
        "objectives",
        "sub_objectives",
        "method",
        "actors_a",
        "actors_b",
        "actors_c",
        "guests",
        "field_workers",
        "existing_tools",
        "planned_start_on",
        "calendar",
        "rhythm",
        "days_asked",
        "resources",
        "funding",
        "funding_detail",
        "expost_planned_on",
        "expost_budget",
        "expost_detail",
    )

    class Meta:
        verbose_name = _("pôle de synergie")
        verbose_name_plural = _("pôles de synergie")
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["bassin", "status"])]
        constraints = [
            models.CheckConstraint(
                name="pole_submitted_at_and_by_together",
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="pole_origin_request_has_its_request",
                condition=Q(request=None) | Q(origin="demande"),
            ),
            models.CheckConstraint(
                name="pole_launched_on_since_launch",
                condition=~Q(status__in=["launched", "active", "closed"])
                | Q(launched_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("poles:detail", args=[self.pk])

    @property
    def priorities_labels(self):
        return _labels(Priority, self.priorities)

    @property
    def sub_objectives_labels(self):
        return _labels(SubObjective, self.sub_objectives)

    @property
    def funding_labels(self):
        return _labels(Funding, self.funding)


class FicheVersion(models.Model):
    """A fiche as it was submitted or decided: canonical JSON, never changed."""

    pole = models.ForeignKey(Pole, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    data = models.JSONField(_("contenu"))
    text = models.TextField(_("JSON canonique"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    frozen_at = models.DateTimeField(_("figée le"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    occasion = models.CharField(_("occasion"), max_length=80)
    decision = models.ForeignKey(
        "poles.DecisionRef",
        models.PROTECT,
        null=True,
        related_name="versions",
        verbose_name=_("décision qui porte sur elle"),
    )

    class Meta:
        verbose_name = _("version de fiche")
        verbose_name_plural = _("versions de fiche")
        ordering = ["pole", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["pole", "number"], name="fiche_version_number_once")
        ]

    def __str__(self):
        return f"{self.pole}, version {self.number}"


class Attachment(models.Model):
    """A file joined to the fiche; removed with a reason, never erased while a version cites it."""

    pole = models.ForeignKey(Pole, models.CASCADE, related_name="attachments")
    stored = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+")
    label = models.CharField(_("ce que c’est"), max_length=160, blank=True)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )

    class Meta:
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="attachment_removed_at_and_by_together",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            )
        ]

    def __str__(self):
        return self.label or self.stored.name
