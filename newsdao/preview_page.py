"""The page of a preview: a template drawn without a request; its style and its pictures stand within it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment
from markupsafe import Markup

from newsdao import locales
from newsdao.config import PROJECT
from newsdao.content.lint.rule import Finding, Service
from newsdao.presenters import sync_words, times
from newsdao.services.previewing import Window

_SHEETS = ("tokens.css", "reset.css", "base.css")


def draw(shown: Window, lang: str, zone: ZoneInfo, environment: Environment) -> str:
    """The page as HTML, in the language of the site."""
    words = locales.load(lang)
    style = "\n".join((PROJECT / "static" / "css" / name).read_text(encoding="utf-8") for name in _SHEETS)
    body = Markup(shown.item.html) if shown.item else ""  # noqa: S704 (sanitised when it was published)
    return environment.get_template("preview.html").render(
        tags=shown.tags,
        item=shown.item,
        body=body,
        picture=Markup(shown.picture),  # noqa: S704 (made here)
        icon=Markup(shown.icon),  # noqa: S704
        t=words,
        style=Markup(style),  # noqa: S704 (our own sheets)
        about=_about(shown.findings),
        others=[one for one in shown.findings if not one.rule.services],
        say=locales.notices(lang),
        when=_when(words, zone),
        code=sync_words.code,
    )


def _about(findings: Sequence[Finding]) -> Callable[[Service], list[Finding]]:
    return lambda service: [one for one in findings if service in one.rule.services]


def _when(words: locales.Catalogue, zone: ZoneInfo) -> Callable[[datetime | None], str]:
    return lambda moment: times.when(moment, zone, words, is_time_known=True) if moment else ""
