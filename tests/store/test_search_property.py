"""Search finds exactly what reading every story from end to end would find, on both engines."""

import random
import re
import unicodedata
from datetime import UTC, datetime

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom

from newsdao.content import search_query
from newsdao.extensions import db
from newsdao.store import search
from newsdao.store.search import Among

NOW = datetime(2026, 11, 24, tzinfo=UTC)
# Few enough that words meet.
WORDS = [
    "푸틴", "푸틴은", "푸틴이", "푸틴과의", "푸", "푸푸", "틴은", "강", "강은", "해온강", "해온", "소중한", "친구로서",
    "김정은", "김정", "한반도는", "ab", "abc", "a", "Éa", "１２", "12", "123", "12조", "5g망", "g7", "習近平", "中",
    "中國", "1,200", "ㅍㅌ",
]  # fmt: skip
PARTICLES = "은는이가을를의에로와과도만께란나며"  # of one syllable; the others that these texts hold:
LONG_PARTICLES = ["과의", "로서"]


def folded(text: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not "\u0300" <= one <= "\u036f")
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", unicodedata.normalize("NFKC", bare).lower())


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(text))


def pattern(word: str) -> str:
    """A word of a question as a regular expression on a text of words and spaces."""
    runs = re.findall(r"[a-z]+|\d+|[^a-z\d]+", word)
    out = []
    for at, run in enumerate(runs):
        if run.isdecimal():
            out.append(rf"(?<!\d){run}(?!\d)")
        elif run.isascii():
            is_open = at == len(runs) - 1 and len(run) > 1
            out.append(rf"(?<![a-z]){run}" + ("" if is_open else "(?![a-z])"))
        else:
            out.append(run)
    return "".join(out)


def stem(word: str) -> str:
    for particle in LONG_PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) > 1:
            return word[: -len(particle)]
    return word[:-1] if word[-1] in PARTICLES and len(word) > 2 else word


def holds(text: str, asked: list[str], *, is_phrase: bool, takes_stem: bool = True) -> bool:
    line = " " + " ".join(words_of(text))
    expression = " ".join(map(pattern, asked))
    if re.fullmatch("[가-힣]", expression):
        expression = f" {expression}"  # a syllable alone begins a word
    if re.search(expression, line):
        return True
    if is_phrase or not takes_stem or len(asked) > 1 or not re.fullmatch("[가-힣]{3,}", asked[0]):
        return False
    bare = stem(asked[0])
    return bare != asked[0] and any(bare in (one, stem(one)) for one in line.split() if 1 < len(one) <= 12)


def answers(story: dict[str, str], question: list[tuple[str, str]]) -> bool:
    for sign, text in question:
        asked = words_of(text)
        if not asked:
            continue
        is_held = any(holds(one, asked, is_phrase=sign != "", takes_stem=sign == "") for one in story.values())
        if is_held == (sign in {"-", '-"'}):
            return False
    return True


def typed(question: list[tuple[str, str]]) -> str:
    forms = {"": "{}", '"': '"{}"', "-": "-{}", '-"': '-"{}"'}
    return " ".join(forms[sign].format(text) for sign, text in question)


def fill(room: Newsroom, seed: int) -> dict[str, dict[str, str]]:
    dice = random.Random(seed)
    stories = {}
    for number in range(40):
        title, lead, body = (" ".join(dice.choices(WORDS, k=dice.randint(1, 6))) for _ in range(3))
        tag = dice.choice(WORDS)
        stories[f"/사회/2026/11/20/s{number}/"] = {"title": title, "lead": lead, "body": body, "terms": f"{tag}\n사회"}
        room.post(f"s{number}", f'"{title}"', body=body, more=f'excerpt: "{lead}"\ntags: ["{tag}"]\n')
    room.sync(NOW)
    return stories


QUESTION = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["", "", "-"]), st.sampled_from([one for one in WORDS if one != "ㅍㅌ"])),
        st.tuples(st.sampled_from(['"', '-"']), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(question=QUESTION)
@example(question=[("", "푸틴은")])
@example(question=[('"', "a a")])
@example(question=[("", "푸푸푸")])
@example(question=[('"', "푸 푸틴")])
@example(question=[("", "12조"), ("-", "5g망")])
@example(question=[('"', "소중한 친구로서")])
@example(question=[("", "푸틴은"), ('"', "푸틴은")])
@example(question=[("", "푸틴은"), ('-"', "푸틴은")])
def test_what_is_found_is_what_reading_every_story_would_find(newsroom: Newsroom, question: list) -> None:
    if not hasattr(newsroom, "stories"):
        newsroom.stories = fill(newsroom, 7)
    query = search_query.read(typed(question))
    wanted = {path for path, story in newsroom.stories.items() if answers(story, question)}
    with newsroom.app.app_context():
        found = search.found(db.session(), query, Among(NOW))
        ranked = search.found(db.session(), query, Among(NOW), sort="relevance")
        told = {hit.article.permalink for hit in search.stories(db.session(), found, NOW)}
        db.session.rollback()
    assert found == sorted(found, reverse=True) and sorted(ranked) == sorted(found)
    assert told == (set() if query.is_empty else wanted)


ODD = st.text(
    st.one_of(
        st.sampled_from("\"'*():^~$!=@<>&|\\-+{}[].,;%_\0\u200f\u202e\u200b\ud800ㅍ푸틴 가aA1中%"), st.characters()
    ),
    max_size=60,
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ODD)
@example(text='"')
@example(text="NEAR(푸틴 강, 2) AND a* OR marks:b ^c")
@example(text="' | '푸틴' & !강 <-> \\")
@example(text="x" * 5000)
@example(text="푸틴 " * 2000)
@example(text="-")
@example(text=":low :now %(most)s ? $1")
def test_whatever_is_typed_is_no_error(newsroom: Newsroom, text: str) -> None:
    if not hasattr(newsroom, "stories"):
        newsroom.stories = fill(newsroom, 7)
    query = search_query.read(text)
    assert len(query.text) <= 200 and len(query.atoms) <= 16
    with newsroom.app.app_context():
        for one in (query, *search_query.loosened(query), search_query.read_unfinished(text)):
            for sort in ("newest", "relevance"):
                search.found(db.session(), one, Among(NOW), sort=sort)
            search.found(db.session(), one, Among(NOW), in_title=True)
        db.session.rollback()


def test_the_index_follows_every_change_of_a_story(newsroom: Newsroom) -> None:
    stories = fill(newsroom, 3)
    changed = fill(newsroom, 4)
    for number in range(0, 40, 5):
        next(newsroom.folder.glob(f"_posts/*-s{number}.md")).unlink()
        del changed[f"/사회/2026/11/20/s{number}/"]
    newsroom.sync(NOW, prune=True)
    assert stories != changed
    for word in WORDS:
        query = search_query.read(word)
        if query.is_empty or query.atoms[0].is_initials:
            continue
        with newsroom.app.app_context():
            found = search.found(db.session(), query, Among(NOW))
            told = {hit.article.permalink for hit in search.stories(db.session(), found, NOW)}
            assert len(told) == len(found), "the index holds nothing that isn't a story"
            db.session.rollback()
        assert told == {path for path, story in changed.items() if answers(story, [("", word)])}, word
