"""Check: every post is held against the rules of engines and of the house, one after the other, and nothing written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from newsdao.config import Settings
from newsdao.content import front_matter, references
from newsdao.content.findings import Place, SiteFindings
from newsdao.content.lint import body, links, posts
from newsdao.content.lint.crosswise import Together
from newsdao.content.lint.proof import House, Proof
from newsdao.content.lint.rule import SEVERITIES, Finding, Rule, Severity
from newsdao.content.metadata import metadata
from newsdao.content.places import POST, place_of
from newsdao.content.post import Post
from newsdao.content.reading import SourceFile
from newsdao.errors import PostError
from newsdao.presenters import opengraph, seo
from newsdao.services.addresses_of_files import FileAddresses
from newsdao.services.desk_copy import DeskCopy
from newsdao.services.sync_report import Progress, silent


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be told. only: ids of rules, empty for all. least: the mildest severity."""

    only: frozenset[str] = frozenset()
    least: Severity = "advice"

    def wants(self, rule: Rule) -> bool:
        is_grave = SEVERITIES.index(rule.severity) <= SEVERITIES.index(self.least)
        return is_grave and (not self.only or rule.id in self.only)


@dataclass
class Checked:
    """What a check found. posts, pages: how many files, and pages of the running site, were looked at."""

    asked: Asked = field(default_factory=Asked)
    findings: list[Finding] = field(default_factory=list)
    posts: int = 0
    pages: int = 0

    def add(self, finding: Finding) -> None:
        if self.asked.wants(finding.rule):
            self.findings.append(finding)

    def count(self, severity: Severity) -> int:
        return sum(one.severity == severity for one in self.findings)

    def is_failed(self, *, strict: bool) -> bool:
        """Whether a build that asks should stop: an error, or with strict a warning."""
        return bool(self.count("error") or (strict and self.count("warning")))


def check_posts(
    copy: DeskCopy, checked: Checked, settings: Settings, now: datetime, is_route: Callable[[str], bool],
    progress: Progress = silent,
) -> None:  # fmt: skip
    """Read every file once. is_route: whether a page of NewsDAO's own answers at a path."""
    house, together = house_of(copy, settings, now), Together()
    addresses = FileAddresses(copy.site.config, copy.site.media if copy.is_whole else (), is_route)
    for done, path in enumerate(copy.paths, 1):
        try:
            source = copy.site.folder.read(path)
            post = copy.site.read(source)
        except PostError as error:
            checked.add(body.of_error(error))
            continue
        except OSError as error:
            checked.add(body.of_error(PostError(path, 0, f"can't be read: {error.strerror}", "check its permissions")))
            continue
        proof = proof_of(copy, source, post, house)
        for finding in posts.check(proof):
            checked.add(finding)
        together.take(proof)
        addresses.take(post, proof.line_of)
        checked.posts += 1
        progress(done, len(copy.paths))
    _tell_together(copy, checked, together, addresses)


def _tell_together(copy: DeskCopy, checked: Checked, together: Together, addresses: FileAddresses) -> None:
    for finding in together.tell():
        checked.add(finding)
    if not copy.is_whole:
        return
    # Of a synced site the running one is asked where its links lead.
    for finding in () if copy.is_ours else addresses.dead():
        checked.add(finding)
    for error in copy.site.unread:
        checked.add(body.of_error(error))
    for notice in copy.site.notices:
        checked.add(body.of_notice(notice))


def of_site_check(found: SiteFindings) -> list[Finding]:
    """The links of the running site that lead nowhere."""
    dead = [*found.dead_links, *found.redirects_nowhere]
    return [
        Finding(links.DEAD, Place(place.path, place.line), f"its link to `{one.address}` answers {one.status}")
        for one in dead
        for place in one.places
    ]


def proof_of(copy: DeskCopy, source: SourceFile, post: Post, house: House) -> Proof:
    config = copy.site.config
    place = place_of(source.path, config, is_bare=source.is_bare) or POST
    matter = front_matter.split(source.path, source.data)
    meta = metadata(source.path, place, matter, config)
    description, preview = seo.meta_description(post), opengraph.preview_description(post)
    return Proof(post, matter, meta.values, description, preview, house)


def house_of(copy: DeskCopy, settings: Settings, now: datetime) -> House:
    config = copy.site.config
    site = config.site(settings.site_url, settings.site_name or None)
    host = references.host_of(site.url).removeprefix("www.")
    called = {site.name, site.author.name, host, host.split(".")[0], urlsplit(site.url).netloc}
    brands = frozenset(name.casefold() for name in (*called, *(one.replace(" ", "") for one in called)) if name)
    sections = frozenset(name.casefold() for name in config.items("sections"))
    return House(brands, host, sections, now, config.author is not None)


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """By file, then by line, the gravest first."""
    return sorted(
        findings,
        key=lambda one: (one.place.path, one.place.line, SEVERITIES.index(one.severity), one.rule.id, one.what),
    )
