"""The page of a sync's report: a template of the site's, drawn without a request, its style sheets within it."""

from jinja2 import Environment
from markupsafe import Markup

from newsdao import locales
from newsdao.config import PROJECT
from newsdao.presenters import sync_page, sync_words, times

_SHEETS = ("tokens.css", "reset.css", "base.css")


def draw(report: sync_page.Account, environment: Environment) -> str:
    """The page as HTML, in the language of the site."""
    words = locales.load(report.site.lang)
    style = "\n".join((PROJECT / "static" / "css" / name).read_text(encoding="utf-8") for name in _SHEETS)
    return environment.get_template("sync_report.html").render(
        report=report,
        t=words,
        style=Markup(style),  # noqa: S704 (our own sheets)
        verdict=sync_words.verdict(report, words),
        moment=times.when(report.finished_at, report.site.timezone, words, is_time_known=True),
        duration=sync_words.duration(report.seconds, words),
        most=sync_words.MOST_ROWS,
        cut=sync_words.cut,
        cut_places=sync_words.cut_places,
        particular=sync_words.particular,
        code=sync_words.code,
        say=locales.notices(report.site.lang),
    )
