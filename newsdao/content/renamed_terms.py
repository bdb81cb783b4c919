"""`_data/renamed.yml`: where the pages of renamed categories, tags and authors are now."""

import json
import re
from collections.abc import Mapping

from newsdao.content.jekyll_config import read_yaml
from newsdao.content.permalinks import as_path
from newsdao.errors import ConfigurationError

# (kind, slug) of a former term → its slug now.
Renamed = Mapping[tuple[str, str], str]

_PAGE = re.compile(r"/(category|tag|author)/([^/]+)/?")
_HEAD = "# Pages of renamed categories, tags and authors, and those of their new names.\n"


def renamed_terms(text: str, path: str) -> dict[tuple[str, str], str]:
    """text: lines such as `/category/old/: /category/new/`. Raises ConfigurationError, which says how to write one."""
    found = {}
    for old, new in read_yaml(text, path).items():
        was, now = _PAGE.fullmatch(as_path(old)), _PAGE.fullmatch(as_path(str(new)))
        if was is None or now is None or was[1] != now[1]:
            raise ConfigurationError(f"{path}: {old} leads to no page of its kind; write `/tag/old/: /tag/new/`")
        found[was[1], was[2]] = now[2]
    return found


def written(renamed: Renamed) -> str:
    """The file that says the same."""
    pages = (((f"/{kind}/{old}/"), f"/{kind}/{new}/") for (kind, old), new in sorted(renamed.items()))
    return _HEAD + "".join(
        f"{json.dumps(old, ensure_ascii=False)}: {json.dumps(new, ensure_ascii=False)}\n" for old, new in pages
    )
