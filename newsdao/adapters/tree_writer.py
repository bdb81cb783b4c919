"""A folder that a conversion writes and its publisher edits: what was edited is never written over.

What was written is remembered by its digest in a small file of the folder, so that the same export writes nothing.
"""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from newsdao.errors import ConfigurationError

MANIFEST = ".newsdao-origin.json"
_VERSION = 1
# removed: the publisher took the file away, and it stays away. moved: it stands under another name than before.
Outcome = Literal["written", "changed", "moved", "same", "kept", "removed"]


@dataclass(frozen=True, slots=True)
class _Record:
    """digest: SHA-256 of what was written. key: the story's in its origin."""

    digest: str
    key: str


class Tree:
    """Raises ConfigurationError when the folder can't be made, or its own record of it can't be read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(f"{root} can't be made ({error.strerror}); give another folder") from None
        self._records = _read(root / MANIFEST)
        self._places = {record.key: path for path, record in self._records.items()}
        self._seen_keys: set[str] = set()
        self._seen_paths: set[str] = set()
        self._is_changed = False

    def write(self, path: str, key: str, data: bytes) -> Outcome:
        """path: relative, "/" between. key: by which the file is known again under another path."""
        key = key if key not in self._seen_keys else f"{key}#{path}"
        self._seen_keys.add(key)
        self._seen_paths.add(path)
        before = self._places.get(key)
        has_moved = before is not None and before != path and self._records[before].key == key
        if has_moved and before is not None:
            self._seen_paths.add(before)
            if not self._is_untouched(before):
                return "kept" if (self.root / before).exists() else "removed"
        outcome = self._write(path, key, data)
        if has_moved and before is not None and outcome in {"written", "changed", "same"}:
            self._drop(before)
            return "moved"
        return outcome

    def close(self) -> None:
        """Remember what was written. Without it nothing is lost: equal files are recognised by their bytes."""
        if self._is_changed:
            records = {path: [one.digest, one.key] for path, one in sorted(self._records.items())}
            text = json.dumps({"version": _VERSION, "files": records}, ensure_ascii=False, indent=0)
            _put(self.root / MANIFEST, text.encode())
            self._is_changed = False

    @property
    def gone(self) -> list[str]:
        """Files of an earlier conversion that this one had nothing of, and that are still there."""
        return sorted(path for path in self._records.keys() - self._seen_paths if (self.root / path).exists())

    def _write(self, path: str, key: str, data: bytes) -> Outcome:
        digest = sha256(data).hexdigest()
        there, known = self._digest(path), self._records.get(path)
        if there == digest:
            self._remember(path, key, digest)
            return "same"
        if there is None and known is not None:
            return "removed"
        if there is not None and (known is None or known.digest != there):
            return "kept"
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, data)
        self._remember(path, key, digest)
        return "written" if there is None else "changed"

    def _remember(self, path: str, key: str, digest: str) -> None:
        record = _Record(digest, key)
        self._is_changed = self._is_changed or self._records.get(path) != record
        self._records[path] = record
        self._places[key] = path

    def _is_untouched(self, path: str) -> bool:
        return self._digest(path) == self._records[path].digest

    def _drop(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)
        del self._records[path]
        self._is_changed = True

    def _digest(self, path: str) -> str | None:
        """Of the file that is there now; None when there is none. Raises ConfigurationError for one elsewhere."""
        file = self.root / path
        if not file.resolve().is_relative_to(self.root.resolve()):
            raise ConfigurationError(f"{file} leads out of its folder; take that link away")
        return sha256(file.read_bytes()).hexdigest() if file.is_file() else None


def _read(manifest: Path) -> dict[str, _Record]:
    try:
        found = json.loads(manifest.read_bytes())
        return {path: _Record(str(digest), str(key)) for path, (digest, key) in found["files"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        why = "can't be read; delete it, and files that you have edited are kept all the same"
        raise ConfigurationError(f"{manifest} {why}") from None


def _put(file: Path, data: bytes) -> None:
    """Beside its place first: nobody reads half a file."""
    partial = file.with_name(f".{file.name[:100]}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ConfigurationError(f"{file} can't be written ({error.strerror}); make its folder writable") from None
