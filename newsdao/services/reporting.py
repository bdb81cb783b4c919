"""What a sync did, written for those who weren't at the terminal: as a page and as JSON."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsdao.adapters.report_file import ReportFile
from newsdao.config import Settings
from newsdao.content.findings import SiteFindings
from newsdao.content.site import Site
from newsdao.presenters import sync_page
from newsdao.services.sync_report import SyncReport

Draw = Callable[[sync_page.Account], str]


@dataclass(frozen=True, slots=True)
class Reporter:
    """files: where to. draw: makes the page of the account."""

    files: Sequence[ReportFile]
    draw: Draw

    def write(
        self, result: SyncReport, findings: SiteFindings | None, settings: Settings, now: datetime, *, is_dry_run: bool
    ) -> None:
        """findings: None when the site wasn't looked at. Raises ConfigurationError for a file that can't be written."""
        site = _as_served(result.site or Site(url="", name="NewsDAO"), settings)
        account = sync_page.account(result, findings, site, now, is_dry_run=is_dry_run)
        for file in self.files:
            if file.is_json:
                file.write(json.dumps(sync_page.as_json(account), ensure_ascii=False, indent=1) + "\n")
            else:
                file.write(self.draw(account))


def reporter(paths: Iterable[Path], draw: Draw) -> Reporter:
    """Raises ConfigurationError for the first path at which no report can be: before the sync, not after it."""
    return Reporter([ReportFile(path) for path in paths], draw)


def _as_served(site: Site, settings: Settings) -> Site:
    return replace(site, url=settings.site_url or site.url or settings.local_url, name=settings.site_name or site.name)
