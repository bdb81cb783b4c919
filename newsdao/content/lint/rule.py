"""What the sub-editor says: a rule of an engine's or of the house's, and a place where a post breaks it."""

from dataclasses import dataclass
from typing import Literal

from newsdao.content.findings import Place

Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")
# Where in a story's life a finding shows: the previews of these services, "" for none of them.
Service = Literal["google", "naver", "kakao", "x", "facebook", "feeds"]


@dataclass(frozen=True, slots=True)
class Rule:
    """id: for ever ("title-too-long"). why: whose rule it is and what it costs. remedy: what the author can do.

    services: those whose previews suffer. is_fixable: `--fix` does it, and every other byte of the file stays.
    """

    id: str
    severity: Severity
    why: str
    remedy: str
    services: tuple[Service, ...] = ()
    is_fixable: bool = False

    def at(self, path: str, line: int, what: str, address: str = "") -> "Finding":
        return Finding(self, Place(path, line, address), what)


@dataclass(frozen=True, slots=True)
class Finding:
    """what: in one sentence, the author's own words marked as such. place: a file's line, or a page's address.

    instead: what to do in this very case, where the rule's own remedy is too general; or "".
    """

    rule: Rule
    place: Place
    what: str
    instead: str = ""

    @property
    def remedy(self) -> str:
        return self.instead or self.rule.remedy

    @property
    def severity(self) -> Severity:
        return self.rule.severity
