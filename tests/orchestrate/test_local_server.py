import os
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from flows.orchestrate.local_server import USUAL_PORT, PrefectServer, ServerError, require_answer


@pytest.fixture(autouse=True)
def no_server_named(monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "")  # what the servers set is undone with it


def another_server() -> PrefectServer:
    os.environ["PREFECT_API_URL"] = ""
    return PrefectServer(with_schedules=True)


def test_two_services_that_start_together_take_two_ports():
    servers = [another_server() for _ in range(3)]
    assert len({server.url for server in servers}) == 3
    assert all(server.is_own for server in servers)
    assert sum(server.url == f"http://127.0.0.1:{USUAL_PORT}/api" for server in servers) <= 1


@pytest.fixture
def refusing():
    """The address of a server that asks for a password."""

    class Refusal(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(401)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Refusal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api"
    server.shutdown()
    server.server_close()


def test_the_user_s_server_is_used_where_one_is_named(monkeypatch, refusing):
    monkeypatch.setenv("PREFECT_API_URL", refusing)
    server = PrefectServer(with_schedules=True)
    server.start()
    server.wait_until_ready()
    assert (server.is_own, server.url) == (False, refusing)


def test_a_server_that_does_not_answer_is_told_without_its_password():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(ServerError, match="unset PREFECT_API_URL") as caught:
            require_answer(f"http://ada:secret@127.0.0.1:{port}/api")
    assert f"at http://127.0.0.1:{port}/api (Connection refused)" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["127.0.0.1:4200/api", "file:///etc"])
def test_what_is_no_address_of_the_web_is_told(url):
    with pytest.raises(ServerError, match="no address of the web"):
        require_answer(url)
