"""Redis over TLS: our own CA, and a client certificate that the server insists on."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.chaos.lab import Lab, Server, articles, check, free_port, until
from worker.bootstrap import build
from worker.errors import Misconfigured, Unavailable
from worker.settings import load

pytestmark = [
    pytest.mark.redis,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="makes certificates with openssl"),
]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """A directory with a CA, and a key and certificate signed by it, for server and client alike."""
    home = tmp_path_factory.mktemp("ca")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=home, check=True, capture_output=True)

    key = ("-newkey", "rsa:2048", "-nodes")
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test CA")
    openssl("req", *key, "-keyout", "our.key", "-out", "our.csr", "-subj", "/CN=localhost")
    (home / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "2")
    openssl("x509", "-req", "-in", "our.csr", "-out", "our.pem", *signing)
    return home


class TlsServer(Server):
    """A Redis that speaks TLS on its port, and plain on another, for the tests."""

    def __init__(self, home, certificates):
        self.query = (
            f"ssl_cert_reqs=required&ssl_ca_certs={certificates}/ca.pem"
            f"&ssl_certfile={certificates}/our.pem&ssl_keyfile={certificates}/our.key"
        )
        self.tls_port = free_port()
        options = {
            "--tls-port": str(self.tls_port),
            "--tls-ca-cert-file": f"{certificates}/ca.pem",
            "--tls-cert-file": f"{certificates}/our.pem",
            "--tls-key-file": f"{certificates}/our.key",
        }
        super().__init__(home, *(part for option in options.items() for part in option))
        self.url = f"rediss://localhost:{self.tls_port}/0?{self.query}"


@pytest.fixture
def lab(tmp_path, certificates):
    lab = Lab(TlsServer(tmp_path, certificates), tmp_path)
    yield lab
    lab.close()


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_all_goes_over_tls(lab, pool):
    """Submission, broker, worker and results: every connection is encrypted, and the documents are done."""
    ids = lab.submit(articles(40))
    worker = lab.worker(pool=pool)
    lab.settle()
    check(lab, ids)
    with lab.server.client() as client:
        ours = [one for one in client.client_list() if one["id"] != str(client.client_id())]
    ports = {one["laddr"].rpartition(":")[2] for one in ours}
    assert ports == {str(lab.server.tls_port)}
    assert worker.stop() == 0


@pytest.mark.parametrize("without", ["ssl_certfile", "ssl_ca_certs"])
def test_no_certificate_no_connection(lab, without):
    """A client without its certificate is refused; a server whose CA we do not know is not trusted."""
    query = "&".join(part for part in lab.server.query.split("&") if not part.startswith((without, "ssl_keyfile")))
    parts = build(load(redis_url=f"rediss://localhost:{lab.server.tls_port}/0?{query}"))
    with pytest.raises((Unavailable, Misconfigured)):
        parts.producer().submit(articles(1))
    until(lambda: lab.parts.store.status().submitted == 0, "nothing was stored")
