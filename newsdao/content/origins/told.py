"""What a conversion has to say beside the documents it makes."""

from collections import Counter
from dataclasses import dataclass, field

from newsdao.content.post import Notice, NoticeKind
from newsdao.errors import ExportError, PostError

# One hostile export mustn't fill the memory with complaints.
MAX_NOTICES = 10_000


@dataclass
class Told:
    """path: the export's name, for the notices. left_out: what isn't taken, by its name ("comments"), and how often."""

    path: str
    notices: list[Notice] = field(default_factory=list)
    rejected: list[PostError] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    _unlisted: int = 0

    def tell(self, kind: NoticeKind, line: int, what: str, remedy: str = "") -> None:
        """Something the publisher should know about what was taken all the same."""
        if len(self.notices) < MAX_NOTICES:
            self.notices.append(Notice(self.path, line, kind, what, remedy))
        else:
            self._unlisted += 1

    def refuse(self, line: int, why: str, remedy: str) -> None:
        """One story can't be taken; the rest goes on."""
        if len(self.rejected) < MAX_NOTICES:
            self.rejected.append(PostError(self.path, line, why, remedy))
        else:
            self._unlisted += 1

    def close(self) -> None:
        """What there was no more room to say is at least counted."""
        if self._unlisted:
            what = f"{self._unlisted} more of such lines are not listed"
            self.notices.append(Notice(self.path, 0, "note", what, "put those right, and convert again"))

    def unreadable(self, line: int, why: str, remedy: str) -> ExportError:
        """The error that ends the conversion."""
        return ExportError(self.path, line, why, remedy)


def called(title: str) -> str:
    """A story as notices name it."""
    short = " ".join(title.split())
    return f"“{short[:60]}…”" if len(short) > 61 else f"“{short or '(without title)'}”"
