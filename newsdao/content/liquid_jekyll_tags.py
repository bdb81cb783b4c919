"""Jekyll's tags that ask the site: `include` and its kin, `link`, `post_url`."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TextIO, cast

from liquid import RenderContext, Token, TokenStream
from liquid.ast import Node
from liquid.expression import Expression
from liquid.tag import Tag

from newsdao.content import liquid_includes
from newsdao.content.liquid_run import Context, Run
from newsdao.content.liquid_tags import args_of, read_expression
from newsdao.content.liquid_values import RefusedError, plain, text_of

_MAX_INCLUDES = 10  # within each other
_PARAMETER = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+(?:\[[\w."'-]+\][\w.-]*)*))"""
)
# A name of words in braces, or one without a space; then its parameters.
_INCLUDE = re.compile(r"((?:\{\{[^{}]*\}\}|[^\s{])+)(?:\s+(.*))?", re.DOTALL)
_FILE_NAME = re.compile(r"[\w.\-()+~#@]+(?:/[\w.\-()+~#@]+)*")
_FAR = re.compile(r"[./]{2,}")

Renders = Callable[[str, Context, Any], int]


class JekyllTag(Tag):
    """A tag whose words are its own business. renders: carries out the text of a template in a context."""

    block = False
    renders: Renders

    def text(self, source: str, context: Context) -> str:
        """What a name with Liquid in it comes to."""
        if "{{" not in source:
            return source
        page = context.get_buffer()
        self.renders(source, context, page)
        return page.getvalue()


class IncludeTag(JekyllTag):
    """A file of the site's `_includes/`, or of what the Alembic theme brings where the site has none."""

    name = "include"

    def parse(self, stream: TokenStream) -> Node:
        token, args = args_of(stream)
        match = _INCLUDE.fullmatch(args)
        written = match[2] or "" if match else ""
        found = list(_PARAMETER.finditer(written))
        parameters = {one[1]: self._value(one, token) for one in found}
        return _IncludeNode(token, self, match[1] if match else args, parameters)

    def _value(self, match: re.Match[str], token: Token) -> Expression | str:
        if match[4]:
            return read_expression(self.env, match[4], token)
        return match[2].replace('\\"', '"') if match[2] is not None else match[3].replace("\\'", "'")


class IncludeCachedTag(IncludeTag):
    name = "include_cached"


class IncludeRelativeTag(JekyllTag):
    """A file beside the post: no digest covers it, so that a change of it would go unseen."""

    name = "include_relative"

    def parse(self, stream: TokenStream) -> Node:
        return _ElsewhereNode(args_of(stream)[0])


class _ElsewhereNode(Node):
    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.blank = False

    def render_to_output(self, context: RenderContext, _buffer: TextIO) -> int:
        remedy = "move the file to _includes/, and write include"
        cast("Context", context).run.tell(self.token, "asks for a file beside the post and was left out", remedy)
        return 0


class _IncludeNode(Node):
    def __init__(self, token: Token, tag: IncludeTag, name: str, parameters: Mapping[str, Expression | str]) -> None:
        super().__init__(token)
        self.tag, self.name, self.parameters = tag, name, parameters
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        context = cast("Context", context)
        name = self.tag.text(self.name, context).strip()
        text = context.run.scope.include_of(name) if _is_file_name(name) else None
        parameters = {
            key: one if isinstance(one, str) else one.evaluate(context) for key, one in self.parameters.items()
        }
        if text is None:
            return buffer.write(self._theme_s_own(name, parameters, context.run))
        return self._included(name, text, parameters, context, buffer)

    def _theme_s_own(self, name: str, parameters: Mapping[str, Any], run: Run) -> str:
        shown = liquid_includes.include(name, {key: text_of(one) for key, one in parameters.items()}, run.scope)
        if shown is None:
            remedy = "add the file, or write what it should show"
            run.tell(self.token, f"needs the file _includes/{name[:60]} and was left out", remedy)
        return shown or ""

    def _included(self, name: str, text: str, given: Mapping[str, Any], context: Context, buffer: TextIO) -> int:
        if len(context.run.includes) >= _MAX_INCLUDES:
            raise RefusedError("includes too deep")
        # As in Jekyll, an include without parameters sees those of the one it stands in.
        namespace = {"include": {key: plain(one) for key, one in given.items()}} if given else {}
        with context.run.included(name), context.extend(namespace):
            return self.tag.renders(text, context, buffer)


def _is_file_name(name: str) -> bool:
    return len(name) <= 200 and bool(_FILE_NAME.fullmatch(name)) and not _FAR.search(name)


class PostUrlTag(JekyllTag):
    name = "post_url"
    is_link = False

    def parse(self, stream: TokenStream) -> Node:
        token, args = args_of(stream)
        return _AddressNode(token, self, args)


class LinkTag(PostUrlTag):
    name = "link"
    is_link = True


class _AddressNode(Node):
    def __init__(self, token: Token, tag: PostUrlTag, args: str) -> None:
        super().__init__(token)
        self.tag, self.args = tag, args
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        context = cast("Context", context)
        name = self.tag.text(self.args, context).strip("\"' \n")
        found = context.run.scope.address(name, is_link=self.tag.is_link)
        if found is None:
            context.run.tell(self.token, "leads to no file of this site and was left out", "name the post or the file")
        return buffer.write(found or "")
