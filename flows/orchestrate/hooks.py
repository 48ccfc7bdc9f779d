"""What is told of a run, and when: that it failed or crashed, and which contradictions it brought.

Imports prefect, whose hooks these are. Where it is told is said by the setting `notify_url` and the environment.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from flows.orchestrate.prefect_environment import prepare_environment

prepare_environment()

from prefect import Flow, State  # noqa: E402 - after its settings
from prefect.client.schemas.objects import FlowRun  # noqa: E402
from prefect.runtime import flow_run as this_run  # noqa: E402
from prefect.settings import PREFECT_UI_URL  # noqa: E402

from flows.orchestrate.notifications import COMMAND_VARIABLE, Recipients  # noqa: E402
from flows.settings import Settings  # noqa: E402

TOLD_DISAGREEMENTS = 20  # of a run, the strongest: a message is read, the warehouse is searched


def tell_failure(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001 - Prefect's form
    """Tell that a run failed or crashed, and why. Prefect calls it, of a crash in another process."""
    given = flow_run.parameters.get("settings") or {}
    url = given.get("notify_url") if isinstance(given, dict) else given.notify_url
    message = {
        "event": "failed",
        "text": f"Parallax: the run {flow_run.name} failed. {state.message or ''}".strip(),
        "run": flow_run.name,
        "page": _page_of(str(flow_run.id)),
    }
    _recipients(url).tell(message)


def tell_disagreements(disagreements: Sequence[Mapping[str, object]], settings: Settings) -> None:
    """Tell of the contradictions that the present run brought; nothing where there are none."""
    if not disagreements:
        return
    first, count = disagreements[0], len(disagreements)
    message = {
        "event": "disagreements",
        "text": f"Parallax: {count} new contradiction{'s' if count > 1 else ''} in the run {this_run.name}. "
        f"{first['story']}: {first['what_differs']}",
        "run": this_run.name,
        "page": _page_of(this_run.id),
        "warehouse": str(settings.warehouse.resolve()),
        "count": count,
        "disagreements": disagreements[:TOLD_DISAGREEMENTS],
    }
    _recipients(settings.notify_url).tell(message)


def _recipients(url: str | None) -> Recipients:
    return Recipients(url, os.environ.get(COMMAND_VARIABLE))


def _page_of(run_id: str | None) -> str | None:
    """Return the address of a run's page in Prefect's UI, where there is one."""
    address = PREFECT_UI_URL.value()
    return f"{address}/runs/flow-run/{run_id}" if address and run_id else None
