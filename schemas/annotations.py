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

    start: Offset
    end: Offset
    raw: str


class LanguageTag(Model):
    """Main language of the text."""

    code: LanguageCode
    script: str = Field(pattern=r"^[A-Z][a-z]{3}$", description="ISO 15924; Zyyy where there are no letters.")
    direction: Literal["ltr", "rtl"]
    confidence: Score


class Block(Model):
    """A stretch of lines with one purpose. Nothing is deleted: boilerplate is a label."""

    kind: BlockKind
    span: Span


class Sentence(Model):
    """A sentence; `block` is the index of the block it stands in."""

    span: Span
    block: int = Field(ge=0)


class Tokens(Model):
    """Columns of one length: token boundaries in `text`, and clitic boundaries inside each token.

    ``cuts[i]`` holds offsets within token i, so that ``text[start[i]:end[i]]`` falls apart there.
    """

    start: tuple[Offset, ...] = ()
    end: tuple[Offset, ...] = ()
    cuts: tuple[tuple[int, ...], ...] = ()


class Links(Model):
    """Identifiers of an entity in public registers."""

    iso3166: str | None = Field(None, description="ISO 3166-1 alpha-2.")
    wikidata: str | None = None
    geonames: int | None = None


class Mention(Model):
    """One place where an entity is named. `by` names the component and version that found it."""

    span: Span
    kind: MentionKind
    confidence: Score
    by: str


class Entity(Model):
    """A person, place or organisation of this document, with all its mentions."""

    id: str
    type: EntityType
    name: str
    links: Links = Links()
    mentions: tuple[Mention, ...] = Field(min_length=1)


class TimeExpression(Model):
    """A TIMEX3 expression. `value` is a tuple where days are coordinated ("13 and 14 September").

    `from`/`to` bound it in ISO dates, both inclusive; None where the text leaves them open.
    """

    span: Span
    type: TimexType
    value: str | tuple[str, ...] | None
    from_: str | None = Field(None, alias="from")
    to: str | None = None
    anchor: str | None = Field(None, description="The date that a relative or partial expression was resolved by.")
    by: str = Field(description="Id of the rule.")


class Speaker(Model):
    """Who said it. `inferred` where the words near the cue do not name the speaker."""

    span: Span | None = None
    entity: str | None = None
    name: str | None = None
    inferred: bool = False


class Segment(Model):
    """A part of a quotation: the speaker's words, or a reporting clause among them."""

    span: Span
    kind: Literal["direct", "reporting"]


class Quote(Model):
    """Direct speech; the span is the content without its marks."""

    id: str
    span: Span
    closed: bool
    cue: Span | None = None
    speaker: Speaker | None = None
    segments: tuple[Segment, ...] = ()


class Statement(Model):
    """Indirect speech; the span is what was said. `inside_quote` is the id of the quote around it."""

    id: str
    span: Span
    cue: Span | None = None
    speaker: Speaker | None = None
    inside_quote: str | None = None


class Label(Model):
    """A topic's name for people."""

    en: str
    ar: str


class Topic(Model):
    """An IPTC Media Topic, e.g. ``medtop:16000000``."""

    code: str = Field(pattern=r"^medtop:\d{8}$")
    label: Label
    score: Score
    evidence: tuple[Span, ...] = ()


class Keyword(Model):
    """A phrase that tells this document from others."""

    text: str
    score: Score
    spans: tuple[Span, ...] = ()


class Fingerprint(Model):
    """SHA-256 of the folded text, and its MinHash signature (base64)."""

    content: str
    minhash: str | None = None


class Neighbour(Model):
    """A near-duplicate: its id and estimated Jaccard similarity."""

    id: str
    similarity: Score


class Cluster(Model):
    """The story this document belongs to, and its nearest documents."""

    id: str | None = None
    nearest: tuple[Neighbour, ...] = ()


class Flag(Model):
    """Something a reader should know of the text's condition."""

    flag: str
    span: Span | None = None


class Component(Model):
    """A stage that ran, its version, and the SHA-256 of the data it used."""

    name: str
    version: str
    resource: str | None = None


class Missing(Model):
    """A layer that is empty because nothing could fill it, not because nothing was found.

    `not_built`: no stage gives it; `language`: none knows the language; `partial`: it holds less than it would
    in other languages; `stream`: it is filled where documents meet, not by the pipeline alone.
    """

    layer: str
    reason: Literal["not_built", "language", "partial", "stream"]
    detail: str | None = None


class Provenance(Model):
    """How the Document was made."""

    pipeline: str
    components: tuple[Component, ...] = ()
    missing: tuple[Missing, ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)
