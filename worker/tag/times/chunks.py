"""From tokens to chunks: runs of neighbouring tokens that the lexicon knows and that may hold a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from worker.tag.times.alphabet import Item, code
from worker.tag.times.lexicon import Lexicon, Phrase, lexicon
from worker.tag.times.numerals import compose
from worker.tag.times.pieces import Piece, Word, strong, vocabulary
from worker.text.tokens import TokenTable

Chunk = list[Item]  # its first and last items are the context: WORD, THEWORD or STOP


def chunks(text: str, tokens: TokenTable, spans: Iterable[range], language: str) -> Iterator[Chunk]:
    """The chunks among the tokens of `spans`, each a stretch that no expression crosses. Linear."""
    words, known = vocabulary(language), lexicon(language)
    for span in spans:
        row = words.of(tokens.words[span.start : span.stop])
        reader = _Reader(text, tokens, known, row, span.start)
        for run in _runs(row, reader):
            for found in _grouped(reader.symbols(run)):
                items = compose(found)
                if strong().search("".join([item.code for item in items])):
                    yield items


def _runs(row: list[Word], reader: _Reader) -> Iterator[range]:
    """Maximal runs of known tokens with a strong one among them. A token is looked at twice at most."""
    end = 0
    for i in [i for i, word in enumerate(row) if word.strong or word.may_be]:
        if i >= end and (row[i].strong or reader.is_strong(i)):
            start, done = i, end
            while start > done and row[start - 1].pieces:
                start -= 1
            end = start
            while end < len(row) and row[end].pieces:
                end += reader.width(end)
            yield range(start, end)


def _grouped(symbols: Iterable[Item | str]) -> Iterator[Chunk]:
    """Items between two contexts."""
    left, items = "STOP", list[Item]()
    for symbol in symbols:
        if isinstance(symbol, Item):
            if symbol.code != code("SKIP"):
                items.append(symbol)
            continue
        if items:
            yield _framed(items, left, symbol)
        left, items = symbol, []
    if items:
        yield _framed(items, left, "STOP")


def _framed(items: list[Item], left: str, right: str) -> Chunk:
    first, last = items[0].start, items[-1].end
    return [Item(code(left), {}, first, first), *items, Item(code(right), {}, last, last)]


@dataclass(frozen=True, slots=True)
class _Reader:
    """The tokens of one span (`row`, the first of them token number `offset`) as symbols of the grammar."""

    text: str
    tokens: TokenTable
    lexicon: Lexicon
    row: list[Word]
    offset: int

    def is_strong(self, i: int) -> bool:
        """Whether a token that may be strong is: a mark between known tokens, a word that begins a phrase or year."""
        last = self.row[i].pieces[-1]
        if last.code and not last.folded.isalnum():
            return 0 < i < len(self.row) - 1 and bool(self.row[i - 1].pieces) and bool(self.row[i + 1].pieces)
        return "num" in last.slots or self._phrase(i) is not None

    def width(self, i: int) -> int:
        """How many tokens are read as one at token i: those of a phrase, or one."""
        phrase = self._phrase(i)
        return 1 + len(phrase.rest) if phrase else 1

    def symbols(self, run: range) -> Iterator[Item | str]:
        """Items, and where they stop the name of the context that stops them."""
        yield self._context(run.start - 1)
        i = run.start
        while i < run.stop:
            start = self.tokens.start[self.offset + i]
            if i > run.start and "\n" in self.text[self.tokens.end[self.offset + i - 1] : start]:
                yield "STOP"
            *first, last = self.row[i].pieces
            for piece in first:
                yield self._symbol(piece, start)
            phrase = self._phrase(i)
            if phrase is None:
                yield self._stopping(self._symbol(last, start))
                i += 1
            else:
                i += 1 + len(phrase.rest)
                yield Item(*phrase.entry, start + last.start, self.tokens.end[self.offset + i - 1])
        yield self._context(i)

    def _symbol(self, piece: Piece, start: int) -> Item | str:
        if piece.code:
            return Item(piece.code, piece.slots, start + piece.start, start + piece.end)
        return self.lexicon.context(piece.folded)

    def _stopping(self, symbol: Item | str) -> Item | str:
        """A full stop with nothing right after it ends the chunk."""
        if (
            isinstance(symbol, Item)
            and symbol.code == code("DOT")
            and not self.text[symbol.end : symbol.end + 1].isalnum()
        ):
            return "STOP"
        return symbol

    def _phrase(self, i: int) -> Phrase | None:
        """The longest phrase that begins at token i."""
        folded, first = self.tokens.folded, self.offset + i + 1
        for phrase in self.row[i].phrases:
            last = first + len(phrase.rest)
            if folded[first:last] == phrase.rest and last <= self.offset + len(self.row):
                return phrase
        return None

    def _context(self, i: int) -> str:
        """What the token beside a run is to it."""
        if not 0 <= i < len(self.row) or not self.tokens.words[self.offset + i][0].isalnum():
            return "STOP"
        return self.lexicon.context(self.tokens.folded[self.offset + i])
