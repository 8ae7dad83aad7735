"""Closed lists of the pôles, in the words of the note and of article 18."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a pôle may be built around (art. 18 § 1): exactly one."""

    SECTOR = "secteur", _("secteur d’activité")
    BRANCH = "filiere", _("filière professionnelle")
    OCCUPATION = "metier", _("métier")


class RequestStatus(models.TextChoices):
    SUBMITTED = "submitted", _("Transmise")
    ACCEPTED = "accepted", _("Acceptée")
    DECLINED = "declined", _("Déclinée")


class PoleStatus(models.TextChoices):
    DRAFT = "draft", _("En préparation")
    PROPOSED = "proposed", _("Soumis à la plénière")
    LAUNCHED = "launched", _("Lancé")
    REFUSED = "refused", _("Non retenu")
    ABANDONED = "abandoned", _("Abandonné")
    ACTIVE = "active", _("En cours")
    ENDED = "ended", _("Terminé")
    CLOSED = "closed", _("Clôturé")


class Standing(models.TextChoices):
    """Where a pôle stands on a day: its status, and what the calendar alone adds to it."""

    DRAFT = "draft", _("En préparation")
    PROPOSED = "proposed", _("Soumis à la plénière")
    REFUSED = "refused", _("Non retenu")
    ABANDONED = "abandoned", _("Abandonné")
    LAUNCHED = "launched", _("Lancé")
    TO_START = "a_venir", _("Désigné, début à venir")
    ACTIVE = "active", _("En cours")
    YEAR_DUE = "un_an", _("Décision d’un an attendue")
    EXPIRED = "echu", _("Échu, en attente de décision")
    ENDED = "ended", _("Terminé")
    CLOSED = "closed", _("Clôturé")


STANDING_LOOKS = {
    Standing.DRAFT: ("calm", "dotted-circle"),
    Standing.PROPOSED: ("accent", "half-circle"),
    Standing.REFUSED: ("ko", "octagon"),
    Standing.ABANDONED: ("calm", "empty-circle"),
    Standing.LAUNCHED: ("accent", "arrow"),
    Standing.TO_START: ("accent", "arrow"),
    Standing.ACTIVE: ("ok", "full-circle"),
    Standing.YEAR_DUE: ("warn", "diamond"),
    Standing.EXPIRED: ("ko", "hourglass"),
    Standing.ENDED: ("calm", "square"),
    Standing.CLOSED: ("calm", "square"),
}
SINCE_PROPOSED = (
    PoleStatus.PROPOSED,
    PoleStatus.LAUNCHED,
    PoleStatus.REFUSED,
    PoleStatus.ACTIVE,
    PoleStatus.ENDED,
    PoleStatus.CLOSED,
)
IN_HAND = (PoleStatus.LAUNCHED, PoleStatus.ACTIVE)
SINCE_LAUNCH = (PoleStatus.LAUNCHED, PoleStatus.ACTIVE, PoleStatus.ENDED, PoleStatus.CLOSED)


class Origin(models.TextChoices):
    """Where the idea comes from (note, point 3)."""

    REQUEST = "demande", _("demande d’un porteur de projet")
    SERVICE = "service", _("initiative d’un membre du service")


class Priority(models.TextChoices):
    """Brussels priorities that the note names (point 2)."""

    SQE = "sqe", _("Stratégie Qualification Emploi")
    REPORT = "rapport", _("Rapport analytique et prospectif de l’IBEFE")
    OTHER = "autre", _("Autre priorité bruxelloise")


class SubObjective(models.TextChoices):
    """The seven sub-objectives of a pôle (note, point 2)."""

    DIAGNOSIS = "diagnostic", _("Faire adhérer les parties prenantes à un diagnostic partagé")
    COBUILD = (
        "coconstruire",
        _("Co-construire des projets enseignement-formation-emploi par une méthode participative"),
    )
    SPACE = "environnement", _("Proposer un environnement de travail et une mise en réseau")
    LINKS = "relations", _("Déclencher des relations nouvelles, aboutir à des engagements concrets")
    SHARING = "partage", _("Encourager le partage de connaissance, la mutualisation des ressources")
    EVALUATION = "evaluation", _("Faire bénéficier les porteurs d’une évaluation continue")
    POLICY = "politiques", _("Contribuer aux politiques croisées enseignement-formation-emploi")


