"""The sites that Jekyll and we both read, and what came of it, worked out once for all workers of a test run."""

import json
import pickle
import shutil
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import building
from comparing import Pair, compare

from newsdao.content.places import place_of
from newsdao.content.reading import permalink_of
from newsdao.services.post_pictures import NoPictures
from newsdao.services.source_site import SourceSite

OWN = Path(__file__).parent / "sites"
SHARED = (
    "seed",
    *(f"seedlike/{name}" for name in ("frowth-official", "koreanews", "whereispost")),
    *(f"jekyll-sites/{name}" for name in ("18f", "bitcoincore", "jekyll-docs/docs", "mehdix-ir", "mzlogin")),
    "adversarial/alembic-demo",
    *(f"adversarial/jekyll-{name}/spec/fixtures" for name in ("feed", "seo-tag", "sitemap")),
    "adversarial/jekyll-tests/test/source",
    *(
        f"adversarial/{name}"
        for name in ("wild-history/mehdix-ir", "front-matter-npm", "gray-matter", "python-frontmatter")
    ),
)
NAMES = (*SHARED, *sorted(path.name for path in OWN.iterdir()))
_PATIENCE = 300  # seconds for another worker's build


class Sites:
    """shared: the folder of the real sites. cache: a folder that all workers of this run have in common."""

    def __init__(self, shared: Path | None, cache: Path, jekyll: str) -> None:
        self.shared = shared
        self.cache = cache
        self.jekyll = jekyll

    def pairs(self, name: str) -> Sequence[Pair]:
        """The posts of a site as both read them."""
        folder = self.cache / name.replace("/", "_")
        done = folder / "pairs"
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            _wait_for(done)
        else:
            self._keep(name, folder, done)
        kept: Sequence[Pair] | str = pickle.loads(done.read_bytes())
        assert not isinstance(kept, str), kept
        return kept

    def _keep(self, name: str, folder: Path, done: Path) -> None:
        """Writes the pairs, or why there are none: nobody waits for what will never come."""
        found: Sequence[Pair] | str = f"{name} could not be read"
        try:
            found = self._compared(name, folder)
        except Exception:
            found = f"{found}:\n{traceback.format_exc()}"
            raise
        finally:
            partial = folder / "partial"
            partial.write_bytes(pickle.dumps(found))
            partial.rename(done)

    def pages(self, name: str) -> dict[str, str]:
        """Path → address, as Jekyll has them, of the pages and of the collections that have addresses."""
        self.pairs(name)
        theirs = json.loads((self.cache / name.replace("/", "_") / "theirs.json").read_text(encoding="utf-8"))
        shown = {"pages", *self._source(name).config.collections}
        return {one["path"].removeprefix("/"): one["url"] for kind in shown for one in theirs.get(kind, ())}

    def our_pages(self, name: str) -> dict[str, str]:
        """The same, as we read them."""
        source = self._source(name)
        places = {path: place_of(path, source.config) for path in source.articles}
        pages = [path for path, place in places.items() if place is not None and place.is_page]
        read = {path: permalink_of(source.folder.read(path), source.config) for path in pages}
        return {source.config.collection_path(path): permalink for path, permalink in read.items()}

    def _source(self, name: str) -> SourceSite:
        return SourceSite(self.cache / name.replace("/", "_") / "site", "", NoPictures(), drafts=False)

    def _compared(self, name: str, folder: Path) -> Sequence[Pair]:
        source = OWN / name if (OWN / name).is_dir() else (self.shared or OWN) / name
        site = building.copied(source, folder)
        theirs: Mapping[str, list[Mapping[str, Any]]] = building.build(site, folder, self.jekyll)
        (folder / "theirs.json").write_text(json.dumps(theirs), encoding="utf-8")
        pairs = compare(site, theirs["posts"])
        shutil.rmtree(folder / "built", ignore_errors=True)
        return pairs


def _wait_for(done: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not done.exists():
        assert time.monotonic() < deadline, f"{done.parent.name} was not built; another worker's test says why"
        time.sleep(0.1)
