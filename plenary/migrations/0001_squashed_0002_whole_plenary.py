"""The tables at once. An installation that has the migrations it replaces keeps what it has."""

import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("plenary", "0001_initial"), ("plenary", "0002_whole_plenary")]

    initial = True

    dependencies = [
        ("actors", "0003_regulations"),
        ("consensus", "0002_communications"),
        ("core", "0003_imports"),
        ("poles", "0003_sorting"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSitting",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="heure")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="lieu")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Celui de votre série, par exemple 61.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="numéro de la séance",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("preparing", "En préparation"),
                            ("convened", "Convoquée"),
                            ("in_session", "En séance"),
                            ("held", "Tenue"),
                            ("cancelled", "Annulée"),
                        ],
                        default="preparing",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True,
                        help_text="Elles sont dans la convocation.",
                        verbose_name="informations pratiques",
                    ),
                ),
                (
                    "is_reprise",
                    models.BooleanField(default=False, editable=False, verbose_name="reprise"),
                ),
                (
                    "convened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="convoquée le"),
                ),
                (
                    "opened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="ouverte le"),
                ),
                (
                    "held_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="levée le"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="annulée le"),
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.body",
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
                    "convened_by",
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
                    "held_by",
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
                    "ends_at",
                    models.TimeField(
                        blank=True,
                        help_text="La durée des points se compare au temps disponible.",
                        null=True,
                        verbose_name="fin prévue",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical séance",
                "verbose_name_plural": "historical séances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="heure")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="lieu")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Celui de votre série, par exemple 61.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="numéro de la séance",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("preparing", "En préparation"),
                            ("convened", "Convoquée"),
                            ("in_session", "En séance"),
                            ("held", "Tenue"),
                            ("cancelled", "Annulée"),
                        ],
                        default="preparing",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "notes",
                    models.TextField(
                        blank=True,
                        help_text="Elles sont dans la convocation.",
                        verbose_name="informations pratiques",
                    ),
                ),
                (
                    "is_reprise",
                    models.BooleanField(default=False, editable=False, verbose_name="reprise"),
                ),
                (
                    "convened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="convoquée le"),
                ),
                (
                    "opened_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="ouverte le"),
                ),
                (
                    "held_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="levée le"),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="annulée le"),
                ),
                (
                    "cancel_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de l’annulation"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="actors.body",
                    ),
                ),
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
                    "convened_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
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
                    "ends_at",
                    models.TimeField(
                        blank=True,
                        help_text="La durée des points se compare au temps disponible.",
                        null=True,
                        verbose_name="fin prévue",
                    ),
                ),
            ],
            options={
                "verbose_name": "séance",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["body", "status", "on"], name="plenary_sit_body_id_160951_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "number"),
                        name="sitting_number_once_per_body",
                        violation_error_message="Une autre séance porte déjà ce numéro.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "cancelled"), _negated=True),
                        fields=("body", "on"),
                        name="sitting_one_per_body_and_day",
                        violation_error_message="Une séance est déjà prévue ce jour-là.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("convened_at", None), ("convened_by", None)),
                                models.Q(
                                    ("convened_at__isnull", False), ("convened_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("opened_at", None), ("opened_by", None)),
                                models.Q(
                                    ("opened_at__isnull", False), ("opened_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("held_at", None), ("held_by", None)),
                                models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("cancelled_at", None), ("cancelled_by", None)),
                                models.Q(
                                    ("cancelled_at__isnull", False), ("cancelled_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="sitting_acts_have_their_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["preparing", "cancelled"]),
                            ("convened_at__isnull", False),
                            ("is_reprise", True),
                            _connector="OR",
                        ),
                        name="sitting_is_convened_before_it_opens_unless_reprise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at__isnull", False), ("status", "held")),
                            models.Q(
                                models.Q(("status", "held"), _negated=True), ("held_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="sitting_held_at_exactly_when_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("status", "cancelled"),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "cancelled"), _negated=True),
                                ("cancelled_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="sitting_cancelled_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_reprise", False), ("convened_at", None), _connector="OR"
                        ),
                        name="sitting_reprise_is_never_convened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("starts_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="sitting_ends_after_it_starts",
                        violation_error_message="La séance finit avant de commencer : corrigez l’heure.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("present", "Présent·e"),
                            ("excuse", "Excusé·e"),
                            ("absent", "Absent·e"),
                            ("represente", "Représenté·e"),
                            ("invite", "Invité·e"),
                        ],
                        max_length=10,
                        verbose_name="présence",
                    ),
                ),
                ("noted_at", models.DateTimeField(verbose_name="noté le")),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.mandate",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.person",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="plenary.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "présence",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sitting", "mandate"),
                        name="attendance_once_per_sitting_and_mandate",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("made_at", models.DateTimeField(verbose_name="figée le")),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("content", models.JSONField(verbose_name="contenu")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_versions",
                        to="plenary.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "version de l’ordre du jour",
                "verbose_name_plural": "versions de l’ordre du jour",
                "ordering": ["sitting", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sitting", "number"), name="agenda_version_once_per_sitting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="agenda_version_after_the_first_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRollingTurn",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.body",
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
            ],
            options={
                "verbose_name": "historical tour de présentation",
                "verbose_name_plural": "historical tours de présentation",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Proxy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="donnée le")),
                (
                    "channel",
                    models.CharField(
                        choices=[("page", "sur la page"), ("lien", "par le lien du courriel")],
                        max_length=5,
                        verbose_name="voie",
                    ),
                ),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="retirée le")),
                (
                    "given_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.mandate",
                        verbose_name="donnée par",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.mandate",
                        verbose_name="portée par",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proxies",
                        to="plenary.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "procuration",
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("sitting", "giver"),
                        name="proxy_one_standing_per_sitting_and_giver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("holder")), _negated=True),
                        name="proxy_is_never_given_to_oneself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollingTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rolling_turns",
                        to="actors.body",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "tour de présentation",
                "verbose_name_plural": "tours de présentation",
                "ordering": ["body", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "organisation"), name="rolling_turn_once_per_organisation"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="intitulé")),
                ("text", models.TextField(blank=True, verbose_name="note pour les membres")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="durée prévue (minutes)",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="ordre"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="numéro"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lancement", "Lancement d’un pôle"),
                            ("designation", "Désignation de membres"),
                            ("poursuite", "Poursuite au-delà d’un an"),
                            ("renouvellement", "Renouvellement"),
                            ("arret", "Arrêt d’un pôle"),
                            ("modalites", "Modalités de réunion"),
                            ("modification", "Modification de la fiche"),
                            ("derogation", "Dérogation à une règle de la note"),
                            ("evaluation", "Présentation d’une évaluation"),
                            ("communication", "Communication"),
                            ("debat", "Débat"),
                            ("rectification", "Rectification d’une décision"),
                            ("retrait", "Retrait d’une décision"),
                            ("pv", "Approbation du procès-verbal"),
                            ("rolling", "Rolling agenda"),
                            ("divers", "Divers"),
                        ],
                        editable=False,
                        max_length=14,
                        verbose_name="objet",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "En attente d’une séance"),
                            ("listed", "À l’ordre du jour"),
                            ("recorded", "Issue notée, à sceller"),
                            ("sealed", "Décidé"),
                            ("removed", "Écarté"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "proposal",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="proposition"
                    ),
                ),
                (
                    "postponements",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="reports"
                    ),
                ),
                (
                    "urgent_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de l’ajout en urgence"
                    ),
                ),
                (
                    "removed_reason",
                    models.TextField(blank=True, editable=False, verbose_name="motif du retrait"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="demandé le"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="actors.body",
                    ),
                ),
                (
                    "pole",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="poles.pole",
                        verbose_name="pôle",
                    ),
                ),
                (
                    "postponed_from",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postponed_to",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "presenter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.person",
                        verbose_name="présenté par",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="plenary.sitting",
                        verbose_name="séance",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Public, une fois approuvé"),
                            ("membres", "Membres de la plénière"),
                            ("huis_clos", "Huis clos"),
                        ],
                        default="membres",
                        help_text="Qui pourra lire ce point, ses annexes et ce qu’en dit le procès-verbal.",
                        max_length=10,
                        verbose_name="audience",
                    ),
                ),
                (
                    "closed_ground",
                    models.CharField(
                        blank=True,
                        help_text="Seulement pour un huis clos : il s’imprime au procès-verbal.",
                        max_length=300,
                        verbose_name="motif du huis clos",
                    ),
                ),
                (
                    "record",
                    models.TextField(
                        blank=True,
                        help_text="Ce qui s’est dit de ce point : le procès-verbal part de ce texte.",
                        max_length=50000,
                        verbose_name="compte rendu",
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("ouverture", "Ouverture"),
                            ("decisions", "Décisions"),
                            ("communications", "Communications"),
                            ("debats", "Débats"),
                            ("divers", "Divers"),
                        ],
                        default="decisions",
                        max_length=14,
                        verbose_name="rubrique",
                    ),
                ),
                (
                    "sub_number",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="sous-numéro"
                    ),
                ),
            ],
            options={
                "verbose_name": "point",
                "ordering": ["sitting", "position", "pk"],
                "indexes": [
                    models.Index(fields=["body", "status"], name="plenary_age_body_id_302f24_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "lancement",
                                    "designation",
                                    "poursuite",
                                    "renouvellement",
                                    "arret",
                                    "modalites",
                                    "modification",
                                    "derogation",
                                    "evaluation",
                                ],
                            ),
                            ("status__in", ["waiting", "listed"]),
                        ),
                        fields=("pole", "kind"),
                        name="agenda_item_one_to_decide_per_pole_and_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sitting", None), ("status", "waiting")),
                            models.Q(
                                ("sitting__isnull", False),
                                ("status__in", ["listed", "recorded", "sealed"]),
                            ),
                            ("status", "removed"),
                            _connector="OR",
                        ),
                        name="agenda_item_waits_without_a_sitting_and_is_decided_in_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    [
                                        "lancement",
                                        "designation",
                                        "poursuite",
                                        "renouvellement",
                                        "arret",
                                        "modalites",
                                        "modification",
                                        "derogation",
                                        "evaluation",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("pole__isnull", False),
                            _connector="OR",
                        ),
                        name="agenda_item_has_its_pole_when_it_is_about_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at", None), ("asked_by", None)),
                            models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="agenda_item_asked_at_and_by_together",
                    ),
                    models.UniqueConstraint(
                        fields=("sitting", "number", "sub_number"),
                        name="agenda_item_number_once_per_sitting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("audience", "huis_clos"),
                                models.Q(("closed_ground", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("audience", "huis_clos"), _negated=True),
                                ("closed_ground", ""),
                            ),
                            _connector="OR",
                        ),
                        name="agenda_item_behind_closed_doors_says_why",
                        violation_error_message="Un huis clos dit son motif ; un autre point n’en a pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sub_number", 0), ("number__isnull", False), _connector="OR"
                        ),
                        name="agenda_item_sub_number_follows_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="année"
                    ),
                ),
                (
                    "serial",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="rang"),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False, max_length=20, null=True, unique=True, verbose_name="numéro"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("valide", "Validé"),
                            ("conditions", "Validé sous conditions"),
                            ("refuse", "Refusé"),
                            ("reporte", "Reporté"),
                            ("retire", "Retiré"),
                            ("acte", "Pris acte"),
                        ],
                        max_length=10,
                        verbose_name="issue",
                    ),
                ),
                (
                    "results",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="résultats"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="phrase du procès-verbal")),
                ("motivation", models.TextField(blank=True, verbose_name="motivation")),
                (
                    "derogations",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="dérogations"
                    ),
                ),
                (
                    "drafted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="notée le"),
                ),
                (
                    "sealed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="scellée le"),
                ),
                (
                    "is_effective",
                    models.BooleanField(editable=False, null=True, verbose_name="a pris effet"),
                ),
                (
                    "without_effect_reason",
                    models.TextField(blank=True, editable=False, verbose_name="sans effet"),
                ),
                (
                    "verdicts",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="verdicts"
                    ),
                ),
                (
                    "to_repair",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="à réparer"
                    ),
                ),
                (
                    "frozen",
                    models.TextField(blank=True, editable=False, verbose_name="JSON canonique"),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="empreinte"
                    ),
                ),
                (
                    "reconstituted",
                    models.BooleanField(default=False, editable=False, verbose_name="reprise"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "bassin",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="actors.bassin",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="document d’époque",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "rectifies",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rectified_by",
                        to="plenary.decision",
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdraws",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn_by",
                        to="plenary.decision",
                    ),
                ),
                (
                    "regulation",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.regulation",
                        verbose_name="règlement en vigueur",
                    ),
                ),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "verbose_name": "décision",
                "ordering": ["-year", "-serial", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("bassin", "year", "serial"), name="decision_number_once_per_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drafted_at__isnull", False), ("drafted_by__isnull", False)
                        ),
                        name="decision_drafted_at_and_by_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sealed_at", None), ("sealed_by", None)),
                            models.Q(("sealed_at__isnull", False), ("sealed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_sealed_at_and_by_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed_by", None),
                            models.Q(("sealed_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_is_never_sealed_by_its_drafter_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_effective", None),
                                ("number", None),
                                ("sealed_at", None),
                                ("serial", None),
                                ("year", None),
                                ("frozen", ""),
                                ("sha256", ""),
                            ),
                            models.Q(
                                ("is_effective__isnull", False),
                                ("number__isnull", False),
                                ("sealed_at__isnull", False),
                                ("serial__isnull", False),
                                ("year__isnull", False),
                                models.Q(("frozen", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_is_numbered_and_frozen_exactly_when_sealed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "refuse"), _negated=True),
                            models.Q(("motivation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_refusal_is_motivated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_effective", False), _negated=True),
                            models.Q(("without_effect_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_without_effect_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reconstituted", False), ("document__isnull", False), _connector="OR"
                        ),
                        name="decision_of_the_past_has_its_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="condition")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="échéance")),
                (
                    "met_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="remplie le"),
                ),
                ("note", models.TextField(blank=True, verbose_name="comment")),
                (
                    "met_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="plenary.decision",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.person",
                        verbose_name="qui s’en charge",
                    ),
                ),
            ],
            options={
                "verbose_name": "condition",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("met_at", None), ("met_by", None)),
                            models.Q(("met_at__isnull", False), ("met_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="condition_met_at_and_by_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCondition",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="condition")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="échéance")),
                (
                    "met_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="remplie le"),
                ),
                ("note", models.TextField(blank=True, verbose_name="comment")),
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
                        to="plenary.decision",
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
                    "met_by",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                        verbose_name="qui s’en charge",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical condition",
                "verbose_name_plural": "historical conditions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="année"
                    ),
                ),
                (
                    "serial",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="rang"),
                ),
                (
                    "number",
                    models.CharField(
                        db_index=True,
                        editable=False,
                        max_length=20,
                        null=True,
                        verbose_name="numéro",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("valide", "Validé"),
                            ("conditions", "Validé sous conditions"),
                            ("refuse", "Refusé"),
                            ("reporte", "Reporté"),
                            ("retire", "Retiré"),
                            ("acte", "Pris acte"),
                        ],
                        max_length=10,
                        verbose_name="issue",
                    ),
                ),
                (
                    "results",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="résultats"
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="phrase du procès-verbal")),
                ("motivation", models.TextField(blank=True, verbose_name="motivation")),
                (
                    "derogations",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="dérogations"
                    ),
                ),
                (
                    "drafted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="notée le"),
                ),
                (
                    "sealed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="scellée le"),
                ),
                (
                    "is_effective",
                    models.BooleanField(editable=False, null=True, verbose_name="a pris effet"),
                ),
                (
                    "without_effect_reason",
                    models.TextField(blank=True, editable=False, verbose_name="sans effet"),
                ),
                (
                    "verdicts",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="verdicts"
                    ),
                ),
                (
                    "to_repair",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="à réparer"
                    ),
                ),
                (
                    "frozen",
                    models.TextField(blank=True, editable=False, verbose_name="JSON canonique"),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="empreinte"
                    ),
                ),
                (
                    "reconstituted",
                    models.BooleanField(default=False, editable=False, verbose_name="reprise"),
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.bassin",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="document d’époque",
                    ),
                ),
                (
                    "drafted_by",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "rectifies",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.decision",
                    ),
                ),
                (
                    "sealed_by",
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
                    "withdraws",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.decision",
                    ),
                ),
                (
                    "regulation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.regulation",
                        verbose_name="règlement en vigueur",
                    ),
                ),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "verbose_name": "historical décision",
                "verbose_name_plural": "historical décisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStance",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("favorable", "Favorable"),
                            ("reserve", "Favorable avec réserve"),
                            ("defavorable", "Défavorable"),
                        ],
                        max_length=12,
                        verbose_name="avis",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("given_at", models.DateTimeField(verbose_name="donné le")),
                (
                    "channel",
                    models.CharField(
                        choices=[("page", "sur la page"), ("lien", "par le lien du courriel")],
                        max_length=5,
                        verbose_name="voie",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.mandate",
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
            ],
            options={
                "verbose_name": "historical avis d’un membre",
                "verbose_name_plural": "historical avis des membres",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("declared_at", models.DateTimeField(verbose_name="déclaré le")),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="levé le")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recusals",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "déport",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("item", "mandate"),
                        name="recusal_one_open_per_item_and_mandate",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgendaItem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="intitulé")),
                ("text", models.TextField(blank=True, verbose_name="note pour les membres")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="durée prévue (minutes)",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="ordre"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="numéro"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lancement", "Lancement d’un pôle"),
                            ("designation", "Désignation de membres"),
                            ("poursuite", "Poursuite au-delà d’un an"),
                            ("renouvellement", "Renouvellement"),
                            ("arret", "Arrêt d’un pôle"),
                            ("modalites", "Modalités de réunion"),
                            ("modification", "Modification de la fiche"),
                            ("derogation", "Dérogation à une règle de la note"),
                            ("evaluation", "Présentation d’une évaluation"),
                            ("communication", "Communication"),
                            ("debat", "Débat"),
                            ("rectification", "Rectification d’une décision"),
                            ("retrait", "Retrait d’une décision"),
                            ("pv", "Approbation du procès-verbal"),
                            ("rolling", "Rolling agenda"),
                            ("divers", "Divers"),
                        ],
                        editable=False,
                        max_length=14,
                        verbose_name="objet",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "En attente d’une séance"),
                            ("listed", "À l’ordre du jour"),
                            ("recorded", "Issue notée, à sceller"),
                            ("sealed", "Décidé"),
                            ("removed", "Écarté"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "proposal",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="proposition"
                    ),
                ),
                (
                    "postponements",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="reports"
                    ),
                ),
                (
                    "urgent_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de l’ajout en urgence"
                    ),
                ),
                (
                    "removed_reason",
                    models.TextField(blank=True, editable=False, verbose_name="motif du retrait"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="demandé le"),
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
                    "asked_by",
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.body",
                    ),
                ),
                (
                    "cites",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.decision",
                        verbose_name="décision visée",
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="poles.pole",
                        verbose_name="pôle",
                    ),
                ),
                (
                    "postponed_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "presenter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                        verbose_name="présenté par",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.sitting",
                        verbose_name="séance",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Public, une fois approuvé"),
                            ("membres", "Membres de la plénière"),
                            ("huis_clos", "Huis clos"),
                        ],
                        default="membres",
                        help_text="Qui pourra lire ce point, ses annexes et ce qu’en dit le procès-verbal.",
                        max_length=10,
                        verbose_name="audience",
                    ),
                ),
                (
                    "closed_ground",
                    models.CharField(
                        blank=True,
                        help_text="Seulement pour un huis clos : il s’imprime au procès-verbal.",
                        max_length=300,
                        verbose_name="motif du huis clos",
                    ),
                ),
                (
                    "record",
                    models.TextField(
                        blank=True,
                        help_text="Ce qui s’est dit de ce point : le procès-verbal part de ce texte.",
                        max_length=50000,
                        verbose_name="compte rendu",
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("ouverture", "Ouverture"),
                            ("decisions", "Décisions"),
                            ("communications", "Communications"),
                            ("debats", "Débats"),
                            ("divers", "Divers"),
                        ],
                        default="decisions",
                        max_length=14,
                        verbose_name="rubrique",
                    ),
                ),
                (
                    "sub_number",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="sous-numéro"
                    ),
                ),
            ],
            options={
                "verbose_name": "historical point",
                "verbose_name_plural": "historical points",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Stance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("favorable", "Favorable"),
                            ("reserve", "Favorable avec réserve"),
                            ("defavorable", "Défavorable"),
                        ],
                        max_length=12,
                        verbose_name="avis",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="motif")),
                ("given_at", models.DateTimeField(verbose_name="donné le")),
                (
                    "channel",
                    models.CharField(
                        choices=[("page", "sur la page"), ("lien", "par le lien du courriel")],
                        max_length=5,
                        verbose_name="voie",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stances",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "avis d’un membre",
                "verbose_name_plural": "avis des membres",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "mandate"), name="stance_once_per_item_and_mandate"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "favorable"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="stance_has_a_reason_unless_favourable",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="action")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="échéance")),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="notée le"),
                ),
                (
                    "done_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="faite le"),
                ),
                (
                    "dropped_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="abandonnée le"),
                ),
                ("note", models.TextField(blank=True, verbose_name="comment")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.person",
                        verbose_name="qui s’en charge",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("decided_at", None), ("decided_by", None)),
                                models.Q(
                                    ("decided_at__isnull", False), ("decided_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("done_at", None), ("done_by", None)),
                                models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("dropped_at", None), ("dropped_by", None)),
                                models.Q(
                                    ("dropped_at__isnull", False), ("dropped_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="action_acts_have_their_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at", None), ("dropped_at", None), _connector="OR"
                        ),
                        name="action_is_done_or_dropped_never_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dropped_at", None),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_dropped_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Annex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="intitulé")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Public, une fois approuvé"),
                            ("membres", "Membres de la plénière"),
                            ("huis_clos", "Huis clos"),
                        ],
                        default="membres",
                        max_length=10,
                        verbose_name="audience",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="ordre"
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="ajoutée le"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="retirée le"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="plenary.agendaitem",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "annexe",
                "ordering": ["item", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("added_at__isnull", False), ("added_by__isnull", False)
                        ),
                        name="annex_added_at_and_by_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="annex_removed_at_and_by_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunicationLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "communication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consensus.communication",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="communication_lines",
                        to="plenary.agendaitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "communication inscrite",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "communication"), name="communication_line_once_per_item"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAction",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="action")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="échéance")),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="notée le"),
                ),
                (
                    "done_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="faite le"),
                ),
                (
                    "dropped_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="abandonnée le"),
                ),
                ("note", models.TextField(blank=True, verbose_name="comment")),
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
                    "decided_by",
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
                    "done_by",
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
                    "dropped_by",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.person",
                        verbose_name="qui s’en charge",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical action",
                "verbose_name_plural": "historical actions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnnex",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="intitulé")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Public, une fois approuvé"),
                            ("membres", "Membres de la plénière"),
                            ("huis_clos", "Huis clos"),
                        ],
                        default="membres",
                        max_length=10,
                        verbose_name="audience",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="ordre"
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="ajoutée le"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="retirée le"),
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
                    "added_by",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "removed_by",
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
                    "stored",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical annexe",
                "verbose_name_plural": "historical annexes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMinutes",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="version"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "PV en rédaction"),
                            ("circulated", "PV en relecture"),
                            ("approved", "PV approuvé"),
                            ("published", "PV publié"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de la correction"
                    ),
                ),
                (
                    "drafted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="assemblé le"),
                ),
                (
                    "circulated_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="mis en relecture le"
                    ),
                ),
                (
                    "remarks_until",
                    models.DateField(blank=True, null=True, verbose_name="remarques jusqu’au"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="approuvé le"),
                ),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="publié le"),
                ),
                (
                    "frozen",
                    models.TextField(blank=True, editable=False, verbose_name="JSON canonique"),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="empreinte"
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
                    "approved_by",
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
                    "approving",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.decision",
                        verbose_name="décision d’approbation",
                    ),
                ),
                (
                    "circulated_by",
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
                    "drafted_by",
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
                    "published_by",
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
                    "sitting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical procès-verbal",
                "verbose_name_plural": "historical procès-verbaux",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRollingTheme",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="thème")),
                (
                    "text",
                    models.TextField(blank=True, max_length=2000, verbose_name="en deux mots"),
                ),
                (
                    "chosen_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="choisi le"),
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.body",
                    ),
                ),
                (
                    "chosen_by",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.agendaitem",
                        verbose_name="point de l’ordre du jour",
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
                        verbose_name="présenté par",
                    ),
                ),
                (
                    "presented_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.sitting",
                        verbose_name="présenté brièvement à la séance",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical thème du rolling agenda",
                "verbose_name_plural": "historical thèmes du rolling agenda",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="version"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "PV en rédaction"),
                            ("circulated", "PV en relecture"),
                            ("approved", "PV approuvé"),
                            ("published", "PV publié"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="motif de la correction"
                    ),
                ),
                (
                    "drafted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="assemblé le"),
                ),
                (
                    "circulated_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="mis en relecture le"
                    ),
                ),
                (
                    "remarks_until",
                    models.DateField(blank=True, null=True, verbose_name="remarques jusqu’au"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="approuvé le"),
                ),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="publié le"),
                ),
                (
                    "frozen",
                    models.TextField(blank=True, editable=False, verbose_name="JSON canonique"),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="empreinte"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approving",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approved_minutes",
                        to="plenary.decision",
                        verbose_name="décision d’approbation",
                    ),
                ),
                (
                    "circulated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="plenary.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "procès-verbal",
                "verbose_name_plural": "procès-verbaux",
                "ordering": ["sitting", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sitting", "number"), name="minutes_version_once_per_sitting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("drafted_at", None), ("drafted_by", None)),
                                models.Q(
                                    ("drafted_at__isnull", False), ("drafted_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("circulated_at", None), ("circulated_by", None)),
                                models.Q(
                                    ("circulated_at__isnull", False),
                                    ("circulated_by__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("approved_at", None), ("approved_by", None)),
                                models.Q(
                                    ("approved_at__isnull", False), ("approved_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("published_at", None), ("published_by", None)),
                                models.Q(
                                    ("published_at__isnull", False), ("published_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="minutes_acts_have_their_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("frozen", ""),
                                ("sha256", ""),
                                ("status__in", ["draft", "circulated"]),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("status__in", ["approved", "published"]),
                                models.Q(("frozen", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="minutes_are_frozen_exactly_when_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="minutes_correction_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMinutesBlock",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="ordre"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ouverture", "Ouverture de la séance"),
                            ("note", "Note de séance"),
                            ("salle", "Déports, arrivées et départs"),
                            ("decision", "Décision"),
                            ("suites", "Conditions et actions"),
                            ("cloture", "Levée de la séance"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="partie",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Public, une fois approuvé"),
                            ("membres", "Membres de la plénière"),
                            ("huis_clos", "Huis clos"),
                        ],
                        help_text="Qui lira ce passage : jamais plus de monde que le point lui-même.",
                        max_length=10,
                        verbose_name="audience",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="texte")),
                (
                    "edited_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="modifié le"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="supprimé le"),
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
                    "edited_by",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.agendaitem",
                        verbose_name="point",
                    ),
                ),
                (
                    "removed_by",
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
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical passage du procès-verbal",
                "verbose_name_plural": "historical passages du procès-verbal",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MinutesBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="ordre"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ouverture", "Ouverture de la séance"),
                            ("note", "Note de séance"),
                            ("salle", "Déports, arrivées et départs"),
                            ("decision", "Décision"),
                            ("suites", "Conditions et actions"),
                            ("cloture", "Levée de la séance"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="partie",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Public, une fois approuvé"),
                            ("membres", "Membres de la plénière"),
                            ("huis_clos", "Huis clos"),
                        ],
                        help_text="Qui lira ce passage : jamais plus de monde que le point lui-même.",
                        max_length=10,
                        verbose_name="audience",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="texte")),
                (
                    "edited_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="modifié le"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="supprimé le"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="plenary.agendaitem",
                        verbose_name="point",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="plenary.minutes",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "passage du procès-verbal",
                "verbose_name_plural": "passages du procès-verbal",
                "ordering": ["minutes", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("part", ""), _negated=True),
                        fields=("minutes", "item", "part"),
                        name="minutes_block_one_per_item_and_part",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("item", None), models.Q(("part", ""), _negated=True)),
                        fields=("minutes", "part"),
                        name="minutes_block_one_per_part_of_the_sitting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("edited_at", None), ("edited_by", None)),
                                models.Q(
                                    ("edited_at__isnull", False), ("edited_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("removed_at", None), ("removed_by", None)),
                                models.Q(
                                    ("removed_at__isnull", False), ("removed_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="minutes_block_acts_have_their_author",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRemark",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="remarque")),
                ("made_at", models.DateTimeField(verbose_name="faite le")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("retenue", "Retenue"), ("ecartee", "Non retenue")],
                        max_length=10,
                        verbose_name="suite",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="réponse")),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="répondue le"),
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
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.minutes",
                    ),
                ),
                (
                    "block",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plenary.minutesblock",
                        verbose_name="passage",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical remarque",
                "verbose_name_plural": "historical remarques",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[("arrive", "arrive"), ("part", "part")],
                        max_length=8,
                        verbose_name="mouvement",
                    ),
                ),
                ("noted_at", models.DateTimeField(verbose_name="noté le")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="plenary.agendaitem",
                        verbose_name="à partir du point",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.mandate",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="movements",
                        to="plenary.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "arrivée ou départ",
                "verbose_name_plural": "arrivées et départs",
                "ordering": ["noted_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "mandate"), name="movement_once_per_item_and_mandate"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(blank=True, max_length=10000, verbose_name="note privée"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("written_at", models.DateTimeField(auto_now=True, verbose_name="écrite le")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "note privée",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "user"), name="private_note_once_per_item_and_user"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_at", models.DateTimeField(verbose_name="lu le")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="plenary.agendaitem",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lecture",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "user"), name="read_mark_once_per_item_and_user"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="remarque")),
                ("made_at", models.DateTimeField(verbose_name="faite le")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("retenue", "Retenue"), ("ecartee", "Non retenue")],
                        max_length=10,
                        verbose_name="suite",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="réponse")),
                (
                    "answered_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="répondue le"),
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
                    "block",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="remarks",
                        to="plenary.minutesblock",
                        verbose_name="passage",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="plenary.minutes",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "remarque",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False), ("answered_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="remark_answered_at_and_by_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "ecartee"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="remark_not_taken_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollingTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="thème")),
                (
                    "text",
                    models.TextField(blank=True, max_length=2000, verbose_name="en deux mots"),
                ),
                (
                    "chosen_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="choisi le"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rolling_themes",
                        to="actors.body",
                    ),
                ),
                (
                    "chosen_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rolling_theme",
                        to="plenary.agendaitem",
                        verbose_name="point de l’ordre du jour",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.organisation",
                        verbose_name="présenté par",
                    ),
                ),
                (
                    "presented_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rolling_themes",
                        to="plenary.sitting",
                        verbose_name="présenté brièvement à la séance",
                    ),
                ),
            ],
            options={
                "verbose_name": "thème du rolling agenda",
                "verbose_name_plural": "thèmes du rolling agenda",
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="cites",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="plenary.decision",
                verbose_name="décision visée",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cites__isnull", False), ("kind__in", ["retrait", "rectification"])),
                    models.Q(
                        models.Q(("kind__in", ["retrait", "rectification"]), _negated=True),
                        ("cites", None),
                    ),
                    _connector="OR",
                ),
                name="agenda_item_correction_cites_a_decision",
            ),
        ),
    ]