class Funding(models.TextChoices):
    """Sources of funding that the note lists (point 4)."""

    IBEFE = "ibefe", _("Budget propre de l’IBEFE")
    CHAMBER = "chambre", _("Budget de la chambre enseignement")
    PARTNERS = "partenaires", _("Budget des partenaires")
    ESF = "fse", _("Fonds social européen (FSE+)")
    ERDF = "feder", _("FEDER")
    OTHER = "autre", _("Autre source budgétaire")


class Presence(models.TextChoices):
    INSTITUTIONAL = "institutionnel", _("institutionnel")
    FIELD = "terrain", _("terrain")


class EndReason(models.TextChoices):
    """Why a membership ended. The term's own end needs no reason: it is computed."""

    RESIGNED = "demission", _("démission")
    DIED = "deces", _("décès")
    EXCLUDED = "exclusion", _("exclusion par la plénière")
    REPLACED = "remplacement", _("remplacement")
    INVITATION = "invitation", _("fin de l’invitation")
    ENDED = "fin", _("fin du pôle")


class ProposalStatus(models.TextChoices):
    """A person proposed to the plenary; whoever is not designated stays a candidate."""

    PROPOSED = "proposed", _("Proposé·e à la plénière")
    DESIGNATED = "designated", _("Désigné·e")
    NOT_DESIGNATED = "not_designated", _("Non désigné·e, reste candidat·e")
    WITHDRAWN = "withdrawn", _("Retiré·e")


class Continuation(models.TextChoices):
    """The three results of the one-year decision (note, point 3)."""

    GO = "go", _("poursuivre")
    ADJUST = "adjust", _("poursuivre en réajustant")
    STOP = "stop", _("arrêter")


class CallStatus(models.TextChoices):
    """What was done of a call; whether it is open on a day is computed (`CallStanding`)."""

    DRAFT = "draft", _("En préparation")
    OPEN = "open", _("Ouvert")
    CANCELLED = "cancelled", _("Annulé")


class CallStanding(models.TextChoices):
    """Where a call stands on a day: the calendar alone opens and closes it."""

    DRAFT = "draft", _("En préparation")
    TO_COME = "a_venir", _("Bientôt ouvert")
    OPEN = "open", _("Ouvert")
    CLOSED = "clos", _("Clos")
    CANCELLED = "cancelled", _("Annulé")


CALL_LOOKS = {
    CallStanding.DRAFT: ("calm", "dotted-circle"),
    CallStanding.TO_COME: ("accent", "half-circle"),
    CallStanding.OPEN: ("ok", "full-circle"),
    CallStanding.CLOSED: ("calm", "square"),
    CallStanding.CANCELLED: ("ko", "octagon"),
}


class Reach(models.TextChoices):
    """Who finds a call: whoever visits the site, or whoever was given its address."""

    PUBLIC = "public", _("tout le monde : il paraît sur le site et dans son fil")
    LINK = "lien", _("seulement qui reçoit son adresse : il n’est jamais listé")


class ApplicationStatus(models.TextChoices):
    """What the service made of a candidature; the applicant reads it once the answers have left."""

    RECEIVED = "received", _("Reçue")
    RETAINED = "retained", _("Retenue")
    RESERVE = "reserve", _("En réserve")
    NOT_RETAINED = "not_retained", _("Non retenue")
    WITHDRAWN = "withdrawn", _("Retirée")


APPLICATION_LOOKS = {
    ApplicationStatus.RECEIVED: ("accent", "half-circle"),
    ApplicationStatus.RETAINED: ("ok", "check"),
    ApplicationStatus.RESERVE: ("warn", "diamond"),
    ApplicationStatus.NOT_RETAINED: ("calm", "square"),
    ApplicationStatus.WITHDRAWN: ("calm", "empty-circle"),
}
SORTED = (
    ApplicationStatus.RETAINED,
    ApplicationStatus.RESERVE,
    ApplicationStatus.NOT_RETAINED,
)


class Check(models.TextChoices):
    """What the service found of one criterion; empty: nobody has looked yet."""

    YES = "oui", _("oui")
    NO = "non", _("non")
    VERIFY = "verifier", _("à vérifier")
