"""What the accord and the note ask of a fiche projet. Announced: listed, not asked yet.

Sources: accord de coopération du 20 mars 2014, art. 18; note « Proposition de définition des pôles
de synergie » of the IBEFE Bruxelles. Codes are those of the domain. Only what the sources give is
quoted, faults of the scan mended.
"""

from core.law import Force, Moment, Rule, Source

SUBMISSION = Moment("projects.submission", "Transmettre la fiche projet")
ENDORSEMENT = Moment("projects.endorsement", "Porter la fiche projet")
AGREEMENT = Moment("projects.agreement", "Agréer la fiche projet", by_plenary=True)
BOOKING = Moment("projects.booking", "Réserver des jours du service")
ORDER = Moment("projects.order", "Classer les fiches projet")

ACCORD_18_1 = (Source.ACCORD, "art. 18 § 1")
ACCORD_18_2 = (Source.ACCORD, "art. 18 § 2")
ACCORD_18_3 = (Source.ACCORD, "art. 18 § 3")
ACCORD_18_4 = (Source.ACCORD, "art. 18 § 4")

J1 = Rule(
    "J1",
    *ACCORD_18_3,
    Force.BINDING,
    (SUBMISSION,),
    "Le projet développe des actions additionnelles, innovantes ou émergentes, et dit en quoi.",
    "Cochez au moins un des trois types et justifiez-le.",
    quote="Un projet doit obligatoirement viser le développement d’actions de type additionnel,"
    " innovant ou émergeant",
)
J2 = Rule(
    "J2",
    *ACCORD_18_3,
    Force.BINDING,
    (SUBMISSION,),
    "Le projet s’inscrit dans la filière, le métier ou le secteur de son pôle.",
    "Attestez en quoi le projet relève du thème du pôle.",
    quote="s’inscrivant dans la filière professionnelle ou le métier autour duquel s’articule le"
    " pôle de synergies",
)
J3 = Rule(
    "J3",
    *ACCORD_18_3,
    Force.BINDING,
    (SUBMISSION,),
    "Le projet développe au moins un aspect spécifique : l’un des huit que l’accord cite, ou un"
    " autre, expliqué.",
    "Choisissez un aspect, ou expliquez l’autre.",
    quote="développant un ou plusieurs aspects spécifiques tels que notamment",
)
J4 = Rule(
    "J4",
    *ACCORD_18_3,
    Force.WARNING,
    (SUBMISSION,),
    "Le public principal est l’un de ceux que l’accord cite.",
    "Vérifiez le public principal.",
    quote="Le public visé par le projet est constitué principalement des élèves des 2e, 3e et 4e"
    " degrés de l’enseignement secondaire technique et professionnel",
)
J5 = Rule(
    "J5",
    *ACCORD_18_3,
    Force.BINDING,
    (SUBMISSION,),
    "Le projet favorise les synergies et la complémentarité, ou la continuité des parcours de"
    " qualification.",
    "Cochez au moins l’un des deux et dites comment.",
    quote="Le projet doit également favoriser : 1° les synergies et la complémentarité entre les"
    " différents acteurs concernés au sein du bassin ; et/ou 2° la construction de filières"
    " garantissant la continuité des parcours de qualification",
)
J6 = Rule(
    "J6",
    Source.NOTE,
    "point 2",
    Force.NOTE,
    (SUBMISSION,),
    "Le porteur et au moins un autre partenaire.",
    "Ajoutez un partenaire.",
    quote="l’objectif est l’émergence de projets partenariaux",
)
J7 = Rule(
    "J7",
    *ACCORD_18_1,
    Force.BINDING,
    (ENDORSEMENT,),
    "Chaque pôle concerné porte le projet par consensus.",
    "Menez la proposition d’endossement à son terme dans chaque pôle.",
    quote="Il prend ses décisions par consensus.",
)
J8 = Rule(
    "J8",
    *ACCORD_18_2,
    Force.BINDING,
    (AGREEMENT,),
    "Le projet est soumis à l’accord de chaque Instance concernée.",
    "Soumettez-le à chaque Instance concernée.",
    quote="Pour obtenir le support de l’Instance bassin concernée, chaque projet est soumis par le"
    " pôle de synergies compétent à l’accord de celle-ci.",
)
J9 = Rule(
    "J9",
    *ACCORD_18_3,
    Force.RANK,
    (ORDER,),
    "Les critères de priorité 1° à 3° classent les projets, sans en exclure.",
    "Indiquez les critères de priorité que le projet remplit.",
    quote="une priorité est accordée par l’Instance bassin aux projets reposant sur",
)
J10 = Rule(
    "J10",
    Source.PRACTICE,
    "",
    Force.WARNING,
    (SUBMISSION,),
    "Le plan de financement est équilibré.",
    "Revoyez les dépenses ou les sources du plan de financement.",
)
J11 = Rule(
    "J11",
    *ACCORD_18_2,
    Force.WARNING,
    (BOOKING,),
    "Avant l’agrément, le service aide à écrire le projet, sans y passer d’autres jours.",
    "Attendez l’agrément, ou précisez qu’il s’agit d’aider à écrire.",
    quote="Pour analyser, faire émerger et accompagner le développement d’un projet, le pôle de"
    " synergies bénéficie du soutien matériel et humain de l’Instance bassin.",
)
J12 = Rule(
    "J12",
    Source.PRACTICE,
    "",
    Force.WARNING,
    (SUBMISSION,),
    "Le calendrier et le plan de financement sont là.",
    "Complétez le calendrier et le plan de financement.",
)
J13 = Rule(
    "J13",
    *ACCORD_18_4,
    Force.BINDING,
    (SUBMISSION,),
    "Un projet transversal réunit deux pôles au moins autour d’un aspect spécifique ; cette règle"
    " remplace alors J2.",
    "Choisissez les pôles concernés et l’aspect qu’ils développent ensemble.",
    quote="Plusieurs pôles de synergies d’un même bassin peuvent également se rassembler autour de"
    " projets développant un aspect spécifique",
)

RULES = (J1, J2, J3, J4, J5, J6, J7, J8, J9, J10, J11, J12, J13)
