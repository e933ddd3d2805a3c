"""A cache of made-up corpora, and a server to download from."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from made_up import REAL, STAND_IN, closed_port, edition, write_zip

from helpers import corpus


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Stand small corpora in for both real ones, with an empty cache and no network."""
    monkeypatch.delenv("FSDD", raising=False)
    corpus._say_once.cache_clear()
    monkeypatch.setenv("SPEECH_HOMEWORK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(corpus, "FSDD", edition("FSDD 1.0.10", REAL))
    monkeypatch.setattr(corpus, "EMBEDDED", edition("embedded", STAND_IN))
    embedded = write_zip(tmp_path / "embedded.zip", STAND_IN, "recordings/")
    monkeypatch.setattr(corpus, "EMBEDDED_ZIP", embedded)
    monkeypatch.setattr(corpus, "URL", f"http://127.0.0.1:{closed_port()}/refused.zip")
    return tmp_path / "cache"


@pytest.fixture
def serve(cache, monkeypatch):
    """Let the download come from a server on this machine; returns the list of requests."""
    servers = []

    def start(body, status=200, announced=None):
        requested = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                requested.append(self.path)
                self.send_response(status)
                self.send_header("Content-Length", str(announced or len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setattr(corpus, "URL", f"http://127.0.0.1:{server.server_port}/v1.0.10.zip")
        return requested

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
