"""What a person at a terminal is told of the outbox."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsdao.report import out
from newsdao.services.letters import Listing
from newsdao.store.waiting import Entry

_KINDS = {
    "ping": "WebSub hub",
    "indexnow": "IndexNow",
    "content": "subscriber",
    "verify": "to verify",
    "deny": "to deny",
}

_WIDE = 1000


def show_drained(outcomes: Mapping[str, int], left: Listing) -> None:
    words = [(outcomes.get("sent", 0), "sent"), (left.waiting, "waiting"), (left.dead, "given up")]
    line = ", ".join(f"{count:,} {word}" for count, word in words)
    out.print(Text(line) + Text("; flask outbox lists them" if left.waiting or left.dead else "", "dim"))


def show_outbox(listing: Listing) -> None:
    """The counts, then a row for each delivery: dead letters first."""
    now = datetime.now(UTC)
    counts = [f"{listing.waiting:,} waiting", f"{listing.dead:,} given up"]
    if listing.notes:
        counts.append(f"{listing.notes:,} changes not yet taken up")
    if listing.later and listing.next_at:
        counts.append(f"{listing.later:,} stories to appear, the next in {_age(listing.next_at - now)}")
    if listing.subscriptions:
        counts.append(f"{listing.subscriptions:,} subscriptions")
    out.print(Text(", ".join(counts)))
    if not listing.entries:
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("id", "to", "what", "tries", "next", "why"):
        table.add_column(heading, overflow="fold", justify="right" if heading in {"id", "tries"} else "left")
    for entry in listing.entries:
        table.add_row(*_row(entry, now), style="red" if entry.is_dead else "")
    # Into a file or a pipe each row is one line, whatever its length.
    (out if out.is_terminal else Console(highlight=False, width=_WIDE)).print(table)
    hidden = listing.waiting + listing.dead - len(listing.entries)
    if hidden > 0:
        out.print(f"… and {hidden:,} more (--limit)", style="dim")
    if listing.dead:
        out.print("given up: --retry ID|all tries again, --drop ID|all forgets", style="dim")


def _row(entry: Entry, now: datetime) -> list[Text]:
    due = "given up" if entry.is_dead else "now" if entry.due_at <= now else f"in {_age(entry.due_at - now)}"
    to = f"{_KINDS[entry.kind]} {entry.target}"
    return [Text(part) for part in (str(entry.id), to, unquote(entry.subject), str(entry.tries), due, entry.error)]


def show_json(listing: Listing) -> None:
    def plain(value: object) -> object:
        return value.total_seconds() if isinstance(value, timedelta) else str(value)

    print(json.dumps(asdict(listing), ensure_ascii=False, indent=1, default=plain))


def _age(span: timedelta) -> str:
    seconds = max(int(span.total_seconds()), 0)
    for unit, length in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
