"""One text's Liquid being carried out: what it may still cost, what it prints, and what its author must be told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from liquid import BoundTemplate, RenderContext, Token, Undefined
from liquid.exceptions import LiquidError, LiquidInterrupt
from liquid.undefined import UNDEFINED
from liquid.utils import ReadOnlyChainMap

from newsdao.content.liquid_scope import Scope
from newsdao.content.liquid_syntax import ONCE_MORE, SourceToken
from newsdao.content.liquid_values import RefusedError, plain, weight
from newsdao.content.post import Notice

MAX_OUTPUT = 5_000_000  # characters that Liquid may add to a text
MAX_WORK = 300_000  # steps; one or two seconds
# One hostile file mustn't fill the report.
_MAX_NOTICES = 50
_MAX_DEPTH = 40  # blocks and includes within each other
_FAILURES = (
    LiquidError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class ExhaustedError(Exception):
    """The text as a whole costs too much: the tag that stands in it, with all inside, is left out."""


class Page:
    """What is printed. Made of pieces, so that what a refused tag printed can be taken back.

    indent: what stands before the next character on its line while that is only white space, else None.
    """

    def __init__(self, run: "Run") -> None:
        self.run = run
        self.pieces: list[str] = []
        self.indent: str | None = ""

    def write(self, text: str) -> int:
        if text:
            self.run.print(len(text))
            self.pieces.append(text)
            _, newline, line = text.rpartition("\n")
            start = "" if newline else self.indent
            self.indent = None if start is None or line.strip() or len(start) > 80 else start + line
        return len(text)

    def getvalue(self) -> str:
        return "".join(self.pieces)


class Run:
    """The carrying out of one text: path and first_line tell where in the file it stands."""

    def __init__(self, scope: Scope, path: str, first_line: int, *, is_markdown: bool) -> None:
        self.scope = scope
        self.path = path
        self.first_line = first_line
        self.is_markdown = is_markdown
        self.notices: list[Notice] = []
        self.missed: list[str] = []  # variables looked up in vain since somebody last asked
        self.includes: list[str] = []  # the names of the includes being carried out, outermost first
        self.place: Token | None = None  # the tag of the text itself that is being carried out
        self.current: Token | None = None  # the tag, in an include too, that is being carried out
        self._told: set[tuple[object, ...]] = set()
        self._depth = 0
        self._work = 0
        self._printed = 0

    def spend(self, steps: int) -> None:
        self._work += steps
        if self._work > MAX_WORK:
            raise ExhaustedError

    def print(self, characters: int) -> None:
        if self._depth:
            self.spend(characters // 64)
            self._printed += characters
            if self._printed > MAX_OUTPUT:
                raise ExhaustedError

    def carry_out(self, token: Token, cost: int, renders: Callable[[], int], page: Page) -> int:
        """Render a tag's node; whatever goes wrong in it is told, and loses no more than the tag."""
        pieces = getattr(page, "pieces", [])  # a block of nothing but white space is given a stream that forgets
        mark, outer = len(pieces), self.current
        self.current = token
        if not self._depth:
            self.place = token
        self._depth += 1
        try:
            if self._depth > _MAX_DEPTH:
                raise RefusedError("is nested too deep")
            self.spend(cost)
            return renders()
        except LiquidInterrupt:
            if self._depth > 1:
                raise
            self.tell(token, "stands outside a loop and was left out")
        except ExhaustedError:
            if self._depth > 1:
                raise
            del pieces[mark:]
            self.tell(token, "costs more than a page may and was left out", "loop over fewer things")
        except RefusedError as error:
            self.tell(token, f"{error.message} and was left out")
        except _FAILURES:
            self.tell(token, "can't be carried out and was left out")
        finally:
            self._depth -= 1
            self.current = outer
        return 0

    @contextmanager
    def included(self, name: str) -> Iterator[None]:
        self.includes.append(name)
        try:
            yield
        finally:
            self.includes.pop()

    @contextmanager
    def unnoticed(self) -> Iterator[None]:
        """What is looked up in vain here isn't told, as when each item of a list is tried."""
        before = len(self.missed)
        try:
            yield
        finally:
            del self.missed[before:]

    def tell(self, token: Token, why: str, remedy: str = ONCE_MORE) -> None:
        """Report a tag, once for each place."""
        written = token.written if isinstance(token, SourceToken) else token.value
        self._tell((written, why, self._start(token), *self.includes), token, written, why, remedy)

    def tell_missing(self, token: Token, variable: str) -> None:
        """Report a variable that is nothing, once a text. What an include isn't given is its own affair."""
        if not variable.startswith("include."):
            why = "is not known and shows nothing"
            self._tell((variable,), token, variable, why, "set it in the front matter or _config.yml, or take it out")

    def tell_unknowable(self, variable: str) -> None:
        if self.current is not None:
            why = "is known only to a build of the whole site and shows nothing"
            self._tell((variable,), self.current, variable, why, "write what it should show")

    def _start(self, token: Token) -> int:
        return self.place.start_index if self.includes and self.place else token.start_index

    def _tell(self, key: tuple[object, ...], token: Token, source: str, why: str, remedy: str) -> None:
        if key in self._told or len(self.notices) > _MAX_NOTICES:
            return
        self._told.add(key)
        place = self.place if self.includes and self.place else token
        line = self.first_line + place.source.count("\n", 0, place.start_index)
        folded = " ".join(source[:200].split())
        where = f" in _includes/{self.includes[-1]}" if self.includes else ""
        what = f"`{folded[:60]}{'…' if len(folded) > 60 else ''}`{where} {why}"
        if len(self.notices) == _MAX_NOTICES:
            what, remedy = "more Liquid from here on was left out", ""
        self.notices.append(Notice(self.path, line, "lost", what, remedy))


class Context(RenderContext):
    """The library's context: no clock, every cost counted, and every variable that is nothing noted."""

    def __init__(self, template: BoundTemplate, run: "Run") -> None:
        super().__init__(template, globals=run.scope.variables)
        self.run = run
        # Without the library's own `now` and `today`.
        self.scope = ReadOnlyChainMap(self.locals, self.globals, self.counters)

    def get(self, path: list[object], *, token: Token | None, default: object = UNDEFINED) -> object:
        if self.run.scope.is_unknowable(path):
            self.run.tell_unknowable(_dotted(path))
            return self.env.undefined(str(path[0]), token=token)
        found = super().get(path, token=token, default=default)
        if isinstance(found, Undefined):
            self.run.missed.append(_dotted(path))
        elif isinstance(found, (str, list, dict)):
            self.run.spend(weight(found) // 8)
        return found

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        if name in self.env.filters:
            return super().filter(name, token)
        if self.run.current is not None:
            self.run.tell(self.run.current, f"asks for the filter {name}, which is not known here and was left out")
        return lambda value, *_, **__: plain(value)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        self.run.spend(length)

    def get_buffer(self, _buf: object = None) -> Page:  # type: ignore[override]  # (all that nodes ask of a stream)
        return Page(self.run)


def _dotted(path: list[object]) -> str:
    """A path as authors write it: `page.images[0]`."""
    first, *rest = (one if isinstance(one, (str, int)) else "?" for one in path)
    return f"{first}" + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in rest)
