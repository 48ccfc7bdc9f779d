import numpy as np
import pytest

from flows.link.long_columns import LongColumn


@pytest.mark.parametrize("parts", [[], [[]], [[1, 2], [], [3]]])
def test_what_is_written_in_parts_is_read_as_one(parts, tmp_path):
    column = LongColumn(np.int32, tmp_path)
    for part in parts:
        column.append(np.array(part, np.int64))
    found = column.read()
    assert found.dtype == np.int32
    assert found.tolist() == [number for part in parts for number in part]


def test_a_column_outlives_its_file_and_leaves_none_behind(tmp_path):
    column = LongColumn(np.uint64, tmp_path)
    column.append(np.arange(100_000))
    assert not list(tmp_path.iterdir())
    found = column.read()
    del column
    assert found[99_999] == 99_999
    assert not found.flags.writeable


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        LongColumn(np.int32, tmp_path / "gone")
