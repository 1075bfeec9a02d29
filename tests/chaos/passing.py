"""How long a single article waits while an import is worked through."""

from __future__ import annotations

from tests.chaos.lab import Lab, articles, until


def passed_by_a_single_article(lab: Lab) -> int:
    """How many documents of an import were done while an article of the other lane, submitted amid it, waited."""
    imported = lab.submit(articles(5000, "bulk", do="short"), "bulk")
    lab.worker(children=1)
    until(lambda: lab.parts.store.status().done > 10, "the import has begun")
    lab.submit(articles(1, "single"))
    before = lab.parts.store.status().done
    until(lambda: lab.parts.store.result("single0"), "the single article is done")
    assert len(imported) - before > 1000, "the import was over before: nothing was shown"
    order = [entry.id for entry in lab.parts.store.read("order", "test", limit=len(imported))]
    return order.index("single0") - before
