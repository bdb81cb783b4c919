"""What a publisher should know of their `_config.yml`: what is kept and shows nowhere, and what is unknown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsdao.content import machine_texts, navigation, publisher_config, robots_config
from newsdao.content.jekyll_config import SOCIAL_CARDS, JekyllConfig
from newsdao.content.languages import language_tag, region_that_is_none
from newsdao.content.permalinks import unknown_tokens
from newsdao.content.post import Notice

_HANGUL = re.compile("[가-힣]")
# Jekyll's and its themes' keys for which there is nothing to decide here.
_WITHOUT_EFFECT = {
    "date_format": "dates are written as the site's language writes them",
    "paginate": "a list's pages hold 30 stories each",
    "show_excerpts": "lists always show excerpts",
}
# Keys, nested ones with dots, that would have every reader's browser run a stranger's script.
_SCRIPTS = (
    "google_analytics", "google_analytics_id", "google_analytics_ua", "google.analytics_id", "analytics.google.id",
    "analytics.goatcounter.id", "analytics.umami.id", "analytics.matomo.id", "analytics.cloudflare.id",
    "pageviews.provider", "disqus.shortname", "comments.provider", "comments_provider", "google_adsense",
)  # fmt: skip


def notices(config: JekyllConfig, path: str = "_config.yml") -> tuple[Notice, ...]:
    """path: of the configuration, as the report names it."""
    found = (_permalink, _language, _idle, _scripts, _sharing, _social_cards, _publisher, _machine_texts, _robots)
    return tuple(notice for ask in found for notice in ask(config, path))


def _permalink(config: JekyllConfig, path: str) -> Iterable[Notice]:
    pattern = config.permalink
    for token in unknown_tokens(pattern):
        what = f"the permalink {pattern} holds :{token}, which stays as it is"
        yield Notice(path, 0, "note", what, "write one of Jekyll's tokens")


def _language(config: JekyllConfig, path: str) -> Iterable[Notice]:
    """A site that names no language is taken for Korean; told where its own words don't look it."""
    written = config.value("lang") or config.value("locale")
    if written and not language_tag(written):
        what = f"`lang: {written[:40]}` is no language; pages are said to be in Korean"
        yield Notice(path, _line(config.text, ["lang", "locale"]), "note", what, "write a tag such as en or pt-BR")
    elif region := region_that_is_none(written):
        what = f"`lang: {written[:40]}` names no region: pages are said to be in {language_tag(written)}"
        yield Notice(path, _line(config.text, ["lang", "locale"]), "note", what, f"{region} is none; ko-KR is Korean's")
    elif not written and config.title and not _HANGUL.search(config.title + config.value("description")):
        what = "no `lang` is named; pages are said to be in Korean, and their own words are"
        yield Notice(path, 0, "note", what, "write `lang: en`, or whichever it is")


def _idle(config: JekyllConfig, path: str) -> Iterable[Notice]:
    """One notice for them all: every theme's configuration has some, and none is a mistake."""
    inner: Any = config.values.get("minima")
    found = [key for key in _WITHOUT_EFFECT if key in config.values or (isinstance(inner, Mapping) and key in inner)]
    if found:
        what = "; ".join(f"`{key}` has no effect: {_WITHOUT_EFFECT[key]}" for key in found)
        yield Notice(path, _line(config.text, found), "note", what, "it is kept for the export")


def _scripts(config: JekyllConfig, path: str) -> Iterable[Notice]:
    found = [key for key in _SCRIPTS if config.value(*key.split(".")).lower() not in {"", "false"}]
    if found:
        named = ", ".join(f"`{key}`" for key in found)
        what = f"{named}: kept, not run, since pages run no script and load nothing from elsewhere"
        yield Notice(path, _line(config.text, found), "note", what)


def _sharing(config: JekyllConfig, path: str) -> Iterable[Notice]:
    if unknown := navigation.unknown_sharing(config):
        what = f"`sharing_links` names {', '.join(unknown)}, for which there is no plain link: left out"
        remedy = f"known are {', '.join(sorted(navigation.SERVICES))}"
        yield Notice(path, _line(config.text, ["sharing_links"]), "note", what, remedy)


def _social_cards(config: JekyllConfig, path: str) -> Iterable[Notice]:
    written = config.value("social_cards")
    if written and written.lower() not in SOCIAL_CARDS:
        what = f"`social_cards: {written[:40]}` says nothing: only stories without a picture get a card"
        line = _line(config.text, ["social_cards"])
        yield Notice(path, line, "note", what, f"write one of {', '.join(SOCIAL_CARDS)}")


def _publisher(config: JekyllConfig, path: str) -> Iterable[Notice]:
    line = _line(config.text, ["publisher"])
    if unknown := publisher_config.unknown_keys(config):
        what = f"{', '.join(f'`{key}`' for key in unknown)}: no part of the publisher's information, left out"
        yield Notice(path, line, "note", what, "docs/seo.md lists what it holds")
    for what in publisher_config.mistakes(config):
        yield Notice(path, line, "note", what, "docs/seo.md tells how it is written")
    email = publisher_config.publisher(config).email
    if email and ("@" not in email or " " in email):
        yield Notice(path, line, "note", f"`{email[:60]}` is no e-mail address", "put it right")


def _machine_texts(config: JekyllConfig, path: str) -> Iterable[Notice]:
    for key in machine_texts.unreadable(config.values):
        what = f"`{key}` is neither a text nor a list of lines"
        yield Notice(path, _line(config.text, [key]), "note", what, "docs/seo.md tells how it is written")


def _robots(config: JekyllConfig, path: str) -> Iterable[Notice]:
    line = _line(config.text, ["robots"])
    for what in robots_config.mistakes(config.values):
        yield Notice(path, line, "note", what, "docs/seo.md tells how it is written")


def _line(text: str, keys: Sequence[str]) -> int:
    """The first line that begins one of these keys, from 1; 0 when none does at the left margin."""
    starts = tuple(f"{key.partition('.')[0]}:" for key in keys)
    return next((number for number, one in enumerate(text.split("\n"), 1) if one.startswith(starts)), 0)
