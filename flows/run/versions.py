"""The versions of the code: one for the whole, and one for each stage, by which kept results are told valid or not.

A stage's version is a hash over the modules that it imports, directly or not, the data files of their rooms, the types
of the columns it writes, the releases of the libraries they import, and the version of the stage before it. So a
changed rule makes exactly the stages invalid that can see it. Comments and docstrings count as code: to be redone
for nothing is cheaper than to be wrong.
"""

import ast
import functools
import hashlib
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType

import flows
from flows.contracts.arrow import arrow_schema
from flows.contracts.stages import STAGE_TABLES, STAGES
from flows.contracts.tables import TABLES
from flows.load.models import sql_folder

HASHED_SUFFIXES = (".py", ".csv", ".txt", ".json", ".sql", ".toml")
PACKAGE = Path(flows.__file__).parent
# Where each stage begins.
ENTRIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "read": ("flows.read.items", "flows.read.decode", "flows.read.line_keys", "flows.read.sites"),
        "clean": ("flows.clean.cleaning",),
        "extract": ("flows.extract.article", "flows.extract.rows"),
        "link": ("flows.link.linking", "flows.link.articles", "flows.link.outlets", "flows.link.merged_entities"),
        "load": ("flows.load.publish", "flows.configure.corrections"),
    }
)
# What brings a stage's results to the disk and back: itself counts, what it imports does not.
KEEPERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "read": ("flows.run.shards", "flows.load.parts"),
        "clean": ("flows.load.templates",),  # finds what documents are cleaned with
        "link": ("flows.load.linked", "flows.load.chunks", "flows.load.outlines"),
    }
)
# What tables are: a stage depends on the columns it writes, not on those of others, and on no sentence about them.
DECLARATIONS = {f"flows.contracts.{name}" for name in ("arrow", "columns", "ddl", "errors", "stages", "tables")}
# Modules and the distributions that bring them, for the libraries whose releases can change a row.
LIBRARIES: Mapping[str, str] = MappingProxyType(
    {
        "brotli": "brotli",
        "charset_normalizer": "charset-normalizer",
        "duckdb": "duckdb",
        "ftfy": "ftfy",
        "dateutil": "python-dateutil",
        "htmldate": "htmldate",
        "lxml": "lxml",
        "numpy": "numpy",
        "py3langid": "py3langid",
        "pyarrow": "pyarrow",
        "pydantic": "pydantic",
        "rapidfuzz": "rapidfuzz",
        "scipy": "scipy",
        "trafilatura": "trafilatura",
        "warcio": "warcio",
    }
)


# What imports something, wherever it stands. To parse whole modules took .4 s of each run.
IMPORT = re.compile(r"^[ \t]*(?:from [\w.]+ import (?:\([^)]*\)|[^\n(]+)|import [\w., ]+)$", re.MULTILINE)


@functools.cache
def code_version() -> str:
    """Return the version of the whole, such as '0.1.0+3f9a0c1d'."""
    digest = hashlib.sha256()
    for folder in (PACKAGE, sql_folder()):
        _add_files(digest, folder)
    return f"{flows.__version__}+{digest.hexdigest()[:8]}"


@functools.cache
def stage_versions() -> Mapping[str, str]:
    """Return the version of each stage, in the order of the stages."""
    versions: dict[str, str] = {}
    before = platform.python_version()
    for stage in STAGES:
        before = versions[stage] = _stage_version(stage, before)
    return MappingProxyType(versions)


def with_tagger(versions: Mapping[str, str], tagger: str) -> Mapping[str, str]:
    """Return the versions where a spaCy pipeline, whose version is `tagger`, helps to find names; "" for none."""
    if not tagger:
        return versions
    seeing = STAGES[STAGES.index("extract") :]
    return {
        stage: hashlib.sha256(f"{told} {tagger}".encode()).hexdigest()[:16] if stage in seeing else told
        for stage, told in versions.items()
    }


def _stage_version(stage: str, before: str) -> str:
    digest = hashlib.sha256(before.encode())
    modules = imported_modules(ENTRIES[stage])
    for name, path in sorted(modules.items()):
        if name not in DECLARATIONS:
            digest.update(name.encode() + b"\0" + path.read_bytes())
    for name in KEEPERS.get(stage, ()):
        digest.update(name.encode() + b"\0" + _path_of(name).read_bytes())
    for room in sorted({name.split(".")[1] for name in modules}):
        _add_files(digest, PACKAGE / room, without=(".py",))
    for library in sorted({top for path in modules.values() for top in _imports(path)} & LIBRARIES.keys()):
        digest.update(f"{library} {_release(LIBRARIES[library])}".encode())
    for name in STAGE_TABLES.get(stage, ()):
        columns = arrow_schema(name).to_string(show_schema_metadata=False, show_field_metadata=False)
        codes = [column.codes for column in TABLES[name].columns]
        digest.update(f"{name}: {columns} {codes}".encode())
    if stage == "load":
        _add_files(digest, sql_folder())
    return digest.hexdigest()[:16]


def imported_modules(entries: Iterable[str]) -> dict[str, Path]:
    """Return the modules of this package that `entries` import, directly or not, themselves among them, by name."""
    found: dict[str, Path] = {}
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        path = _path_of(name)
        if name not in found and path.is_file():
            found[name] = path
            waiting += [module for module in _imports(path) if module.startswith("flows.")]
    return found


def _path_of(module: str) -> Path:
    return PACKAGE.joinpath(*module.split(".")[1:]).with_suffix(".py")


@functools.cache
def _imports(path: Path) -> frozenset[str]:
    """Return what a module imports: full names within this package, the top name of others."""
    found = set()
    statements = IMPORT.findall(path.read_text(encoding="utf-8"))
    for node in ast.parse("\n".join(statement.strip() for statement in statements)).body:
        names: Iterator[str] | list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        found |= {name if name.startswith("flows.") else name.split(".")[0] for name in names}
    return frozenset(found)


def _release(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "none"


def _add_files(digest: "hashlib._Hash", folder: Path, without: tuple[str, ...] = ()) -> None:
    for path in sorted(p for p in folder.rglob("*") if p.suffix in HASHED_SUFFIXES and p.suffix not in without):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
