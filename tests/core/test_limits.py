"""How often one address may act without an account."""

import time_machine

from core.limits import HOUR, is_too_often


def test_an_address_is_told_to_wait_and_welcome_again_an_hour_later(rf):
    asks = rf.post("/", REMOTE_ADDR="198.51.100.1")
    other = rf.post("/", REMOTE_ADDR="198.51.100.2")

    with time_machine.travel(1_800_000_000, tick=False) as clock:
        told = [is_too_often(asks, "essai", most=2) for _time in range(3)]
        elsewhere = is_too_often(other, "essai", most=2)
        clock.shift(HOUR + 1)
        later = is_too_often(asks, "essai", most=2)

    assert told == [False, False, True]
    assert not elsewhere
    assert not later
