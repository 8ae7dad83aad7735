"""Texts of the two pôles of the note. The facts told here are invented for the demonstration."""

HVAC = {
    "title": "Technicien·ne en HVAC",
    "problem": (
        "Les chaudières cèdent la place aux pompes à chaleur, et les entreprises bruxelloises de"
        " chauffage, ventilation et climatisation cherchent des technicien·nes qui savent les poser"
        " et les entretenir. Les élèves du qualifiant apprennent encore sur des chaudières à"
        " condensation ; les centres de formation ont un banc d’essai pour tout le bassin.\n\nLes"
        " certificats des uns ne sont pas lus par les autres : un élève qui sort de septième"
        " technique recommence en formation ce qu’il sait déjà, et un demandeur d’emploi formé ne"
        " peut pas entrer en enseignement pour adultes avec ses acquis."
    ),
    "evidence": (
        "Relevé des offres d’emploi de la dernière année, entretiens avec douze entreprises et"
        " quatre écoles (chiffres inventés pour la démonstration)."
    ),
    "priorities": ["sqe", "rapport"],
    "priority_detail": (
        "La Stratégie Qualification Emploi demande de cartographier filières et passerelles ;"
        " le rapport analytique et prospectif cite le métier parmi les thématiques communes."
    ),
    "objectives": (
        "Cartographier les filières, les passerelles et les certifications acquises en fin de"
        " formation, pour sécuriser les parcours professionnels."
    ),
    "sub_objectives": ["diagnostic", "coconstruire", "relations", "partage"],
    "method": "Ateliers tous les deux mois, chez un membre différent à chaque fois.",
    "actors_a": "Techlink, CSC Bruxelles, trois entreprises d’installation.",
    "actors_b": "Bruxelles Formation, Actiris, Construcity.brussels.",
    "actors_c": "Écoles du qualifiant et enseignement pour adultes ayant une option en froid.",
    "guests": "Une haute école, pour les passerelles vers le bachelier.",
    "field_workers": "Formatrices, chefs d’atelier, installateurs : la moitié des sièges.",
    "existing_tools": "Profils SFMQ, validation des compétences, CTA.",
    "calendar": "Diagnostic en six mois ; carte des passerelles en un an ; deux projets pilotes.",
    "rhythm": "tous les deux mois",
    "resources": "Une salle, un site de partage, l’appui d’une chargée de mission.",
    "funding": ["ibefe", "partenaires", "fse"],
}
CARE = {
    "title": "Aide à la personne",
    "problem": (
        "Aide familiale, aide-soignant, garde d’enfants malades : les métiers se ressemblent, les"
        " parcours non. À Bruxelles, une même personne peut suivre trois formations pour trois"
        " titres voisins, sans qu’aucune reconnaisse les heures de la précédente.\n\nLes services"
        " peinent à recruter ; les stagiaires peinent à trouver un lieu de stage encadré."
    ),
    "evidence": "Entretiens avec six services d’aide à domicile (inventés pour la démonstration).",
    "priorities": ["rapport"],
    "priority_detail": "Le programme de travail prévoit la carte des passerelles de ce secteur.",
    "objectives": "Une carte commune des passerelles, et des stages partagés entre opérateurs.",
    "sub_objectives": ["diagnostic", "relations", "politiques"],
    "actors_a": "Fédérations d’employeurs du secteur non marchand, syndicats.",
    "actors_b": "Actiris, Bruxelles Formation, opérateurs d’insertion.",
    "actors_c": "Écoles du qualifiant, enseignement pour adultes.",
    "field_workers": "Aides familiales et responsables d’équipe.",
    "calendar": "Diagnostic au printemps, carte à l’automne, stages partagés l’année suivante.",
    "rhythm": "tous les trois mois",
    "resources": "L’appui d’un chargé de mission.",
    "funding": ["ibefe", "partenaires"],
}
OTHERS = {
    "renovation": ("Rénovation énergétique du bâti", "filiere", 2021),
    "logistique": ("Logistique urbaine", "secteur", 2022),
    "spectacle": ("Technologies du spectacle", "filiere", 2019),
    "petite_enfance": ("Accueil de la petite enfance", "metier", 2025),
    "numerique": ("Maintenance des équipements numériques", "metier", 2024),
    "horeca": ("Métiers de bouche et horeca", "secteur", 2020),
    "impression": ("Arts graphiques et impression", "filiere", 2017),
    "mobilite": ("Entretien des véhicules électriques", "metier", 2024),
}
TOLD = (
    (
        "hvac",
        60,
        {
            "kind": "decision",
            "title": "Un inventaire commun des places de stage",
            "text": "Les membres tiennent ensemble, chaque printemps, l’inventaire des places de"
            " stage chez les installateurs (inventé).",
        },
    ),
    (
        "hvac",
        12,
        {
            "kind": "orientation",
            "title": "Former d’abord les tuteurs en entreprise",
            "text": "Le pôle donne la priorité à la formation des tuteurs avant d’ouvrir de"
            " nouvelles places (inventé).",
        },
    ),
    (
        "renovation",
        25,
        {
            "kind": "information",
            "title": "Deux centres de formation partagent leur atelier",
            "text": "L’atelier d’isolation reçoit les deux publics depuis septembre (inventé).",
        },
    ),
)
