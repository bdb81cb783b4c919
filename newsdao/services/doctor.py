"""Doctor: what is set, what is missing and what is unsafe, each in one line with its remedy."""

import os
import shutil

from sqlalchemy import Engine

from newsdao.config import Settings
from newsdao.errors import StoreError
from newsdao.services import indexing, push_check
from newsdao.services.finding import Finding
from newsdao.store import schema

__all__ = ["Finding", "examine", "store_fault"]

_ROOM = 1_000_000_000


def examine(settings: Settings, engine: Engine) -> list[Finding]:
    return [
        Finding("ok", f"environment: {settings.env}"),
        _site_url(settings),
        _secret_key(settings),
        *_instance(settings),
        _store(engine),
        *indexing.examine(engine),
        *_verifications(settings),
        *push_check.examine(settings, engine),
    ]


def store_fault(engine: Engine) -> str:
    """Why the store can't be used as it is, with the command that helps; "" when it can."""
    finding = _store(engine)
    return finding.text if finding.is_fault else ""


def _site_url(settings: Settings) -> Finding:
    if not settings.site_url:
        return Finding("missing", "NEWSDAO_SITE_URL: the addresses in feeds and sitemaps come from `_config.yml`")
    if not settings.site_url.startswith("https:"):
        return Finding("unsafe", f"NEWSDAO_SITE_URL={settings.site_url}: serve readers by https")
    return Finding("ok", f"NEWSDAO_SITE_URL={settings.site_url}")


def _secret_key(settings: Settings) -> Finding:
    if not settings.secret_key:
        return Finding("missing", "NEWSDAO_SECRET_KEY: production will not start without one of ≥ 32 characters")
    if len(settings.secret_key) < 32:
        return Finding("unsafe", "NEWSDAO_SECRET_KEY is shorter than 32 characters")
    return Finding("ok", "NEWSDAO_SECRET_KEY is set")


def _instance(settings: Settings) -> list[Finding]:
    folder = settings.instance
    if not os.access(folder, os.W_OK):
        return [Finding("unsafe", f"instance folder {folder} can't be written")]
    findings = [Finding("ok", f"instance folder {folder}")]
    free = shutil.disk_usage(folder).free
    if free < _ROOM:
        findings.append(Finding("unsafe", f"only {free // 1_000_000} MB are free for {folder}"))
    if settings.sqlalchemy_url.startswith("sqlite"):
        database = settings.instance / "newsdao.sqlite3"
        if database.exists() and database.stat().st_mode & 0o002:
            findings.append(Finding("unsafe", f"{database} can be written by everybody: chmod o-w"))
    return findings


def _store(engine: Engine) -> Finding:
    try:
        schema.check_schema(engine)
    except StoreError as error:
        return Finding("unsafe", str(error))
    return Finding("ok", f"database {engine.url.render_as_string()} at revision {schema.head_revision()}")


def _verifications(settings: Settings) -> list[Finding]:
    engines = ("google", "naver", "bing", "daum")
    absent = [f"NEWSDAO_{engine.upper()}_VERIFICATION" for engine in engines if engine not in settings.verifications]
    return [Finding("missing", f"not verified from here: {', '.join(absent)}")] if absent else []
