"""Which way a language is written."""

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


def direction(lang: str) -> str:
    """ "rtl" or "ltr" of a language tag (BCP 47), as HTML's `dir` takes it."""
    return "rtl" if lang.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
