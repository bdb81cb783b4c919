"""`{% highlight %}` as code that Markdown, or HTML, understands."""

import html
import re

_LANGUAGE = re.compile(r"[\w.+#-]{1,40}")
_TICKS = re.compile(r"`+")


def code_block(args: str, code: str, indent: str, *, is_markdown: bool) -> str:
    """args: what stands in the tag ("ruby linenos"). indent: what stands before the tag on its line."""
    match = _LANGUAGE.match(args.strip())
    language = match[0].lower() if match else ""
    code = code.strip("\n").rstrip()
    if not is_markdown:
        named = f' class="language-{html.escape(language)}"' if language else ""
        return f"<pre><code{named}>{html.escape(code, quote=False)}</code></pre>"
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(code)), default=0))
    # A fence begins its line; inside a list it stands as deep as the tag stood.
    start, deep = ("", indent) if not indent.strip() else ("\n\n", "")
    return f"{start}{fence}{language}\n{code}\n{deep}{fence}\n"
