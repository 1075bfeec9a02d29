"""Settings come from the environment, and a wrong one is named in words."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from worker.errors import Misconfigured
from worker.settings import PREFIX, Settings, load


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


def test_every_field_says_what_it_does():
    """Each setting has a description, from which the documentation's table is made."""
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_environment_decides(monkeypatch):
    """WARRAQ_ and the field's name, in capitals, sets it."""
    monkeypatch.setenv("WARRAQ_MAX_ATTEMPTS", "5")
    assert load().max_attempts == 5


def test_an_argument_overrides_the_environment(monkeypatch):
    """A command-line option wins over the environment."""
    monkeypatch.setenv("WARRAQ_MAX_ATTEMPTS", "5")
    assert load(max_attempts=7).max_attempts == 7


def test_all_wrong_variables_are_named_at_once(monkeypatch):
    """Two wrong variables give one message that names both, as the user spells them."""
    monkeypatch.setenv("WARRAQ_MAX_ATTEMPTS", "0")
    monkeypatch.setenv("WARRAQ_LOG_FORMAT", "xml")
    with pytest.raises(Misconfigured, match=r"(?s)WARRAQ_MAX_ATTEMPTS.*WARRAQ_LOG_FORMAT"):
        load()


@pytest.mark.parametrize("name", ["WARRAQ_REDIS_URL", "WARRAQ_BROKER_URL"])
def test_a_wrong_url_is_refused_without_showing_it(monkeypatch, name):
    """What is not a URL may still hold a password: the message names the variable only."""
    monkeypatch.setenv(name, "user:geheim@host")
    with pytest.raises(Misconfigured) as caught:
        load()
    assert name in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("name", ["WARRAQ_REDIS_URL", "WARRAQ_BROKER_URL"])
@pytest.mark.parametrize(
    "url",
    [
        *("redis://u:geheim#x@h:1/0", "redis://u:geheim/x@h:1/0", "redis://u:geheim?x@h:1/0"),
        *("redis://u:geheim@[::1/0", "redis://u:geheim@h:99999/0", "redis://u:geheim@h:port/0", "redis://u:geheim@h/a"),
    ],
)
def test_an_address_that_cannot_be_read_shows_no_password(monkeypatch, name, url):
    """A mark that a password may not hold as it is makes it look like a port: it is not repeated."""
    monkeypatch.setenv(name, url)
    with pytest.raises(Misconfigured, match=f"{name}: ") as caught:
        load()
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://u:geheim@h", "unix:///run/redis.sock", "memory://"])
def test_what_is_no_redis_is_refused(monkeypatch, url):
    """The ledger is in Redis, reached over TCP: another scheme is named before anything connects."""
    monkeypatch.setenv("WARRAQ_REDIS_URL", url)
    with pytest.raises(Misconfigured, match="WARRAQ_REDIS_URL: the scheme is redis or rediss") as caught:
        load()
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    "name", ["RESULT_TTL_HOURS", "REPLICAS", "MAX_QUEUED", "STALL_SECONDS", "OVERDUE_SECONDS", "DOCUMENT_MEMORY_MIB"]
)
@pytest.mark.parametrize("number", ["9" * 30, "inf", "nan", "-1"])
def test_a_number_that_nothing_could_take_is_refused(monkeypatch, name, number):
    """Every number has two bounds: none gets as far as Redis, a timer or the kernel, and fails there."""
    monkeypatch.setenv(f"WARRAQ_{name}", number)
    with pytest.raises(Misconfigured, match=f"WARRAQ_{name}"):
        load()


def test_a_wrong_form_is_told_in_words(monkeypatch):
    """What the setting holds, not a regular expression."""
    monkeypatch.setenv("WARRAQ_NAMESPACE", "News Desk")
    with pytest.raises(Misconfigured, match=r"WARRAQ_NAMESPACE: not of its form\. First part of every key"):
        load()


def test_passwords_do_not_show():
    """Printing settings shows no password."""
    settings = load(redis_url=SecretStr("redis://u:geheim@h/0"), broker_url=SecretStr("amqp://u:geheim@h//"))
    assert "geheim" not in repr(settings)
    assert "geheim" not in settings.model_dump_json()


def test_the_broker_is_the_redis_unless_named():
    """One URL is enough."""
    assert load(redis_url=SecretStr("redis://a/1")).broker.get_secret_value() == "redis://a/1"
    assert load(broker_url=SecretStr("amqp://b//")).broker.get_secret_value() == "amqp://b//"


def test_the_lease_outlives_the_time_limit():
    """A document that uses its whole time is still its worker's when it ends."""
    settings = load(document_time_limit=5, lease_margin=2)
    assert settings.lease_ms == 7000


def test_a_large_article_may_take_longer():
    """Time grows with the text, and so does the lease (`Policy`): by default six minutes for 16 MiB."""
    settings = load(document_time_limit=5, document_seconds_per_mib=2)
    assert settings.seconds_for(0) == 5
    assert settings.seconds_for(3 * 2**20) == 11


def test_a_cluster_is_no_broker(monkeypatch):
    """Celery's messages need one primary: the user is told which variable to set."""
    monkeypatch.setenv("WARRAQ_REDIS_URL", "redis+cluster://:geheim@a,b")
    with pytest.raises(Misconfigured, match="WARRAQ_BROKER_URL") as caught:
        load()
    assert "geheim" not in str(caught.value)
    monkeypatch.setenv("WARRAQ_BROKER_URL", "amqp://guest@localhost//")
    assert load().broker.get_secret_value().startswith("amqp")
