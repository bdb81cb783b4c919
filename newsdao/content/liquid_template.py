"""Templates: a text's Liquid read once, and carried out."""

from functools import cache, lru_cache
from typing import Any

from liquid import BoundTemplate, Environment, Token, TokenStream
from liquid.ast import Node
from liquid.builtin.content import ContentNode, Literal
from liquid.parser import get_parser
from liquid.token import TOKEN_CONTENT, TOKEN_ILLEGAL, TOKEN_OUTPUT

from newsdao.content import liquid_jekyll_tags as jekyll
from newsdao.content.liquid_filters import add_filters
from newsdao.content.liquid_run import Context, Page, Run
from newsdao.content.liquid_scope import Scope
from newsdao.content.liquid_syntax import BRANCHES, LOST, SourceToken, Tokens
from newsdao.content.liquid_tags import (
    PLAIN_TAGS,
    UNREADABLE,
    Guard,
    Guarded,
    Highlight,
    Looping,
    Lost,
    LostNode,
    Output,
)
from newsdao.content.post import Notice

_JEKYLLS = (jekyll.IncludeTag, jekyll.IncludeCachedTag, jekyll.IncludeRelativeTag, jekyll.PostUrlTag, jekyll.LinkTag)
_MOST_KEPT = 500  # tags of an include that is worth its memory
_SIMPLE = PLAIN_TAGS | {tag.name for tag in _JEKYLLS}


def carried_out(
    text: str, scope: Scope, path: str, first_line: int, *, is_markdown: bool
) -> tuple[str, tuple[Notice, ...]]:
    """The text with its Liquid carried out, and what couldn't be; see liquid.convert."""
    run = Run(scope, path, first_line, is_markdown=is_markdown)
    nodes, unclosed = _read(text)
    for token in unclosed:
        run.tell(token, token.why, token.remedy)
    page = Page(run)
    context = Context(BoundTemplate(_environment(), []), run)
    _render(nodes, context, page)
    return page.getvalue(), tuple(run.notices)


def _render(nodes: list[Node], context: Context, page: Any) -> int:
    return sum(node.render(context, page) for node in nodes)


def _render_text(text: str, context: Context, page: Any) -> int:
    """Carry out an include, or a name with Liquid in it, in the context that asks for it."""
    openings = text.count("{{") + text.count("{%")
    context.run.spend(openings)
    nodes, unclosed = _kept(text) if openings < _MOST_KEPT else _read(text)
    for token in unclosed:
        context.run.tell(token, token.why, token.remedy)
    return _render(nodes, context, page)


@lru_cache(maxsize=200)
def _kept(text: str) -> tuple[list[Node], list[SourceToken]]:
    """Includes are read once a run, however many posts ask for them."""
    return _read(text)


def _read(text: str) -> tuple[list[Node], list[SourceToken]]:
    tokens = Tokens(text, _SIMPLE, _try)
    found = tokens.read()
    try:
        return _parsed(found), tokens.unclosed
    except UNREADABLE:
        # Every tag was read alone, so this is rare: their text stays, and each of them is told.
        return _without_tags(found), tokens.unclosed


def _try(tokens: list[Token]) -> None:
    """Raises ValueError when the library can't read a block or a branch, given as a block of nothing else."""
    try:
        _parsed(tokens)
    except UNREADABLE as error:
        raise ValueError from error


def _parsed(tokens: list[Token]) -> list[Node]:
    return get_parser(_environment()).parse(TokenStream(iter(tokens)))


def _without_tags(tokens: list[Token]) -> list[Node]:
    nodes: list[Node] = []
    for token in tokens:
        if token.kind == TOKEN_CONTENT:
            nodes.append(ContentNode(token, token.value))
        elif isinstance(token, SourceToken):
            nodes.append(Guarded(token, LostNode(token)))
    return nodes


@cache
def _environment() -> Environment:
    """The library with the tags and filters that posts may use, and no others."""
    env = Environment()
    found = env.tags
    literal = Literal(env)
    env.tags = {TOKEN_CONTENT: literal, TOKEN_OUTPUT: Guard(env, Output(env)), LOST: Guard(env, Lost(env))}
    env.tags[TOKEN_ILLEGAL] = found[TOKEN_ILLEGAL]
    env.tags |= {name: Guard(env, found[name]) for name in PLAIN_TAGS | BRANCHES.keys() if name in found}
    env.tags |= {name: Looping(env, found[name]) for name in ("for", "tablerow")}
    env.tags["highlight"] = Guard(env, Highlight(env))
    for kind in _JEKYLLS:
        tag = kind(env)
        tag.renders = _render_text
        env.tags[kind.name] = Guard(env, tag)
    env.filters = {}
    add_filters(env)
    return env
