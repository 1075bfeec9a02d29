"""The Celery application's bounds."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from worker.broker import MESSAGE_SECONDS, celery_app, message_seconds
from worker.errors import Misconfigured
from worker.settings import load


def test_a_message_outlasts_its_largest_article() -> None:
    """An ordinary message has its four minutes; one that ends with the largest article has that much more."""
    assert message_seconds(load(document_seconds_per_mib=0)) == MESSAGE_SECONDS
    settings = load(max_article_bytes=16 * 2**20, document_seconds_per_mib=10)
    assert message_seconds(settings) == MESSAGE_SECONDS + 160
    assert celery_app(settings).conf.task_time_limit == message_seconds(settings)


@pytest.mark.parametrize("url", ["pigeon://u:geheim@h//", "sqs://u:geheim@h//"])
def test_a_broker_that_kombu_cannot_speak_to_is_named(url: str) -> None:
    """A scheme that it does not know, or lacks a package for: what to set, and no password."""
    with pytest.raises(Misconfigured, match="set WARRAQ_BROKER_URL") as caught:
        celery_app(load(broker_url=SecretStr(url)))
    assert "geheim" not in str(caught.value)
