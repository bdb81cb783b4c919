"""Code as Pygments reads it: the short class names of its tokens, coloured by `static/css/components/code.css`.

Pygments' patterns were written for code, not against authors: for some text their time grows with its square or cube.
So a pattern looks only so far ahead, and a block unlike any code, of endless lines or words without a sign between
them, stays plain. The time is then in proportion to the length, which is limited too.
"""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby

from pygments.lexer import Lexer, RegexLexerMeta
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from newsdao.content.fragment import Element, SubElement, elements, new_element, sole_child, take

MAX_POST = 60_000  # characters of code a post
_REACH = 1_000  # characters that a pattern may look ahead; a comment longer than that is read as code
_MAX_LINE = 900  # characters; what is longer is minified
_MAX_WORDS = 400  # characters without a sign between them
_SIGNS = re.compile(r"[^\w\s$]+")
_LANGUAGES = frozenset(
    "awk bash bat c clojure cmake common-lisp console cpp csharp css dart diff docker elixir emacs-lisp erlang"  # noqa: SIM905 - reads better as words
    " fsharp go graphql groovy haskell html http ini java javascript jinja json jsx julia kotlin less liquid"
    " lua make markdown matlab nginx nix objective-c ocaml perl php postgresql powershell properties protobuf"
    " pycon python r ruby rust sass scala scheme scss sql swift tex toml tsx typescript vim xml"
    " yaml zig".split()
)
_ALSO = {
    "gradle": "groovy",
    "jsonc": "json",
    "kt": "kotlin",
    "plist": "xml",
    "svg": "xml",
    "viml": "vim",
    "xhtml": "html",
}
_NAMED = re.compile(r"(?:lang(?:uage)?|brush:?)-?([\w+#.-]{1,30})", re.ASCII | re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[\w+#.-]{1,30}", re.ASCII)
_NEVER_MARKED = frozenset({"", "w", "n", "p", "x"})  # text, white space, plain names, punctuation
_TEXT = Token.Text


def highlight_code(root: Element) -> None:
    """Marks the tokens of each `pre` whose language is told, up to MAX_POST characters; others stay as they are."""
    left = MAX_POST
    for block in elements(root, "pre"):
        code = _code_of(block)
        language = _language(block, code)
        if code is None or not language:
            continue
        code.set("class", f"language-{language}")
        text = code.text or ""
        lexer = _lexer(language)
        if lexer is None or len(code) or len(text) > left or not _reads_as_code(text):
            continue
        left -= len(text)
        _mark(code, text, lexer)


def _code_of(block: Element) -> Element | None:
    """The one `code` in the block, made if the block holds its text itself; None when it holds more."""
    code = sole_child(block)
    if code is not None:
        return code if code.tag == "code" else None
    if len(block) or not block.text:
        return None
    code = new_element("code")
    code.text, block.text = block.text, None
    block.append(code)
    return code


def _language(block: Element, code: Element | None) -> str:
    """What a class (`language-x`, `lang-x`, `brush: x`) or an editor's own attribute calls it, in lower case, or ""."""
    own = take(block, "data-ke-language") or take(block, "data-lang")
    parent = block.getparent()
    holders = [element for element in (code, block, parent) if element is not None]
    for name in (name for holder in holders for name in (holder.get("class") or "").split()):
        if found := _NAMED.fullmatch(name):
            return found[1].lower()
    return own.lower() if _PLAIN_NAME.fullmatch(own) else ""


def _reads_as_code(text: str) -> bool:
    return max(map(len, text.split("\n"))) <= _MAX_LINE and max(map(len, _SIGNS.split(text))) <= _MAX_WORDS


_compiled = RegexLexerMeta._process_regex  # type: ignore[attr-defined]  # noqa: SLF001 - it has no other door


def _within_reach(lexer: RegexLexerMeta, pattern: object, flags: int, state: str) -> Callable[..., object]:
    """Takes the place of Pygments' own maker of matchers, whose matches have no end."""
    match = _compiled(lexer, pattern, flags, state)
    return lambda text, at=0, end=sys.maxsize: match(text, at, min(end, at + _REACH))


RegexLexerMeta._process_regex = _within_reach  # type: ignore[attr-defined]  # noqa: SLF001


@cache
def _lexers() -> dict[str, Lexer]:
    """Filled as languages are met: to make one costs as much as to read a page of code."""
    return {}


def _lexer(language: str) -> Lexer | None:
    known = _lexers()
    if language in known:
        return known[language]
    try:
        lexer: Lexer = get_lexer_by_name(_ALSO.get(language, language), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    if not _LANGUAGES.intersection(lexer.aliases):
        return None
    known[language] = lexer
    return lexer


def _mark(code: Element, text: str, lexer: Lexer) -> None:
    """Puts the tokens in the place of the text, unless a character of it would be lost by that."""
    runs = list(_runs(lexer, text))
    if "".join(words for _, words in runs) != text:
        return
    code.text = None
    last: Element | None = None
    for name, words in runs:
        if name not in _NEVER_MARKED:
            last = SubElement(code, "span", {"class": name})
            last.text = words
        elif last is None:
            code.text = words
        else:
            last.tail = words


def _runs(lexer: Lexer, text: str) -> Iterator[tuple[str, str]]:
    """(short class name or "", characters), neighbours of one name as one."""
    named = ((_short_name(kind), words) for kind, words in lexer.get_tokens(text))
    for name, run in groupby(named, key=lambda pair: "" if pair[0] in _NEVER_MARKED else pair[0]):
        yield name, "".join(words for _, words in run)


def _short_name(kind: _TokenType) -> str:
    """Of the token's kind or of the nearest kind above it that has a name."""
    above: _TokenType | None = kind
    while above is not None and above not in STANDARD_TYPES:
        above = above.parent
    return STANDARD_TYPES[above or _TEXT]
