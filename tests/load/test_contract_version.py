"""A warehouse of another version: an older one is read with a remark and built anew, a newer one is left alone."""

import json

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.contracts.contract_version import CONTRACT_NUMBER, contract_version
from flows.load.reading import open_reader
from flows.load.snapshots import Warehouse, WarehouseError
from flows.run import gathering
from tests.plain_run import parquet_bytes, run_plainly
from tests.small_corpus import write_reports

pytestmark = pytest.mark.slow


@pytest.fixture
def published(tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    raw, warehouse = write_reports(tmp_path / "raw"), tmp_path / "warehouse"
    run_plainly(raw, warehouse)
    return raw, warehouse


def doctor(warehouse, version):
    """Let the published snapshot name another version of the contract; None for none, as before there was one."""
    path = Warehouse(warehouse).current / "datapackage.json"
    package = json.loads(path.read_text())
    del package["contract_version"]
    path.write_text(json.dumps(package | ({} if version is None else {"contract_version": version})))


def test_the_version_stands_in_every_file(published):
    _, warehouse = published
    snapshot = Warehouse(warehouse).current
    files = [path for folder in ("core", "marts") for path in (snapshot / folder).rglob("*.parquet")]
    assert len(files) > 20
    for path in files:
        metadata = pq.read_schema(path).metadata
        assert metadata[b"contract_version"].decode() == contract_version(), path
    assert json.loads((snapshot / "datapackage.json").read_text())["contract_version"] == contract_version()
    with open_reader(warehouse) as reader:
        assert reader.rows("select contract_version() as v") == [{"v": contract_version()}]


@pytest.mark.parametrize("version", [None, 0, "none", "0+3f9a0c1d"])
def test_an_older_warehouse_is_read_with_a_remark_and_built_anew(published, caplog, version):
    raw, warehouse = published
    expected = parquet_bytes(warehouse)
    doctor(warehouse, version)
    snapshot = Warehouse(warehouse).current
    (snapshot / "parallax.duckdb").chmod(0o644)
    with duckdb.connect(str(snapshot / "parallax.duckdb")) as connection:
        connection.execute("drop macro contract_version")
        connection.execute("alter table core.articles drop column article_form")
    with open_reader(warehouse) as reader:
        assert reader.rows("select count(*) as n from core.articles")[0]["n"] == 4
    assert "older Parallax" in caplog.text
    assert "parallax run" in caplog.text
    run_plainly(raw, warehouse)
    assert parquet_bytes(warehouse) == expected
    assert Warehouse(warehouse).contract_remark() == ""


def test_a_newer_warehouse_is_left_as_it_is(published):
    raw, warehouse = published
    doctor(warehouse, f"{CONTRACT_NUMBER + 1}+3f9a0c1d")
    before = parquet_bytes(warehouse)
    with pytest.raises(WarehouseError, match=r"newer Parallax.*Update"):
        run_plainly(raw, warehouse)
    with pytest.raises(WarehouseError, match="newer Parallax"), open_reader(warehouse):
        pass
    assert parquet_bytes(warehouse) == before
