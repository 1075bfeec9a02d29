"""The last step: a finished draft becomes the wire Document, which checks itself."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import LAYERS, Document, Edit, Missing, Provenance, Tokens, raw_digest
from schemas.annotations import Component
from worker.draft import Draft
from worker.pipeline import Stage

_MADE = (*LAYERS, "tokens", "fingerprint")  # by stages
_OF_THE_STREAM = (Missing(layer="cluster", reason="stream"),)


def assemble(
    draft: Draft,
    *,
    revision: int,
    stages: Sequence[Stage],
    pipeline: str,
    components: tuple[Component, ...],
    timings: dict[str, float],
) -> Document:
    """The Document of `draft`; layers that no stage gives are named in its provenance."""
    given = {layer for stage in stages for layer in stage.gives}
    unbuilt = tuple(Missing(layer=layer, reason="not_built") for layer in _MADE if layer not in given)
    return Document(
        id=draft.article.id,
        revision=revision,
        article=draft.article.info(),
        raw_sha256=raw_digest(draft.alignment.raw),
        raw_length=len(draft.alignment.raw),
        text=draft.text,
        edits=_edits(draft),
        language=draft.language,
        tokens=Tokens(start=draft.tokens.start, end=draft.tokens.end, cuts=draft.tokens.cuts),
        fingerprint=draft.fingerprint,
        quality=draft.quality,
        provenance=Provenance(
            pipeline=pipeline,
            components=components,
            missing=draft.missing + unbuilt + _OF_THE_STREAM,
            timings_ms=timings,
        ),
        **{layer: getattr(draft, layer) for layer in LAYERS},
    )


def _edits(draft: Draft) -> tuple[Edit, ...]:
    raw = draft.alignment.raw
    return tuple(Edit(start=c.start, end=c.end, raw=raw[c.raw_start : c.raw_end]) for c in draft.alignment.changes)
