"""Who may what, as data, by relation, state and act. The tests and docs/droits.md read it.

Three questions, in the order of the house: may you know of it (`SEES`, else 404), are you entitled
(`MAY`, else 403), and which page asks which (`PAGES`). An address of ours without a row fails.
"""

from dataclasses import dataclass

PUBLIC, SIGNED_IN, SERVICE, PLENARY = "public", "connecté", "service", "plénière"
COORDINATION, SECRETARIAT, MANAGER = "coordination", "secrétariat", "administration"
PRESIDENT, MEMBER, GUEST, AUTHOR = "présidence", "membre du pôle", "invité du pôle", "auteur"
ASKER, SITE = "demandeur", "site"
RELATIONS = (
    SERVICE,
    COORDINATION,
    SECRETARIAT,
    MANAGER,
    PLENARY,
    PRESIDENT,
    MEMBER,
    GUEST,
    AUTHOR,
    ASKER,
    SITE,
    SIGNED_IN,
    PUBLIC,
)

_SUBMITTED = {SERVICE, PLENARY, MEMBER, GUEST}
_CALLED = {SERVICE, PLENARY}
_SEALED = {SERVICE, PLENARY, MEMBER, AUTHOR}
SEES = {
    "pôle": {
        "en préparation": {SERVICE},
        "soumis": _SUBMITTED,
        "non retenu": _SUBMITTED,
        "abandonné": {SERVICE},
        "lancé": _SUBMITTED,
        "en cours": _SUBMITTED,
        "échu": _SUBMITTED,
        "terminé": _SUBMITTED,
        "clôturé": _SUBMITTED,
    },
    "page publique d’un pôle": {
        "en préparation": set(),
        "soumis": set(),
        "non retenu": set(),
        "abandonné": set(),
        "lancé": {PUBLIC},
        "en cours": {PUBLIC},
        "échu": {PUBLIC},
        "terminé": {PUBLIC},
        "clôturé": {PUBLIC},
    },
    "demande": {state: {SERVICE, AUTHOR} for state in ("transmise", "acceptée", "déclinée")},
    "proposition": {
        state: {SERVICE} for state in ("proposée", "non désignée", "retirée", "désignée")
    },
    "membre": {"désigné": _SUBMITTED, "invité": _SUBMITTED},
    "réglages d’un bassin": {"": {SERVICE}},
    "plénière d’un bassin": {"": {SERVICE, PLENARY}},
    "mandat": {"": {SERVICE, PLENARY}},
    "séance": {
        "en préparation": {SERVICE},
        "convoquée": _CALLED,
        "en séance": _CALLED,
        "tenue": _CALLED,
        "annulée": {SERVICE},
    },
    "point": {
        "en attente": {SERVICE},
        "d’une séance en préparation": {SERVICE},
        "d’une séance convoquée": _CALLED,
        "d’une séance en séance": _CALLED,
        "d’une séance tenue": _CALLED,
        "d’une séance annulée": {SERVICE},
        "noté": _CALLED,
        "décidé": _CALLED,
    },
    "décision": {"à sceller": {SERVICE}, "scellée": _SEALED, "reprise": _SEALED},
    "condition": {"à sceller": {SERVICE}, "scellée": _SEALED, "reprise": _SEALED},
    "ce qui attend une séance": {"": {SIGNED_IN}},
    "invitation": {"": {PUBLIC}},
    "courrier": {
        **dict.fromkeys(
            ("prêt", "en attente", "retenu", "envoyé", "refusé", "incertain", "écarté"), {SERVICE}
        ),
        "d’aucun bassin": {MANAGER},
    },
    "travail": {state: {ASKER} for state in ("demandé", "prêt", "à examiner")},
    "calendrier": {"": {PUBLIC}},
    "évaluation": {
        "prévue": {SERVICE},
        "ouverte": {SERVICE},
        "en réponse": {SERVICE, MEMBER},
        "clôturée": {SERVICE, MEMBER},
        "présentée": {SERVICE, MEMBER, PLENARY},
    },
}

MAY = {
    "lire": {PUBLIC},
    "venir à l’accueil": {PUBLIC},
    "voir sa page": {SIGNED_IN},
    "demander un pôle": {SIGNED_IN},
    "suivre ses demandes": {SIGNED_IN},
    "répondre à une demande": {SERVICE},
    "lister les pôles": {SERVICE, PLENARY, MEMBER, GUEST},
    "ouvrir une fiche": {SERVICE},
    "tenir la fiche": {SERVICE},
    "soumettre": {SERVICE},
    "lire l’historique": {SERVICE},
    "tenir les membres": {SERVICE},
    "encoder les jours": {SERVICE},
    "clore": {SERVICE},
    "lire les réglages": {SERVICE},
    "changer les réglages": {COORDINATION, MANAGER},
    "voir la plénière": {SERVICE, PLENARY},
    "tenir les mandats": {SERVICE},
    "encoder une personne": {SERVICE},
    "lister les séances": {SERVICE, PLENARY},
    "demander un point": {SERVICE},
    "préparer la séance": {SECRETARIAT, COORDINATION},
    "donner un avis": {PLENARY},
    "sceller": {PRESIDENT, COORDINATION},
    "suivre une condition": {SERVICE},
    "répondre par un lien": {PUBLIC},
    "lister les courriers": {SERVICE},
    "traiter un courrier": {SERVICE, MANAGER},
    "suivre son travail": {SIGNED_IN},
    "voir les échéances": {SIGNED_IN},
    "tenir son calendrier": {SERVICE, PLENARY, MEMBER, GUEST},
    "voir la santé": {COORDINATION, MANAGER, SITE},
    "sonder": {PUBLIC},
    "imprimer le dossier": {SERVICE, PLENARY, MEMBER},
    "tenir les évaluations": {SERVICE},
    "répondre à une évaluation": {MEMBER},
}

