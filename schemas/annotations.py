"""The stand-off annotation layers of a Document."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import LanguageCode, Model, Offset, Score, Span

BlockKind = Literal["headline", "attribution", "byline", "dateline", "boilerplate", "subheading", "paragraph"]
EntityType = Literal["PER", "LOC", "ORG"]
MentionKind = Literal["name", "short", "demonym", "role"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Edit(Model):
    """``text[start:end]`` of the clean text stood as `raw` in the submitted text."""

    start: Offset = Field(description="In the clean `text`.")
    end: Offset = Field(description="In the clean `text`; equal to `start` where something was taken out.")
    raw: str = Field(description="What was submitted there; empty where something was put in.")


class LanguageTag(Model):
    """Main language of the text."""

    code: LanguageCode
    script: str = Field(pattern=r"^[A-Z][a-z]{3}$", description="ISO 15924; Zyyy where there are no letters.")
    direction: Literal["ltr", "rtl"] = Field(description="Of its main script.")
    confidence: Score = Field(description="0 to 1; 0 where nothing is known.")


class Block(Model):
    """A stretch of lines with one purpose. Nothing is deleted: boilerplate is a label."""

    kind: BlockKind = Field(description="Its purpose.")
    span: Span


class Sentence(Model):
    """A sentence; `block` is the index of the block it stands in."""

    span: Span
    block: int = Field(ge=0, description="Index into `blocks`, from 0.")


class Tokens(Model):
    """Columns of one length: token boundaries in `text`, and clitic boundaries inside each token.

    ``cuts[i]`` holds offsets within token i, so that ``text[start[i]:end[i]]`` falls apart there.
    """

    start: tuple[Offset, ...] = Field((), description="First code point of each token.")
    end: tuple[Offset, ...] = Field((), description="Behind the last code point of each token.")
    cuts: tuple[tuple[int, ...], ...] = Field(
        (), description="For each token, offsets from its start at which clitics part from the word; mostly none."
    )


class Links(Model):
    """Identifiers of an entity in public registers."""

    iso3166: str | None = Field(None, description="ISO 3166-1 alpha-2.")
    wikidata: str | None = Field(None, description="Item, e.g. `Q7184`; for some international bodies.")
    geonames: int | None = Field(None, description="GeoNames id.")


class Mention(Model):
    """One place where an entity is named. `by` names the component and version that found it."""

    span: Span
    kind: MentionKind = Field(
        description="`name`, `short` (part of it), `demonym` (for its country), `role` (an office, for who holds it)."
    )
    confidence: Score = Field(description="0 to 1.")
    by: str = Field(description="Component and version, e.g. `lstm-crf@1`.")


class Entity(Model):
    """A person, place or organisation of this document, with all its mentions."""

    id: str = Field(description="Within this document: `e1`, `e2` …")
    type: EntityType = Field(description="Person, place or organisation.")
    name: str = Field(description="As the text writes it, without clitics; the fullest form.")
    links: Links = Links()
    mentions: tuple[Mention, ...] = Field(min_length=1, description="In order of the text.")


class TimeExpression(Model):
    """A TIMEX3 expression. `value` is a tuple where days are coordinated ("13 and 14 September").

    `from`/`to` bound it in ISO dates, both inclusive; None where the text leaves them open.
    """

    span: Span
    type: TimexType = Field(description="TIMEX3 type.")
    value: str | tuple[str, ...] | None = Field(
        description="TIMEX3 value, e.g. `2022-09-27`, `P12Y`; see [times](times.md)."
    )
    from_: str | None = Field(None, alias="from", description="First day or moment, ISO 8601.")
    to: str | None = Field(None, description="Last day or moment, ISO 8601.")
    anchor: str | None = Field(None, description="The date that a relative or partial expression was resolved by.")
    by: str = Field(description="Id of the rule.")


class Speaker(Model):
    """Who said it. `inferred` where the words near the cue do not name the speaker."""

    span: Span | None = Field(None, description="The words that name the speaker.")
    entity: str | None = Field(None, description="Id of the entity, where one is known.")
    name: str | None = Field(None, description="Name of the entity, or the words.")
    inferred: bool = Field(False, description="Whether the speaker is a guess from farther away.")  # noqa: FBT003


class Segment(Model):
    """A part of a quotation: the speaker's words, or a reporting clause among them."""

    span: Span
    kind: Literal["direct", "reporting"] = Field(description="Words said, or words about the saying.")


