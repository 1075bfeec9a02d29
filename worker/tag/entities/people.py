"""What no person's name holds: a blessing after it, another person after "and".

A model that decides word by word may run on: عمر بن الخطاب رضي الله عنه, ميركل وهولاند.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from worker.resources import read_table
from worker.tag.entities.lexicon import Lexicon
from worker.tag.entities.tagger import Tagged
from worker.text.fold import fold

BLESSINGS = "ar/blessings.tsv"
_AND = "و"


@cache
def _blessings() -> frozenset[tuple[str, str]]:
    return frozenset((fold(verb), fold(subject)) for verb, subject in read_table(BLESSINGS))


def parted(folded: Sequence[str], names: Iterable[Tagged], lexicon: Lexicon) -> Iterator[Tagged]:
    """`names`, those of people without blessings and one by one; `folded` are the words of the text."""
    for name in names:
        if name.type != "PER":
            yield name
            continue
        end = _blessing(folded, name)
        for first, stop in pairwise([name.first, *_others(folded, name.first + 1, end, lexicon), end]):
            if first < stop:
                yield name._replace(first=first, end=stop)


def _blessing(folded: Sequence[str], name: Tagged) -> int:
    """Where a blessing begins in the name, else its end."""
    pairs = ((at, folded[at : at + 2]) for at in range(name.first, name.end))
    return next((at for at, pair in pairs if tuple(pair) in _blessings()), name.end)


def _others(folded: Sequence[str], first: int, end: int, lexicon: Lexicon) -> Iterator[int]:
    """Words that begin with the conjunction: another person's first name. وجدي is a name as it stands."""
    for at in range(first, end):
        if lexicon.split(folded[at]).proclitic == _AND and not lexicon.is_name(folded[at]):
            yield at
