"""Two wordings compared word by word: nothing is lost, nothing is invented."""

from hypothesis import given
from hypothesis import strategies as st

from core.compared import compared

WORDS = st.lists(st.sampled_from("un deux trois, quatre. cinq".split())).map(" ".join)


def test_what_went_stands_before_what_came():
    pieces = compared("dès le 1er janvier 2027", "à l’essai le 1er février 2027")

    assert [(p.kind, p.text) for p in pieces] == [
        ("del", "dès "),
        ("ins", "à l’essai "),
        ("same", "le 1er "),
        ("del", "janvier "),
        ("ins", "février "),
        ("same", "2027"),
    ]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_back(before, after):
    pieces = compared(before, after)

    assert "".join(p.text for p in pieces if p.kind != "del").split() == after.split()
    assert "".join(p.text for p in pieces if p.kind != "ins").split() == before.split()
