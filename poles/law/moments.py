"""The acts at which rules are asked of a pôle, and the three groups of art. 18 § 1."""

from core.law import Moment, Source

SUBMISSION = Moment("poles.submission", "Soumettre à la plénière")
LAUNCH = Moment("poles.launch", "Lancer le pôle", by_plenary=True)
DESIGNATION = Moment("poles.designation", "Désigner les membres", by_plenary=True)
CHANGE = Moment("poles.change", "Changer la composition", by_plenary=True)
CONTINUATION = Moment("poles.continuation", "Poursuivre au-delà d’un an", by_plenary=True)
RENEWAL = Moment("poles.renewal", "Renouveler le pôle", by_plenary=True)
LIFE = Moment("poles.life", "Vie du pôle")
EXPOST_ORDER = Moment("poles.expost_order", "Commander l’évaluation ex post", by_plenary=True)
CLOSING = Moment("poles.closing", "Clôturer le dossier")

ACCORD_18_1 = (Source.ACCORD, "art. 18 § 1")
