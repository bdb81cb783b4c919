"""What was typed on the other keyboard layout: "vntls" is 푸틴 on the Korean one (두벌식), ㅔㅕ샤ㅜ is "putin"."""

_KEYS = "r R s e E f a q Q t T d w W c z x v g k o i O j p u P h hk ho hl y n nj np nl b m ml l"
_SOUNDS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TO_SOUND = dict(zip(_KEYS.split(), _SOUNDS, strict=True))
_TO_KEY = {sound: key for key, sound in _TO_SOUND.items()}

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
_JOINED_TAILS = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_TAIL_OF = {parts: tail for tail, parts in _JOINED_TAILS.items()}
_JOINED_VOWELS = {_TO_SOUND[key[0]] + _TO_SOUND[key[1]]: sound for key, sound in _TO_SOUND.items() if len(key) == 2}


def to_hangul(text: str) -> str:
    """ "vntls" → 푸틴; "" when the keys make no whole syllables."""
    sounds = []
    for char in text:
        key = char if char in _TO_SOUND else char.lower()
        sounds.append(_TO_SOUND.get(key, char))
    composed = _composed("".join(sounds))
    is_hangul = any("가" <= char <= "힣" for char in composed)
    return composed if is_hangul and not any(char in _SOUNDS for char in composed) else ""


def to_latin(text: str) -> str:
    """ㅔㅕ샤ㅜ → "putin"; "" when that leaves something that is no Latin text."""
    keys = "".join(_keys(char) for char in text)
    return keys.lower() if keys.isascii() and any(char.isalpha() for char in keys) and keys != text else ""


def _keys(char: str) -> str:
    if "가" <= char <= "힣":
        number = ord(char) - 0xAC00
        tail = _TAILS[number % 28]
        sounds = _LEADS[number // 588] + _VOWELS[number % 588 // 28] + _JOINED_TAILS.get(tail, tail)
        return "".join(_TO_KEY[sound] for sound in sounds)
    parts = _JOINED_TAILS.get(char, char)
    return "".join(_TO_KEY.get(part, part) for part in parts)


def _composed(sounds: str) -> str:
    """Sounds put together as an input method does: a consonant before a vowel opens the next syllable."""
    out: list[str] = []
    at = 0
    while at < len(sounds):
        vowel, after = _vowel(sounds, at + 1)
        if sounds[at] not in _LEADS or not vowel:
            out.append(sounds[at])
            at += 1
            continue
        tail, at_next = _tail(sounds, after)
        number = (_LEADS.index(sounds[at]) * 21 + _VOWELS.index(vowel)) * 28 + _TAILS.index(tail)
        out.append(chr(0xAC00 + number))
        at = at_next
    return "".join(out)


def _vowel(sounds: str, at: int) -> tuple[str, int]:
    """The vowel that stands at a place, "" when none does; and the place after it."""
    if joined := _JOINED_VOWELS.get(sounds[at : at + 2]):
        return joined, at + 2
    one = sounds[at : at + 1]
    return (one, at + 1) if one and one in _VOWELS else ("", at)


def _tail(sounds: str, at: int) -> tuple[str, int]:
    for length in (2, 1):
        part = sounds[at : at + length]
        tail = _TAIL_OF.get(part, "") if length == 2 else part
        following = sounds[at + length : at + length + 1]
        if len(part) == length and tail and tail in _TAILS and not (following and following in _VOWELS):
            return tail, at + length
    return "", at
