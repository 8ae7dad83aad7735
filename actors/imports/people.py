"""Who a file names: somebody who is there, somebody new, or somebody of whom one is not sure."""

from collections import defaultdict

from django.utils.translation import gettext as _

from actors.models import Organisation, Person
from core.imports.kinds import folded


class Unclear(Exception):
    """The file may mean two persons or two organisations: somebody must say which."""


class Known:
    """The persons and organisations of the house, then those that the lines read would make."""

    def __init__(self, people, organisations):
        self.by_mail, self.by_name = defaultdict(list), defaultdict(list)
        self.organisations = defaultdict(list)
        self._said = {}
        for person in people:
            self._add_person(person)
        for organisation in organisations:
            self._add_organisation(organisation)

    @classmethod
    def now(cls):
        """As the database has them: four queries, whatever the file says.

        What was merged into another is known by its old name, and is that other one.
        """
        people = Person.objects.select_related("organisation").order_by("pk")
        known = cls(people, Organisation.objects.order_by("pk"))
        merged = {"merged_into__isnull": False, "merged_into__merged_into": None}
        gone = Person._base_manager.select_related("merged_into__organisation")
        for person in gone.filter(**merged).order_by("pk"):
            known._add_person(person, stands=person.merged_into)
        gone = Organisation._base_manager.select_related("merged_into")
        for organisation in gone.filter(**merged).order_by("pk"):
            known._add_organisation(organisation, stands=organisation.merged_into)
        return known

    # ── Persons and organisations that a file lists ─────────────────────────────────────────────

    def said(self, row) -> tuple | None:
        """(number of the line, the row as it says it) that makes or replaces this row."""
        return self._said.get(_key(row))

    def take(self, row, line, new=None):
        """This line makes `row`, or replaces it by `new`: the next lines know it."""
        known = row if new is None else new
        self._said[_key(row)] = self._said[_key(known)] = (line.number, known)
        if isinstance(known, Person):
            self._add_person(known)
        else:
            self._add_organisation(known)

    def organisations_like(self, organisation) -> list[Organisation]:
        """Whoever has its name or its initials; the one that has its very name stands first."""
        name = folded(organisation.name_fr)
        found = [*self.organisations[name], *self.organisations[folded(organisation.short)]]
        found = {id(one): one for one in found}.values()
        return sorted(found, key=lambda one: folded(one.name_fr) != name)

    def people_like(self, person) -> list[Person]:
        """Whoever has its address; else its name, in the same organisation or in none."""
        if person.email and (found := self.by_mail[person.email.casefold()]):
            same = [one for one in found if _name(one) == _name(person)]
            return same or found
        found, asked = self.by_name[_name(person)], person.organisation
        return [
            one
            for one in found
            if one.organisation is None or asked is None or _same(one.organisation, asked)
        ]

    def organisation_named(self, name) -> Organisation | None:
        """The one that a file names by its name or its initials, new when nobody has it.

        Raises Unclear.
        """
        if not name:
            return None
        found = self.organisations[folded(name)]
        if len(found) > 1:
            words = {"name": name, "found": ", ".join(str(o) for o in found[:5])}
            raise Unclear(_("« %(name)s » peut être %(found)s : écrivez le nom entier.") % words)
        return found[0] if found else Organisation(name_fr=name)

    def keep_organisation(self, organisation) -> tuple[str, ...]:
        """What the line makes beside what it is about, in words; the next lines know it."""
        if organisation is None or not _is_new(
            organisation, self.organisations[folded(organisation.name_fr)]
        ):
            return ()
        self._add_organisation(organisation)
        return (_("Crée aussi l’organisation %(name)s.") % {"name": organisation},)

    # ── The persons of mandates ─────────────────────────────────────────────────────────────────

    def settle(self, mandate, line):
        """Gives the mandate its person and its organisation. Raises Unclear or ValidationError."""
        organisation = self.organisation_named(line["organisation"])
        person = self._person(line) or Person(
            first_name=line["first_name"],
            last_name=line["last_name"],
            email=line["email"],
            position=line["position"],
            organisation=organisation,
        )
        for row in (person, organisation):
            if row is not None and row.pk is None:
                row.clean_fields(exclude=["organisation"])
        mandate.person = person
        mandate.organisation = organisation or person.organisation

    def keep(self, mandate) -> tuple[str, ...]:
        """What the line makes beside its mandate, in words; the next lines know it."""
        words, person = (), mandate.person
        if _is_new(person, self.by_name[_name(person)]):
            self._add_person(person)
            words = (_("Crée aussi la personne %(name)s.") % {"name": person},)
        return words + self.keep_organisation(mandate.organisation)

    def _add_person(self, person, stands=None):
        """`stands`: whoever this one was merged into, who is known by this name too."""
        _join(self.by_name[_name(person)], stands or person)
        if person.email:
            _join(self.by_mail[person.email.casefold()], stands or person)

    def _add_organisation(self, organisation, stands=None):
        for name in {folded(organisation.name_fr), folded(organisation.short)} - {""}:
            _join(self.organisations[name], stands or organisation)

    def _person(self, line):
        asked = folded(f"{line['first_name']} {line['last_name']}")
        mail = line["email"].casefold()
        words = {"name": f"{line['first_name']} {line['last_name']}", "mail": line["email"]}
        if mail and (known := self.by_mail[mail]):
            same = [person for person in known if _name(person) == asked]
            if not same:
                words["other"] = known[0]
                raise Unclear(
                    _("%(mail)s est l’adresse de %(other)s : corrigez le nom ou l’adresse.") % words
                )
            return same[0]
        found = self.by_name[asked]
        if len(found) > 1:
            raise Unclear(
                _("Plusieurs personnes s’appellent %(name)s : donnez l’adresse de l’une d’elles.")
                % words
            )
        if found and mail and found[0].email:
            raise Unclear(
                _(
                    "%(name)s est déjà dans la liste avec une autre adresse : corrigez l’adresse,"
                    " ou ajoutez d’abord cet homonyme à la liste."
                )
                % words
            )
        return found[0] if found else None


def _is_new(row, known):
    """Neither in the database, nor made by a line before."""
    return row.pk is None and not any(other is row for other in known)


def _join(found, row):
    """Once, under a name that several of its records had."""
    if not any(_same(one, row) for one in found):
        found.append(row)


def _key(row):
    return (type(row), row.pk) if row.pk else id(row)


def _same(one, other):
    return one is other or (one.pk is not None and one.pk == other.pk)


def _name(person):
    return folded(f"{person.first_name} {person.last_name}")
