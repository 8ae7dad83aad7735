"""The pôles of the demonstration: the two of the note, and one in every state of life.

The past comes in by reprise, as it would in a real bassin; the present by the acts of each role.
"""

from datetime import time, timedelta

from django.db import transaction

from actors.models import Bassin, Body, Capacity, Mandate, Person
from core.clock import today
from core.deadlines import months_after, months_before, term_limit
from ibefe.demo.calls import care_call, substitute_of, vacancy_call
from ibefe.demo.history import History, thursday
from ibefe.demo.sittings import two_past_sittings
from ibefe.demo.texts import CARE, HVAC, OTHERS
from ibefe.demo.together import together
from plenary import workflow as plenary
from plenary.choices import StanceKind
from plenary.facts import waiting_in
from plenary.models import Sitting
from poles import workflow as poles
from poles.models import (
    MemberProposal,
    Membership,
    Occupation,
    Pole,
    PoleRequest,
    ServiceDays,
    Theme,
)

DAY = timedelta(days=1)
CANDIDATES = {
    "A": (("pole", "institutionnel"), ("pole2", "institutionnel"), ("pole3", "terrain")),
    "B": (("pole4", "institutionnel"), ("pole5", "terrain"), ("pole8", "institutionnel")),
    "C": (("pole6", "terrain"), ("pole7", "terrain")),
}


def load():
    """Everything in one transaction, once: a second run finds the pôles of the note and stops."""
    if Pole.objects.filter(title=HVAC["title"], bassin__code="BXL").exists():
        return
    with transaction.atomic():
        Scenario().play()


