"""How long a text takes to read."""

import re

# Syllables and characters a minute: measured reading of Hangul lies between 450 and 600, of Chinese near 400 (in
# characters), of Latin script near 230 words (Brysbaert 2019). A number counts as a word.
_PER_MINUTE = {"zh": 400}
_SYLLABLES, _WORDS = 500, 230
_SYLLABLE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_WORD = re.compile(r"\w+(?:['’.,:/-]\w+)*")


def minutes(text: str, lang: str) -> int:
    """Whole minutes, at least one, of a plain text. lang: BCP 47, of the most of it; each script at its own pace."""
    words, syllables = _SYLLABLE.subn(" ", text)
    pace = _PER_MINUTE.get(lang.partition("-")[0].lower(), _SYLLABLES)
    taken = syllables / pace + sum(1 for _ in _WORD.finditer(words)) / _WORDS
    return max(1, round(taken))
