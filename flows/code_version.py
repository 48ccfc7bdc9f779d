"""The version of the code and its rules: the release, and a hash over every file that can change a row."""

import functools
import hashlib
from pathlib import Path

import flows
from flows.load.models import sql_folder

HASHED_SUFFIXES = (".py", ".csv", ".txt", ".json", ".sql")


@functools.cache
def code_version() -> str:
    """Return the version, such as '0.1.0+3f9a0c1d'."""
    digest = hashlib.sha256()
    for folder in (Path(flows.__file__).parent, sql_folder()):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in HASHED_SUFFIXES):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{flows.__version__}+{digest.hexdigest()[:8]}"
