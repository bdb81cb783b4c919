"""Every phrase a reader sees exists in every language, and none is there for nothing."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from newsdao import locales
from newsdao.config import PROJECT

LANGUAGES = sorted(path.stem for path in Path(locales.__file__).parent.glob("*.toml"))
CATALOGUES = {lang: locales.load(lang) for lang in LANGUAGES}
SOURCES = [*(PROJECT / "templates").rglob("*.html"), *(PROJECT / "newsdao").rglob("*.py")]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
KEY = re.compile(r"""["']([a-z_]+(?:\.[a-z0-9_]+)+)["']""")
# The beginnings of keys that are put together: t("kind." ~ kind), words(f"error.{code}.title").
STEM = re.compile(r"""["']([a-z_]+\.)(?:["']\s*~|\{)""")


def placeholders(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def called() -> set[str]:
    return set(re.findall(r"""\b(?:t|words)\(\s*["']([a-z_]+(?:\.[a-z0-9_]+)+)["']""", TEXT))


def test_there_are_korean_and_english() -> None:
    assert {"ko", "en"} <= set(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_that_is_asked_for_is_there(lang: str) -> None:
    assert len(called()) > 40
    assert not called() - CATALOGUES[lang].phrases.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_is_there_for_nothing(lang: str) -> None:
    named, stems = set(KEY.findall(TEXT)), tuple(STEM.findall(TEXT))
    unused = {key for key in CATALOGUES[lang].phrases if key not in named and not key.startswith(stems)}
    assert not unused


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_languages_have_the_same_phrases_with_the_same_placeholders(lang: str) -> None:
    def shape(catalogue: locales.Catalogue) -> dict[str, set[str]]:
        # How a date is put together is each language's own affair.
        return {
            key: set() if key.startswith("time.") else placeholders(text) for key, text in catalogue.phrases.items()
        }

    assert shape(CATALOGUES[lang]) == shape(CATALOGUES["ko"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_year_has_twelve_months_and_a_week_seven_days(lang: str) -> None:
    words = CATALOGUES[lang]
    names = [len(words(key).split()) for key in ("time.months", "time.weekdays", "time.short_weekdays")]
    assert names == [12, 7, 7]
    assert words("time.first_weekday") in set("0123456")


def test_a_language_we_do_not_speak_is_answered_in_english() -> None:
    assert locales.load("ko-KR").lang == "ko"
    assert [locales.load(lang).lang for lang in ("en-GB", "fa", "", "../ko", "ko/..")] == ["en"] * 5


def test_a_phrase_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        locales.load("ko")("site.nowhere")
    with pytest.raises(KeyError):
        locales.load("ko")("title.archive_day")


NOTICES = [pair for file in sorted((Path(locales.__file__).parent / "notices").glob("*.toml"))
           for pair in tomllib.loads(file.read_text(encoding="utf-8")).items()]  # fmt: skip


@pytest.mark.parametrize(("english", "phrase"), NOTICES, ids=[english for english, _ in NOTICES])
def test_what_is_said_of_a_file_is_said_so_in_english_somewhere_and_loses_nothing(english: str, phrase: str) -> None:
    holes = re.findall(r"\{\d\}", english)
    assert sorted(re.findall(r"\{\d\}", phrase)) == sorted(holes)
    assert holes == [f"{{{number}}}" for number in range(1, len(holes) + 1)]
    code = TEXT.replace('\\"', '"')
    assert [part for part in re.split(r"\{\d\}", english) if part.strip("`, ") not in code] == []


def test_a_notice_is_told_in_the_publishers_language_with_the_authors_own_words_in_it() -> None:
    say = locales.notices("ko-KR")
    assert (
        say("its address /강/ belongs to _posts/a b.md already")
        == "주소 /강/에는 이미 다른 글이 있습니다: _posts/a b.md"
    )
    assert say("was converted from UTF-16 and CRLF line ends") == "UTF-16, CRLF 줄바꿈에서 바꾸어 읽었습니다"
    assert say("`{% x %}` can't be carried out and was left out") == "실행할 수 없어 뺐습니다: `{% x %}`"


def test_a_notice_nobody_has_translated_stays_in_english() -> None:
    assert locales.notices("ko")("the moon is made of cheese") == "the moon is made of cheese"
    assert locales.notices("fa")("remove it") == locales.notices("en-GB")("remove it") == "remove it"
    assert locales.notices("../ko")("remove it") == "remove it"
