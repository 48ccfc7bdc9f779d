"""Schedules on a real Prefect server: one server, one service and one worker for all that is looked at here."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import duckdb
import httpx
import pytest
import yaml

from tests.conftest import ROOT, SAMPLE
from tests.inbox import Inbox
from tests.processes import parallax, wait_until

pytestmark = pytest.mark.slow
PREFECT = Path(sys.executable).parent / "prefect"
FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class Api:
    """The server, as a page of Prefect's UI asks it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._client = httpx.Client(base_url=environment["PREFECT_API_URL"], timeout=30)

    def get(self, path: str):
        return self._client.get(path).raise_for_status().json()

    def post(self, path: str, **body):
        answer = self._client.post(path, json=body)
        for _ in range(10):  # what Prefect's server says while another request writes to its SQLite file
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(1)
            answer = self._client.post(path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def runs(self, deployment: str, *, types=FINAL) -> list[dict]:
        chosen = {"deployments": {"name": {"any_": [deployment]}}, "flow_runs": {"state": {"type": {"any_": types}}}}
        return self.post("/flow_runs/filter", **chosen)

    def run(self, run_id: str) -> dict:
        return self.get(f"/flow_runs/{run_id}")

    def start_run(self, deployment_id: str, **parameters) -> str:
        return self.post(f"/deployments/{deployment_id}/create_flow_run", parameters=parameters)["id"]


@pytest.fixture(scope="module")
def api(real_server) -> Api:
    return Api(real_server)


@pytest.fixture(scope="module")
def raw(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("service") / "raw"
    folder.mkdir()
    for name in ("harbour-gazette/tram-vote.txt", "northline-daily/tram-line.html", "found-online/empty.txt"):
        shutil.copy(SAMPLE / name, folder)
    return folder


@pytest.fixture(scope="module")
def inbox() -> Iterator[Inbox]:
    opened = Inbox()
    yield opened
    opened.close()


def told_by_command(raw: Path) -> Path:
    """Return the file to which the command that is told of runs of the service writes."""
    return raw.parent / "told.json"


@pytest.fixture(scope="module")
def service(real_server, raw):
    """A service that runs every minute until the module's tests are over."""
    arguments = ("--raw", raw, "--warehouse", raw.parent / "warehouse", "--workers", 1, "--name", "every-minute")
    command = shlex.join(["tee", str(told_by_command(raw))])
    with journal(raw).open("w") as errors:
        process = parallax(
            "serve", "--cron", "* * * * *", *arguments, errors=errors, PARALLAX_NOTIFY_COMMAND=command, **real_server
        )
        assert wait_until(lambda: "Next run" in journal(raw).read_text(), 60), journal(raw).read_text()
        yield process
        process.kill()
        process.communicate()


def journal(raw: Path) -> Path:
    """Return the file to which the service writes its lines."""
    return raw.parent / "journal.txt"


def prefect(environment: dict[str, str], *arguments: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [PREFECT, "--no-prompt", *arguments], env=environment, cwd=cwd, capture_output=True, text=True, check=False
    )


def test_prefect_yaml_deploys_and_a_worker_runs_it(service, real_server, api, inbox, tmp_path):
    environment = {**os.environ, **real_server}
    api.post("/work_pools/", name="parallax", type="process")
    deployed = prefect(environment, "deploy", "--all")
    assert deployed.returncode == 0, deployed.stdout + deployed.stderr
    found = api.get("/deployments/name/parallax/nightly")
    (written,) = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert found["parameters"] == written["parameters"]
    assert found["work_pool_name"] == written["work_pool"]["name"]
    assert [s["schedule"]["cron"] for s in found["schedules"]] == [s["cron"] for s in written["schedules"]]
    served = api.get("/deployments/name/parallax/every-minute")
    for field in ("entrypoint", "description", "tags", "concurrency_options", "parameter_openapi_schema"):
        assert found[field] == served[field], field
    assert found["global_concurrency_limit"]["limit"] == served["global_concurrency_limit"]["limit"] == 1

    fields = found["parameter_openapi_schema"]["definitions"]["Settings"]["properties"]
    assert [name for name, field in fields.items() if not field.get("description")] == []

    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    raw.mkdir()
    for name in ("harbour-gazette/ferry-aground.txt", "northline-daily/ferry-runs-aground.html"):
        shutil.copy(SAMPLE / name, raw)
    places = {"raw": str(raw), "warehouse": str(warehouse), "workers": 1}
    run_id = api.start_run(found["id"], settings={**places, "write_report": True, "notify_url": inbox.url})
    worker = prefect(environment, "worker", "start", "--pool", "parallax", "--run-once", cwd=tmp_path)
    assert worker.returncode == 0, worker.stdout + worker.stderr
    assert api.run(run_id)["state"]["type"] == "COMPLETED", worker.stdout + worker.stderr
    assert (warehouse / "parallax.duckdb").exists()

    artifacts = {a["key"]: a for a in api.post("/artifacts/filter", flow_runs={"id": {"any_": [run_id]}})}
    page = warehouse / "report" / "index.html"
    assert f"[{page}]({page.as_uri()})" in artifacts["report"]["data"]
    assert page.exists()
    (message,) = inbox.messages
    assert (message["event"], message["page"].endswith(run_id)) == ("disagreements", True)
    assert message["count"] == len(json.loads(artifacts["disagreements"]["data"]))
    assert {"17", "nineteen"} <= {word for row in message["disagreements"] for word in words_of(row)}


def words_of(row: dict[str, str]) -> list[str]:
    return f"{row['words_a']} {row['words_b']}".lower().split()


def test_a_scheduled_run_completes_publishes_and_leaves_its_artifacts_and_log(service, api, raw):
    done = wait_until(lambda: api.runs("every-minute"), 100)
    assert done, "no scheduled run ended"
    run = done[0]
    assert (run["state"]["type"], run["auto_scheduled"]) == ("COMPLETED", True), run["state"]
    assert run["parameters"]["settings"]["raw"] == str(raw)
    with duckdb.connect(str(raw.parent / "warehouse" / "parallax.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from core.documents").fetchall() == [(2,)]
    artifacts = {a["key"]: a for a in api.post("/artifacts/filter", flow_runs={"id": {"any_": [run["id"]]}})}
    assert set(artifacts) == {"documents-read", "run-figures", "published-tables", "rejects", "run-summary"}
    assert artifacts["documents-read"]["data"] == 100
    assert "empty.txt" in artifacts["rejects"]["data"]
    lines = lambda: [line["message"] for line in api.post("/logs/filter", logs={"flow_run_id": {"any_": [run["id"]]}})]  # noqa: E731
    assert wait_until(lambda: any(line.startswith("published ") for line in lines()), 10), lines()
    assert any(line.startswith("3 items gave 2 documents and 1 rejects") for line in lines())


def test_a_run_that_fails_says_why_and_one_that_comes_in_its_way_is_cancelled(service, api, raw):
    deployment = api.get("/deployments/name/parallax/every-minute")
    api.post(f"/deployments/{deployment['id']}/pause_deployment")
    wait_until(lambda: not api.runs("every-minute", types=["RUNNING", "PENDING"]), 30)
    raw.rename(raw.with_name("moved"))
    runs = [api.start_run(deployment["id"]) for _ in range(2)]
    ended = wait_until(lambda: states if all((states := final_states(api, runs)).values()) else None, 60)
    assert ended, final_states(api, runs)
    assert sorted(state["type"] for state in ended.values()) == ["CANCELLED", "FAILED"]
    messages = {state["type"]: state["message"] for state in ended.values()}
    assert f"{raw} is not a folder; create it" in messages["FAILED"]
    assert messages["CANCELLED"] == "Deployment concurrency limit reached."
    told = wait_until(lambda: told_by_command(raw).exists() and told_by_command(raw).read_text(), 10)
    assert (json.loads(told)["event"], "create it" in json.loads(told)["text"]) == ("failed", True)


def final_states(api: Api, runs: list[str]) -> dict[str, dict | None]:
    states = {run: api.run(run)["state"] for run in runs}
    return {run: state if state["type"] in FINAL else None for run, state in states.items()}


def test_the_service_ends_at_once_when_asked_to_and_pauses_its_schedule(service, api, raw):
    # the process of the run before writes why it failed a moment after the server knows
    wait_until(lambda: time.time() - journal(raw).stat().st_mtime > 2, 30)
    before = journal(raw).read_text()
    asked = time.monotonic()
    service.send_signal(signal.SIGTERM)
    assert service.wait(30) == 0
    assert time.monotonic() - asked < 5
    assert before.startswith("Next run ")
    said_since = journal(raw).read_text().removeprefix(before)
    assert "Traceback" not in said_since
    assert said_since.endswith("parallax: Stopped.\n")
    assert api.get("/deployments/name/parallax/every-minute")["paused"]


def test_runs_of_a_service_that_was_killed_are_noted_as_crashed_and_give_their_place_back(service, api, real_server):
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.orchestrate.serving import bury_dead_runs

    deployment = api.get("/deployments/name/parallax/every-minute")
    run = api.start_run(deployment["id"])
    for state in ("PENDING", "RUNNING"):
        api.post(f"/flow_runs/{run}/set_state", state={"type": state})
    assert api.run(run)["state"]["type"] == "RUNNING"
    with temporary_settings({PREFECT_API_URL: real_server["PREFECT_API_URL"]}):
        bury_dead_runs(UUID(deployment["id"]))
    assert api.run(run)["state"]["type"] == "CRASHED"
    assert "was killed" in api.run(run)["state"]["message"]
    assert api.get(f"/deployments/{deployment['id']}")["global_concurrency_limit"]["active_slots"] == 0


def test_wrong_cron_strings_and_time_zones_are_told_by_what_is_wrong_with_them():
    from flows.orchestrate.serving import Schedule, ScheduleError

    for cron, timezone, said in (
        ("every day", "UTC", "is no cron string"),
        ("0 0 30 2 *", "UTC", "names a date that never comes"),
        ("* * * * * *", "UTC", "has five fields"),
        ("0 6 * * *", "Mars/Base", "is no time zone"),
    ):
        with pytest.raises(ScheduleError, match=said):
            Schedule(cron, timezone)
    assert Schedule("0 6 * * *", "Europe/Berlin").next_run().hour == 6


def test_a_wrong_cron_string_is_wrong_usage(raw, tmp_path):
    process = parallax("serve", "--raw", tmp_path, "--cron", "every day", PREFECT_HOME=tmp_path / "home", COLUMNS=200)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, "is no cron string" in errors, "Traceback" in errors) == (2, True, False), errors
