"""Who may use whom (flows/ has one room for each verb; a room never imports a later one)."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1] / "flows"
OUTER_NAMES = frozenset(
    "time.time time.time_ns time.monotonic time.monotonic_ns datetime.now datetime.utcnow datetime.today date.today "
    "os.environ os.getenv os.getcwd Path.cwd Path.home".split()
)
ROOMS = ("contracts", "read", "clean", "extract", "link", "load", "report")


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules() -> list[Path]:
    found = sorted(ROOT.rglob("*.py"))
    assert len(found) > 30
    return found


def test_a_room_imports_no_later_room_and_nothing_above_the_rooms():
    broken = []
    for path in modules():
        room = path.relative_to(ROOT).parts[0]
        if room not in ROOMS:
            continue
        allowed = {f"flows.{name}" for name in ROOMS[: ROOMS.index(room) + 1]}
        if room == "report":
            allowed.add("flows.command")  # what is shown to people passes through it
        for module in imported_modules(path):
            parts = module.split(".")
            if parts[0] == "flows" and len(parts) > 1 and ".".join(parts[:2]) not in allowed:
                broken.append(f"{path.relative_to(ROOT)} imports {module}")
    assert broken == []


def importers_of(package: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if any(module.split(".")[0] == package for module in imported_modules(path))
    }


def test_only_the_flow_its_artifacts_its_hooks_and_its_schedules_import_prefect():
    around_it = {f"orchestrate/{name}.py" for name in ("artifacts", "hooks", "serving")}
    assert importers_of("prefect") == {"pipeline.py", *around_it}


def test_only_load_and_the_command_line_import_duckdb():
    assert {name for name in importers_of("duckdb") if not name.startswith("load/")} <= {"cli.py"}


def test_clocks_and_environment_are_read_at_the_edges_only():
    edges = {"pipeline.py", "cli.py", "settings.py", "run/progress.py", "run/shards.py", "run/orphans.py"}
    edges |= {f"orchestrate/{path.name}" for path in (ROOT / "orchestrate").glob("*.py")}
    edges.add("run/gathering.py")  # whether a file was changed just now
    found = {(path.relative_to(ROOT).as_posix(), name) for path in modules() for name in outer_names(path)}
    assert sorted((module, name) for module, name in found if module not in edges) == []


def outer_names(path: Path) -> Iterator[str]:
    """Yield the names of clocks and of what surrounds the process that a module uses."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield from OUTER_NAMES & {".".join(ast.unparse(node).split(".")[-2:])}
        elif isinstance(node, ast.ImportFrom):
            yield from OUTER_NAMES & {f"{node.module}.{alias.name}" for alias in node.names}
