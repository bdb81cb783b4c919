"""Words typed while the keyboard was set to another language."""

import pytest

from newsdao.content.keyboard import to_hangul, to_latin


@pytest.mark.parametrize(
    ("keys", "hangul"),
    [
        ("vnxls", "푸틴"), ("Rkcl", "까치"), ("dkssudgktpdy", "안녕하세요"), ("wndrnr wjdcor", "중국 정책"),
        ("rkqtdl", "값이"), ("dlfrdma", "읽음"), ("VNXLS", "푸틴"), ("dhk", "와"), ("dml", "의"), ("Eodl", "때이"),
    ],
)  # fmt: skip
def test_latin_keys_make_syllables(keys: str, hangul: str) -> None:
    assert to_hangul(keys) == hangul


@pytest.mark.parametrize("text", ["hello", "putin", "", "123", "중국", "kbs"])
def test_what_makes_no_whole_syllables_is_left_alone(text: str) -> None:
    assert to_hangul(text) in {"", text}


@pytest.mark.parametrize(
    ("hangul", "keys"), [("ㅔㅕ샤ㅜ", "putin"), ("ㅐㅔ둠ㅑ", "openai"), ("ㅠ걏ㄴ", "brics"), ("값", "rkqt")]
)
def test_hangul_keys_make_latin(hangul: str, keys: str) -> None:
    assert to_latin(hangul) == keys


@pytest.mark.parametrize("text", ["putin", "", "12", "習近平"])
def test_what_is_no_hangul_is_left_alone(text: str) -> None:
    assert to_latin(text) == ""