class Quote(Model):
    """Direct speech; the span is the content without its marks."""

    id: str = Field(description="Within this document: `q1`, `q2` …")
    span: Span
    closed: bool = Field(description="Whether the closing mark was found.")
    cue: Span | None = Field(None, description="The verb or noun that introduces it.")
    speaker: Speaker | None = None
    segments: tuple[Segment, ...] = Field((), description="The parts, in order.")


class Statement(Model):
    """Indirect speech; the span is what was said. `inside_quote` is the id of the quote around it."""

    id: str = Field(description="Within this document: `s1`, `s2` …")
    span: Span
    cue: Span | None = Field(None, description="The verb or noun that introduces it.")
    speaker: Speaker | None = None
    inside_quote: str | None = Field(None, description="Id of the quote around it.")


class Label(Model):
    """A topic's name for people."""

    en: str = Field(description="English, IPTC's.")
    ar: str = Field(description="Arabic, ours.")


class Topic(Model):
    """An IPTC Media Topic, e.g. ``medtop:16000000``."""

    code: str = Field(pattern=r"^medtop:\d{8}$", description="IPTC's code.")
    label: Label
    score: Score = Field(description="How likely the topic is, calibrated.")
    evidence: tuple[Span, ...] = Field((), description="Words that spoke for it.")


class Keyword(Model):
    """A phrase that tells this document from others."""

    text: str = Field(description="The phrase, as it stands first.")
    score: Score = Field(description="0 to 1; the best has the most.")
    spans: tuple[Span, ...] = Field((), description="Where it stands.")


class Fingerprint(Model):
    """SHA-256 of the folded text, and its MinHash signature (base64)."""

    content: str = Field(description="64 hex digits.")
    minhash: str | None = Field(
        None, description="128 bytes in base64; None for texts under five words. See [stories](stories.md)."
    )


class Neighbour(Model):
    """A near-duplicate."""

    id: str = Field(description="The document's.")
    similarity: Score = Field(description="Estimated Jaccard similarity, 0 to 1.")


class Cluster(Model):
    """The story this document belongs to, and its nearest documents."""

    id: str | None = Field(None, description="The story's id; None where it has no other document.")
    nearest: tuple[Neighbour, ...] = Field((), description="Five at most, nearest first.")


class Flag(Model):
    """Something a reader should know of the text's condition."""

    flag: str = Field(description="Name of what is wrong; see [text](text.md).")
    span: Span | None = Field(None, description="Where; None: all of it.")


class Component(Model):
    """A stage that ran, its version, and the SHA-256 of the data it used."""

    name: str = Field(description="The stage.")
    version: str = Field(description="Release of Warraq, or of the model.")
    resource: str | None = Field(None, description="64 hex digits; None: it uses no data.")


class Missing(Model):
    """A layer that is empty because nothing could fill it, not because nothing was found.

    `not_built`: no stage gives it; `language`: none knows the language; `partial`: it holds less than it would
    in other languages; `stream`: it is filled where documents meet, not by the pipeline alone.
    """

    layer: str = Field(description="Field of the Document.")
    reason: Literal["not_built", "language", "partial", "stream"] = Field(description="See above.")
    detail: str | None = Field(None, description="In words.")


class Provenance(Model):
    """How the Document was made."""

    pipeline: str = Field(description="Fingerprint of code and data: `release+digest`.")
    components: tuple[Component, ...] = Field((), description="In the order they ran.")
    missing: tuple[Missing, ...] = Field((), description="Layers that could not be filled.")
    timings_ms: dict[str, float] = Field(default_factory=dict, description="Milliseconds of wall time, by stage.")
