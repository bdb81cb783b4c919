"""What the arrow back from a footnote says, to a screen reader and under a pointer, in the language of the post."""

import re

from newsdao.content.fragment import Element, elements, take

_BACK = "footnote-backref"
_REFERENCE = re.compile(r"#(?:\S*?)fnref(?P<time>\d*):(?P<name>\S+)")
_DEFAULT = "ko"
# {number} of the note, {time}: which of the places that name it.
_PHRASES = {
    "ar": ("العودة إلى الحاشية {number} في النص", "العودة إلى الموضع {time} للحاشية {number} في النص"),
    "en": ("Back to footnote {number} in the text", "Back to place {time} of footnote {number} in the text"),
    "fa": ("بازگشت به پانویس {number} در متن", "بازگشت به جای {time} پانویس {number} در متن"),
    "ja": ("本文の脚注{number}へ戻る", "本文の脚注{number}の{time}か所目へ戻る"),
    "ko": ("본문의 각주 {number} 자리로 돌아가기", "본문의 각주 {number}, {time}번째 자리로 돌아가기"),
    "zh": ("返回正文脚注 {number}", "返回正文脚注 {number} 的第 {time} 处"),
}


def label_footnotes(root: Element, lang: str) -> None:
    """lang: BCP 47, "" where it isn't known; a language without phrases here has the arrow alone."""
    once, again = _PHRASES.get((lang or _DEFAULT).partition("-")[0].lower(), ("", ""))
    numbers: dict[Element, int] = {}
    for link in elements(root, "a"):
        if _BACK not in (link.get("class") or "").split():
            continue
        take(link, "title")
        found = _REFERENCE.match(link.get("href") or "")
        note = next(link.iterancestors("li"), None)
        if found is None or note is None or not once:
            continue
        number = numbers.setdefault(note, len(numbers) + 1)
        said = (again if found["time"] else once).format(number=number, time=found["time"])
        link.set("title", said)
