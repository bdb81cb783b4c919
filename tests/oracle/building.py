"""A Jekyll site built by Jekyll itself, as far as one that isn't whole can be built: see plugins/dump.rb."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

PLUGINS = Path(__file__).parent / "plugins"
ZONE = "Asia/Seoul"  # of a site that names none, as with us

# What a build must not depend on here: other people's plugins and themes, today's date, the author's strictness.
NEUTRAL = {
    "plugins": [],
    "theme": False,
    "show_drafts": True,
    "unpublished": True,
    "future": True,
    "incremental": False,
    "limit_posts": 0,
    "strict_front_matter": False,
    "liquid": {"error_mode": "lax", "strict_filters": False, "strict_variables": False},
}
_SYMBOL = re.compile(r"^(\s*permalink:[ \t]*)(:[^\s#\"']+)[ \t]*$", re.MULTILINE)

Facts = Mapping[str, Any]


def copied(site: Path, folder: Path) -> Path:
    """The site's files in a folder of their own, ready to be built and to be read."""
    copy = folder / "site"
    shutil.copytree(site, copy)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    if not any(copy.rglob("_posts")):
        _make_posts_of(copy)
    config = copy / "_config.yml"
    text = config.read_text(encoding="utf-8") if config.exists() else "title: A site\n"
    # Debian's Jekyll reads YAML by Psych, to which a bare `:title` is a Ruby symbol; Jekyll's own takes it as text.
    config.write_text(_SYMBOL.sub(r'\1"\2"', text), encoding="utf-8")
    return copy


def _make_posts_of(folder: Path) -> None:
    """Files by which a reader of front matter is tested, as the posts of a site."""
    (folder / "_posts").mkdir()
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".markdown", ".txt", ".html"})
    for number, file in enumerate(files, 1):
        name = "-".join(file.relative_to(folder).with_suffix("").parts)
        file.rename(folder / "_posts" / f"2024-01-{number % 28 + 1:02d}-{name}.md")


def build(site: Path, folder: Path, jekyll: str) -> Mapping[str, list[Facts]]:
    """What Jekyll makes of a copied site: collection ("posts", "pages", …) → the facts of its documents."""
    neutral, out = folder / "neutral.yml", folder / "dump.json"
    neutral.write_text(yaml.safe_dump(NEUTRAL), encoding="utf-8")
    configs = f"{site / '_config.yml'},{neutral}"
    command = [jekyll, "build", "--config", configs, "--plugins", str(PLUGINS), "--destination", str(folder / "built")]
    environment = {**os.environ, "TZ": ZONE, "LANG": "C.UTF-8", "NEWSDAO_ORACLE_OUT": str(out)}
    ran = subprocess.run(
        [*command, "--disable-disk-cache", "--quiet"], cwd=site, env=environment, capture_output=True, timeout=300
    )
    assert out.exists(), ran.stderr.decode(errors="replace")[-4000:]
    found: Mapping[str, list[Facts]] = json.loads(out.read_text(encoding="utf-8"))
    return found
