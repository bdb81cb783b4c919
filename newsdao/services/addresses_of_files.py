"""Where links of a folder's posts lead, before anything is synced: what stands where is told from the files alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from urllib.parse import unquote

from newsdao.content import old_addresses, references
from newsdao.content.address_rules import rules_of
from newsdao.content.findings import Place
from newsdao.content.jekyll_config import JekyllConfig
from newsdao.content.lint import links
from newsdao.content.lint.rule import Finding
from newsdao.content.post import Post, TermKind
from newsdao.content.slugs import term_slug
from newsdao.services.address_book import Names, names_of


class FileAddresses:
    """media: the site's files beside posts. is_route: whether a page of NewsDAO's own answers at a path."""

    def __init__(self, config: JekyllConfig, media: Iterable[str], is_route: Callable[[str], bool]) -> None:
        self.base_path = config.base_path
        self.rules = rules_of(config.values)
        self.is_route = is_route
        self._standing = set(media)
        self._terms: set[tuple[str, str, str]] = set()
        self._days: set[date] = set()
        self._links: dict[str, list[Place]] = defaultdict(list)
        self._names: Names = {}
        self._zone = config.timezone

    def take(self, post: Post, line_of: Callable[..., int]) -> None:
        """line_of: pieces of a body → the line of the first of them that is there."""
        self._standing.update((post.permalink, *post.redirects_from))
        self._days.add(post.published_at.astimezone(self._zone).date())
        terms = (*post.categories, *post.tags, *post.authors)
        self._terms.update((term.kind, term.slug, term.name) for term in terms)
        for address in dict.fromkeys(references.links(post.body_html)):
            path = references.path_on_site(address, post.permalink, self.base_path)
            if path is not None and path not in self._standing:
                self._links[path].append(Place(post.source_path, line_of(address, unquote(address), path)))

    def dead(self) -> Iterator[Finding]:
        """Every link that leads nowhere."""
        self._names = names_of(sorted(self._terms))
        for path, places in self._links.items():
            if not self._answers(path):
                yield from (Finding(links.DEAD, place, f"its link to `{path}` leads nowhere") for place in places)

    def _answers(self, path: str) -> bool:
        if path in self._standing or self.page(path):
            return True
        kind, _, rest = path.strip("/").partition("/")
        if kind in {"category", "tag", "author"} and rest:
            return (kind, rest.split("/")[0]) in {(one, slug) for one, slug, _ in self._terms}
        return self.is_route(path) or old_addresses.target(path, self.rules, self) is not None

    def term(self, kind: TermKind, name: str) -> str:
        return self._names.get(kind, {}).get(name.lower(), "") or self._names.get(kind, {}).get(term_slug(name), "")

    def page(self, path: str) -> str:
        return next((one for one in (path, *old_addresses.spellings(path)) if one in self._standing), "")

    def has_stories(self, first: date, last: date) -> bool:
        return any(first <= day <= last for day in self._days)
