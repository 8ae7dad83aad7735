"""Avis d’opportunité of « HVAC »: one transmitted, one in discussion. All invented."""

from datetime import timedelta

from consensus import workflow as consensus
from consensus.models import Opinion

DAY = timedelta(days=1)


def some_opinions(pole, *, by, on):
    """One asked by a competitiveness cluster and sent; one on the pôle's own initiative."""
    asked = consensus.request_opinion(
        Opinion(
            pole=pole,
            origin="demande",
            asked_by="Pôle de compétitivité Énergie (fictif)",
            asked_on=on - 50 * DAY,
            due_on=on - 10 * DAY,
            project="Plateau technique mobile pour pompes à chaleur",
            carrier="Clim’Avenir ASBL (fictive)",
            project_words="Une remorque équipée, prêtée aux écoles et aux centres (inventé).",
            impact="Quarante personnes formées par an, sans déplacement (chiffre inventé).",
            text="Le pôle y voit une réponse au manque d’ateliers, si un tuteur y est attaché"
            " (inventé).",
        ),
        by=by,
    )
    consensus.open_opinion(asked, by=by)
    consensus.adopt_opinion(
        asked,
        by=by,
        on=on - 20 * DAY,
        words="Réunis, les membres adoptent l’avis par consensus ; aucune objection ne tient.",
    )
    consensus.give_opinion(asked, by=by, on=on - 18 * DAY)
    consensus.transmit_opinion(asked, by=by, to=asked.asked_by, on=on - 15 * DAY)
    own = consensus.request_opinion(
        Opinion(
            pole=pole,
            origin="initiative",
            asked_on=on - 8 * DAY,
            due_on=on + 30 * DAY,
            project="Chèques-formation pour petits installateurs",
            carrier="Un mécanisme de financement régional (fictif)",
            project_words="Rembourser l’absence du tuteur pendant un stage (inventé).",
            impact="Les entreprises de moins de dix personnes accueilleraient (inventé).",
            text="Le pôle soutient le projet et demande un plafond par entreprise (inventé).",
        ),
        by=by,
    )
    consensus.open_opinion(own, by=by)
