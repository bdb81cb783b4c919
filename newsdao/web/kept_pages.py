"""Where a worker keeps its pages: so many bytes of them, and beyond that those asked for longest ago go."""

from typing import Any

from flask import Flask
from flask_caching.backends.simplecache import SimpleCache

# An archive walked from end to end is hundreds of megabytes in three codings; a worker must not grow with it.
MOST_BYTES = 128 * 1024 * 1024
MOST_PAGES = 10_000


class KeptPages(SimpleCache):
    """Cachelib's own, at its threshold, drops whatever has no time to live: every page at once."""

    def __init__(self, most_bytes: int = MOST_BYTES, most_pages: int = MOST_PAGES, **options: Any) -> None:
        super().__init__(threshold=2 * most_pages, **options)
        self.bytes = 0
        self._most = most_bytes, most_pages

    @classmethod
    def factory(cls, _app: Flask, _config: dict[str, Any], args: list[Any], kwargs: dict[str, Any]) -> "KeptPages":
        return cls(*args, **kwargs)

    def get(self, key: str) -> Any:
        with self._lock:
            if key in self._cache:
                self._cache[key] = self._cache.pop(key)  # now the last to go
            return super().get(key)

    def set(self, key: str, value: Any, timeout: Any = None) -> bool | None:
        with self._lock:
            self.delete(key)
            is_kept = super().set(key, value, timeout)
            self.bytes += len(self._cache[key][1])
            most_bytes, most_pages = self._most
            while self.bytes > most_bytes or len(self._cache) > most_pages:
                self.delete(next(iter(self._cache)))
            return is_kept

    def delete(self, key: str) -> bool:
        with self._lock:
            self.bytes -= len(self._cache[key][1]) if key in self._cache else 0
            return bool(super().delete(key))

    def clear(self) -> bool:
        with self._lock:
            self.bytes = 0
            return bool(super().clear())