class Scenario:
    """Brussels on the day the demonstration is loaded."""

    def __init__(self):
        self.bassin = Bassin.objects.get(code="BXL")
        self.body = Body.objects.get(bassin=self.bassin)
        self.on = today()
        self.service = self.user("service")
        self.second = self.user("mission2")
        self.secretary = self.user("secretariat")
        self.chair = self.user("presidence")
        self.porteur = self.user("porteur")
        self.past = History(self.body, secretary=self.secretary, chair=self.chair)

    @staticmethod
    def user(key):
        return Person.objects.get(email=f"{key}@demo.ibefe.example").user

    def play(self):
        for year in (self.on.year - 1, self.on.year, self.on.year + 1):
            Capacity.objects.get_or_create(bassin=self.bassin, year=year, defaults={"days": 220})
        self.hvac()
        self.renovation()
        self.logistique()
        self.spectacle()
        self.ended("horeca", months=40, closed=False)
        self.ended("impression", months=70, closed=True)
        self.refused()
        self.requests()
        self.drafts()
        renovation = Pole.objects.get(title=OTHERS["renovation"][0], bassin=self.bassin)
        together(hvac=self.hvac_pole, renovation=renovation, by=self.service, on=self.on)
        two_past_sittings(
            self.body,
            on=self.on,
            secretary=self.secretary,
            chair=self.chair,
            member=self.user("membre"),
        )
        self.today_in_session()
        self.next_sitting()
        self.calls()
        for on in (self.on - 120 * DAY, self.on):
            poles.issue_statement(self.hvac_pole, on=on, by=self.service)

    @property
    def next_thursday(self):
        return thursday(self.on + 14 * DAY)

    # ── Helpers ─────────────────────────────────────────────────────────────────────────────────

    def theme(self, name, kind, year, codes=()):
        theme, _made = Theme.objects.get_or_create(
            bassin=self.bassin,
            name=name,
            year=year,
            defaults={"kind": kind, "identified_by": "Thématique commune (démonstration)"},
        )
        theme.occupations.set(Occupation.objects.filter(rome_version="3.47", code__in=codes))
        return theme

    def fiche(self, key=None, *, by=None, days=30, **fields):
        """A complete fiche of one of the other pôles, submitted to the plenary."""
        if key:
            name, kind, year = OTHERS[key]
            fields = {
                "title": name,
                "theme": self.theme(name, kind, year),
                "problem": f"Texte inventé. {name} : les opérateurs du bassin se connaissent mal,"
                " les parcours se répètent et les entreprises ne trouvent pas les profils qu’elles"
                " cherchent.",
                "evidence": "Chiffres inventés pour la démonstration.",
                "priorities": ["rapport"],
                "objectives": "Un diagnostic partagé et deux projets pilotes.",
                "actors_a": "Entreprises et partenaires sociaux du secteur.",
                "actors_b": "Actiris, Bruxelles Formation.",
                "actors_c": "Écoles du qualifiant.",
                "calendar": "Diagnostic en six mois.",
                **fields,
            }
        by = by or self.service
        fields = {"origin": "service", "rhythm": "tous les deux mois", **fields}
        pole = Pole(
            bassin=self.bassin,
            lead=by.person,
            days_asked=days,
            expost_planned_on=months_after(self.on, 30),
            expost_budget=18000,
            **fields,
        )
        return poles.create(pole, by=by)

    def propose(self, pole, groups="ABC", most=3):
        """Candidates of each group, proposed by the service. Gives their keys."""
        made = []
        for letter in groups:
            for key, presence in CANDIDATES[letter][:most]:
                person = Person.objects.get(email=f"{key}@demo.ibefe.example")
                proposal = MemberProposal(
                    pole=pole,
                    person=person,
                    organisation=person.organisation,
                    category=letter,
                    presence=presence,
                    active_on_territory=True,
                    competent=True,
                    competence="Travaille chaque jour dans ce métier (inventé).",
                )
                made.append(poles.propose(proposal, by=self.service).pk)
        return made

    def begun(self, pole, *, starts_on, ends_on=None, groups="ABC", most=2, stand_in=False):
        """A pôle that the plenary launched and whose members it designated, in the past."""
        poles.submit(pole, by=self.service)
        self.past.launch(pole, on=starts_on - 100 * DAY, days=pole.days_asked)
        accepted = self.propose(pole, groups, most)
        if stand_in:
            first = MemberProposal.objects.get(pk=accepted[0])
            accepted.append(substitute_of(first, by=self.service))
        self.past.designate(
            pole,
            on=starts_on - 7 * DAY,
            accepted=accepted,
            starts_on=starts_on,
            ends_on=ends_on or term_limit(starts_on),
        )
        return pole

    # ── The pôles ───────────────────────────────────────────────────────────────────────────────

    def hvac(self):
        """En cours, 114 days before its end: category C is empty, the evaluation is closed."""
        theme = self.theme(HVAC["title"], "metier", 2023, ("I1306", "I1308", "F1603"))
        ends_on = self.on + 113 * DAY
        starts_on = months_before(ends_on + DAY, 36)
        pole = self.fiche(days=40, theme=theme, **HVAC)
        self.begun(pole, starts_on=starts_on, ends_on=min(ends_on, term_limit(starts_on)), most=3)
        self.past.modalities(pole, on=months_after(starts_on, 2), rhythm="tous les deux mois")
        self.past.go_on(pole, on=months_after(starts_on, 11))
        for membership in pole.memberships.filter(category="C").order_by("pk"):
            poles.record_resignation(
                membership, by=self.service, on=self.on - 80 * DAY, detail="Autre fonction"
            )
        self.past.evaluate(pole, by=self.service, closed_on=self.on - 20 * DAY)
        guest = Person.objects.get(email="invite@demo.ibefe.example")
        poles.admit_guest(
            Membership(
                pole=pole,
                person=guest,
                organisation=guest.organisation,
                is_guest=True,
                presence="institutionnel",
                starts_on=self.on - 200 * DAY,
            ),
            by=self.service,
        )
        self.days_used(pole)
        self.hvac_pole = pole

    def days_used(self, pole):
        """Monthly entries of the service for the months of this year that are over."""
        for month in range(1, self.on.month):
            poles.enter_days(
                ServiceDays(
                    pole=pole, month=self.on.replace(month=month, day=1), days=2 + month % 3
                ),
                by=self.service,
                base_version=0,
            )

    def renovation(self):
        """En cours, term 2: renewed after an evaluation that the plenary had examined."""
        starts_on = months_before(self.on, 58)
        pole = self.begun(self.fiche("renovation", days=35), starts_on=starts_on, stand_in=True)
        self.past.go_on(pole, on=months_after(starts_on, 11))
        end = term_limit(starts_on)
        self.past.evaluate(
            pole, by=self.service, closed_on=end - 90 * DAY, examined_on=end - 60 * DAY
        )
        self.past.renew(pole, on=end - 30 * DAY, starts_on=end + DAY)

    def logistique(self):
        """Décision d’un an attendue: thirteen months and no continuation."""
        pole = self.fiche("logistique", by=self.second, days=25)
        self.begun(pole, starts_on=months_before(self.on, 13))

    def spectacle(self):
        """Échu: the term ended forty days ago and nothing was decided."""
        end = self.on - 40 * DAY
        starts_on = months_before(end + DAY, 36)
        pole = self.begun(
            self.fiche("spectacle", by=self.second, days=20), starts_on=starts_on, ends_on=end
        )
        self.past.go_on(pole, on=months_after(starts_on, 12) - 10 * DAY)

    def ended(self, key, *, months, closed):
        """Terminé: stopped by the plenary. Clôturé: its file was closed too."""
        starts_on = months_before(self.on, months)
        pole = self.begun(self.fiche(key, days=15), starts_on=starts_on)
        self.past.stop(pole, on=months_after(starts_on, 20))
        if closed:
            poles.close_file(pole, by=self.service)

    def refused(self):
        """Non retenu: the plenary said no, with its reason."""
        pole = self.fiche("numerique", by=self.second)
        poles.submit(pole, by=self.second)
        self.past.refuse(
            pole,
            on=self.on - 45 * DAY,
            motivation="Deux centres de compétences travaillent déjà sur ce métier ; la plénière"
            " demande d’abord leur avis.",
        )

    def requests(self):
        """One demande that became a fiche, one that waits, one that was declined."""
        care = poles.request_pole(
            PoleRequest(
                bassin=self.bassin,
                person=self.porteur.person,
                organisation="Clim’Avenir ASBL",
                title=CARE["title"],
                problem=CARE["problem"],
                expected=CARE["objectives"],
                theme=self.theme(
                    CARE["title"], "secteur", 2023, ("K1302", "K1304", "K1305", "J1501")
                ),
            ),
            by=self.porteur,
        )
        pole = poles.accept_request(care, by=self.service)
        for name, value in CARE.items():
            setattr(pole, name, value)
        pole.days_asked, pole.expost_budget = 30, 15000
        pole.expost_planned_on = months_after(self.on, 34)
        poles.edit(pole, by=self.service, base_version=pole.version)
        poles.submit(pole, by=self.service)
        self.past.launch(pole, on=self.on - 52 * DAY, days=pole.days_asked)
        self.propose(pole, "ABC", 2)
        self.care = pole
        poles.request_pole(
            PoleRequest(
                bassin=self.bassin,
                person=self.porteur.person,
                organisation="Clim’Avenir ASBL",
                title="Les écoles ne trouvent pas de stages en pompes à chaleur",
                problem="Douze classes cherchent une place chaque printemps ; quatre la trouvent."
                " Les entreprises disent oui, puis n’ont personne pour encadrer (inventé).",
                audience="Les élèves de sixième et de septième technique, leurs professeurs.",
                partners="Deux écoles, un centre de formation, trois installateurs.",
                expected="Un calendrier commun des stages et des tuteurs formés.",
            ),
            by=self.porteur,
        )
        declined = poles.request_pole(
            PoleRequest(
                bassin=self.bassin,
                person=self.porteur.person,
                title="Un salon de l’emploi pour le froid",
                problem="Il n’existe pas de salon propre au métier à Bruxelles (inventé).",
            ),
            by=self.porteur,
        )
        poles.decline_request(
            declined,
            by=self.service,
            reason="Un événement isolé n’est pas un pôle de synergie. Le pôle Technicien·ne en HVAC"
            " peut en porter l’idée : parlez-en à Samira Benali.",
        )

    def drafts(self):
        """En préparation, soumis avec une dérogation à demander, abandonné."""
        name, kind, year = OTHERS["petite_enfance"]
        self.fiche(by=self.second, days=None, title=name, theme=self.theme(name, kind, year))
        self.mobility = self.fiche("mobilite", by=self.second, priorities=[])
        poles.submit(self.mobility, by=self.second)
        given_up = self.fiche(by=self.second, title="Passerelles en coiffure")
        poles.abandon(
            given_up, by=self.second, reason="Une autre instance suit déjà cette question."
        )

    def calls(self):
        """« Aide à la personne » seeks members; a group of « HVAC » is empty."""
        care_call(self.care, by=self.service, on=self.on, designation_on=self.next_thursday)
        vacancy_call(self.hvac_pole, by=self.service, on=self.on)

    # ── The sittings ────────────────────────────────────────────────────────────────────────────

    def sitting(self, on, number, *subjects):
        sitting = plenary.prepare(
            Sitting(
                body=self.body,
                on=on,
                number=number,
                starts_at=time(9, 30),
                place="Actiris, avenue de l’Astronomie 14, 1210 Bruxelles",
            ),
            by=self.secretary,
        )
        for waiting in waiting_in(self.bassin, on=self.on):
            if (waiting.kind.value, waiting.pole) in subjects:
                item = plenary.from_fact(waiting, body=self.body)
                plenary.put_on(sitting, item, by=self.secretary)
        plenary.convene(sitting, by=self.secretary)
        return sitting

    def today_in_session(self):
        """A sitting in session today: the evaluation of HVAC is examined, a launch is debated."""
        sitting = self.sitting(
            self.on, 61, ("evaluation", self.hvac_pole), ("lancement", self.mobility)
        )
        self.stances(sitting, "lancement", favourable=7, reserved=2, against=1)
        plenary.open_sitting(sitting, by=self.secretary)

    def next_sitting(self):
        """A sitting to come, convened: members of « Aide à la personne » are to be designated."""
        logistics = Pole.objects.get(title=OTHERS["logistique"][0], bassin=self.bassin)
        sitting = self.sitting(
            self.next_thursday, 62, ("designation", self.care), ("poursuite", logistics)
        )
        self.stances(sitting, "designation", favourable=4, reserved=1, against=0)

    def stances(self, sitting, kind, *, favourable, reserved, against):
        """Some members have given their opinion; the demonstration's own member has not yet."""
        item = sitting.items.get(kind=kind)
        mine = self.user("membre").person
        mandates = iter(
            Mandate.objects.filter(seat__body=self.body, seat__consultative=False)
            .exclude(seat__group="presidence")
            .exclude(person=mine)
            .order_by("pk")
        )
        given = (
            [(StanceKind.FAVOURABLE, "")] * favourable
            + [(StanceKind.RESERVED, "Veillons aux heures déjà promises aux écoles.")] * reserved
            + [(StanceKind.UNFAVOURABLE, "Le service n’a pas les jours pour un pôle de plus.")]
            * against
        )
        for (stance, reason), mandate in zip(given, mandates, strict=False):
            plenary.give_stance(
                item, mandate=mandate, kind=stance, reason=reason, by=mandate.person.user
            )
