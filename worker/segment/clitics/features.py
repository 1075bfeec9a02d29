"""What speaks for and against an analysis: how frequent the stem is alone, with the article, and with clitics.

The score of an analysis is linear in this evidence. Its coefficients depend on the clitics: they are the sum of the
weights of the classes that the clitics belong to, each of which weighs some of the evidence.
"""

from __future__ import annotations

from worker.segment.clitics.candidates import Candidate, free_forms, is_fused
from worker.text.frequency import forms

EVIDENCE = (
    *("bias", "alone", "unknown", "article", "takes article", "after و", "takes و", "after ب"),
    *("has article", "length", "two letters", "three letters", "imperfect", "fused", "ends in ت", "ة for ت"),
)
Vector = tuple[float, ...]
_IMPERFECT = "يتنأ"  # prefixes of the imperfect verb, which س goes before and ب does not
_BARE: Vector = (1.0,) + (0.0,) * (len(EVIDENCE) - 1)  # له: there is no stem to weigh


_WEIGHED = {  # by the kind of class; few weights keep the model from learning its training words by heart
    "any": frozenset(EVIDENCE) - {"bias", "imperfect", "ends in ت", "ة for ت"},
    "whole": frozenset({"bias", "alone", "unknown", "article", "after و"}),
    "proclitic": frozenset({"alone", "unknown", "article", "has article", "imperfect"}),
    "enclitic": frozenset({"alone", "unknown", "article", "has article", "two letters", "ends in ت", "ة for ت"}),
}


def weighs(name: str, piece: str) -> bool:
    """Whether the class of that name weighs that piece of evidence; the others weigh how common they are."""
    return piece in _WEIGHED.get(name.partition(" ")[0], {"bias"})


def classes(proclitics: str, enclitic: str, *, bare: bool) -> tuple[str, ...]:
    """The classes whose weights apply to an analysis with these clitics."""
    if bare:
        return ("bare",)
    found = ["any"] if proclitics or enclitic else ["any", "whole"]
    if proclitics:
        found += [f"proclitics={proclitics}", f"proclitic {proclitics[-1]}"]
    if enclitic:
        found += ["enclitic", f"enclitic={enclitic}"]
    if proclitics and enclitic:
        found.append("both")
    return tuple(found)


def evidence(candidate: Candidate) -> Vector:
    """The evidence for an analysis, in the order of EVIDENCE; frequencies on the Zipf scale."""
    stem = candidate.stem
    if not stem:
        return _BARE
    alone, article, after_and, after_by = _use(free_forms(candidate))
    length = len(stem)
    ends_in_t = stem[-1] == "ت"
    return (
        1.0,
        alone,
        not alone,
        article,
        article > 0,
        after_and,
        after_and > 0,
        after_by,
        stem.startswith("ال"),
        length,
        length == 2,  # stems this short are mostly chance
        length == 3,
        stem[0] in _IMPERFECT,
        is_fused(candidate),
        ends_in_t,
        ends_in_t and stem[:-1] + "ة" in forms(),
    )


def _use(spellings: tuple[str, ...]) -> tuple[float, float, float, float]:
    """Zipf values of the best of the spellings: alone, with the article, after و, after ب."""
    known = forms().get
    alone = article = after_by = 0.0
    for form in spellings:
        alone = max(alone, known(form, 0.0))
        article = max(article, known("ال" + form, 0.0))
        after_by = max(after_by, known("ب" + form, 0.0), known("بال" + form, 0.0))
    return alone, article, known("و" + spellings[0], 0.0), after_by
