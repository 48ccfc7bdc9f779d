"""Scheduled runs: the flow as a deployment with a cron schedule, served by this process until it is stopped.

The runs are processes of their own. One that is due while another is still running is cancelled, so that runs longer
than the interval do not pile up. Schedules need a server with a scheduler: the user's, or one of `local_server`.
"""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError

from flows.orchestrate.prefect_environment import prepare_environment

prepare_environment()

from prefect.client.orchestration import SyncPrefectClient, get_client  # noqa: E402 - after its settings
from prefect.client.schemas.filters import (  # noqa: E402
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import (  # noqa: E402
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
    FlowRun,
    StateType,
)
from prefect.client.schemas.schedules import CronSchedule as _ClientCronSchedule  # noqa: E402
from prefect.deployments.runner import RunnerDeployment  # noqa: E402
from prefect.runner import Runner  # noqa: E402
from prefect.schedules import Cron  # noqa: E402
from prefect.server.schemas.schedules import CronSchedule  # noqa: E402
from prefect.settings import PREFECT_UI_URL  # noqa: E402
from prefect.states import Crashed  # noqa: E402
from prefect.types.entrypoint import EntrypointType  # noqa: E402

from flows.contracts.errors import ParallaxError  # noqa: E402
from flows.pipeline import run_pipeline  # noqa: E402
from flows.run.interruption import STOPPING, end_within  # noqa: E402
from flows.run.orphans import SERVICE_VARIABLE  # noqa: E402
from flows.settings import Settings  # noqa: E402

DESCRIPTION = (
    "Reads everything below `settings.raw` and publishes it as one snapshot in `settings.warehouse`. "
    "A run that is due while another is running is cancelled."
)
SECONDS_TO_STOP = 5.0  # pausing the schedule and stopping a run take one or two


class ScheduleError(ParallaxError):
    """The cron string or the time zone cannot be read; `option` is the one of the command line."""

    def __init__(self, message: str, option: str) -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True)
class Schedule:
    """When to run: a cron string, read in a time zone of the IANA database."""

    cron: str
    timezone: str = "UTC"

    def __post_init__(self) -> None:
        try:
            _ClientCronSchedule(cron=self.cron, timezone=self.timezone)
        except ValidationError as error:
            at_fault = error.errors()[0]["loc"]
            if at_fault == ("timezone",):
                raise ScheduleError(
                    f"{self.timezone!r} is no time zone; name one of the IANA database, such as Europe/Berlin",
                    "--timezone",
                ) from error
            raise self._no_cron_string() from error
        if len(self.cron.split()) > 5:  # Prefect reads a sixth field as seconds: 60 runs a minute
            raise self._no_cron_string()
        try:
            self.next_run()
        except ValueError as error:  # of croniter, which gives up after fifty years
            raise ScheduleError(
                f"{self.cron!r} names a date that never comes, such as 30 February; mend its day or month", "--cron"
            ) from error

    def _no_cron_string(self) -> ScheduleError:
        return ScheduleError(
            f"{self.cron!r} is no cron string; it has five fields: minute, hour, day, month, day of the week, "
            "such as '0 6 * * *' for six o'clock every day",
            "--cron",
        )

    def next_run(self) -> datetime:
        """Return when the next run is due."""
        (due,) = asyncio.run(CronSchedule(cron=self.cron, timezone=self.timezone).get_dates(1))
        return due


@dataclass(frozen=True)
class Service:
    """What is being served: its schedule, when it runs next, and the page of it in Prefect's UI."""

    schedule: Schedule
    next_run: datetime
    page: str


def deployment(settings: Settings, schedule: Schedule, name: str) -> RunnerDeployment:
    """Return the flow as a deployment; only settings that were chosen become parameters, the others keep following."""
    folders = {name: getattr(settings, name) for name in ("raw", "warehouse", "decisions")}
    absolute = {name: folder.resolve() for name, folder in folders.items() if isinstance(folder, Path)}
    chosen = settings.model_copy(update=absolute)
    made = run_pipeline.to_deployment(
        name,
        schedule=Cron(schedule.cron, timezone=schedule.timezone),
        parameters={"settings": chosen.model_dump(mode="json", exclude_unset=True)},
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        description=DESCRIPTION,
        tags=["parallax"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(made, RunnerDeployment)  # a coroutine only inside an event loop
    return made


def serve_flow(
    settings: Settings, schedule: Schedule, *, name: str, owns_server: bool, announce: Callable[[Service], None]
) -> None:
    """Run the flow on `schedule` until SIGINT or SIGTERM; calls `announce` once all is ready.

    `owns_server` says that nobody but this process can be running the deployment, so that runs left over are dead.
    """
    os.environ[SERVICE_VARIABLE] = str(os.getpid())
    runner = Runner(name=name)
    deployment_id = runner.add_deployment(deployment(settings, schedule, name))
    assert isinstance(deployment_id, UUID)
    _drop_missed_runs(deployment_id)
    if owns_server:
        bury_dead_runs(deployment_id)
    announce(Service(schedule, schedule.next_run(), f"{PREFECT_UI_URL.value()}/deployments/deployment/{deployment_id}"))
    asyncio.run(_until_stopped(runner))


async def _until_stopped(runner: Runner) -> None:
    serving = asyncio.create_task(runner.start())
    await asyncio.sleep(0)  # the runner sets its own handler as it starts; ours ends without a traceback
    loop = asyncio.get_running_loop()

    def stop() -> None:
        end_within(SECONDS_TO_STOP, "Stopped.")  # a server that is gone cannot be told, however often it is tried
        serving.cancel()

    for number in STOPPING:
        loop.add_signal_handler(number, stop)
    try:
        await serving
    except asyncio.CancelledError:
        return


def _drop_missed_runs(deployment_id: UUID) -> None:
    """Delete what an earlier service planned and never started: it would run at once, with the settings of then."""
    with get_client(sync_client=True) as client:
        for run in _runs_in(client, deployment_id, StateType.SCHEDULED):
            if run.auto_scheduled and run.expected_start_time and run.expected_start_time < datetime.now(UTC):
                client.delete_flow_run(run.id)


def bury_dead_runs(deployment_id: UUID) -> None:
    """Close the runs of a process that was killed: each would hold the deployment's only place for ever."""
    with get_client(sync_client=True) as client:
        for run in _runs_in(client, deployment_id, StateType.RUNNING, StateType.PENDING, StateType.CANCELLING):
            client.set_flow_run_state(
                run.id, Crashed(message="The process of this run was killed; it published nothing."), force=True
            )


def _runs_in(client: SyncPrefectClient, deployment_id: UUID, *types: StateType) -> list[FlowRun]:
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types)))),
    )
