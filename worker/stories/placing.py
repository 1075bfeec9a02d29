"""A document with its cluster: what comes between the pipeline and the commit."""

from __future__ import annotations

from base64 import b64decode

from schemas import Document
from worker.stories.protocol import Stories


def placed(document: Document, stories: Stories) -> Document:
    """`document` with its cluster; one without a signature (too short, or no such stage ran) stays as it is."""
    fingerprint = document.fingerprint
    if fingerprint is None or fingerprint.minhash is None:
        return document
    cluster = stories.place(document.id, document.revision, b64decode(fingerprint.minhash))
    missing = tuple(item for item in document.provenance.missing if item.layer != "cluster")
    provenance = document.provenance.model_copy(update={"missing": missing})
    return document.model_copy(update={"cluster": cluster, "provenance": provenance})
