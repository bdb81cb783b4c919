"""How long a text takes to read."""

# Characters a minute without white space: measured reading of Hangul lies between 450 and 600; of Latin script, at
# 230 words of 5 letters, about 1,150.
_PER_MINUTE = {"ko": 500, "ja": 500, "zh": 400}
_LATIN = 1150


def minutes(length: int, lang: str) -> int:
    """Whole minutes, at least one, for `length` characters of a language (BCP 47)."""
    return max(1, round(length / _PER_MINUTE.get(lang.split("-")[0].lower(), _LATIN)))
