"""The tables at once. An installation that has the migrations it replaces keeps what it has."""

import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("poles", "0001_initial"),
        ("poles", "0002_calls"),
        ("poles", "0003_sorting"),
        ("poles", "0004_substitutes"),
    ]

    initial = True

    dependencies = [
        ("actors", "0003_regulations"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("core", "0002_journal_is_insert_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalTheme",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="thématique")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("secteur", "secteur d’activité"),
                            ("filiere", "filière professionnelle"),
                            ("metier", "métier"),
                        ],
                        max_length=10,
                        verbose_name="nature",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2014),
                            django.core.validators.MaxValueValidator(2101),
                        ],
                        verbose_name="identifiée en",
                    ),
                ),
                (
                    "identified_by",
                    models.CharField(
                        blank=True,
                        help_text="Rapport ou décision qui identifie la thématique.",
                        max_length=200,
                        verbose_name="acte de l’Instance",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "bassin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.bassin",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical thématique commune",
                "verbose_name_plural": "historical thématiques communes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Occupation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rome_version", models.CharField(max_length=8, verbose_name="version du ROME")),
                ("code", models.CharField(max_length=5, verbose_name="code")),
                ("label", models.CharField(max_length=250, verbose_name="libellé")),
                (
                    "parent",
                    models.CharField(blank=True, max_length=5, verbose_name="code parent (v3)"),
                ),
            ],
            options={
                "verbose_name": "métier ROME",
                "verbose_name_plural": "métiers ROME",
                "ordering": ["rome_version", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rome_version", "code"), name="occupation_is_version_and_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="thématique")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("secteur", "secteur d’activité"),
                            ("filiere", "filière professionnelle"),
                            ("metier", "métier"),
                        ],
                        max_length=10,
                        verbose_name="nature",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2014),
                            django.core.validators.MaxValueValidator(2101),
                        ],
                        verbose_name="identifiée en",
                    ),
                ),
                (
                    "identified_by",
                    models.CharField(
                        blank=True,
                        help_text="Rapport ou décision qui identifie la thématique.",
                        max_length=200,
                        verbose_name="acte de l’Instance",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "bassin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="themes",
                        to="actors.bassin",
                    ),
                ),
                (
                    "occupations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="themes",
                        to="poles.occupation",
                        verbose_name="métiers ROME",
                    ),
                ),
            ],
            options={
                "verbose_name": "thématique commune",
                "verbose_name_plural": "thématiques communes",
                "ordering": ["bassin", "name", "-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bassin", "name", "year"),
                        name="theme_is_unique_per_bassin_and_year",
                        violation_error_message="Cette thématique existe déjà pour cette année.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PoleRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=20, unique=True, verbose_name="numéro"
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=200, verbose_name="votre organisation"),
                ),
                ("title", models.CharField(max_length=160, verbose_name="titre")),
                ("problem", models.TextField(verbose_name="le problème")),
                ("audience", models.TextField(blank=True, verbose_name="qui est concerné")),
                ("partners", models.TextField(blank=True, verbose_name="avec qui")),
                (
                    "expected",
                    models.TextField(blank=True, verbose_name="ce que vous attendez du pôle"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Transmise"),
                            ("accepted", "Acceptée"),
                            ("declined", "Déclinée"),
                        ],
                        default="submitted",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, verbose_name="transmise le")),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="répondue le"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="réponse du service")),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bassin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pole_requests",
                        to="actors.bassin",
                        verbose_name="bassin",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pole_requests",
                        to="actors.person",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="poles.theme",
                        verbose_name="thématique commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "demande de pôle",
                "verbose_name_plural": "demandes de pôle",
                "ordering": ["-submitted_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None),
                                ("answered_by", None),
                                ("status", "submitted"),
                            ),
                            models.Q(
                                models.Q(("status", "submitted"), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pole_request_answered_at_and_by_exactly_when_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "declined"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pole_request_declined_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=20, unique=True, verbose_name="numéro"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "En préparation"),
                            ("proposed", "Soumis à la plénière"),
                            ("launched", "Lancé"),
                            ("refused", "Non retenu"),
                            ("abandoned", "Abandonné"),
                            ("active", "En cours"),
                            ("ended", "Terminé"),
                            ("closed", "Clôturé"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=160, verbose_name="nom du pôle")),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("demande", "demande d’un porteur de projet"),
                            ("service", "initiative d’un membre du service"),
                        ],
                        max_length=10,
                        verbose_name="origine",
                    ),
                ),
                (
                    "origin_detail",
                    models.TextField(
                        blank=True,
                        help_text="Qui, quand, à quelle occasion.",
                        verbose_name="précisions sur l’origine",
                    ),
                ),
                (
                    "problem",
                    models.TextField(
                        blank=True,
                        help_text="Ce que la plénière doit comprendre : les faits, qui les vit, depuis quand.",
                        verbose_name="problématique",
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True,
                        help_text="Chiffres, études, témoignages.",
                        verbose_name="éléments de diagnostic",
                    ),
                ),
                (
                    "priorities",
                    models.JSONField(
                        blank=True, default=list, verbose_name="priorités bruxelloises"
                    ),
                ),
                (
                    "priority_detail",
                    models.TextField(
                        blank=True,
                        help_text="Citez l’axe ou la mesure ; nommez l’autre priorité s’il y en a une.",
                        verbose_name="en quoi le pôle y répond",
                    ),
                ),
                ("objectives", models.TextField(blank=True, verbose_name="objectifs")),
                (
                    "sub_objectives",
                    models.JSONField(blank=True, default=list, verbose_name="sous-objectifs visés"),
                ),
                (
                    "method",
                    models.TextField(
                        blank=True,
                        help_text="Comment les projets seront co-construits.",
                        verbose_name="méthode de travail",
                    ),
                ),
                (
                    "actors_a",
                    models.TextField(
                        blank=True,
                        verbose_name="entreprises, intercommunales, partenaires sociaux attendus (A)",
                    ),
                ),
                (
                    "actors_b",
                    models.TextField(
                        blank=True, verbose_name="emploi, formation, insertion attendus (B)"
                    ),
                ),
                (
                    "actors_c",
                    models.TextField(
                        blank=True, verbose_name="enseignement qualifiant attendu (C)"
                    ),
                ),
                (
                    "guests",
                    models.TextField(
                        blank=True,
                        help_text="Enseignement supérieur, CPMS… : invités, jamais comptés.",
                        verbose_name="invités envisagés",
                    ),
                ),
                (
                    "field_workers",
                    models.TextField(
                        blank=True, verbose_name="mobilisation des travailleurs de terrain"
                    ),
                ),
                (
                    "existing_tools",
                    models.TextField(
                        blank=True,
                        help_text="SFMQ, validation des compétences, CTA, conventions sectorielles…",
                        verbose_name="liens avec l’existant",
                    ),
                ),
                (
                    "planned_start_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="début souhaité des travaux"
                    ),
                ),
                (
                    "calendar",
                    models.TextField(
                        blank=True, help_text="Étapes et dates.", verbose_name="calendrier"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        help_text="Par exemple « tous les deux mois ». Il est convenu avec l’Instance.",
                        max_length=120,
                        verbose_name="rythme de réunion proposé",
                    ),
                ),
                (
                    "days_asked",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="jours du service demandés par an",
                    ),
                ),
                (
                    "resources",
                    models.TextField(blank=True, verbose_name="moyens humains et matériels"),
                ),
                (
                    "funding",
                    models.JSONField(
                        blank=True, default=list, verbose_name="sources de financement envisagées"
                    ),
                ),
                (
                    "funding_detail",
                    models.TextField(blank=True, verbose_name="précisions sur le financement"),
                ),
                (
                    "expost_planned_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="évaluation ex post prévue le"
                    ),
                ),
                (
                    "expost_budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="budget de l’évaluation ex post (€)",
                    ),
                ),
                (
                    "expost_detail",
                    models.TextField(blank=True, verbose_name="prestataire externe envisagé"),
                ),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="fiche ouverte le"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="soumis le"),
                ),
                (
                    "launched_on",
                    models.DateField(editable=False, null=True, verbose_name="lancé le"),
                ),
                (
                    "call_open_allowed",
                    models.BooleanField(default=False, editable=False, verbose_name="appel décidé"),
                ),
                (
                    "is_priority",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="reconnu prioritaire"
                    ),
                ),
                (
                    "continued_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="poursuite décidée le"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(editable=False, null=True, verbose_name="terminé le"),
                ),
                (
                    "days_granted",
                    models.DecimalField(
                        decimal_places=1,
                        editable=False,
                        max_digits=5,
                        null=True,
                        verbose_name="jours du service accordés par an",
                    ),
                ),
                (
                    "agreed_rhythm",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="rythme convenu avec l’Instance",
                    ),
                ),
                (
                    "bassin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="poles",
                        to="actors.bassin",
                        verbose_name="bassin",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="poles_seconded",
                        to="actors.person",
                        verbose_name="suppléant·e dans le service",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="poles_led",
                        to="actors.person",
                        verbose_name="chargé·e de mission",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pole",
                        to="poles.polerequest",
                        verbose_name="demande d’origine",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        help_text="Un secteur, une filière ou un métier identifié par l’Instance.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="poles",
                        to="poles.theme",
                        verbose_name="thématique commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "pôle de synergie",
                "verbose_name_plural": "pôles de synergie",
                "ordering": ["title", "pk"],
                "indexes": [
                    models.Index(fields=["bassin", "status"], name="poles_pole_bassin__3f5f9f_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at", None), ("submitted_by", None)),
                            models.Q(
                                ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="pole_submitted_at_and_by_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("request", None), ("origin", "demande"), _connector="OR"
                        ),
                        name="pole_origin_request_has_its_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["launched", "active", "closed"]), _negated=True
                            ),
                            ("launched_on__isnull", False),
                            _connector="OR",
                        ),
                        name="pole_launched_on_since_launch",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionRef",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("number", models.CharField(max_length=20, verbose_name="numéro")),
                ("on", models.DateField(verbose_name="date")),
                ("kind", models.CharField(max_length=20, verbose_name="objet")),
                ("label", models.CharField(max_length=200, verbose_name="libellé")),
                ("outcome", models.CharField(max_length=40, verbose_name="issue")),
                ("is_effective", models.BooleanField(default=True, verbose_name="a pris effet")),
                ("reconstituted", models.BooleanField(default=False, verbose_name="reprise")),
                (
                    "pole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="poles.pole",
                    ),
                ),
            ],
            options={
                "verbose_name": "décision de la plénière",
                "verbose_name_plural": "décisions de la plénière",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTerm",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("starts_on", models.DateField(verbose_name="premier jour")),
                ("ends_on", models.DateField(verbose_name="dernier jour (inclus)")),
                (
                    "regularised",
                    models.BooleanField(
                        default=False, verbose_name="régularisation après échéance"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.decisionref",
                        verbose_name="décision",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.pole",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical terme",
                "verbose_name_plural": "historical termes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalServiceDays",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "month",
                    models.DateField(help_text="Le premier jour du mois.", verbose_name="mois"),
                ),
                (
                    "days",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(310),
                        ],
                        verbose_name="jours",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="à quoi")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.pole",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical jours du service",
                "verbose_name_plural": "historical jours du service",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMemberProposal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("A", "A. Entreprises, intercommunales, partenaires sociaux"),
                            ("B", "B. Emploi, formation, insertion"),
                            ("C", "C. Enseignement qualifiant"),
                            ("autre", "Autre membre désigné"),
                        ],
                        max_length=5,
                        verbose_name="catégorie légale",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[("institutionnel", "institutionnel"), ("terrain", "terrain")],
                        max_length=14,
                        verbose_name="présence",
                    ),
                ),
                (
                    "active_on_territory",
                    models.BooleanField(
                        default=False, verbose_name="actif sur le territoire du bassin"
                    ),
                ),
                (
                    "competent",
                    models.BooleanField(default=False, verbose_name="compétent dans le thème"),
                ),
                ("competence", models.TextField(blank=True, verbose_name="en quoi")),
                (
                    "derogation_reason",
                    models.TextField(blank=True, verbose_name="motif de la demande de dérogation"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposé·e à la plénière"),
                            ("designated", "Désigné·e"),
                            ("not_designated", "Non désigné·e, reste candidat·e"),
                            ("withdrawn", "Retiré·e"),
                        ],
                        default="proposed",
                        max_length=14,
                        verbose_name="état",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposé le")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.decisionref",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                        verbose_name="personne",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.pole",
                    ),
                ),
                (
                    "substitute_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                        verbose_name="suppléant·e de",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical proposition de membre",
                "verbose_name_plural": "historical propositions de membres",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTheme_occupations",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="poles.historicaltheme",
                    ),
                ),
                (
                    "occupation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.occupation",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalTheme_occupations",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPoleRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        db_index=True, editable=False, max_length=20, verbose_name="numéro"
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=200, verbose_name="votre organisation"),
                ),
                ("title", models.CharField(max_length=160, verbose_name="titre")),
                ("problem", models.TextField(verbose_name="le problème")),
                ("audience", models.TextField(blank=True, verbose_name="qui est concerné")),
                ("partners", models.TextField(blank=True, verbose_name="avec qui")),
                (
                    "expected",
                    models.TextField(blank=True, verbose_name="ce que vous attendez du pôle"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Transmise"),
                            ("accepted", "Acceptée"),
                            ("declined", "Déclinée"),
                        ],
                        default="submitted",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, verbose_name="transmise le")),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="répondue le"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="réponse du service")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bassin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.bassin",
                        verbose_name="bassin",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.theme",
                        verbose_name="thématique commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical demande de pôle",
                "verbose_name_plural": "historical demandes de pôle",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPole",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        db_index=True, editable=False, max_length=20, verbose_name="numéro"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "En préparation"),
                            ("proposed", "Soumis à la plénière"),
                            ("launched", "Lancé"),
                            ("refused", "Non retenu"),
                            ("abandoned", "Abandonné"),
                            ("active", "En cours"),
                            ("ended", "Terminé"),
                            ("closed", "Clôturé"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=160, verbose_name="nom du pôle")),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("demande", "demande d’un porteur de projet"),
                            ("service", "initiative d’un membre du service"),
                        ],
                        max_length=10,
                        verbose_name="origine",
                    ),
                ),
                (
                    "origin_detail",
                    models.TextField(
                        blank=True,
                        help_text="Qui, quand, à quelle occasion.",
                        verbose_name="précisions sur l’origine",
                    ),
                ),
                (
                    "problem",
                    models.TextField(
                        blank=True,
                        help_text="Ce que la plénière doit comprendre : les faits, qui les vit, depuis quand.",
                        verbose_name="problématique",
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True,
                        help_text="Chiffres, études, témoignages.",
                        verbose_name="éléments de diagnostic",
                    ),
                ),
                (
                    "priorities",
                    models.JSONField(
                        blank=True, default=list, verbose_name="priorités bruxelloises"
                    ),
                ),
                (
                    "priority_detail",
                    models.TextField(
                        blank=True,
                        help_text="Citez l’axe ou la mesure ; nommez l’autre priorité s’il y en a une.",
                        verbose_name="en quoi le pôle y répond",
                    ),
                ),
                ("objectives", models.TextField(blank=True, verbose_name="objectifs")),
                (
                    "sub_objectives",
                    models.JSONField(blank=True, default=list, verbose_name="sous-objectifs visés"),
                ),
                (
                    "method",
                    models.TextField(
                        blank=True,
                        help_text="Comment les projets seront co-construits.",
                        verbose_name="méthode de travail",
                    ),
                ),
                (
                    "actors_a",
                    models.TextField(
                        blank=True,
                        verbose_name="entreprises, intercommunales, partenaires sociaux attendus (A)",
                    ),
                ),
                (
                    "actors_b",
                    models.TextField(
                        blank=True, verbose_name="emploi, formation, insertion attendus (B)"
                    ),
                ),
                (
                    "actors_c",
                    models.TextField(
                        blank=True, verbose_name="enseignement qualifiant attendu (C)"
                    ),
                ),
                (
                    "guests",
                    models.TextField(
                        blank=True,
                        help_text="Enseignement supérieur, CPMS… : invités, jamais comptés.",
                        verbose_name="invités envisagés",
                    ),
                ),
                (
                    "field_workers",
                    models.TextField(
                        blank=True, verbose_name="mobilisation des travailleurs de terrain"
                    ),
                ),
                (
                    "existing_tools",
                    models.TextField(
                        blank=True,
                        help_text="SFMQ, validation des compétences, CTA, conventions sectorielles…",
                        verbose_name="liens avec l’existant",
                    ),
                ),
                (
                    "planned_start_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="début souhaité des travaux"
                    ),
                ),
                (
                    "calendar",
                    models.TextField(
                        blank=True, help_text="Étapes et dates.", verbose_name="calendrier"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        help_text="Par exemple « tous les deux mois ». Il est convenu avec l’Instance.",
                        max_length=120,
                        verbose_name="rythme de réunion proposé",
                    ),
                ),
                (
                    "days_asked",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=5,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="jours du service demandés par an",
                    ),
                ),
                (
                    "resources",
                    models.TextField(blank=True, verbose_name="moyens humains et matériels"),
                ),
                (
                    "funding",
                    models.JSONField(
                        blank=True, default=list, verbose_name="sources de financement envisagées"
                    ),
                ),
                (
                    "funding_detail",
                    models.TextField(blank=True, verbose_name="précisions sur le financement"),
                ),
                (
                    "expost_planned_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="évaluation ex post prévue le"
                    ),
                ),
                (
                    "expost_budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="budget de l’évaluation ex post (€)",
                    ),
                ),
                (
                    "expost_detail",
                    models.TextField(blank=True, verbose_name="prestataire externe envisagé"),
                ),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        blank=True, editable=False, verbose_name="fiche ouverte le"
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="soumis le"),
                ),
                (
                    "launched_on",
                    models.DateField(editable=False, null=True, verbose_name="lancé le"),
                ),
                (
                    "call_open_allowed",
                    models.BooleanField(default=False, editable=False, verbose_name="appel décidé"),
                ),
                (
                    "is_priority",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="reconnu prioritaire"
                    ),
                ),
                (
                    "continued_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="poursuite décidée le"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(editable=False, null=True, verbose_name="terminé le"),
                ),
                (
                    "days_granted",
                    models.DecimalField(
                        decimal_places=1,
                        editable=False,
                        max_digits=5,
                        null=True,
                        verbose_name="jours du service accordés par an",
                    ),
                ),
                (
                    "agreed_rhythm",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=120,
                        verbose_name="rythme convenu avec l’Instance",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "bassin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.bassin",
                        verbose_name="bassin",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                        verbose_name="suppléant·e dans le service",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                        verbose_name="chargé·e de mission",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.polerequest",
                        verbose_name="demande d’origine",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Un secteur, une filière ou un métier identifié par l’Instance.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.theme",
                        verbose_name="thématique commune",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical pôle de synergie",
                "verbose_name_plural": "historical pôles de synergie",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Mobility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="type de mobilité")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mobilities",
                        to="poles.occupation",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="poles.occupation",
                    ),
                ),
            ],
            options={
                "verbose_name": "mobilité ROME",
                "verbose_name_plural": "mobilités ROME",
                "ordering": ["source", "target"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "target", "kind"), name="mobility_is_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JobTitle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ogr", models.PositiveIntegerField(verbose_name="code OGR")),
                ("label", models.CharField(max_length=250, verbose_name="appellation")),
                (
                    "occupation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="titles",
                        to="poles.occupation",
                    ),
                ),
            ],
            options={
                "verbose_name": "appellation ROME",
                "verbose_name_plural": "appellations ROME",
                "ordering": ["label"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("occupation", "ogr"), name="job_title_once_per_occupation"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A. Entreprises, intercommunales, partenaires sociaux"),
                            ("B", "B. Emploi, formation, insertion"),
                            ("C", "C. Enseignement qualifiant"),
                            ("autre", "Autre membre désigné"),
                        ],
                        max_length=5,
                        verbose_name="catégorie légale",
                    ),
                ),
                ("is_guest", models.BooleanField(default=False, verbose_name="invité")),
                (
                    "presence",
                    models.CharField(
                        choices=[("institutionnel", "institutionnel"), ("terrain", "terrain")],
                        max_length=14,
                        verbose_name="présence",
                    ),
                ),
                (
                    "active_on_territory",
                    models.BooleanField(
                        default=False, verbose_name="actif sur le territoire du bassin"
                    ),
                ),
                (
                    "competent",
                    models.BooleanField(default=False, verbose_name="compétent dans le thème"),
                ),
                ("competence", models.TextField(blank=True, verbose_name="compétence")),
                ("starts_on", models.DateField(verbose_name="depuis le")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="jusqu’au (inclus)"),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("demission", "démission"),
                            ("deces", "décès"),
                            ("exclusion", "exclusion par la plénière"),
                            ("remplacement", "remplacement"),
                            ("invitation", "fin de l’invitation"),
                            ("fin", "fin du pôle"),
                        ],
                        max_length=14,
                        verbose_name="motif de la fin",
                    ),
                ),
                (
                    "end_detail",
                    models.CharField(blank=True, max_length=300, verbose_name="précisions"),
                ),
                ("reconstituted", models.BooleanField(default=False, verbose_name="reprise")),
                (
                    "designated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designations",
                        to="poles.decisionref",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="actors.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="actors.person",
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="poles.pole",
                    ),
                ),
                (
                    "substitute_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutes",
                        to="poles.membership",
                        verbose_name="suppléant·e de",
                    ),
                ),
            ],
            options={
                "verbose_name": "membre du pôle",
                "verbose_name_plural": "membres du pôle",
                "ordering": [
                    "pole",
                    "category",
                    "organisation__name_fr",
                    "person__last_name",
                    "pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_starts",
                        violation_error_message="La fin précède le début : corrigez l’une des dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_guest", False),
                                models.Q(("category", ""), _negated=True),
                                ("designated_by__isnull", False),
                            ),
                            models.Q(("category", ""), ("designated_by", None), ("is_guest", True)),
                            _connector="OR",
                        ),
                        name="membership_guest_has_no_category_and_no_designation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="membership_end_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("pole", "person"),
                        name="membership_one_open_per_person_and_pole",
                        violation_error_message="Cette personne est déjà membre de ce pôle.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("substitute_of", None), ("is_guest", False), _connector="OR"
                        ),
                        name="membership_substitute_is_designated",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("substitute_of",),
                        name="membership_one_open_substitute_per_member",
                        violation_error_message="Ce membre a déjà un·e suppléant·e.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A. Entreprises, intercommunales, partenaires sociaux"),
                            ("B", "B. Emploi, formation, insertion"),
                            ("C", "C. Enseignement qualifiant"),
                            ("autre", "Autre membre désigné"),
                        ],
                        max_length=5,
                        verbose_name="catégorie légale",
                    ),
                ),
                ("is_guest", models.BooleanField(default=False, verbose_name="invité")),
                (
                    "presence",
                    models.CharField(
                        choices=[("institutionnel", "institutionnel"), ("terrain", "terrain")],
                        max_length=14,
                        verbose_name="présence",
                    ),
                ),
                (
                    "active_on_territory",
                    models.BooleanField(
                        default=False, verbose_name="actif sur le territoire du bassin"
                    ),
                ),
                (
                    "competent",
                    models.BooleanField(default=False, verbose_name="compétent dans le thème"),
                ),
                ("competence", models.TextField(blank=True, verbose_name="compétence")),
                ("starts_on", models.DateField(verbose_name="depuis le")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="jusqu’au (inclus)"),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("demission", "démission"),
                            ("deces", "décès"),
                            ("exclusion", "exclusion par la plénière"),
                            ("remplacement", "remplacement"),
                            ("invitation", "fin de l’invitation"),
                            ("fin", "fin du pôle"),
                        ],
                        max_length=14,
                        verbose_name="motif de la fin",
                    ),
                ),
                (
                    "end_detail",
                    models.CharField(blank=True, max_length=300, verbose_name="précisions"),
                ),
                ("reconstituted", models.BooleanField(default=False, verbose_name="reprise")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "designated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.decisionref",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.pole",
                    ),
                ),
                (
                    "substitute_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.membership",
                        verbose_name="suppléant·e de",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical membre du pôle",
                "verbose_name_plural": "historical membres du pôle",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MemberProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("A", "A. Entreprises, intercommunales, partenaires sociaux"),
                            ("B", "B. Emploi, formation, insertion"),
                            ("C", "C. Enseignement qualifiant"),
                            ("autre", "Autre membre désigné"),
                        ],
                        max_length=5,
                        verbose_name="catégorie légale",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[("institutionnel", "institutionnel"), ("terrain", "terrain")],
                        max_length=14,
                        verbose_name="présence",
                    ),
                ),
                (
                    "active_on_territory",
                    models.BooleanField(
                        default=False, verbose_name="actif sur le territoire du bassin"
                    ),
                ),
                (
                    "competent",
                    models.BooleanField(default=False, verbose_name="compétent dans le thème"),
                ),
                ("competence", models.TextField(blank=True, verbose_name="en quoi")),
                (
                    "derogation_reason",
                    models.TextField(blank=True, verbose_name="motif de la demande de dérogation"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposé·e à la plénière"),
                            ("designated", "Désigné·e"),
                            ("not_designated", "Non désigné·e, reste candidat·e"),
                            ("withdrawn", "Retiré·e"),
                        ],
                        default="proposed",
                        max_length=14,
                        verbose_name="état",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposé le")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="poles.decisionref",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_proposals",
                        to="actors.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_proposals",
                        to="actors.person",
                        verbose_name="personne",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="poles.pole",
                    ),
                ),
                (
                    "substitute_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitute_proposals",
                        to="actors.person",
                        verbose_name="suppléant·e de",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposition de membre",
                "verbose_name_plural": "propositions de membres",
                "ordering": [
                    "pole",
                    "category",
                    "organisation__name_fr",
                    "person__last_name",
                    "pk",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision__isnull", False),
                                ("status__in", ["designated", "not_designated"]),
                            ),
                            models.Q(("decision", None), ("status__in", ["proposed", "withdrawn"])),
                            _connector="OR",
                        ),
                        name="member_proposal_decided_by_a_decision",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "proposed")),
                        fields=("pole", "person"),
                        name="member_proposal_one_waiting_per_person_and_pole",
                        violation_error_message="Cette personne est déjà proposée pour ce pôle.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "proposed")),
                        fields=("pole", "substitute_of"),
                        name="member_proposal_one_substitute_waiting_per_member",
                        violation_error_message="Ce membre a déjà un·e suppléant·e proposé·e.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("substitute_of", None),
                            models.Q(("substitute_of", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="member_proposal_substitute_is_somebody_else",
                        violation_error_message="On ne se supplée pas soi-même.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FicheVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("data", models.JSONField(verbose_name="contenu")),
                ("text", models.TextField(verbose_name="JSON canonique")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                ("frozen_at", models.DateTimeField(verbose_name="figée le")),
                ("occasion", models.CharField(max_length=80, verbose_name="occasion")),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="poles.decisionref",
                        verbose_name="décision qui porte sur elle",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="poles.pole",
                    ),
                ),
            ],
            options={
                "verbose_name": "version de fiche",
                "verbose_name_plural": "versions de fiche",
                "ordering": ["pole", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pole", "number"), name="fiche_version_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "label",
                    models.CharField(blank=True, max_length=160, verbose_name="ce que c’est"),
                ),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "removed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="poles.pole",
                    ),
                ),
            ],
            options={
                "verbose_name": "pièce jointe",
                "verbose_name_plural": "pièces jointes",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="attachment_removed_at_and_by_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PoleUserObjectPermission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="poles.pole"),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="ServiceDays",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "month",
                    models.DateField(help_text="Le premier jour du mois.", verbose_name="mois"),
                ),
                (
                    "days",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(310),
                        ],
                        verbose_name="jours",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="à quoi")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "pole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_days",
                        to="poles.pole",
                    ),
                ),
            ],
            options={
                "verbose_name": "jours du service",
                "verbose_name_plural": "jours du service",
                "ordering": ["pole", "month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pole", "month"), name="service_days_one_row_per_pole_and_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="service_days_month_is_its_first_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("starts_on", models.DateField(verbose_name="premier jour")),
                ("ends_on", models.DateField(verbose_name="dernier jour (inclus)")),
                (
                    "regularised",
                    models.BooleanField(
                        default=False, verbose_name="régularisation après échéance"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="poles.decisionref",
                        verbose_name="décision",
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="poles.pole",
                    ),
                ),
            ],
            options={
                "verbose_name": "terme",
                "ordering": ["pole", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pole", "number"), name="term_number_once_per_pole"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="term_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="adresse"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "En préparation"),
                            ("open", "Ouvert"),
                            ("cancelled", "Annulé"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("public", "tout le monde : il paraît sur le site et dans son fil"),
                            ("lien", "seulement qui reçoit son adresse : il n’est jamais listé"),
                        ],
                        default="public",
                        max_length=6,
                        verbose_name="qui trouve cet appel",
                    ),
                ),
                ("lede", models.CharField(max_length=300, verbose_name="l’appel en une phrase")),
                ("text", models.TextField(max_length=6000, verbose_name="pourquoi ce pôle")),
                (
                    "seats_a",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(50)],
                        verbose_name="places pour les entreprises et les partenaires sociaux (A)",
                    ),
                ),
                (
                    "profile_a",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="qui l’on cherche en A"
                    ),
                ),
                (
                    "seats_b",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(50)],
                        verbose_name="places pour l’emploi, la formation et l’insertion (B)",
                    ),
                ),
                (
                    "profile_b",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="qui l’on cherche en B"
                    ),
                ),
                (
                    "seats_c",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(50)],
                        verbose_name="places pour l’enseignement qualifiant (C)",
                    ),
                ),
                (
                    "profile_c",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="qui l’on cherche en C"
                    ),
                ),
                (
                    "seats_other",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(50)],
                        verbose_name="autres places, hors des trois catégories",
                    ),
                ),
                (
                    "profile_other",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="qui l’on cherche hors des trois catégories",
                    ),
                ),
                (
                    "effort",
                    models.CharField(blank=True, max_length=160, verbose_name="temps à prévoir"),
                ),
                (
                    "designation_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="désignation par la plénière prévue le"
                    ),
                ),
                (
                    "first_meeting",
                    models.CharField(blank=True, max_length=80, verbose_name="première réunion"),
                ),
                ("opens_on", models.DateField(verbose_name="ouverture le")),
                ("closes_on", models.DateField(verbose_name="clôture le (inclus)")),
                (
                    "first_closing_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="clôture annoncée d’abord",
                    ),
                ),
                (
                    "extension_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de la prolongation"
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="publié le"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="annulé le"),
                ),
                (
                    "cancel_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de l’annulation"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="poles.pole",
                        verbose_name="pôle",
                    ),
                ),
                (
                    "designated_text",
                    models.TextField(
                        default="Bonjour {prenom} {nom},\n\nLa plénière vous a désigné·e membre du pôle de synergie « {pole} », au nom de « {organisation} ». Merci de votre engagement.\n\nLe service vous écrit bientôt pour la première réunion.",
                        max_length=4000,
                        verbose_name="à qui est désigné·e",
                    ),
                ),
                (
                    "not_designated_text",
                    models.TextField(
                        default="Bonjour {prenom} {nom},\n\nLe service vous avait proposé·e à la plénière pour le pôle de synergie « {pole} », au nom de « {organisation} ». Elle ne vous a pas désigné·e cette fois.\n\nVous restez candidat·e : si une place se libère, le service peut vous proposer à nouveau.",
                        max_length=4000,
                        verbose_name="à qui n’est pas désigné·e par la plénière",
                    ),
                ),
                (
                    "not_retained_text",
                    models.TextField(
                        default="Bonjour {prenom} {nom},\n\nVotre candidature {numero} pour le pôle de synergie « {pole} » n’est pas retenue. Le motif :\n\n{motif}\n\nMerci de l’intérêt que vous portez à ce pôle.",
                        max_length=4000,
                        verbose_name="à qui n’est pas retenu·e",
                    ),
                ),
                (
                    "reserve_text",
                    models.TextField(
                        default="Bonjour {prenom} {nom},\n\nVotre candidature {numero} pour le pôle de synergie « {pole} » est gardée en réserve. Le motif :\n\n{motif}\n\nSi une place se libère, le service vous écrit.",
                        max_length=4000,
                        verbose_name="à qui reste en réserve",
                    ),
                ),
            ],
            options={
                "verbose_name": "appel à participation",
                "verbose_name_plural": "appels à participation",
                "ordering": ["-opens_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="call_closes_after_it_opens",
                        violation_error_message="La clôture précède l’ouverture : corrigez l’une des dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("opened_at", None),
                                ("opened_by", None),
                                models.Q(("status", "open"), _negated=True),
                            ),
                            models.Q(
                                ("opened_at__isnull", False),
                                ("opened_by__isnull", False),
                                models.Q(("status", "draft"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="call_opened_at_and_by_since_it_is_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancel_reason", ""),
                                ("cancelled_at", None),
                                ("cancelled_by", None),
                                models.Q(("status", "cancelled"), _negated=True),
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                ("status", "cancelled"),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="call_cancelled_at_by_and_why_exactly_when_cancelled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extension_reason", ""), ("first_closing_on", None)),
                            models.Q(
                                ("first_closing_on__isnull", False),
                                models.Q(("extension_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="call_extended_with_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("pole",),
                        name="call_one_in_preparation_per_pole",
                        violation_error_message="Un appel se prépare déjà pour ce pôle.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=24, unique=True, verbose_name="numéro"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Reçue"),
                            ("retained", "Retenue"),
                            ("reserve", "En réserve"),
                            ("not_retained", "Non retenue"),
                            ("withdrawn", "Retirée"),
                        ],
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                (
                    "organisation_name",
                    models.CharField(max_length=200, verbose_name="organisation"),
                ),
                ("organisation_key", models.CharField(editable=False, max_length=220)),
                ("first_name", models.CharField(max_length=80, verbose_name="prénom")),
                ("last_name", models.CharField(max_length=80, verbose_name="nom")),
                ("email", models.EmailField(max_length=254, verbose_name="adresse électronique")),
                ("function", models.CharField(max_length=120, verbose_name="fonction")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="téléphone")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("A", "A. Entreprises, intercommunales, partenaires sociaux"),
                            ("B", "B. Emploi, formation, insertion"),
                            ("C", "C. Enseignement qualifiant"),
                            ("autre", "Autre membre désigné"),
                        ],
                        max_length=5,
                        verbose_name="catégorie souhaitée",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[("institutionnel", "institutionnel"), ("terrain", "terrain")],
                        max_length=14,
                        verbose_name="d’où elle parle",
                    ),
                ),
                (
                    "territory",
                    models.TextField(
                        max_length=1000, verbose_name="activité sur le territoire du bassin"
                    ),
                ),
                (
                    "competence",
                    models.TextField(max_length=2000, verbose_name="compétence dans le thème"),
                ),
                ("motivation", models.TextField(max_length=4000, verbose_name="motivation")),
                (
                    "consented_at",
                    models.DateTimeField(editable=False, verbose_name="accord donné le"),
                ),
                ("submitted_at", models.DateTimeField(editable=False, verbose_name="reçue le")),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="retirée le"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="pièce jointe",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="actors.organisation",
                        verbose_name="organisation reconnue",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="poles.call",
                    ),
                ),
                (
                    "answer",
                    models.TextField(blank=True, editable=False, verbose_name="réponse envoyée"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="réponse envoyée le"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "category_checked",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "oui"), ("non", "non"), ("verifier", "à vérifier")],
                        max_length=8,
                        verbose_name="dans la catégorie qu’elle dit",
                    ),
                ),
                (
                    "competence_checked",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "oui"), ("non", "non"), ("verifier", "à vérifier")],
                        max_length=8,
                        verbose_name="compétente dans le thème",
                    ),
                ),
                (
                    "mandate_checked",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "oui"), ("non", "non"), ("verifier", "à vérifier")],
                        max_length=8,
                        verbose_name="parle au nom de son organisation",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, max_length=4000, verbose_name="notes du service"),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="poles.memberproposal",
                        verbose_name="proposition à la plénière",
                    ),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="motif")),
                (
                    "sorted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="triée le"),
                ),
                (
                    "sorted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "territory_checked",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "oui"), ("non", "non"), ("verifier", "à vérifier")],
                        max_length=8,
                        verbose_name="active sur le territoire du bassin",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidature",
                "verbose_name_plural": "candidatures",
                "ordering": ["call", "submitted_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), ("withdrawn_at__isnull", False)),
                            models.Q(
                                models.Q(("status", "withdrawn"), _negated=True),
                                ("withdrawn_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="application_withdrawn_at_exactly_when_withdrawn",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "withdrawn"), _negated=True),
                        fields=("call", "email", "organisation_key"),
                        name="application_once_per_call_address_and_organisation",
                        violation_error_message="Cette candidature existe déjà pour cet appel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sorted_at__isnull", False),
                                ("sorted_by__isnull", False),
                                ("status__in", ("retained", "reserve", "not_retained")),
                            ),
                            models.Q(
                                models.Q(
                                    ("status__in", ("retained", "reserve", "not_retained")),
                                    _negated=True,
                                ),
                                ("sorted_at", None),
                                ("sorted_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="application_sorted_at_and_by_exactly_when_sorted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proposal__isnull", False), ("status", "retained")),
                            models.Q(
                                models.Q(("status", "retained"), _negated=True), ("proposal", None)
                            ),
                            _connector="OR",
                        ),
                        name="application_proposed_exactly_when_retained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["reserve", "not_retained"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_set_aside_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("status__in", ("retained", "reserve", "not_retained")),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="application_answered_at_and_by_with_the_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalApplication",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        db_index=True, editable=False, max_length=24, verbose_name="numéro"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Reçue"),
                            ("retained", "Retenue"),
                            ("reserve", "En réserve"),
                            ("not_retained", "Non retenue"),
                            ("withdrawn", "Retirée"),
                        ],
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="état",
                    ),
                ),
                (
                    "organisation_name",
                    models.CharField(max_length=200, verbose_name="organisation"),
                ),
                ("organisation_key", models.CharField(editable=False, max_length=220)),
                ("first_name", models.CharField(max_length=80, verbose_name="prénom")),
                ("last_name", models.CharField(max_length=80, verbose_name="nom")),
                ("email", models.EmailField(max_length=254, verbose_name="adresse électronique")),
                ("function", models.CharField(max_length=120, verbose_name="fonction")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="téléphone")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("A", "A. Entreprises, intercommunales, partenaires sociaux"),
                            ("B", "B. Emploi, formation, insertion"),
                            ("C", "C. Enseignement qualifiant"),
                            ("autre", "Autre membre désigné"),
                        ],
                        max_length=5,
                        verbose_name="catégorie souhaitée",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[("institutionnel", "institutionnel"), ("terrain", "terrain")],
                        max_length=14,
                        verbose_name="d’où elle parle",
                    ),
                ),
                (
                    "territory",
                    models.TextField(
                        max_length=1000, verbose_name="activité sur le territoire du bassin"
                    ),
                ),
                (
                    "competence",
                    models.TextField(max_length=2000, verbose_name="compétence dans le thème"),
                ),
                ("motivation", models.TextField(max_length=4000, verbose_name="motivation")),
                (
                    "consented_at",
                    models.DateTimeField(editable=False, verbose_name="accord donné le"),
                ),
                ("submitted_at", models.DateTimeField(editable=False, verbose_name="reçue le")),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="retirée le"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="pièce jointe",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.call",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.organisation",
                        verbose_name="organisation reconnue",
                    ),
                ),
                (
                    "answer",
                    models.TextField(blank=True, editable=False, verbose_name="réponse envoyée"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="réponse envoyée le"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "category_checked",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "oui"), ("non", "non"), ("verifier", "à vérifier")],
                        max_length=8,
                        verbose_name="dans la catégorie qu’elle dit",
                    ),
                ),
                (
                    "competence_checked",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "oui"), ("non", "non"), ("verifier", "à vérifier")],
                        max_length=8,
                        verbose_name="compétente dans le thème",
                    ),
                ),
                (
                    "mandate_checked",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "oui"), ("non", "non"), ("verifier", "à vérifier")],
                        max_length=8,
                        verbose_name="parle au nom de son organisation",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, max_length=4000, verbose_name="notes du service"),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.memberproposal",
                        verbose_name="proposition à la plénière",
                    ),
                ),
                ("reason", models.TextField(blank=True, editable=False, verbose_name="motif")),
                (
                    "sorted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="triée le"),
                ),
                (
                    "sorted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "territory_checked",
                    models.CharField(
                        blank=True,
                        choices=[("oui", "oui"), ("non", "non"), ("verifier", "à vérifier")],
                        max_length=8,
                        verbose_name="active sur le territoire du bassin",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical candidature",
                "verbose_name_plural": "historical candidatures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCall",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        db_index=True, default=uuid.uuid4, editable=False, verbose_name="adresse"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "En préparation"),
                            ("open", "Ouvert"),
                            ("cancelled", "Annulé"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("public", "tout le monde : il paraît sur le site et dans son fil"),
                            ("lien", "seulement qui reçoit son adresse : il n’est jamais listé"),
                        ],
                        default="public",
                        max_length=6,
                        verbose_name="qui trouve cet appel",
                    ),
                ),
                ("lede", models.CharField(max_length=300, verbose_name="l’appel en une phrase")),
                ("text", models.TextField(max_length=6000, verbose_name="pourquoi ce pôle")),
                (
                    "seats_a",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(50)],
                        verbose_name="places pour les entreprises et les partenaires sociaux (A)",
                    ),
                ),
                (
                    "profile_a",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="qui l’on cherche en A"
                    ),
                ),
                (
                    "seats_b",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(50)],
                        verbose_name="places pour l’emploi, la formation et l’insertion (B)",
                    ),
                ),
                (
                    "profile_b",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="qui l’on cherche en B"
                    ),
                ),
                (
                    "seats_c",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(50)],
                        verbose_name="places pour l’enseignement qualifiant (C)",
                    ),
                ),
                (
                    "profile_c",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="qui l’on cherche en C"
                    ),
                ),
                (
                    "seats_other",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(50)],
                        verbose_name="autres places, hors des trois catégories",
                    ),
                ),
                (
                    "profile_other",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="qui l’on cherche hors des trois catégories",
                    ),
                ),
                (
                    "effort",
                    models.CharField(blank=True, max_length=160, verbose_name="temps à prévoir"),
                ),
                (
                    "designation_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="désignation par la plénière prévue le"
                    ),
                ),
                (
                    "first_meeting",
                    models.CharField(blank=True, max_length=80, verbose_name="première réunion"),
                ),
                ("opens_on", models.DateField(verbose_name="ouverture le")),
                ("closes_on", models.DateField(verbose_name="clôture le (inclus)")),
                (
                    "first_closing_on",
                    models.DateField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="clôture annoncée d’abord",
                    ),
                ),
                (
                    "extension_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de la prolongation"
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="publié le"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="annulé le"),
                ),
                (
                    "cancel_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de l’annulation"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.pole",
                        verbose_name="pôle",
                    ),
                ),
                (
                    "designated_text",
                    models.TextField(
                        default="Bonjour {prenom} {nom},\n\nLa plénière vous a désigné·e membre du pôle de synergie « {pole} », au nom de « {organisation} ». Merci de votre engagement.\n\nLe service vous écrit bientôt pour la première réunion.",
                        max_length=4000,
                        verbose_name="à qui est désigné·e",
                    ),
                ),
                (
                    "not_designated_text",
                    models.TextField(
                        default="Bonjour {prenom} {nom},\n\nLe service vous avait proposé·e à la plénière pour le pôle de synergie « {pole} », au nom de « {organisation} ». Elle ne vous a pas désigné·e cette fois.\n\nVous restez candidat·e : si une place se libère, le service peut vous proposer à nouveau.",
                        max_length=4000,
                        verbose_name="à qui n’est pas désigné·e par la plénière",
                    ),
                ),
                (
                    "not_retained_text",
                    models.TextField(
                        default="Bonjour {prenom} {nom},\n\nVotre candidature {numero} pour le pôle de synergie « {pole} » n’est pas retenue. Le motif :\n\n{motif}\n\nMerci de l’intérêt que vous portez à ce pôle.",
                        max_length=4000,
                        verbose_name="à qui n’est pas retenu·e",
                    ),
                ),
                (
                    "reserve_text",
                    models.TextField(
                        default="Bonjour {prenom} {nom},\n\nVotre candidature {numero} pour le pôle de synergie « {pole} » est gardée en réserve. Le motif :\n\n{motif}\n\nSi une place se libère, le service vous écrit.",
                        max_length=4000,
                        verbose_name="à qui reste en réserve",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical appel à participation",
                "verbose_name_plural": "historical appels à participation",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
