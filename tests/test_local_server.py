import os

import pytest

from flows.local_server import USUAL_PORT, PrefectServer


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


def test_the_user_s_server_is_used_where_one_is_named(monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.example/api")
    server = PrefectServer(with_schedules=True)
    server.start()
    server.wait_until_ready()
    assert (server.is_own, server.url) == (False, "http://prefect.example/api")
