"""Every rule there is, by its id: what `--only` takes, and what docs/check.md lists."""

from collections.abc import Mapping

from newsdao.content.lint import (
    body,
    crosswise,
    dates,
    descriptions,
    filing,
    headlines,
    links,
    pictures,
    served_feeds,
    served_pages,
    served_sitemaps,
    structure,
)
from newsdao.content.lint.rule import Rule

_DESKS = (
    headlines, descriptions, pictures, structure, links, dates, filing, body, crosswise, served_pages, served_feeds,
    served_sitemaps,
)  # fmt: skip
RULES: Mapping[str, Rule] = {rule.id: rule for desk in _DESKS for rule in desk.RULES}
