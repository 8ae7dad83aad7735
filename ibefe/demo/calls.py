"""A call that is open, with candidatures by invented people; another one in preparation."""

from datetime import timedelta

from actors.models import Person
from core.search import folded
from poles import workflow as poles
from poles.choices import ApplicationStatus, Check, Presence
from poles.models import Application, Call, MemberProposal

DAY = timedelta(days=1)
CARE_CALL = {
    "lede": "Écoles, centres de formation, employeurs, travailleuses et travailleurs de terrain :"
    " construisons ensemble des parcours plus sûrs vers les métiers de l’aide.",
    "text": "Une aide familiale qui veut devenir aide-soignante recommence souvent ce qu’elle sait"
    " déjà. Les passerelles existent, mais peu de personnes les connaissent toutes. La plénière de"
    " l’IBEFE Bruxelles a lancé ce pôle pour cartographier les filières, les passerelles et les"
    " certifications, et pour en tirer des projets communs.",
    "profile_a": "Services d’aide à domicile, maisons de repos, syndicats, fédérations"
    " d’employeurs.",
    "seats_a": 3,
    "profile_b": "Centres de formation, missions locales, organismes d’insertion.",
    "seats_b": 3,
    "profile_c": "Écoles secondaires techniques et professionnelles, promotion sociale.",
    "effort": "une demi-journée tous les deux mois",
}
# Invented people, for organisations real or « fictive ».
CANDIDATURES = (
    (
        ("Nadia", "Peeters", "Infirmière-chef", "Maison de repos Les Tilleuls (fictive)", "A"),
        "terrain",
        "Deux maisons de repos, à Anderlecht et à Forest.",
        "Quinze ans comme infirmière, cinq à la tête d’une équipe de vingt aides-soignantes.",
        "Je vois chaque mois des aides familiales compétentes que nous ne pouvons pas engager.",
    ),
    (
        ("Thomas", "Verhaegen", "Conseiller formation", "CSC Bruxelles", "A"),
        "institutionnel",
        "Délégations dans les services d’aide à domicile de la Région.",
        "Suit la commission paritaire du secteur depuis huit ans.",
        "Apporter la parole des travailleuses sur la reconnaissance de leur expérience.",
    ),
    (
        ("Aïcha", "El Amrani", "Formatrice", "Bruxelles Formation", "B"),
        "terrain",
        "Cours et stages dans les dix-neuf communes.",
        "Formatrice en aide à la personne, évaluatrice en validation des compétences.",
        "Partager nos grilles d’évaluation avec les écoles, et les mettre à l’épreuve ensemble.",
    ),
    (
        ("Koen", "De Smet", "Coordinateur", "Mission locale du Canal (fictive)", "B"),
        "institutionnel",
        "Molenbeek et Bruxelles-Ville.",
        "Accompagne chaque année soixante personnes vers les métiers de l’aide.",
        "Nos stagiaires abandonnent faute de stage encadré : je voudrais que cela change.",
    ),
    (
        ("Mireille", "Dupuis", "Cheffe d’atelier", "Institut technique du Canal", "C"),
        "terrain",
        "Une école de Laeken, des stages dans toute la Région.",
        "Enseigne les soins et l’aide à la vie quotidienne depuis douze ans.",
        "Un calendrier de stages commun, pour que les écoles cessent de se concurrencer.",
    ),
)


def care_call(pole, *, by, on, designation_on):
    """Published three weeks ago, open for ten more days, with five candidatures."""
    call = poles.prepare_call(
        Call(
            pole=pole,
            opens_on=on - 21 * DAY,
            closes_on=on + 10 * DAY,
            designation_on=designation_on,
            **CARE_CALL,
        ),
        by=by,
    )
    poles.open_call(call, by=by)
    made = [_answer(call, *words) for words in CANDIDATURES]
    _sort(made, by=by)
    return call


def _answer(call, who, presence, territory, competence, motivation):
    first, last, function, organisation, category = who
    return poles.submit_application(
        Application(
            call=call,
            first_name=first,
            last_name=last,
            email=f"{folded(first)}.{folded(last).replace(' ', '')}@demo.ibefe.example",
            function=function,
            organisation_name=organisation.removesuffix(" (fictive)"),
            category=category,
            presence=presence,
            territory=territory,
            competence=competence,
            motivation=motivation,
        )
    )


def _sort(made, *, by):
    """One was examined, one is kept in reserve; the others wait for the service."""
    examined, _second, _third, spare, _last = made
    examined.category_checked = examined.territory_checked = Check.YES
    examined.competence_checked, examined.mandate_checked = Check.YES, Check.VERIFY
    examined.note = "Appelée le lendemain : sa direction confirmera par courriel (inventé)."
    poles.examine(examined, by=by, base_version=examined.version)
    poles.set_aside(
        spare,
        by=by,
        to=ApplicationStatus.RESERVE,
        reason="Deux organismes d’insertion sont déjà candidats ; le pôle cherche d’abord des"
        " formatrices et des formateurs.",
    )


def substitute_of(proposal, *, by):
    """Somebody of the same organisation, proposed to stand in for this candidate. Gives the key."""
    person = Person(
        first_name="Louise",
        last_name="Verlinden",
        email="suppleante@demo.ibefe.example",
        organisation=proposal.organisation,
    )
    substitute = MemberProposal(
        pole=proposal.pole,
        organisation=proposal.organisation,
        category=proposal.category,
        presence=Presence.FIELD,
        active_on_territory=True,
        competent=True,
        competence="Remplace sa collègue depuis trois ans (inventé).",
        substitute_of=proposal.person,
    )
    return poles.propose(substitute, by=by, person=person).pk


def vacancy_call(pole, *, by, on):
    """In preparation: a group of the pôle is empty."""
    return poles.prepare_call(
        Call(
            pole=pole,
            opens_on=on + 3 * DAY,
            closes_on=on + 33 * DAY,
            lede="Une école du qualifiant manque autour de la table.",
            text=pole.problem,
            profile_c=pole.actors_c,
            seats_c=2,
            effort="une demi-journée tous les deux mois",
        ),
        by=by,
    )
