"""The ledger over TLS: a CA of one's own, and client certificates."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.conftest import finish
from worker.errors import Misconfigured, WarraqError
from worker.local.embedded import redis_server
from worker.local.ports import free_port
from worker.store.redis import RedisStore

pytestmark = pytest.mark.redis


def openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CA, and a certificate for 127.0.0.1 that serves the server and the clients."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl, to make certificates")
    home = tmp_path_factory.mktemp("tls")
    new = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    # Python 3.13 and later take no CA without, and what `-x509` makes is one, whatever it is used for.
    new = (*new, "-addext", "keyUsage=critical,keyCertSign,digitalSignature")
    openssl(*new, "-subj", "/CN=test CA", "-keyout", home / "ca.key", "-out", home / "ca.pem")
    signed = ("-CA", home / "ca.pem", "-CAkey", home / "ca.key", "-addext", "subjectAltName=IP:127.0.0.1")
    openssl(*new, "-subj", "/CN=node", *signed, "-keyout", home / "node.key", "-out", home / "node.pem")
    return home


@pytest.fixture
def address(certificates: Path) -> Iterator[str]:
    """A Redis that speaks TLS to clients with a certificate."""
    port = free_port()
    options = {
        "tls-port": str(port),
        "tls-cert-file": str(certificates / "node.pem"),
        "tls-key-file": str(certificates / "node.key"),
        "tls-ca-cert-file": str(certificates / "ca.pem"),
    }
    try:
        with redis_server(options=options):
            yield f"rediss://127.0.0.1:{port}/0"
    except Misconfigured as error:
        pytest.skip(f"this redis-server was built without TLS: {error}")


def test_certificates_are_asked_for_and_checked(address: str, certificates: Path) -> None:
    """With the CA and a certificate all works; without either the message says what is missing.

    A server that refuses us may hang up before its reason is read: then it is a guess, and may be tried again.
    """
    ca = f"?ssl_ca_certs={certificates}/ca.pem"
    mine = f"&ssl_certfile={certificates}/node.pem&ssl_keyfile={certificates}/node.key"
    store = RedisStore(f"{address}{ca}{mine}")
    finish(store, "a")
    assert store.result("a") is not None
    store.close()
    for options, hint in (("", "ssl_ca_certs"), (ca, "ssl_certfile")):
        with pytest.raises(WarraqError, match=hint):
            RedisStore(address + options).status()


def test_plain_talk_is_not_answered(address: str) -> None:
    """No password or article goes to that port in the clear."""
    with pytest.raises(WarraqError):
        RedisStore(address.replace("rediss", "redis")).status()
