"""What the operating system refused, as one sentence that names the place and the next step.

In: an OSError. Out: its message, without the number. One that names no file (of a network, of Arrow) stays as it is.
"""

import errno
from pathlib import Path

NEXT_STEPS = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "Make it writable for yourself, or name another place."),
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR), "A file lies where a folder is needed: name another place."),
    errno.ENOENT: "Make the folder, or mend the path.",
    errno.EISDIR: "A folder lies where a file is needed: name another place.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
}


def system_sentence(error: OSError) -> str:
    """Return what went wrong; of a file of ours that nobody named, such as a lock, the folder is told.

    >>> system_sentence(PermissionError(13, "Permission denied", "w/.lock"))
    'w cannot be used (Permission denied). Make it writable for yourself, or name another place.'
    """
    if error.filename is None or error.strerror is None or isinstance(error.filename, int):
        return str(error) or type(error).__name__
    name = error.filename.decode(errors="replace") if isinstance(error.filename, bytes) else str(error.filename)
    place = Path(name)
    shown = place.parent if place.name.startswith(".") and place.name != ".." else place
    step = NEXT_STEPS.get(error.errno or 0, "")
    return f"{shown} cannot be used ({error.strerror}). {step}".rstrip()