# What a page speaks of, when it is not the kind of thing itself.
KINDS = {
    "page publique d’un pôle": "pôle",
    "réglages d’un bassin": "bassin",
    "plénière d’un bassin": "bassin",
}


@dataclass(frozen=True)
class Page:
    """One address: the act it asks for, what it speaks of, and in which states it exists."""

    act: str
    about: str = ""
    only: tuple[str, ...] = ()

    @property
    def kind(self):
        """The kind of thing whose arguments the address takes."""
        return KINDS.get(self.about, self.about)

    @property
    def is_public(self):
        """May somebody without an account read it, in some state?"""
        seen = SEES[self.about].values() if self.about else [{PUBLIC}]
        return PUBLIC in MAY[self.act] and any(PUBLIC in relations for relations in seen)

    def refusal(self, thing, relations) -> int:
        """404 when it may not be known, 403 when one is not entitled, 0 when one is."""
        if thing and not SEES[self.about][thing.state] & relations:
            return 404
        if self.only and thing.state not in self.only:
            return 404
        return 0 if MAY[self.act] & relations else 403

    def things(self, world, route):
        """What the address may be asked about; None for a page that speaks of no object."""
        if not self.about:
            return [None]
        return [thing for thing in world.of(self.kind) if thing.is_meant_by(route)]


