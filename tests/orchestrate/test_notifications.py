import json
import logging
import shlex
import sys
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from flows.orchestrate.notifications import Recipients
from flows.settings import Settings
from tests.inbox import Inbox

MESSAGE = {"event": "failed", "text": "Parallax: 17 or 19 — “both cannot be true”"}


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    opened = Inbox()
    yield opened
    opened.close()


def test_an_address_gets_the_message_as_json(inbox):
    Recipients(url=inbox.url).tell(MESSAGE)
    assert inbox.messages == [MESSAGE]


def test_a_command_gets_the_message_as_json_on_its_input(tmp_path):
    script = tmp_path / "tell me.py"
    told = tmp_path / "told"
    script.write_text(f"import pathlib, sys; pathlib.Path({str(told)!r}).write_bytes(sys.stdin.buffer.read())")
    Recipients(command=shlex.join([sys.executable, str(script)])).tell(MESSAGE)
    assert json.loads(told.read_text(encoding="utf-8")) == MESSAGE


def test_nobody_is_told_by_default(inbox):
    Recipients().tell(MESSAGE)
    assert inbox.messages == []
    assert Settings().notify_url is None


@pytest.mark.parametrize("command", ["/no/such/program", "'", f"{sys.executable} -c 'raise SystemExit(3)'"])
def test_a_command_that_fails_is_a_line_in_the_log(command, caplog):
    with caplog.at_level(logging.WARNING):
        Recipients(command=command).tell(MESSAGE)
    assert "Nobody was told" in caplog.text


def test_an_address_that_fails_is_a_line_in_the_log_without_its_secret(caplog):
    refusing = Inbox(status=500)
    with caplog.at_level(logging.WARNING):
        Recipients(url=refusing.url).tell(MESSAGE)
        refusing.close()
        Recipients(url=refusing.url).tell(MESSAGE)
    assert caplog.text.count("Nobody was told") == 2
    assert "secret" not in caplog.text


@pytest.mark.parametrize("address", ["file:///etc/passwd", "hooks.example/x", "ftp://a.example"])
def test_only_addresses_of_the_web_are_taken(address):
    with pytest.raises(ValidationError, match="give an address that begins with https://"):
        Settings(notify_url=address)
