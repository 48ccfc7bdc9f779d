"""What a rename alone does not promise: that the bytes of what was renamed are on the disk when the power goes."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Wait until every file below `folder`, and the folders themselves, are on the disk. Raises OSError."""
    for root, _, names in os.walk(folder):
        for name in names:
            sync_file(Path(root, name))
        sync_file(Path(root))


def sync_file(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk; links need no waiting. Raises OSError."""
    if path.is_symlink():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
