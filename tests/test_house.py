"""The laws of the house (docs/architecture.md), as tests: a red line here says which wall was walked through."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from newsdao.config import PROJECT

PACKAGE = PROJECT / "newsdao"
ROOMS = ("content", "store", "presenters", "adapters", "services", "web", "locales")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)

# Who may know whom. A room stands for all of its modules; "store.queries" for that one alone.
MAY_IMPORT = {
    "content": {"content", "errors"},
    "presenters": {"presenters", "content", "errors"},
    "store": {"store", "content", "errors", "events", "extensions"},
    "adapters": {"adapters", "content", "errors"},
    "services": {"services", "store", "presenters", "adapters", "content", "config", "errors", "events"},
    # generations: the page cache asks the shared table on every request; there is nothing to decide in between.
    # store.models: for the types of what queries return.
    "web": {
        "web", "services", "presenters", "content", "store.queries", "store.windows", "store.redirects",
        "store.feed_archive", "store.live", "store.models", "store.search", "store.front", "store.archive",
        "store.term_pages", "store.pictures", "locales",
        "adapters.generations",
        "config", "errors", "events", "extensions",
    },
    # schema: `flask serve` migrates, and every command refuses an old schema, before a service is asked anything.
    "cli": {"report", "report_page", "services", "store.schema", "config", "errors", "extensions"},
    # The sub-editor's commands, beside cli only for their number. content.lint: rules by name, answers as values.
    "check_commands": {
        "cli", "report", "report_check", "preview_page", "services", "presenters", "content.lint",
        "store.schema", "config", "errors", "extensions",
    },
    "report": {"services", "presenters"},
    "preview_page": {"presenters", "services", "content", "locales", "config"},
    "report_check": {"report", "services", "content"},
    # cli: for how a command tells what is wrong. web.drain_thread: the same drainer, without a server.
    "push_commands": {
        "cli", "report_push", "services", "store.schema", "web.drain_thread", "extensions",
    },
    "report_push": {"report", "services", "store.waiting"},
    # What is drawn for a publisher without a request: a template, its words, and the value it shows.
    "report_page": {"presenters", "locales", "config"},
    "locales": set(),
    "config": {"errors"}, "errors": set(), "events": set(), "extensions": set(),
}  # fmt: skip
MAY_IMPORT_FLASK = {"web", "cli", "check_commands", "push_commands", "__init__", "extensions"}
IMPURE = {
    "os", "pathlib", "io", "shutil", "socket", "subprocess", "sqlite3", "time", "random", "secrets", "tempfile",
    "urllib.request", "http", "flask", "flask_sqlalchemy", "flask_caching", "sqlalchemy", "watchfiles", "PIL",
}  # fmt: skip
CLOCK = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|datetime\.today|time\.time)\(")
SQL_WORDS = {"select", "insert", "update", "delete", "text", "func", "union_all"}
DRAWERS = {"utils", "helpers", "common", "misc", "manager", "alembic"}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(line, module, names) of every import, those inside functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports absolutely"
            yield node.lineno, node.module or "", tuple(alias.name for alias in node.names)


def known_rooms(path: Path) -> Iterator[tuple[int, str]]:
    """(line, "room" or "room.module") of every import from this package."""
    for line, module, names in imports(path):
        if module == "newsdao":
            yield from ((line, name) for name in names)
        elif module.startswith("newsdao."):
            inner = module.removeprefix("newsdao.")
            if inner in ROOMS:
                yield from ((line, f"{inner}.{name}") for name in names)
            else:
                yield line, ".".join(inner.split(".")[:2])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_knows_only_the_rooms_it_may_know(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return  # the composition root knows everybody, and is the only one
    for line, known in known_rooms(path):
        if room in {"cli", "check_commands"} and known == "create_app":
            continue
        allowed = MAY_IMPORT[room]
        assert known in allowed or known.split(".")[0] in allowed, (
            f"{path.relative_to(PROJECT)}:{line}: {room} may not import {known}; it may know {sorted(allowed)}"
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_flask_is_known_only_to_the_doors(path: Path) -> None:
    for line, module, _names in imports(path):
        if module.split(".")[0].startswith("flask"):
            assert room_of(path) in MAY_IMPORT_FLASK, f"{path.relative_to(PROJECT)}:{line}: only web and cli know Flask"


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room_of(path) in {"content", "presenters"}],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)  # fmt: skip
def test_the_pure_rooms_know_no_disk_no_network_no_database_and_no_clock(path: Path) -> None:
    for line, module, names in imports(path):
        if module == "pathlib" and set(names) == {"PurePosixPath"}:
            continue  # paths as text; it opens nothing
        assert module not in IMPURE and module.split(".")[0] not in IMPURE, (
            f"{path.relative_to(PROJECT)}:{line}: {module} is impure; have what you need handed in"
        )
    clock = CLOCK.search(path.read_text(encoding="utf-8"))
    assert clock is None, f"{path.relative_to(PROJECT)}: {clock and clock[0]}…): have the moment handed in"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_sql_is_written_only_in_the_store(path: Path) -> None:
    if room_of(path) == "store":
        return
    for line, module, names in imports(path):
        if module.split(".")[0] == "sqlalchemy":
            written = SQL_WORDS.intersection(names)
            assert not written, f"{path.relative_to(PROJECT)}:{line}: {written}: all SQL is in newsdao/store"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_environment_is_read_only_by_config(path: Path) -> None:
    if path.name == "config.py":
        return
    asks = re.search(r"\bos\.(environ|getenv)\b|import (environ|getenv)\b", path.read_text(encoding="utf-8"))
    assert asks is None, f"{path.relative_to(PROJECT)}: ask config.Settings"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 300, f"{path.relative_to(PROJECT)} has {lines} lines: split it by noun"
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            wall = 60 if node.name == "create_app" else 40
            assert length <= wall, f"{path.relative_to(PROJECT)}:{node.lineno}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_a_drawer(path: Path) -> None:
    assert path.stem not in DRAWERS, f"{path.relative_to(PROJECT)}: name it by what it does"


def test_templates_and_style_sheets_stay_small() -> None:
    walls = [("templates", "*.html", 120), ("static/css", "*.css", 250)]
    for folder, pattern, wall in walls:
        for path in (PROJECT / folder).rglob(pattern):
            lines = path.read_text(encoding="utf-8").count("\n")
            assert lines <= wall, f"{path.relative_to(PROJECT)} has {lines} lines; {wall} is the wall"


def test_the_top_level_is_the_one_agreed_upon() -> None:
    for name in ("app.py", "newsdao", "templates", "static", "instance/.gitignore", "tests", "requirements.txt"):
        assert (PROJECT / name).exists(), f"{name} belongs at the top level"


def test_every_requirement_is_pinned_with_a_hash_and_names_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^\n]*", text, re.MULTILINE)
        assert pins, name
        assert all("==" in pin for pin in pins), f"{name} has an unpinned requirement"
        assert text.count("==") <= text.count("--hash=sha256:"), f"{name} has a pin without a hash"
        assert "index-url" not in text and "find-links" not in text and "://" not in text
