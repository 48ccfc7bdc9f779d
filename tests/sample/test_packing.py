"""The packed files of the sample corpus hold what their readable sources say."""

import bz2
import importlib.util
import io
import zlib
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pack_sample", DATA / "pack_sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def contents(path: Path) -> object:
    """Return what is packed; the packed bytes themselves change with the version of a library."""
    payload = path.read_bytes()
    match path.suffix:
        case ".gz":
            found = b""
            while payload:  # a WARC file has a member for each record
                member = zlib.decompressobj(31)
                found += member.decompress(payload)
                payload = member.unused_data
            return found
        case ".bz2":
            return bz2.decompress(payload)
        case ".zst":
            return pa.CompressedInputStream(io.BytesIO(payload), "zstd").read()
        case ".parquet":
            return pq.read_table(path).to_pylist()
        case _:
            return payload


def test_packing_the_sources_again_gives_what_the_corpus_holds(script, tmp_path):
    packed = script.pack_all(DATA / "sources", tmp_path)
    assert len(packed) == len(script.PACKED) + 1
    differing = [path.name for path in packed if contents(path) != contents(DATA / "raw" / path.relative_to(tmp_path))]
    assert differing == []


def test_packing_twice_gives_the_same_bytes(script, tmp_path):
    first, second = (script.pack_all(DATA / "sources", tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_every_source_is_packed(script):
    packed = {source for source, _, _ in script.PACKED} | {f"northline-daily/{name}" for _, _, name in script.CRAWL}
    files = [path for path in (DATA / "sources").rglob("*") if path.is_file()]
    assert packed == {path.relative_to(DATA / "sources").as_posix() for path in files}
