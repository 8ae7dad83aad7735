"""Tables of the mechanics: journal, drafts, files, counters, receipts of forms, jobs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class JournalEntry(models.Model):
    """One line of proof, chained to the one before by its hash. Never changed, never deleted."""

    seq = models.PositiveBigIntegerField(_("numéro"), unique=True)
    at = models.DateTimeField(_("inscrit le"))
    act = models.CharField(_("acte"), max_length=80)
    subject_type = models.CharField(_("objet"), max_length=80)
    subject_id = models.CharField(_("identifiant"), max_length=40)
    actor_id = models.BigIntegerField(_("compte"), null=True)
    actor_role = models.CharField(_("qualité"), max_length=80, blank=True)
    actor_label = models.CharField(_("auteur"), max_length=200)
    data = models.TextField(_("données (JSON canonique)"))
    previous_hash = models.CharField(_("empreinte précédente"), max_length=64)
    hash = models.CharField(_("empreinte"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("journal")
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "seq"])]

    def __str__(self):
        return f"{self.seq} · {self.act} · {self.subject_type} {self.subject_id}"


class JournalHead(models.Model):
    """The last link of the chain: its row is the lock under which a line is added."""

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self):
        return f"{self.seq}"


class Draft(models.Model):
    """What somebody is typing, apart from the object and its history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    form = models.CharField(_("formulaire"), max_length=60)
    subject_id = models.CharField(_("objet"), max_length=40, blank=True)
    base_version = models.PositiveIntegerField(_("version de départ"), default=0)
    data = models.JSONField(_("saisie"))
    saved_at = models.DateTimeField(_("enregistré le"))

    class Meta:
        verbose_name = _("brouillon")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "subject_id"], name="draft_one_per_user_form_and_subject"
            )
        ]

    def __str__(self):
        return f"{self.form} {self.subject_id}"


class StoredFile(models.Model):
    """A file that was accepted: type found in its content, name cleaned, hash kept."""

    file = models.FileField(_("fichier"), upload_to="fichiers/%Y/%m/", max_length=200)
    name = models.CharField(_("nom"), max_length=200)
    size = models.PositiveBigIntegerField(_("taille"))
    content_type = models.CharField(_("type"), max_length=100)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("déposé le"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("fichier")

    def __str__(self):
        return self.name


class Counter(models.Model):
    """Numbers without gap: the row is locked, the number is taken in the act's transaction."""

    scope = models.CharField(max_length=80, unique=True)
    value = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.scope} : {self.value}"


class Receipt(models.Model):
    """A form that was sent once: the same token brings back what it made, never a second one."""

    token = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.url


class JobStatus(models.TextChoices):
    QUEUED = "queued", _("en attente")
    RUNNING = "running", _("en cours")
    DONE = "done", _("prêt")
    FAILED = "failed", _("à examiner")


class Job(models.Model):
    """A long work asked by somebody: claimed with a lease, three attempts, progress shown."""

    kind = models.CharField(_("travail"), max_length=60)
    subject_id = models.CharField(_("objet"), max_length=40)
    params = models.JSONField(default=dict)
    status = models.CharField(_("état"), max_length=10, choices=JobStatus, default=JobStatus.QUEUED)
    progress = models.PositiveSmallIntegerField(_("avancement (%)"), default=0)
    step = models.CharField(_("étape"), max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, blank=True)
    error = models.TextField(blank=True)
    result = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("travail")
        verbose_name_plural = _("travaux")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["status", "leased_until"])]
        constraints = [
            models.CheckConstraint(
                name="job_result_exactly_when_done",
                condition=Q(status="done", result__isnull=False)
                | (~Q(status="done") & Q(result=None)),
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_id}"

    def get_absolute_url(self):
        return reverse("job", args=[self.pk])


class ImportBatch(models.Model):
    """A file given by somebody, read line by line: judged, then imported, then perhaps undone.

    `kind` says what it is a file of (core.imports), `subject_id` about what ("BXL"). The fate of a
    line is kept on its row, as it was when the lines were judged; judged again when it is imported.
    """

    kind = models.CharField(_("nature"), max_length=60)
    subject_id = models.CharField(_("objet"), max_length=40)
    name = models.CharField(_("fichier"), max_length=200)
    columns = models.JSONField(_("titres des colonnes"))
    mapping = models.JSONField(_("correspondance des colonnes"), default=dict)
    given_at = models.DateTimeField(_("donné le"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(_("lignes lues le"), null=True)
    confirmed_at = models.DateTimeField(_("importé le"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    undone_at = models.DateTimeField(_("défait le"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    undone_reason = models.CharField(_("motif"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("import")
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["kind", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                name="import_confirmed_at_and_by_together",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="import_undone_at_and_by_together",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            models.CheckConstraint(
                name="import_is_undone_after_it_was_confirmed",
                condition=Q(undone_at=None) | Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("import", args=[self.pk])


class ImportRow(models.Model):
    """One line of the file as it was typed, its fate, what was chosen for it, what it wrote."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("ligne"))
    cells = models.JSONField(_("cellules"))
    outcome = models.CharField(_("sort"), max_length=10, blank=True)
    words = models.JSONField(_("motifs"), default=list)
    options = models.CharField(_("choix possibles"), max_length=40, blank=True)
    choice = models.CharField(_("choix"), max_length=10, blank=True)
    made = models.JSONField(_("ce qui en est né"), default=list)
    changed = models.JSONField(_("ce qu’elle a remplacé"), default=list)

    class Meta:
        verbose_name = _("ligne d’import")
        verbose_name_plural = _("lignes d’import")
        ordering = ["batch", "line"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="import_row_once_per_line")
        ]

    def __str__(self):
        return f"{self.line}"
