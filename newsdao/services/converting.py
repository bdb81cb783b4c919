"""Converting: another program's export becomes a folder in Jekyll form, which the ordinary sync then reads.

The folder is the publisher's own from then on. Converting again brings what is new and keeps what was edited.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from newsdao.adapters.foreign_files import ForeignFile, is_address, opened
from newsdao.adapters.tree_writer import MANIFEST, Tree
from newsdao.content.origins import feed, ghost, wordpress
from newsdao.content.origins.document import Document, excess, rendered
from newsdao.content.origins.told import Told, called
from newsdao.content.post import Notice
from newsdao.errors import ConfigurationError, PostError

KINDS = ("wordpress", "ghost", "rss")


@dataclass
class ConversionReport:
    """What a conversion did.

    counts: "post", "page", "draft" → how many the export holds. written, changed, moved, unchanged: files. kept: paths
    of files that the publisher has edited since, which stay as they are; removed: of those taken away, which stay away;
    gone: of files that an earlier export had and this one hasn't, which stay. left_out: what isn't taken ("comments"),
    and how many. rejected: stories that couldn't be taken.
    """

    counts: Counter[str] = field(default_factory=Counter)
    written: int = 0
    changed: int = 0
    moved: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    notices: list[Notice] = field(default_factory=list)
    rejected: list[PostError] = field(default_factory=list)

    @property
    def touched(self) -> int:
        """How many files are other than before."""
        return self.written + self.changed + self.moved


def convert(kind: str, source: str, target: Path, *, allow_private: bool = False) -> ConversionReport:
    """Write the export into the folder `target`, made when it isn't there.

    kind: one of KINDS. source: a path; of "rss" also an http(s) address. allow_private: let the address lead into this
    machine's own network. Raises ConfigurationError, ExportError and FetchError, each of one line; nothing is written
    then, but for a folder that turns out not to be writable.
    """
    if kind not in KINDS:
        raise ConfigurationError(f"{kind} is no kind of export known here; choose {', '.join(KINDS)}")
    if is_address(source) and kind != "rss":
        raise ConfigurationError(f"{source} is an address; save the export of {kind}, and give the file")
    with opened(source, allow_private=allow_private) as foreign:
        told = Told(foreign.name)
        documents = _documents(kind, foreign, told)
        first = next(documents)  # what can't be read at all is told before a folder is made
        report = ConversionReport()
        with closing(Tree(target)) as tree:
            for document in chain([first], documents):
                _write(document, tree, told, report)
            report.gone = tree.gone
    _tell_of_files(report, target, told)
    told.close()
    report.left_out, report.notices, report.rejected = +told.left_out, told.notices, told.rejected
    return report


def _documents(kind: str, foreign: ForeignFile, told: Told) -> Iterator[Document]:
    if kind == "wordpress":
        return wordpress.documents(foreign.file, told)
    if kind == "ghost":
        return ghost.documents(foreign.file, told)
    return feed.documents(foreign.file, told, foreign.url)


def _write(document: Document, tree: Tree, told: Told, report: ConversionReport) -> None:
    data = rendered(document)
    if why := excess(data):
        told.refuse(document.line, f"{called(str(document.values.get('title', '')))}: {why}", "shorten it there")
        return
    if document.kind != "data":
        report.counts[document.kind] += 1
    match tree.write(document.path, document.key or document.path, data):
        case "written":
            report.written += 1
        case "changed":
            report.changed += 1
        case "moved":
            report.moved += 1
        case "same":
            report.unchanged += 1
        case "kept":
            report.kept.append(document.path)
        case "removed":
            report.removed.append(document.path)


def _tell_of_files(report: ConversionReport, target: Path, told: Told) -> None:
    """The publisher's own changes, which stand, in a line each kind."""
    stories = {
        "was edited since, and is kept as it is": (report.kept, "delete it to have it written anew"),
        "was taken away since, and is not written again": (report.removed, f"delete {MANIFEST} to have it back"),
        "is no longer in the export, and is kept": (report.gone, "delete it, and sync with --prune, to withdraw it"),
    }
    for what, (paths, remedy) in stories.items():
        told.notices.extend(Notice(str(target / path), 0, "note", what, remedy) for path in paths)
