"""Liquid's grammar on hostile ground: which tags belong together, and which can be read.

What comes out is a list of the library's own tokens in which every block is closed once, every branch stands in its
block, and every block's expression has been read on trial. A tag that can't be carried out is a token of its own that
says why.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from liquid import Token
from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG

from newsdao.content.liquid_braces import Tag, tags

LOST = "\0lost"  # the name of a tag that can't be carried out; no author can write it
BRANCHES = {
    "if": frozenset({"elsif", "else"}),
    "unless": frozenset({"elsif", "else"}),
    "case": frozenset({"when", "else"}),
    "for": frozenset({"else"}),
    "tablerow": frozenset[str](),
    "capture": frozenset[str](),
    "ifchanged": frozenset[str](),
    "highlight": frozenset[str](),
}
_ALL_BRANCHES = frozenset({"elsif", "else", "when"})
_MAX_DEPTH = 30
_MAX_TAGS = 10_000  # a second
_MAX_EXPRESSION = 20_000  # characters
_MAX_BRACKETS = 50  # the library looks ahead from each to the end
_TOO_LONG = "is too long to be carried out and was left out"
_BRACKETS = re.compile(r"[(\[]")

_SHORTER = "make several posts of it"
ONCE_MORE = "write what it should show, or put it in {% raw %} to show it as text"


class SourceToken(Token):
    """A token that knows its whole tag as written, and of a lost tag why it is lost and what to do."""

    written: str = ""
    why: str = ""
    remedy: str = ONCE_MORE


@dataclass(slots=True)
class _Block:
    """An open block. at: the places of its own tokens in the output. hides_from: where what isn't shown begins.

    is_broken: its tag can't be carried out; its first branch is shown as it is. is_last: its last branch has begun.
    """

    tag: Tag
    at: list[int] = field(default_factory=list)
    hides_from: int | None = None
    is_broken: bool = False
    is_last: bool = False
    branches: int = 0


class Tokens:
    """The tokens of a text. reads: raises ValueError when the library can't read a block of these tokens.

    unclosed: the tags that nothing closes, or that are too many, as lost tokens.
    """

    def __init__(self, text: str, known: frozenset[str], reads: Callable[[list[Token]], None]) -> None:
        self.text = text
        self.known = known
        self.reads = reads
        self.unclosed: list[SourceToken] = []
        self._out: list[Token | None] = []
        self._open: list[_Block] = []
        self._counts = dict.fromkeys(BRANCHES, 0)

    def read(self) -> list[Token]:
        at, trims = 0, False
        for count, tag in enumerate(tags(self.text)):
            self._put_text(self.text[at : tag.start], at, trims_left=trims, trims_right=tag.trims_left)
            if count == _MAX_TAGS:
                self.unclosed.append(self._lost(tag, "is too much: it and all tags after it were left out", _SHORTER))
            if count < _MAX_TAGS or tag.name == "raw" or tag.name.startswith("end"):
                self._take(tag)
            at, trims = tag.end, tag.trims_right
        self._put_text(self.text[at:], at, trims_left=trims, trims_right=False)
        while self._open:
            self._drop_unclosed()
        return [token for token in self._out if token is not None]

    def _put_text(self, text: str, start: int, *, trims_left: bool, trims_right: bool) -> None:
        text = text.lstrip() if trims_left else text
        text = text.rstrip() if trims_right else text
        if text:
            self._out.append(Token(TOKEN_CONTENT, text, start, self.text))

    def _take(self, tag: Tag) -> None:
        if not tag.is_closed:
            self._say_unclosed(tag)
        if tag.is_output or tag.name in self.known:
            self._put(tag)
        elif tag.name == "raw":
            self._put_text(tag.content, tag.start, trims_left=False, trims_right=False)
        elif tag.name in BRANCHES:
            self._open_block(tag)
        elif tag.name in _ALL_BRANCHES:
            self._branch(tag)
        elif tag.name.startswith("end"):
            self._close(tag)
        elif tag.name not in {"comment", "#"}:
            self._out.append(self._lost(tag, "can't be carried out and was left out"))

    def _put(self, tag: Tag) -> None:
        if _is_too_long(tag):
            self._out.append(self._lost(tag, _TOO_LONG))
        else:
            self._out += self._tokens(tag)

    def _open_block(self, tag: Tag) -> None:
        tokens = self._tokens(tag)
        why = self._why_not(tag, [*tokens, *_end_of(tag.name)])
        if not why and len(self._open) >= _MAX_DEPTH:
            why = "is nested too deep and was left out"
        block = _Block(tag, is_broken=bool(why))
        self._out += [self._lost(tag, why)] if why else self._owned(block, tokens)
        self._open.append(block)
        self._counts[tag.name] += 1

    def _branch(self, tag: Tag) -> None:
        block = self._open[-1] if self._open else None
        if block is None or tag.name not in BRANCHES[block.tag.name]:
            self._out.append(self._lost(tag, "stands outside its block and was left out"))
            return
        block.branches += 1
        if block.is_broken:
            if block.branches > (block.tag.name == "case") and block.hides_from is None:
                block.hides_from = len(self._out)
            return
        self._end_hiding(block)
        tokens = self._tokens(tag)
        why = self._why_not(tag, _branch_alone(block.tag.name, tokens))
        if block.is_last and block.tag.name != "case":
            why = "follows the last branch and was left out"
        if why:
            self._out.append(self._lost(tag, why))
            block.hides_from = len(self._out)
        else:
            self._out += self._owned(block, tokens)
            block.is_last = tag.name == "else"

    def _close(self, tag: Tag) -> None:
        """Ends of blocks not opened here, such as a plugin's, are passed over: their start was reported."""
        name = tag.name.removeprefix("end")
        if not self._counts.get(name):
            return
        while self._open[-1].tag.name != name:
            self._drop_unclosed()
        block = self._open.pop()
        self._counts[name] -= 1
        self._end_hiding(block)
        if not block.is_broken:
            self._out += self._tokens(tag)[:1]

    def _drop_unclosed(self) -> None:
        """Take away a block's own tags, and leave all of its text."""
        block = self._open.pop()
        self._counts[block.tag.name] -= 1
        self._say_unclosed(block.tag)
        for place in block.at:
            self._out[place] = None

    def _end_hiding(self, block: _Block) -> None:
        if block.hides_from is not None:
            del self._out[block.hides_from :]
            block.hides_from = None

    def _say_unclosed(self, tag: Tag) -> None:
        self.unclosed.append(self._lost(tag, "is never closed", f"end it with end{tag.name}"))

    def _owned(self, block: _Block, tokens: list[Token]) -> list[Token]:
        block.at += range(len(self._out), len(self._out) + len(tokens))
        return tokens

    def _tokens(self, tag: Tag) -> list[Token]:
        kind, value = (TOKEN_OUTPUT, "{{") if tag.is_output else (TOKEN_TAG, tag.name)
        first = SourceToken(kind, value, tag.start, self.text)
        first.written = self.text[tag.start : tag.end]
        return (
            [first, Token(TOKEN_EXPRESSION, tag.args, tag.start, self.text)] if tag.args or tag.is_output else [first]
        )

    def _lost(self, tag: Tag, why: str, remedy: str = ONCE_MORE) -> SourceToken:
        token = SourceToken(TOKEN_TAG, LOST, tag.start, self.text)
        token.written, token.why, token.remedy = self.text[tag.start : tag.end], why, remedy
        return token

    def _why_not(self, tag: Tag, tokens: list[Token]) -> str:
        if _is_too_long(tag):
            return _TOO_LONG
        try:
            self.reads(tokens)
        except ValueError:
            return "can't be read and was left out"
        return ""


def _is_too_long(tag: Tag) -> bool:
    return len(tag.args) > _MAX_EXPRESSION or len(_BRACKETS.findall(tag.args)) > _MAX_BRACKETS


def _end_of(name: str) -> list[Token]:
    """What lets a block's first tag be read alone."""
    return [Token(TOKEN_TAG, f"end{name}", 0, "")]


def _branch_alone(name: str, tokens: list[Token]) -> list[Token]:
    """A branch in a block that holds nothing else."""
    over = "a in b" if name == "for" else "true"
    return [Token(TOKEN_TAG, name, 0, ""), Token(TOKEN_EXPRESSION, over, 0, ""), *tokens, *_end_of(name)]
