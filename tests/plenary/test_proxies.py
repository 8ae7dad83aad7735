"""A member who does not come gives their voice to another: what is admitted, and what it does."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from actors.choices import AlternateRule, ProxyRule
from core.models import JournalEntry
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import StanceKind
from plenary.facts import link_for, voice_at, voice_of, voices
from plenary.models import Proxy
from tests.actors.factories import MandateFactory, RegulationFactory, SeatFactory
from tests.plenary.factories import ItemFactory, SittingFactory, alternate_of, seated
from tests.plenary.pages import url
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(body):
    """A règlement that admits proxies, one per holder."""
    return RegulationFactory(body=body, proxies=ProxyRule.ADMITTED, proxies_per_holder=1)


@pytest.fixture
def convened(body, rules):
    return SittingFactory(body=body, convened=True)


@pytest.fixture
def giver(body):
    return seated(body)[1]


@pytest.fixture
def holder(body):
    return seated(body)[1]


def voice(sitting, mandate):
    return next(v for v in voices(sitting) if v.mandate == mandate)


def refused_because(match, sitting, giver, holder):
    with pytest.raises(Refused, match=match):
        workflow.give_proxy(sitting, giver=giver, holder=holder)
    return Proxy.objects.filter(giver=giver).count()


def test_a_proxy_makes_its_giver_represented_and_its_holder_heard_twice(convened, giver, holder):
    workflow.give_proxy(convened, giver=giver, holder=holder)

    assert convened.attendances.get(mandate=giver).presence == "represente"
    assert voice(convened, giver).has_voice is False
    assert voice(convened, giver).proxy_to == holder
    assert voice(convened, holder).carries == (giver,)
    assert JournalEntry.objects.order_by("-seq").first().act == "plenary.donner_procuration"


def test_the_same_proxy_sent_again_writes_nothing(convened, giver, holder):
    first = workflow.give_proxy(convened, giver=giver, holder=holder)

    assert workflow.give_proxy(convened, giver=giver, holder=holder) == first
    assert JournalEntry.objects.count() == 1


def test_nothing_is_supposed_of_a_reglement_that_says_nothing(body, giver, holder):
    sitting = SittingFactory(body=body, convened=True)

    assert refused_because("à compléter d’après le règlement", sitting, giver, holder) == 0

    RegulationFactory(body=body)
    assert refused_because("à compléter d’après le règlement", sitting, giver, holder) == 0


def test_a_reglement_may_exclude_proxies(convened, rules, giver, holder):
    rules.proxies, rules.proxies_per_holder = ProxyRule.FORBIDDEN, None
    rules.save()

    assert refused_because("exclut les procurations", convened, giver, holder) == 0


def test_a_proxy_to_oneself_is_refused_in_words_and_by_the_base(convened, giver):
    assert refused_because("soi-même", convened, giver, giver) == 0

    with pytest.raises(IntegrityError):
        Proxy.objects.create(
            sitting=convened, giver=giver, holder=giver, given_at=timezone.now(), channel="page"
        )


def test_a_second_proxy_is_refused_until_the_first_is_taken_back(convened, giver, holder, body):
    other = seated(body)[1]
    workflow.give_proxy(convened, giver=giver, holder=holder)

    assert refused_because("retirez-la d’abord", convened, giver, other) == 1

    workflow.revoke_proxy(convened, giver=giver)
    workflow.give_proxy(convened, giver=giver, holder=other)
    assert voice(convened, giver).proxy_to == other


def test_somebody_who_does_not_come_holds_nothing(convened, giver, holder):
    workflow.answer_presence(convened, mandate=holder, presence="excuse")

    assert refused_because("n’a pas de voix", convened, giver, holder) == 0


def test_a_consultative_member_neither_gives_nor_holds(convened, giver, body):
    guest = MandateFactory(seat=SeatFactory(body=body, consultative=True))

    assert refused_because("voix consultative", convened, giver, guest) == 0
    assert refused_because("voix consultative", convened, guest, giver) == 0


def test_a_holder_takes_no_more_than_the_reglement_allows(convened, giver, holder, body):
    workflow.give_proxy(convened, giver=seated(body)[1], holder=holder)

    assert refused_because("le plus que permet le règlement", convened, giver, holder) == 0


def test_a_voice_received_is_not_given_again(convened, giver, holder, body):
    workflow.give_proxy(convened, giver=giver, holder=holder)

    assert refused_because("ne se confie pas à nouveau", convened, holder, seated(body)[1]) == 0
    assert refused_because("choisissez quelqu’un qui vient", convened, seated(body)[1], giver) == 0


def test_once_the_sitting_is_open_the_secretary_alone_notes_a_proxy(sitting, rules, sec, body):
    giver, holder = seated(body)[1], seated(body)[1]

    with pytest.raises(WrongState, match="dites-le au secrétariat"):
        workflow.give_proxy(sitting, giver=giver, holder=holder)
    workflow.note_proxy(sitting, giver=giver, holder=holder, by=sec)

    assert Proxy.objects.get().given_by == sec


def test_taking_a_proxy_back_leaves_its_giver_excused(convened, giver, holder):
    workflow.give_proxy(convened, giver=giver, holder=holder)

    assert workflow.revoke_proxy(convened, giver=giver) is True
    assert workflow.revoke_proxy(convened, giver=giver) is False

    assert voice(convened, giver).presence == "excuse"
    assert voice(convened, holder).carries == ()


def test_a_represented_member_says_first_that_the_proxy_ends(convened, giver, holder):
    workflow.give_proxy(convened, giver=giver, holder=holder)

    with pytest.raises(Refused, match="retirez-la, puis dites"):
        workflow.answer_presence(convened, mandate=giver, presence="present")


def test_whoever_comes_after_all_is_represented_no_more(convened, giver, holder, sec):
    workflow.give_proxy(convened, giver=giver, holder=holder)

    workflow.note_attendance(convened, by=sec, presences={giver: "present"})

    assert Proxy.objects.get().revoked_at is not None
    assert voice(convened, giver).has_voice is True


def test_a_holder_who_does_not_come_carries_nothing(convened, giver, holder, sec):
    workflow.give_proxy(convened, giver=giver, holder=holder)

    workflow.note_attendance(convened, by=sec, presences={holder: "absent"})

    assert voice(convened, holder).carries == ()
    assert voice(convened, giver).has_voice is False


def test_the_alternate_who_comes_gives_the_voice_rather_than_the_holder(convened, giver, holder):
    alternate = alternate_of(giver)[1]
    workflow.give_proxy(convened, giver=giver, holder=holder)
    assert voice(convened, alternate).has_voice is False

    workflow.answer_presence(convened, mandate=alternate, presence="present")

    assert voice(convened, alternate).has_voice is True
    assert voice(convened, holder).carries == ()


def test_an_alternate_who_comes_makes_a_proxy_useless(convened, giver, holder):
    alternate = alternate_of(giver)[1]
    workflow.answer_presence(convened, mandate=giver, presence="excuse")
    workflow.answer_presence(convened, mandate=alternate, presence="present")

    assert refused_because("pas besoin de procuration", convened, giver, holder) == 0


def test_a_reglement_may_leave_alternates_without_a_voice(convened, rules, giver, holder):
    rules.alternates = AlternateRule.NEVER
    rules.save()
    alternate = alternate_of(giver)[1]
    workflow.answer_presence(convened, mandate=giver, presence="excuse")
    workflow.answer_presence(convened, mandate=alternate, presence="present")

    assert voice(convened, alternate).has_voice is False
    workflow.give_proxy(convened, giver=giver, holder=holder)
    assert voice(convened, holder).carries == (giver,)


def test_voices_cost_the_same_for_one_proxy_and_for_five(convened, body, django_assert_num_queries):
    for count in (1, 4):
        for _n in range(count):
            workflow.give_proxy(convened, giver=seated(body)[1], holder=seated(body)[1])
        with django_assert_num_queries(1):
            assert any(v.carries for v in voices(convened))


def test_a_member_gives_a_proxy_by_the_page_and_takes_it_back(client_as, convened, member, holder):
    user, mandate = member
    client = client_as(user)
    assert "Donner procuration" in client.get(convened.get_absolute_url()).content.decode()

    client.post(url("proxy", convened.pk), {"asks": "donner", "holder": holder.pk})
    page = client.get(convened.get_absolute_url()).content.decode()
    client.post(url("proxy", convened.pk), {"asks": "retirer"})

    assert f"Vous êtes représenté·e par {holder.person}" in page
    assert voice(convened, mandate).proxy_to is None


def test_a_member_gives_a_proxy_by_the_signed_link(client, convened, giver, holder):
    home = link_for(convened, giver)
    page = client.get(f"{home}procuration/").content.decode()

    answer = client.post(
        f"{home}procuration/", {"asks": "donner", "holder": holder.pk}, follow=True
    )

    assert str(holder.person) in page
    assert answer.redirect_chain == [(home, 302)]
    assert f"Vous êtes représenté·e par {holder.person}" in answer.content.decode()
    assert Proxy.objects.get().channel == "lien"


def test_the_link_says_when_the_reglement_is_silent(client, body, giver, holder):
    sitting = SittingFactory(body=body, convened=True)
    home = link_for(sitting, giver)

    page = client.get(home).content.decode()
    answer = client.post(f"{home}procuration/", {"asks": "donner", "holder": holder.pk})

    assert "à compléter d’après le règlement d’ordre intérieur (ROI)" in page
    assert "Donner procuration…" not in page
    assert answer.status_code == 200
    assert not Proxy.objects.exists()


def test_the_secretary_notes_a_proxy_received_on_paper(client_as, convened, giver, holder, sec):
    client = client_as(sec)

    client.post(
        url("proxies", convened.pk), {"asks": "donner", "giver": giver.pk, "holder": holder.pk}
    )
    page = client.get(url("proxies", convened.pk)).content.decode()
    client.post(url("proxies", convened.pk), {"asks": "retirer", "giver": giver.pk})

    assert f"portée par {holder.person}" in page
    assert Proxy.objects.get().revoked_at is not None


def test_a_refused_proxy_keeps_what_the_secretary_chose(client_as, convened, giver, sec):
    answer = client_as(sec).post(
        url("proxies", convened.pk), {"asks": "donner", "giver": giver.pk, "holder": giver.pk}
    )

    assert answer.status_code == 422
    assert "soi-même" in answer.content.decode()
    assert answer.context["form"]["holder"].value() == str(giver.pk)


def test_the_holder_sees_whose_voice_they_carry(client_as, convened, giver, body):
    user, mandate = seated(body)
    workflow.give_proxy(convened, giver=giver, holder=mandate)

    page = client_as(user).get(convened.get_absolute_url()).content.decode()

    assert "Vous portez la voix de" in page
    assert str(giver.person) in page


def test_a_represented_member_gives_no_stance(convened, giver, holder):
    item = ItemFactory(sitting=convened)
    workflow.give_proxy(convened, giver=giver, holder=holder)

    with pytest.raises(Refused, match="représenté·e"):
        workflow.give_stance(item, mandate=giver, kind=StanceKind.FAVOURABLE)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_r23_proxies_at_the_same_instant_never_pass_the_limit(convened, holder, body):
    givers = [seated(body)[1] for _n in range(4)]

    def give():
        try:
            workflow.give_proxy(convened, giver=givers.pop(), holder=holder)
        except Refused:
            return False
        return True

    assert sorted(at_once(4, give)) == [False, False, False, True]
    assert len(voice(convened, holder).carries) == 1


def test_one_voice_read_alone_is_the_one_found_among_all(
    convened, rules, body, giver, holder, django_assert_num_queries
):
    rules.proxies_per_holder = 2
    rules.save()
    alternate = alternate_of(giver)[1]
    other, alone = seated(body)[1], seated(body)[1]
    workflow.give_proxy(convened, giver=giver, holder=holder)
    workflow.give_proxy(convened, giver=other, holder=holder)
    everybody = [giver, holder, alternate, other, alone, alternate_of(alone)[1]]
    among = voices(convened)

    for mandate in everybody:
        with django_assert_num_queries(1):
            found = voice_at(mandate.person, convened)
        assert found == voice_of(mandate.person, among)
    assert voice_at(holder.person, convened).carries == (giver, other)
