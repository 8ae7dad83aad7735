"""The columns of the workbook of the past, by sheet, with an example of each."""

from django.utils.translation import gettext_lazy

from core.imports import Column

CLOSED_LISTS = {
    "status": "Feuille Pôles : lancé, en cours, terminé ou clôturé.",
    "kind": "Feuille Décisions : lancement, désignation, poursuite, renouvellement, arrêt…",
    "end_reason": "Feuille Membres : démission, décès, exclusion, remplacement, fin du pôle.",
}
SHEETS = (
    (
        "Pôles",
        {
            "pole": "P-2021-01",
            "title": "Métiers du bois",
            "theme": "",
            "status": "en cours",
            "launched_on": "14/01/2025",
            "ended_on": "",
        },
    ),
    (
        "Décisions",
        {
            "pole": "P-2021-01",
            "number": "2025/03",
            "on": "11/03/2025",
            "kind": "désignation",
            "label": "Désignation des membres",
            "outcome": "validé",
        },
    ),
    (
        "Termes",
        {
            "pole": "P-2021-01",
            "term": "1",
            "starts_on": "01/04/2025",
            "ends_on": "31/03/2028",
            "number": "2025/03",
        },
    ),
    (
        "Membres",
        {
            "pole": "P-2021-01",
            "first_name": "Ada",
            "last_name": "Peeters",
            "email": "ada.peeters@exemple.be",
            "position": "Directrice",
            "organisation": "Centre de formation du canal",
            "category": "B",
            "presence": "terrain",
            "active": "oui",
            "competent": "oui",
            "starts_on": "01/04/2025",
            "ends_on": "",
            "end_reason": "",
            "number": "2025/03",
        },
    ),
)


def _column(key, label, help, needed=False, names=()):
    return Column(key, gettext_lazy(label), gettext_lazy(help), needed, names)


COLUMNS = (
    _column("sheet", "Feuille", "Pôles, Décisions, Termes ou Membres.", True),
    _column("pole", "Pôle", "Son numéro, sur chaque feuille.", True, ("numéro du pôle",)),
    _column("title", "Nom du pôle", "Feuille Pôles.", names=("intitulé",)),
    _column("theme", "Thématique", "Feuille Pôles : une thématique du bassin, par son nom."),
    _column("status", "État", CLOSED_LISTS["status"]),
    _column("launched_on", "Lancé le", "Feuille Pôles : le jour de la décision de lancement."),
    _column("ended_on", "Terminé le", "Feuille Pôles : s’il est terminé ou clôturé."),
    _column("number", "Décision", "Son numéro : sur sa feuille, et sur celles qui la citent."),
    _column("on", "Date", "Feuille Décisions : le jour de la séance."),
    _column("kind", "Objet", CLOSED_LISTS["kind"]),
    _column("label", "Libellé", "Feuille Décisions : ce qui fut décidé, en une phrase."),
    _column("outcome", "Issue", "Feuille Décisions : vide, « validé »."),
    _column("term", "Terme", "Feuille Termes : 1, puis 2."),
    _column("first_name", "Prénom", "Feuille Membres."),
    _column("last_name", "Nom", "Feuille Membres."),
    _column("email", "Adresse électronique", "Feuille Membres : distingue deux homonymes."),
    _column("position", "Fonction", "Feuille Membres."),
    _column("organisation", "Organisation", "Feuille Membres : son nom ou son sigle."),
    _column("category", "Catégorie", "Feuille Membres : A, B, C, autre, ou « invité »."),
    _column("presence", "Présence", "Feuille Membres : terrain ou institutionnel."),
    _column("active", "Actif sur le territoire", "Feuille Membres : oui ou non."),
    _column("competent", "Compétent dans le thème", "Feuille Membres : oui ou non."),
    _column("starts_on", "Du", "Feuilles Termes et Membres : premier jour, écrit 31/12/2026."),
    _column("ends_on", "Au", "Feuilles Termes et Membres : dernier jour."),
    _column("end_reason", "Motif de la fin", CLOSED_LISTS["end_reason"]),
)
