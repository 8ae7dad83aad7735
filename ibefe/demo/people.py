"""The people of the demonstration, all invented: one login per role."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from actors.choices import Rank, StaffRole
from actors.imports import ORGANISATIONS, import_organisations
from actors.models import Bassin, Mandate, Organisation, Person, Seat, StaffAssignment, User
from core import imports
from core.clock import today
from core.deadlines import anniversary
from core.models import ImportBatch
from poles.imports import import_rome

OPEN_SESAME = "demonstration-2026"


@dataclass(frozen=True)
class Login:
    """One line of the sign-in page of the demonstration."""

    email: str
    name: str
    role: str


@dataclass(frozen=True)
class Somebody:
    """An invented person: login name, first and last name, organisation, what they are."""

    key: str
    first: str
    last: str
    organisation: str = ""
    role: str = ""

    @property
    def email(self):
        return f"{self.key}@demo.ibefe.example"


SERVICE = (
    (Somebody("service", "Samira", "Benali", role="chargée de mission"), (StaffRole.OFFICER,)),
    (Somebody("mission2", "Thomas", "Lejeune"), (StaffRole.OFFICER,)),
    (
        Somebody("secretariat", "Nathalie", "Wouters", role="secrétariat de la plénière"),
        (StaffRole.SECRETARY,),
    ),
    (
        Somebody("coordination", "Marc", "Deneyer", role="coordination du service"),
        (StaffRole.COORDINATION,),
    ),
    (Somebody("admin", "Inès", "Moreau", role="administration"), (StaffRole.ADMIN,)),
)
CHAIR = Somebody("presidence", "Anne", "Verstraete", "", "présidente de la plénière")
PLENARY = (
    Somebody("membre", "Karim", "Ouali", "CSC Bruxelles", "membre de la plénière"),
    Somebody("plenum2", "Isabelle", "Fontaine", "BECI"),
    Somebody("plenum3", "Joris", "Claes", "UCM"),
    Somebody("plenum4", "Leïla", "Haddad", "FGTB Bruxelles"),
    Somebody("plenum5", "Philippe", "Marchal", "CGSLB Bruxelles"),
    Somebody("plenum6", "Sophie", "Renard", "Embuild Brussels"),
    Somebody("plenum7", "Amélie", "Bodart", "Bruxeo"),
    Somebody("plenum8", "Olivier", "Tshimanga", "Bruxelles Formation"),
    Somebody("plenum9", "Hélène", "Dumont", "Actiris"),
    Somebody("plenum10", "Wim", "Peeters", "VDAB Brussel"),
    Somebody("plenum11", "Fatou", "Diallo", "Service formation PME"),
    Somebody("plenum12", "Benoît", "Gérard", "efp – formation en alternance"),
    Somebody("plenum13", "Caroline", "Lambert", "Wallonie-Bruxelles Enseignement"),
    Somebody("plenum14", "Michel", "Dubois", "Secrétariat général de l'Enseignement catholique"),
    Somebody(
        "plenum15",
        "Nadia",
        "El Amrani",
        "Fédération des Établissements libres subventionnés indépendants",
    ),
)
POLE_PEOPLE = (
    Somebody("pole", "Bruno", "Delacroix", "Techlink", "membre d’un pôle"),
    Somebody("pole2", "Fatima", "Zerrouki", "CSC Bruxelles"),
    Somebody("pole3", "Kevin", "Maes", "Thermo Senne SRL"),
    Somebody("pole4", "Ismaël", "Lahlou", "Bruxelles Formation"),
    Somebody("pole5", "Sofie", "Janssens", "Construcity.brussels"),
    Somebody("pole6", "Yvan", "Lacroix", "Institut technique du Canal"),
    Somebody("pole7", "Claire", "Mertens", "École de promotion sociale des Quais"),
    Somebody("pole8", "Julie", "Servais", "Actiris"),
    Somebody("invite", "Pascale", "Noël", "Haute École de la Senne", "invitée d’un pôle"),
)
PORTEUR = Somebody("porteur", "Luc", "Vandeputte", "Clim’Avenir ASBL", "porteur de projet")
LIEGE = Somebody("liege", "Élodie", "Crahay", "", "service d’un autre bassin (Liège)")
INVENTED = (
    ("Thermo Senne SRL", "Entreprise", "A", "privé", False),
    ("Institut technique du Canal", "Enseignement qualifiant", "C", "public", False),
    ("École de promotion sociale des Quais", "Enseignement pour adultes", "C", "public", False),
    ("Haute École de la Senne", "Enseignement supérieur", "", "public", True),
    ("Clim’Avenir ASBL", "Association", "", "associatif", False),
)


# A file that waits for somebody: a line to create, one that is there, one that meets another.
TO_IMPORT = """Nom;Sigle;Statut;Nature;Bassin
Atelier du canal (fictif);ADC;associatif;Centre de formation;BXL
Bruxelles Formation;BF;public;;BXL
Formation pour toutes (fictif);BF;associatif;Association;BXL
Sans statut connu (fictif);;semi-public;;BXL
"""


def load():
    """Makes organisations, persons, accounts, functions and mandates; safe twice."""
    import_organisations(settings.BASE_DIR / "actors" / "data" / "organisations.csv")
    import_rome([settings.BASE_DIR / "poles" / "data" / "rome_demo.csv"], version="3.47")
    bruxelles = Bassin.objects.get(code="BXL")
    if not bruxelles.mailbox:
        bruxelles.letterhead = (
            "IBEFE Bruxelles\nAdresse inventée pour la démonstration\n1000 Bruxelles"
        )
        bruxelles.reply_address = bruxelles.mailbox = "service@demo.ibefe.example"
        bruxelles.save()
    for name, nature, category, sector, higher in INVENTED:
        Organisation.objects.get_or_create(
            name_fr=name,
            defaults={
                "subcategory": nature,
                "category": category,
                "sector": sector,
                "bassin": bruxelles,
                "is_higher_education": higher,
                "is_fictive": True,
            },
        )
    Organisation.objects.get_or_create(
        name_fr="Clim Avenir (asbl)",
        defaults={"subcategory": "Association", "bassin": bruxelles, "is_fictive": True},
    )
    Person.objects.get_or_create(
        first_name="Luc",
        last_name="VANDEPUTTE",
        defaults={
            "organisation": Organisation.objects.get(name_fr="Clim Avenir (asbl)"),
            "position": "Directeur",
            "is_fictive": True,
        },
    )
    since = anniversary(today(), -4)
    for somebody, roles in SERVICE:
        staff(somebody, roles, bruxelles, since)
    staff(LIEGE, (StaffRole.OFFICER,), Bassin.objects.get(code="LG"), since)
    User.objects.filter(email__startswith="admin@demo").update(is_staff=True, is_superuser=True)
    seat_plenary(bruxelles, since)
    for somebody in (*POLE_PEOPLE, PORTEUR):
        person(somebody)
    if not ImportBatch.objects.exists():
        upload = SimpleUploadedFile("associations.csv", TO_IMPORT.encode())
        officer = User.objects.get(email=SERVICE[0][0].email)
        imports.receive(ORGANISATIONS, bruxelles.code, upload, by=officer)


def person(somebody, *, account=True) -> Person:
    """The person of this key, with a verified account, made once."""
    known = Person.objects.filter(email=somebody.email).select_related("user").first()
    if known:
        return known
    user = None
    if account:
        user = User.objects.create_user(somebody.email, OPEN_SESAME)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return Person.objects.create(
        user=user,
        first_name=somebody.first,
        last_name=somebody.last,
        email=somebody.email,
        organisation=Organisation.objects.filter(name_fr=somebody.organisation).first(),
        is_fictive=True,
    )


def staff(somebody, roles, bassin, since):
    who = person(somebody)
    for role in roles:
        StaffAssignment.objects.get_or_create(
            bassin=bassin, person=who, role=role, defaults={"starts_on": since}
        )


def seat_plenary(bassin, since):
    """The chair and fifteen members; some seats stay vacant, as in life."""
    seats = Seat.objects.filter(body__bassin=bassin).order_by("code")
    chair = seats.filter(group="presidence").first()
    give(chair, person(CHAIR), since)
    free = {
        "A": list(seats.filter(group="sociaux")),
        "B": list(seats.filter(group="formation_emploi")),
        "C": list(seats.filter(group="enseignement")),
    }
    for somebody in PLENARY:
        who = person(somebody)
        group = free[who.organisation.category]
        if group:
            give(group.pop(0), who, since)


def give(seat, who, since):
    Mandate.objects.get_or_create(
        seat=seat,
        person=who,
        rank=Rank.EFFECTIVE,
        defaults={
            "starts_on": max(since, seat.starts_on),
            "organisation": who.organisation,
            "source": "Démonstration",
        },
    )


def logins() -> list[Login]:
    """One login per role, in the order of the chain."""
    people = [
        PORTEUR,
        *(s for s, _roles in SERVICE),
        CHAIR,
        *PLENARY,
        *POLE_PEOPLE,
        LIEGE,
    ]
    return [Login(s.email, f"{s.first} {s.last}", s.role) for s in people if s.role]
