"""What the sub-editor tells a person at a terminal: few files by file, many by rule; the totals last."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from rich.text import Text

from newsdao import report
from newsdao.content.lint.mending import Mended
from newsdao.content.lint.rule import SEVERITIES, Finding, Severity
from newsdao.services.checking import Checked, ordered

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
# As many files are told one by one; of more, each rule once with the first places.
_FILES = 8
_PLACES = 5
_BESIDE = 30  # characters of a changed line on either side
_WIDTH = max(map(len, SEVERITIES))


def show(checked: Checked) -> None:
    findings = ordered(checked.findings)
    files = {one.place.path for one in findings}
    if len(files) <= _FILES:
        _by_file(findings)
    else:
        _by_rule(findings)
    _totals(checked)


def _by_file(findings: Sequence[Finding]) -> None:
    path, told = "", set()
    for one in findings:
        if one.place.path != path:
            path = one.place.path
            report.out.print(Text(path, "bold"))
        line = f"{one.place.line:>5}" if one.place.line else "     "
        fixable = Text("  --fix", "green") if one.rule.is_fixable else Text()
        mark = Text(f"{one.severity:{_WIDTH}}", _STYLES[one.severity])
        report.out.print(
            Text(f"{line}  ", "dim") + mark + Text(f"  {one.what}") + Text(f"  {one.rule.id}", "dim") + fixable
        )
        if one.rule.id not in told or one.instead:
            report.out.print(Text(f"{'':{_WIDTH + 9}}{one.rule.why} {_sentence(one.remedy)}", "dim"))
            told.add(one.rule.id)


def _by_rule(findings: Sequence[Finding]) -> None:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        groups[one.rule.id].append(one)
    for several in sorted(groups.values(), key=_gravity):
        rule = several[0].rule
        fixable = Text("  --fix", "green") if rule.is_fixable else Text()
        mark = Text(f"{rule.severity:{_WIDTH}}", _STYLES[rule.severity])
        report.out.print(mark + Text(f"  {len(several):>6,}  ") + Text(rule.id, "bold") + fixable)
        report.out.print(Text(f"{'':{_WIDTH + 10}}{rule.why} {_sentence(rule.remedy)}", "dim"))
        for one in several[:_PLACES]:
            report.out.print(Text(f"{'':{_WIDTH + 10}}{one.place}: {one.what}"))
        if len(several) > _PLACES:
            report.out.print(Text(f"{'':{_WIDTH + 10}}… and {len(several) - _PLACES:,} more", "dim"))


def _gravity(several: Sequence[Finding]) -> tuple[int, int, str]:
    rule = several[0].rule
    return SEVERITIES.index(rule.severity), -len(several), rule.id


def _totals(checked: Checked) -> None:
    looked = f"{checked.posts:,} posts" + (f", {checked.pages:,} pages of the site" if checked.pages else "")
    if not checked.findings:
        report.out.print(Text(f"{looked}: nothing to put right", "green"))
        return
    counts = ", ".join(f"{checked.count(severity):,} {_plural(severity, checked)}" for severity in SEVERITIES)
    rules = Counter(one.rule.id for one in checked.findings)
    fixable = sum(one.rule.is_fixable for one in checked.findings)
    # What --fix does to a line hangs on the rest of its file: it leaves alone where more would have to move.
    ends = f"; up to {fixable:,} of them can be mended by --fix" if fixable else ""
    report.out.print(Text(f"{looked}: {counts}, of {len(rules)} rules{ends}"))


def _plural(severity: Severity, checked: Checked) -> str:
    return severity if severity == "advice" or checked.count(severity) == 1 else f"{severity}s"


def _sentence(remedy: str) -> str:
    return f"{remedy[:1].upper()}{remedy[1:]}." if remedy else ""


def around(before: str, after: str) -> tuple[str, str]:
    """Two long lines as far as they differ, with a few words before and behind."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    first = max(0, start - _BESIDE)

    def cut(line: str) -> str:
        last = len(line) - end + _BESIDE
        return ("…" if first else "") + line[first:last] + ("…" if last < len(line) else "")

    return cut(before), cut(after)


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def show_mended(mended: Iterable[Mended], *, is_dry_run: bool) -> None:
    """Every change, before and after."""
    files = changes = 0
    for one in mended:
        files += 1
        report.out.print(Text(one.path, "bold"))
        for change in one.changes:
            changes += 1
            before, after = around(change.before, change.after)
            report.out.print(Text(f"{change.line:>5}  ", "dim") + Text(f"- {before}", "red"))
            report.out.print(Text("       ") + Text(f"+ {after}", "green") + Text(f"  {change.rule.id}", "dim"))
    done = "would be mended" if is_dry_run else "mended"
    report.out.print(Text(f"{changes:,} places in {files:,} files {done}"))
