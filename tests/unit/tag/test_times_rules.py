"""The grammar: every rule does what its own example says, and the page that describes it is up to date."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, LanguageTag
from tests.times import times_of
from worker.draft import Draft
from worker.tag.times import TIMES
from worker.tag.times.alphabet import Item, alphabet, code
from worker.tag.times.build import BUILDERS
from worker.tag.times.grammar import Rule, grammar, rules
from worker.tag.times.lexicon import LANGUAGES, lexicon
from worker.tag.times.manual import manual

PAGE = Path(__file__).resolve().parents[3] / "docs" / "times.md"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    """The text in brackets is an expression; an example without brackets holds none."""
    language = rule.languages[0] if rule.languages else "ar"
    plain = rule.example.replace("[", "").replace("]", "")
    found = times_of(plain, "2022-10-07", language)
    wanted = {part.partition("]")[0] for part in rule.example.split("[")[1:]}
    if not wanted:
        assert found == ()
    assert wanted <= {time.span.text for time in found}


def test_rule_ids_are_unique_and_their_parts_known() -> None:
    """`by` names one rule; a rule gives a class of the alphabet through a builder that exists."""
    assert len({rule.id for rule in rules()}) == len(rules())
    for rule in rules():
        assert code(rule.gives)
        assert rule.build in BUILDERS


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_language_has_a_lexicon_and_a_cascade(language: str) -> None:
    """Twelve months and seven days at least, and rules to read them by."""
    entries = [*lexicon(language).words.values(), *lexicon(language).exact.values()]
    entries += [phrase.entry for phrases in lexicon(language).phrases.values() for phrase in phrases]
    months = {e.slots["month"] for e in entries if e.code in {code("MONTH"), code("WEAKMONTH")}}
    assert months == set(range(1, 13))
    assert {e.slots["wday"] for e in entries if e.code == code("WDAY")} == set(range(1, 8))
    assert grammar(language).levels


@given(st.lists(st.sampled_from(sorted(alphabet().codes.values())), max_size=9), st.sampled_from(sorted(LANGUAGES)))
def test_a_level_is_passed_over_only_where_none_of_its_rules_match(codes: list[str], language: str) -> None:
    """The codes that a level needs are looked for first; that they are there changes no match."""
    levels = grammar(language).levels
    found = (tuple(level.scan("".join(codes))) for level in levels)
    first = next(((number, matches) for number, matches in enumerate(found) if matches), None)
    assert grammar(language).search("".join(codes), 0) == first


def test_no_rule_repeats_without_bound() -> None:
    """Patterns hold no * and no +, so that the cascade is linear in the text."""
    assert not [rule.id for rule in rules() if "*" in rule.pattern or "+" in rule.pattern]


def test_the_page_is_written_from_the_grammar() -> None:
    """docs/times.md is what scripts/document-times writes now."""
    assert PAGE.read_text(encoding="utf-8") == manual()


def test_items_know_their_rule() -> None:
    """`by` is the id of the rule that made the expression."""
    (found,) = times_of("لمدة شهرين", "2022-10-07")
    assert found.by == "dur-two"
    assert Item("x", {}, 0, 1).rule == ""


def test_languages_beside_arabic_are_named_as_partial() -> None:
    """A consumer learns that the times of an English text may be incomplete, which those of an Arabic one are not."""
    draft = Draft.of(Article(id="t", text="He left yesterday."))
    english = TIMES.run(draft.evolve(language=LanguageTag(code="en", script="Latn", direction="ltr", confidence=1.0)))
    arabic = TIMES.run(draft.evolve(language=LanguageTag(code="ar", script="Arab", direction="rtl", confidence=1.0)))
    assert [(missing.layer, missing.reason) for missing in english.missing] == [("times", "partial")]
    assert arabic.missing == ()
