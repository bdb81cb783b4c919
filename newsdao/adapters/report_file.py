"""The file a report is written to: refused before the work begins when it can't be, and never half written."""

import os
from pathlib import Path

from newsdao.errors import ConfigurationError

SUFFIXES = (".html", ".json")


class ReportFile:
    """path: as its user wrote it. Raises ConfigurationError when nothing can be written there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._partial = path.with_name(f".{path.name}.{os.getpid()}")
        if path.suffix.lower() not in SUFFIXES:
            raise ConfigurationError(f"--report {path}: can't tell its form; name it *.html or *.json")
        if not path.parent.is_dir():
            raise ConfigurationError(f"--report {path}: there is no folder {path.parent}; make it first")
        if path.is_dir():
            raise ConfigurationError(f"--report {path}: is a folder; name a file")
        try:
            self._partial.touch()
            self._partial.unlink()
        except OSError as error:
            raise ConfigurationError(f"--report {path}: can't be written ({error.strerror}); name another") from None

    @property
    def is_json(self) -> bool:
        return self.path.suffix.lower() == ".json"

    def write(self, text: str) -> None:
        """Put the text in the file's place at once. Raises ConfigurationError, the former file being left as it was."""
        try:
            # A file name that is no UTF-8 comes as lone surrogates.
            self._partial.write_bytes(text.encode("utf-8", "backslashreplace"))
            self._partial.replace(self.path)
        except OSError as error:
            self._partial.unlink(missing_ok=True)
            raise ConfigurationError(f"--report {self.path}: can't be written ({error.strerror})") from None
