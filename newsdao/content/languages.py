"""Language tags as BCP 47 has them."""

import re

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def language_tag(written: str) -> str:
    """ "fa_IR" as "fa-IR"; "" when it is no language tag."""
    tag = written.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""
