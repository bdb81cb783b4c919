"""A look at the whole site after a sync: which links lead nowhere, which titles are alike, what the articles lack."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from sqlalchemy.orm import Session

from newsdao.adapters.media_files import resolve
from newsdao.content import references
from newsdao.content.decoding import decode
from newsdao.content.findings import DeadLink, Place, SiteFindings
from newsdao.errors import PostError
from newsdao.services.sync_report import Progress, silent
from newsdao.store import audit

# Addresses that are neither an article's nor a file's are asked one by one; a site of dead links alone ends too.
MOST_ASKED = 10_000


def examine(
    session: Session, media: Path, status_of: Callable[[str], int], now: datetime, progress: Progress = silent
) -> SiteFindings:
    """Reads every stored body once, some hundred at a time, and writes nothing.

    media: the folder of the site's files. status_of: the HTTP status with which the site itself answers a path
    (decoded, with the base path): asked only where no article and no file stands.
    """
    base_path = urlsplit(audit.site_url(session)).path.rstrip("/")
    check = _Check(session, audit.addresses(session), media, base_path, status_of)
    total, done = audit.count(session), 0
    for batch in audit.examined(session):
        for one in batch:
            check.take(one)
        done += len(batch)
        progress(done, total)
    return SiteFindings(
        dead_links=check.dead(check.links),
        redirects_nowhere=check.dead(check.redirects),
        remote_pictures=dict(check.hosts.most_common()),
        same_titles=audit.same_titles(session, now),
        lacks=audit.lacks(session, now),
        unasked=len(check.unasked),
    )


@dataclass
class _Check:
    """links, redirects: dead address → the places that lead there."""

    session: Session
    known: set[str]
    media: Path
    base_path: str
    status_of: Callable[[str], int]
    links: dict[str, list[Place]] = field(default_factory=dict)
    redirects: dict[str, list[Place]] = field(default_factory=dict)
    hosts: Counter[str] = field(default_factory=Counter)
    unasked: set[str] = field(default_factory=set)
    _statuses: dict[str, int] = field(default_factory=dict)

    def take(self, one: audit.Examined) -> None:
        self.hosts.update(references.remote_picture_hosts(one.html))
        self.hosts.update(filter(None, [references.host_of(one.picture)]))
        dead: dict[str, str] = {}
        for address in references.links(one.html):
            path = references.path_on_site(address, one.permalink, self.base_path)
            if path is not None and path not in dead and self._is_dead(path):
                dead[path] = address
        # The file is opened only where there is a line of it to name.
        lines = _lines(audit.source(self.session, one.source_path), dead) if dead else {}
        for path in dead:
            self.links.setdefault(path, []).append(Place(one.source_path, lines.get(path, 0)))
        if one.redirects_to.startswith("/") and self._is_dead(one.redirects_to):
            self.redirects.setdefault(one.redirects_to, []).append(Place(one.source_path, 1))

    def _is_dead(self, path: str) -> bool:
        if path in self.known:
            return False
        if path not in self._statuses:
            if len(self._statuses) >= MOST_ASKED:
                self.unasked.add(path)
                return False
            is_file = resolve(self.media, quote(path)) is not None
            self._statuses[path] = 200 if is_file else self.status_of(self.base_path + path)
        return self._statuses[path] >= 400

    def dead(self, found: dict[str, list[Place]]) -> tuple[DeadLink, ...]:
        """The address that most places lead to first."""
        ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return tuple(DeadLink(path, tuple(places), self._statuses[path]) for path, places in ordered)


def _lines(data: bytes, addresses: Mapping[str, str]) -> dict[str, int]:
    """Path → the first line of the file that holds it, where one does: Liquid may have made it. addresses: path → as it
    stands in the body.
    """
    try:
        text = decode("", data).text
    except PostError:
        return {}
    found = {}
    for path, address in addresses.items():
        for written in dict.fromkeys((address, unquote(address), path)):
            if len(written) > 1 and (at := re.search(rf"{re.escape(written)}(?![\w/-])", text)):
                found[path] = text.count("\n", 0, at.start()) + 1
                break
    return found