PAGES = {
    "home": Page("venir à l’accueil"),
    "legal": Page("lire"),
    "accessibility": Page("lire"),
    "me": Page("voir sa page"),
    "poles:public": Page("lire"),
    "poles:public_detail": Page("lire", "page publique d’un pôle"),
    "poles:requests": Page("suivre ses demandes"),
    "poles:request_new": Page("demander un pôle"),
    "poles:request": Page("lire", "demande"),
    "poles:request_accept": Page("répondre à une demande", "demande"),
    "poles:request_decline": Page("répondre à une demande", "demande"),
    "poles:list": Page("lister les pôles"),
    "poles:export_csv": Page("lister les pôles"),
    "poles:export_xlsx": Page("lister les pôles"),
    "poles:new": Page("ouvrir une fiche"),
    "poles:detail": Page("lire", "pôle"),
    "poles:fiche": Page("lire", "pôle"),
    "poles:versions": Page("lire", "pôle"),
    "poles:version": Page("lire", "pôle"),
    "poles:attachment": Page("lire", "pôle"),
    "poles:history": Page("lire l’historique", "pôle"),
    "poles:edit": Page("tenir la fiche", "pôle"),
    "poles:autosave": Page("tenir la fiche", "pôle"),
    "poles:draft_discard": Page("tenir la fiche", "pôle"),
    "poles:attach": Page("tenir la fiche", "pôle"),
    "poles:detach": Page("tenir la fiche", "pôle"),
    "poles:submit": Page("soumettre", "pôle"),
    "poles:take_back": Page("soumettre", "pôle"),
    "poles:rework": Page("soumettre", "pôle"),
    "poles:abandon": Page("soumettre", "pôle"),
    "poles:freeze_modification": Page("tenir la fiche", "pôle"),
    "poles:timeline": Page("lister les pôles"),
    "poles:timeline_pdf": Page("lister les pôles"),
    "poles:members": Page("lire", "pôle"),
    "poles:members_history": Page("lire", "pôle"),
    "poles:propose": Page("tenir les membres", "pôle"),
    "poles:invite": Page("tenir les membres", "pôle"),
    "poles:proposal": Page("tenir les membres", "proposition"),
    "poles:proposal_withdraw": Page("tenir les membres", "proposition"),
    "poles:proposal_again": Page("tenir les membres", "proposition"),
    "poles:resignation": Page("tenir les membres", "membre"),
    "poles:death": Page("tenir les membres", "membre"),
    "poles:guest_end": Page("tenir les membres", "membre"),
    "poles:days": Page("encoder les jours", "pôle"),
    "poles:days_month": Page("encoder les jours", "pôle"),
    "poles:end_works": Page("clore", "pôle"),
    "poles:close_file": Page("clore", "pôle"),
    "actors:bassin": Page("lire les réglages", "réglages d’un bassin"),
    "actors:bassin_edit": Page("changer les réglages", "réglages d’un bassin"),
    "actors:capacity_new": Page("changer les réglages", "réglages d’un bassin"),
    "actors:capacity_edit": Page("changer les réglages", "réglages d’un bassin"),
    "actors:rule_set_edit": Page("changer les réglages", "réglages d’un bassin"),
    "actors:plenary": Page("voir la plénière", "plénière d’un bassin"),
    "actors:mandate_new": Page("tenir les mandats", "plénière d’un bassin"),
    "actors:mandate_end": Page("tenir les mandats", "mandat"),
    "actors:mandate_replace": Page("tenir les mandats", "mandat"),
    "actors:person_new": Page("encoder une personne"),
    "actors:organisation_new": Page("encoder une personne"),
    "plenary:list": Page("lister les séances"),
    "plenary:new": Page("préparer la séance"),
    "plenary:reprise": Page("préparer la séance"),
    "plenary:waiting": Page("demander un point"),
    "plenary:put_on": Page("préparer la séance", "ce qui attend une séance"),
    "plenary:ask": Page("demander un point"),
    "plenary:sitting": Page("lire", "séance"),
    "plenary:edit": Page("préparer la séance", "séance"),
    "plenary:convene": Page("préparer la séance", "séance"),
    "plenary:open": Page("préparer la séance", "séance"),
    "plenary:close": Page("préparer la séance", "séance"),
    "plenary:cancel": Page("préparer la séance", "séance"),
    "plenary:attendance": Page("préparer la séance", "séance"),
    "plenary:presence": Page("lire", "séance"),
    "plenary:seal_all": Page("sceller", "séance"),
    "plenary:add_free": Page("préparer la séance", "séance"),
    "plenary:item": Page("lire", "point"),
    "plenary:edit_item": Page("préparer la séance", "point"),
    "plenary:remove": Page("préparer la séance", "point"),
    "plenary:drop": Page("préparer la séance", "point"),
    "plenary:up": Page("préparer la séance", "point"),
    "plenary:down": Page("préparer la séance", "point"),
    "plenary:stance": Page("donner un avis", "point"),
    "plenary:recuse": Page("donner un avis", "point"),
    "plenary:record": Page("préparer la séance", "point"),
    "plenary:seal": Page("sceller", "point"),
    "plenary:decision": Page("lire", "décision"),
    "plenary:extract": Page("lire", "décision"),
    "plenary:remake_extract": Page("préparer la séance", "décision"),
    "plenary:document": Page("lire", "décision", only=("reprise",)),
    "plenary:rectify": Page("préparer la séance", "décision"),
    "plenary:withdraw": Page("préparer la séance", "décision"),
    "plenary:condition": Page("suivre une condition", "condition"),
    "plenary:invitation": Page("répondre par un lien", "invitation"),
    "plenary:invitation_stance": Page("répondre par un lien", "invitation"),
    "plenary:invitation_recuse": Page("répondre par un lien", "invitation"),
    "outbox:list": Page("lister les courriers"),
    "outbox:reminders": Page("lister les courriers"),
    "outbox:release_several": Page("lister les courriers"),
    "outbox:mail": Page("traiter un courrier", "courrier"),
    "outbox:preview": Page("traiter un courrier", "courrier"),
    "outbox:source": Page("traiter un courrier", "courrier", only=("envoyé",)),
    "outbox:edit": Page("traiter un courrier", "courrier"),
    "outbox:release": Page("traiter un courrier", "courrier"),
    "outbox:hold": Page("traiter un courrier", "courrier"),
    "outbox:discard": Page("traiter un courrier", "courrier"),
    "outbox:retry": Page("traiter un courrier", "courrier"),
    "deadlines": Page("voir les échéances"),
    "feed": Page("tenir son calendrier"),
    "feed_close": Page("tenir son calendrier"),
    "calendar": Page("lire", "calendrier"),
    "job": Page("suivre son travail", "travail"),
    "job_file": Page("suivre son travail", "travail", only=("prêt",)),
    "job_again": Page("suivre son travail", "travail"),
    "health": Page("voir la santé"),
    "alive": Page("sonder"),
    "ready": Page("sonder"),
    "poles:dossier": Page("imprimer le dossier", "pôle"),
    "evaluations:list": Page("lire", "pôle"),
    "evaluations:plan": Page("tenir les évaluations", "pôle"),
    "evaluations:detail": Page("lire", "évaluation"),
    "evaluations:open": Page("tenir les évaluations", "évaluation"),
    "evaluations:finding": Page("tenir les évaluations", "évaluation"),
    "evaluations:conclusion": Page("tenir les évaluations", "évaluation"),
    "evaluations:ask_reply": Page("tenir les évaluations", "évaluation"),
    "evaluations:reply": Page("répondre à une évaluation", "évaluation"),
    "evaluations:close": Page("tenir les évaluations", "évaluation"),
}
