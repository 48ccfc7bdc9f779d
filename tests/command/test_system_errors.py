import errno
import os

import pytest

from flows.command.system_errors import system_sentence


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [
        (errno.EACCES, "w/.lock", "w cannot be used (Permission denied). Make it writable for yourself"),
        (errno.EROFS, "/mnt/w", "/mnt/w cannot be used (Read-only file system). Make it writable"),
        (errno.EEXIST, "afile", "afile cannot be used (File exists). A file lies where a folder is needed"),
        (errno.ENOENT, "/nodir/o.csv", "/nodir/o.csv cannot be used (No such file or directory). Make the folder"),
        (errno.EIO, b"disk", "disk cannot be used (Input/output error)."),
    ],
)
def test_a_refusal_of_the_system_names_the_place_and_the_next_step(number, name, said):
    assert system_sentence(OSError(number, os.strerror(number), name)).startswith(said)


def test_an_error_without_a_file_stays_as_it_is():
    assert system_sentence(OSError("connection lost")) == "connection lost"
    assert system_sentence(TimeoutError()) == "TimeoutError"
