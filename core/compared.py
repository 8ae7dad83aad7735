"""Two wordings of one text, compared word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A run of words that both texts hold (`same`), or that one of them alone holds."""

    text: str
    kind: str


def compared(before: str, after: str) -> list[Piece]:
    """The pieces of the later text in its order; what went stands where it was, before what came.

    `same` and `ins` give the later text back, `same` and `del` the earlier one, spaces aside.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    bare = [word.strip() for word in old], [word.strip() for word in new]
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("".join(new[j1:j2]), "same"))
            continue
        if i2 > i1:
            found.append(Piece("".join(old[i1:i2]), "del"))
        if j2 > j1:
            found.append(Piece("".join(new[j1:j2]), "ins"))
    return [_apart(piece) for piece in found[:-1]] + found[-1:]


def _apart(piece):
    """The last word of a text had no space after it: what follows must not stick to it."""
    return piece if piece.text[-1].isspace() else Piece(f"{piece.text} ", piece.kind)
