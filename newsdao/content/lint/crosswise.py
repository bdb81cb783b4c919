"""What only all posts together show: titles given twice, a picture at every story, a category spelled two ways."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from newsdao.content.findings import Place
from newsdao.content.lint.proof import Proof
from newsdao.content.lint.rule import Finding, Rule
from newsdao.content.post import SHARED_FROM

SAME_TITLE = Rule(
    "title-repeated", "warning",
    "Naver and Google ask for titles that are each page's own; of two alike one is left out.",
    "say in one of them what is new",
    ("naver", "google"),
)  # fmt: skip
ALIKE = Rule(
    "description-repeated", "warning",
    "Naver asks for descriptions that are each page's own; pages alike are taken for copies.",
    "tell each story by what is its own",
    ("naver", "google"),
)  # fmt: skip
SHARED = Rule(
    "picture-shared", "warning",
    "Naver may ignore a picture that stands at many pages, Google asks for relevant ones and for no logos.",
    "give the story its own, or let cards take its place with `social_cards: shared`",
    ("google", "naver", "kakao", "x", "facebook"),
)  # fmt: skip
SAME_ALT = Rule(
    "alt-repeated", "advice",
    "The same words at different stories' pictures describe none of them.",
    "say what this picture shows",
    ("naver", "google"),
)  # fmt: skip
SPELLED = Rule(
    "category-spelled-twice", "warning",
    "One section becomes two, each with half of the stories, its own page and its own feeds.",
    "choose one spelling",
)  # fmt: skip
ORPHAN = Rule(
    "category-orphan", "advice",
    "A category with one story is a page that says nothing of its own.",
    "file the story under a section that lives",
)  # fmt: skip
RULES = (SAME_TITLE, ALIKE, SHARED, SAME_ALT, SPELLED, ORPHAN)

_SAME_ALTS_FROM = 5
_ORPHANS_FROM = 20  # posts, of which a category may be expected to have more than one
_BEGINNING = 60  # letters by which two descriptions are known for the same
_LETTERS = re.compile(r"[^\W_]+")
# What a desk calls the same in two languages.
_ALSO = {
    "뉴스": "news",
    "정치": "politics",
    "경제": "economy",
    "사회": "society",
    "스포츠": "sports",
    "문화": "culture",
}


class Together:
    """Takes every post in, and tells at the end; keeps of each but a few words."""

    def __init__(self) -> None:
        self.posts = 0
        self._titles: dict[bytes, list[Place]] = defaultdict(list)
        self._summaries: dict[bytes, list[Place]] = defaultdict(list)
        self._pictures: dict[str, list[Place]] = defaultdict(list)
        self._alts: dict[str, list[Place]] = defaultdict(list)
        self._categories: dict[str, list[Place]] = defaultdict(list)

    def take(self, proof: Proof) -> None:
        post = proof.post
        if post.is_page or post.redirects_to or post.is_unpublished:
            return
        self.posts += 1
        self._titles[_key(post.title)].append(self._place(proof, "title"))
        if begins := "".join(_LETTERS.findall(post.description or post.excerpt))[:_BEGINNING]:
            key = "description" if proof.written("description") else "excerpt"
            self._summaries[_key(begins)].append(self._place(proof, key))
        if post.picture is not None:
            self._pictures[post.picture.src].append(self._place(proof, "image"))
        for alt in {(one.get("alt") or "").strip() for one in proof.body.iter("img")} - {""}:
            self._alts[alt].append(Place(proof.path, proof.line_of(alt), post.permalink))
        for term in post.categories:
            self._categories[term.name].append(self._place(proof, "categories"))

    def _place(self, proof: Proof, key: str) -> Place:
        return Place(proof.path, proof.line(key), proof.post.permalink)

    def tell(self) -> Iterator[Finding]:
        for places in _several(self._titles.values(), 2):
            yield from _each(SAME_TITLE, places, f"{len(places)} stories have this title")
        for places in _several(self._summaries.values(), 2):
            yield from _each(ALIKE, places, f"{len(places)} stories are told by the same words")
        for src, places in self._pictures.items():
            if len(places) >= SHARED_FROM:
                yield from _each(SHARED, places, f"{len(places)} stories have the picture `{src}`")
        for alt, places in self._alts.items():
            if len({place.path for place in places}) >= _SAME_ALTS_FROM:
                yield from _each(SAME_ALT, places, f"{len(places)} pictures are told by the words “{alt}”")
        yield from self._of_categories()

    def _of_categories(self) -> Iterator[Finding]:
        spellings: dict[str, list[str]] = defaultdict(list)
        for name in self._categories:
            bare = "".join(_LETTERS.findall(unicodedata.normalize("NFKC", name).casefold()))
            spellings[_ALSO.get(bare, bare)].append(name)
        for names in spellings.values():
            usual, *others = sorted(names, key=lambda name: -len(self._categories[name]))
            for name in others:
                yield from _each(SPELLED, self._categories[name], f"the category “{name}” is also spelled “{usual}”")
        for name, places in self._categories.items():
            if len(places) == 1 and self.posts >= _ORPHANS_FROM:
                yield from _each(ORPHAN, places, f"the category “{name}” has this story alone")


def _key(text: str) -> bytes:
    """Sixteen bytes for a text: thousands of them are kept."""
    return blake2b(text.casefold().encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _several(groups: Iterable[list[Place]], least: int) -> Iterator[list[Place]]:
    return (places for places in groups if len(places) >= least)


def _each(rule: Rule, places: list[Place], what: str) -> Iterator[Finding]:
    return (Finding(rule, place, what) for place in places)
