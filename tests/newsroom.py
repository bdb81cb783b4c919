"""A site of a test's own: its posts folder, its application, and a reader."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from newsdao.cli import make_syncer
from newsdao.services.sync_report import SyncOptions, SyncReport

POST = """---
title: {title}
categories: [{category}]
date: {date}
{more}---

{body}
"""


@dataclass
class Newsroom:
    """A site of the test's own: its posts folder, its application, and a reader."""

    folder: Path
    app: Flask
    options: SyncOptions = field(default_factory=SyncOptions)

    @property
    def reader(self) -> FlaskClient:
        return self.app.test_client()

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def post(
        self,
        slug: str,
        title: str = "해온강 수위 사흘째 상승",
        category: str = "사회",
        date: str = '"2026-11-20 09:00:00 +0900"',
        body: str = "상류 댐이 물을 내보냈다. 시는 대피소를 열었다.",
        more: str = "",
    ) -> Path:
        """Save a post; its address is /<category>/2026/11/20/<slug>/ (the day follows `date`)."""
        day = date.strip('"')[:10]
        text = POST.format(title=title, category=category, date=date, body=body, more=more)
        return self.write(f"_posts/{day}-{slug}.md", text)

    def sync(self, now: datetime | None = None, **options: bool) -> SyncReport:
        with self.app.app_context():
            syncer = make_syncer(self.folder, SyncOptions(**options))
            if now is not None:
                syncer.now = lambda: now.astimezone(UTC)
            return syncer.sync()

    def get(self, path: str, **kwargs: object) -> str:
        """The text of a page that must be there."""
        answer = self.reader.get(path, **kwargs)
        assert answer.status_code == 200, f"{path}: {answer.status}"
        return answer.get_data(as_text=True)
