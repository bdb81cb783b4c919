"""Which way a language is written."""

# A language's usual script, and scripts by themselves ("uz-Arab", "ku-Arab", "fa-Latn"): ISO 15924.
_SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"}
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


def direction(lang: str) -> str:
    """ "rtl" or "ltr" of a language tag (BCP 47), as HTML's `dir` takes it."""
    primary, *further = lang.lower().split("-")
    script = next((part for part in further if len(part) == 4 and part.isalpha()), "")
    is_rtl = script in _SCRIPTS if script else primary in _RIGHT_TO_LEFT
    return "rtl" if is_rtl else "ltr"
