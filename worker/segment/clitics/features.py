"""What speaks for and against an analysis: how frequent the stem is alone, with the article, and with other clitics."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from worker.segment.clitics.candidates import Candidate, free_forms, is_fused
from worker.text.frequency import zipf

Feature = tuple[str, float]
_IMPERFECT = "يتنأ"  # prefixes of the imperfect verb, which س goes before and ب does not


@lru_cache(maxsize=1 << 15)
def _use(forms: tuple[str, ...]) -> tuple[float, float, float, float]:
    """Zipf values of the best of `forms`: alone, with the article, after و, after ب."""
    return (
        max(map(zipf, forms)),
        max(zipf("ال" + form) for form in forms),
        zipf("و" + forms[0]),
        max(max(zipf("ب" + form), zipf("بال" + form)) for form in forms),
    )


def features(candidate: Candidate) -> Iterator[Feature]:
    """The features of an analysis, as names and values."""
    proclitics, stem, enclitic = candidate
    if proclitics:
        yield "pro=" + proclitics, 1.0
    if enclitic:
        yield "enc=" + enclitic, 1.0
    if not stem:
        yield "bare", 1.0
        return
    alone, article, after_and, after_by = _use(free_forms(candidate))
    has_article = stem.startswith("ال")
    yield "alone", alone
    yield "unknown", float(not alone)
    yield "article", article
    yield "takes article", float(article > 0)
    yield "after و", after_and
    yield "takes و", float(after_and > 0)
    yield "after ب", after_by
    yield "has article", float(has_article)
    yield "length", float(len(stem))
    if len(stem) in _SHORT:
        yield f"length={len(stem)}", 1.0
    if not proclitics and not enclitic:
        yield from (("whole", 1.0), ("whole alone", alone), ("whole unknown", float(not alone)))
        yield from (("whole article", article), ("whole after و", after_and))
    if proclitics:
        yield from _of_proclitic(proclitics[-1], candidate, alone, article)
    if enclitic:
        yield from _of_enclitic(candidate, alone, article)


_SHORT = (2, 3)


def _of_proclitic(last: str, candidate: Candidate, alone: float, article: float) -> Iterator[Feature]:
    stem = candidate.stem
    yield f"{last} alone", alone
    yield f"{last} unknown", float(not alone)
    yield f"{last} article", article
    yield f"{last} has article", float(stem.startswith("ال"))
    yield f"{last} imperfect", float(stem[0] in _IMPERFECT)
    yield "fused", float(is_fused(candidate))
    yield "pro and enc", float(bool(candidate.enclitic))


def _of_enclitic(candidate: Candidate, alone: float, article: float) -> Iterator[Feature]:
    stem = candidate.stem
    yield "enc alone", alone
    yield "enc unknown", float(not alone)
    yield "enc article", article
    yield "enc has article", float(stem.startswith("ال"))
    yield "enc short", float(len(stem) in _SHORT[:1])
    yield "enc ت", float(stem.endswith("ت"))
    yield "enc ة", float(stem.endswith("ت") and zipf(stem[:-1] + "ة") > 0)
