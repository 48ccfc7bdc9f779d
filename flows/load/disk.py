"""Changes of the disk that hold at once or not at all, and are still there when the power has gone."""

import os
import shutil
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


def switch_link(link: Path, target: str | Path) -> None:
    """Let a link lead to `target` from one moment to the next.

    A folder in its place, as copying a warehouse with its links followed leaves it, is removed.
    """
    fresh = link.with_name(f".{link.name.lstrip('.')}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)
    os.replace(fresh, link)  # noqa: PTH105 - the atomic rename is the point


def link_or_copy(path: Path, target: Path) -> None:
    """Let a file stand at another place too."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(path)
    except OSError:  # a file system without hard links
        shutil.copyfile(path, target)
