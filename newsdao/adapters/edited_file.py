"""An author's file, written anew: whole or not at all, and never over what was saved meanwhile."""

import os
import shutil
from pathlib import Path

from newsdao.errors import ConfigurationError


def replace_bytes(file: Path, before: bytes, after: bytes) -> None:
    """before: as the file was read. Raises ConfigurationError when it can't be written, or isn't so any more."""
    partial = file.with_name(f".{file.name[:100]}.{os.getpid()}")
    try:
        if file.read_bytes() != before:
            raise ConfigurationError(f"{file} was saved meanwhile; run it again")
        partial.write_bytes(after)
        shutil.copymode(file, partial)
        # The file may be a link within the folder: what it leads to is written.
        partial.replace(file.resolve())
    except OSError as error:
        raise ConfigurationError(f"{file} can't be written ({error.strerror}); check its permissions") from None
    finally:
        partial.unlink(missing_ok=True)
