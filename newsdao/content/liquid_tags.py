"""The tags that posts may use: the library's own under guard, and Jekyll's."""

import re
from collections.abc import Iterable
from typing import TextIO, cast

from liquid import Environment, RenderContext, Token, TokenStream
from liquid.ast import BlockNode, Node
from liquid.builtin import output
from liquid.builtin.content import ContentNode
from liquid.builtin.expressions import FilteredExpression, Path, parse_primitive, tokenize
from liquid.builtin.expressions.primitive import RangeLiteral
from liquid.exceptions import LiquidError, LiquidSyntaxError
from liquid.expression import Expression
from liquid.parser import get_parser
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION

from newsdao.content import liquid_blocks
from newsdao.content.liquid_run import Context, Page
from newsdao.content.liquid_syntax import LOST, SourceToken
from newsdao.content.liquid_values import MAX_WEIGHT, RefusedError, text_of, weight

# What the library raises over words that it can't read.
UNREADABLE = (LiquidError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
PLAIN_TAGS = frozenset({"assign", "break", "continue", "cycle", "decrement", "increment"})


class Guarded(Node):
    """A node that fails alone, and whose cost is counted."""

    def __init__(self, token: Token, node: Node) -> None:
        super().__init__(token)
        self.node = node
        self.cost = 1 + _cost(node)
        self.blank = node.blank

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        run = cast("Context", context).run
        return run.carry_out(self.token, self.cost, lambda: self.node.render(context, buffer), cast("Page", buffer))


class Guard(Tag):
    """A tag of which every node is guarded. A simple one that can't be read is lost; blocks were read on trial."""

    def __init__(self, env: Environment, tag: Tag) -> None:
        super().__init__(env)
        self.tag = tag
        self.name = tag.name

    def get_node(self, stream: TokenStream) -> Node:
        return self.parse(stream)

    def parse(self, stream: TokenStream) -> Node:
        token, start = stream.current, stream.pos
        try:
            return Guarded(token, self.tag.parse(stream))
        except UNREADABLE:
            if self.tag.block:
                raise
        stream.pos = start
        stream.pos += stream.peek.kind == TOKEN_EXPRESSION
        return Guarded(token, LostNode(token))


def _cost(node: Node) -> int:
    """How many parts of a node are carried out with it, those counted apart not among them. Bounds its ranges too."""
    own = sum(map(bound_ranges, node.expressions()))
    # The library's nodes don't look at the context that tells their children.
    for child in node.children(cast("RenderContext", None)):
        own += 1 if isinstance(child, (Guarded, ContentNode)) else 1 + _cost(child)
    return own


def bound_ranges(expression: Expression) -> int:
    """How many parts an expression has; from now on none of its ranges is longer than a page may list."""
    if isinstance(expression, RangeLiteral) and not isinstance(expression.start, _Whole):
        expression.start, expression.stop = _Whole(expression.start), _Near(expression)
    return 1 + sum(map(bound_ranges, expression.children()))


class _Whole(Expression):
    """A bound of a range, as Ruby reads it: a whole number, or 0."""

    def __init__(self, bound: Expression) -> None:
        super().__init__(bound.token)
        self.bound = bound

    def __str__(self) -> str:
        return str(self.bound)  # by it the library knows a loop that is gone on with: `offset: continue`

    def evaluate(self, context: RenderContext) -> int:
        found = re.match(r"\s*([-+]?\d{1,18})", text_of(self.bound.evaluate(context)), re.ASCII)
        return int(found[1]) if found else 0

    def children(self) -> Iterable[Expression]:
        return [self.bound]


class _Near(_Whole):
    """The end of a range that is no longer than what a page may list."""

    def __init__(self, whole: RangeLiteral) -> None:
        super().__init__(whole.stop)
        self.start = _Whole(whole.start)

    def evaluate(self, context: RenderContext) -> int:
        stop = super().evaluate(context)
        if stop - self.start.evaluate(context) >= MAX_WEIGHT:
            raise RefusedError(f"counts more than {MAX_WEIGHT:,} things")
        return stop


class Lost(Tag):
    """A tag that can't be carried out: it prints nothing and is told when its turn comes."""

    name = LOST
    block = False

    def parse(self, stream: TokenStream) -> Node:
        return LostNode(stream.current)


class LostNode(Node):
    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.blank = False

    def render_to_output(self, context: RenderContext, _buffer: TextIO) -> int:
        token = cast("SourceToken", self.token)
        cast("Context", context).run.tell(token, token.why or "can't be read and was left out", token.remedy)
        return 0


class _Printed(output.OutputNode):
    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        run = cast("Context", context).run
        run.missed.clear()
        value = self.expression.evaluate(context)
        if not _has_default(self.expression):
            for variable in run.missed:
                run.tell_missing(self.token, variable)
        run.spend(weight(value))
        return buffer.write(text_of(value))


class Output(output.Output):
    """`{{ … }}`: what shows nothing because its variable is nil is told."""

    node_class = _Printed


def _has_default(expression: Expression) -> bool:
    filters = expression.filters if isinstance(expression, FilteredExpression) else None
    return any(one.name == "default" for one in filters or ())


class Looping(Guard):
    """`for` and `tablerow`: a list that is nil is told, as in output."""

    def parse(self, stream: TokenStream) -> Node:
        token = stream.current
        return Guarded(token, _Loop(token, self.tag.parse(stream)))


class _Loop(Node):
    def __init__(self, token: Token, node: Node) -> None:
        super().__init__(token)
        self.node = node
        self.blank = node.blank

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        run = cast("Context", context).run
        for expression in self.node.expressions():
            over = next(iter(expression.children()))
            run.missed.clear()
            over.evaluate(context)
            for variable in run.missed if isinstance(over, Path) else ():
                run.tell_missing(self.token, variable)
        return self.node.render(context, buffer)

    def children(self, static_context: RenderContext, **_: object) -> Iterable[Node]:
        return self.node.children(static_context)

    def expressions(self) -> Iterable[Expression]:
        return self.node.expressions()


class Highlight(Tag):
    """`{% highlight ruby %}`: code as Markdown, or HTML, understands it."""

    name = "highlight"
    end = "endhighlight"

    def parse(self, stream: TokenStream) -> Node:
        token = next(stream)
        args = next(stream).value if stream.current.kind == TOKEN_EXPRESSION else ""
        block = get_parser(self.env).parse_block(stream, (self.end,))
        return _HighlightNode(token, args, block)


class _HighlightNode(Node):
    def __init__(self, token: Token, args: str, block: BlockNode) -> None:
        super().__init__(token)
        self.args, self.block = args, block
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        run, page = cast("Context", context).run, cast("Page", buffer)
        code = context.get_buffer()
        self.block.render(context, code)
        indent = page.indent if page.indent is not None else "."
        return page.write(liquid_blocks.code_block(self.args, code.getvalue(), indent, is_markdown=run.is_markdown))

    def children(self, *_: object, **__: object) -> Iterable[Node]:
        return [self.block]


def read_expression(env: Environment, source: str, token: Token) -> Expression:
    """An expression without filters, all of it: `page.lang`, `"a"`, `3`. Raises LiquidError."""
    stream = TokenStream(tokenize(source, token))
    found = parse_primitive(env, stream)
    stream.expect_eos()
    bound_ranges(found)
    return found


def args_of(stream: TokenStream) -> tuple[Token, str]:
    """A simple tag's token and what stands behind its name, the stream left on its last token."""
    token = stream.current
    if stream.peek.kind != TOKEN_EXPRESSION:
        raise LiquidSyntaxError("missing expression", token=token)
    next(stream)
    return token, stream.current.value
