import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_wheel_carries_every_sql_file_every_lexicon_and_every_template(tmp_path):
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"flows/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "sql").rglob("*.sql")}
    for folder in (*(ROOT / "flows").glob("*/lexicons"), ROOT / "flows" / "report" / "templates"):
        wanted |= {path.relative_to(ROOT).as_posix() for path in folder.iterdir()}
    assert wanted - inside == set()
    assert len(wanted) > 60
