"""What the source does not hold: ways to run data as code, and ways out to the network."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "flows").rglob("*.py"))
# Modules that run data as code, read what strangers pickled, or fetch. What is allowed says where and why.
FORBIDDEN = set(
    "pickle marshal shelve dill cloudpickle joblib urllib.request http.client requests httpx aiohttp ftplib smtplib "
    "telnetlib xmlrpc xml.etree xml.dom xml.sax code pty runpy subprocess socket".split()
)
# Prefect's own server is started and asked whether it is up, on the loopback; what its client may raise is caught. Runs
# are told of where the owner of the machine says so.
ALLOWED = {
    ("orphans.py", "runpy"),
    ("local_server.py", "subprocess"),
    ("local_server.py", "socket"),
    ("local_server.py", "urllib.request"),
    ("artifacts.py", "httpx"),
    ("notifications.py", "subprocess"),
    ("notifications.py", "http.client"),
    ("notifications.py", "urllib.request"),
}
CALLS = {"eval", "exec", "compile", "__import__", "breakpoint"}


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def calls_of(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def test_the_search_finds_what_it_looks_for(tmp_path):
    (tmp_path / "a.py").write_text("import pickle\nfrom urllib import request\neval('1')\n")
    assert imports_of(tmp_path / "a.py") >= {"pickle", "urllib.request"}
    assert calls_of(tmp_path / "a.py") == {"eval"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_runs_data_as_code_or_fetches(path):
    assert not CALLS & calls_of(path)
    for name in imports_of(path):
        assert name not in FORBIDDEN or (path.name, name) in ALLOWED, name


def test_models_and_lexicons_are_plain_data():
    kinds = {path.suffix for path in (ROOT / "flows").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert not kinds & {".pkl", ".pickle", ".joblib", ".npy", ".npz", ".pt", ".so"}


def test_no_numpy_file_is_loaded_with_objects_inside():
    for path in MODULES:
        assert "allow_pickle=True" not in path.read_text(encoding="utf-8"), path


def test_every_requirement_is_pinned_and_has_a_hash():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    wanted = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert len(wanted) > 50
    for line in wanted:
        assert re.match(r"[a-z0-9._-]+(?:\[[a-z,]+\])?==\S+ ", line), line
        assert "--hash=sha256:" in line, line


def test_the_lock_holds_every_direct_requirement():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    for requirement in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert name
        assert re.search(rf"^{re.escape(name[0].lower().replace('_', '-'))}(?:\[[a-z,]+\])?==", lock, re.MULTILINE), (
            name[0]
        )
