"""The files that speak of the whole site: `_config.yml` and those of `_data/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsdao.content.languages import language_tag
from newsdao.content.origins.addresses import Root
from newsdao.content.origins.document import Document


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """authors: key → facts (name, url). terms: file name below `_data` ("categories") → key → facts."""

    title: str = ""
    description: str = ""
    lang: str = ""
    timezone: str = ""
    root: Root = field(default_factory=lambda: Root("", ""))
    logo: str = ""
    excerpt_separator: str = ""
    authors: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)


def site_documents(facts: SiteFacts) -> Iterator[Document]:
    """The configuration, and the data files of which there is something to say."""
    config = {
        "title": facts.title,
        "description": facts.description,
        "url": facts.root.origin,
        "baseurl": facts.root.base,
        "lang": language_tag(facts.lang),
        "timezone": facts.timezone,
        "logo": facts.logo,
        "permalink": "pretty",
        "excerpt_separator": facts.excerpt_separator,
    }
    yield Document("data", "_config.yml", config, key="site:config")
    for name, entries in {"authors": facts.authors, **facts.terms}.items():
        filled = {key: {name: one for name, one in entry.items() if one} for key, entry in entries.items()}
        if filled:
            yield Document("data", f"_data/{name}.yml", filled, key=f"site:{name}")
