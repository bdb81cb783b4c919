"""What a site's `_data/` folder holds, as Liquid's `site.data`: YAML, JSON, CSV and TSV by Jekyll's rules."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from newsdao.content.characters import fit
from newsdao.content.post import Notice
from newsdao.content.yaml_types import typed

SUFFIXES = frozenset({".yml", ".yaml", ".json", ".csv", ".tsv"})
_REMEDY = "put it right: what posts say of it in Liquid is missing"
_UNNAMED = re.compile(r"[^\w\s-]+")


def site_data(files: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Notice, ...]]:
    """files: names below `_data/` ("people/kim.yml") → text. A file that can't be read is told of."""
    data: dict[str, Any] = {}
    notices = []
    for path, text in files.items():
        pure = PurePosixPath(path)
        if pure.suffix.lower() not in SUFFIXES:
            continue
        try:
            found = _read(pure.suffix.lower(), fit(text))
        except (yaml.YAMLError, csv.Error, RecursionError, ValueError) as error:
            notices.append(Notice(f"_data/{path}", _line(error), "lost", f"is no {pure.suffix[1:].upper()}", _REMEDY))
        else:
            _put(data, [*pure.parts[:-1], pure.stem], found)
    return data, tuple(notices)


def _read(suffix: str, text: str) -> Any:
    if suffix == ".json":
        return json.loads(text)
    if suffix in {".csv", ".tsv"}:
        return _rows(csv.reader(text.splitlines(keepends=True), delimiter="," if suffix == ".csv" else "\t"))
    # It builds nothing but text, lists and mappings; aliases point to what is already there.
    return typed(yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))  # noqa: S506


def _rows(rows: Iterable[list[str]]) -> list[dict[str, str | None]]:
    """Each row by the names of the first; an empty cell is nothing."""
    filled = [row for row in rows if row]
    names = filled[0] if filled else []
    return [dict(zip(names, [cell or None for cell in row], strict=False)) for row in filled[1:]]


def _put(data: dict[str, Any], keys: list[str], found: Any) -> None:
    *folders, name = (re.sub(r"\s+", "_", _UNNAMED.sub("", key).strip()) for key in keys)
    for folder in folders:
        inner = data.setdefault(folder, {})
        if not isinstance(inner, dict):
            inner = data[folder] = {}
        data = inner
    data[name] = found


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return int(mark.line) + 1 if mark else int(getattr(error, "lineno", 1))
