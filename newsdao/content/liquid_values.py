"""The values that Liquid works with: text, numbers, booleans, lists and mappings, and how Ruby would print them."""

import json
from typing import Any

from liquid import Undefined
from liquid.exceptions import LiquidError

MAX_WEIGHT = 250_000
_MAX_BITS = 1024  # of a whole number
_CHARACTERS = 64  # so much text weighs as much as one item of a list


class RefusedError(LiquidError):
    """One tag asks for more than a page may cost; the message says what it does ("repeats …")."""

    def __init__(self, why: str) -> None:
        super().__init__(why, token=None)


def plain(value: Any) -> Any:
    """An undefined variable is nil, a range the list it stands for; anything else is itself."""
    if isinstance(value, Undefined):
        return None
    if isinstance(value, range):
        return list(value[: MAX_WEIGHT + 1])
    return value


def weight(value: Any) -> int:
    """How much there is of a value, all that it holds counted as often as it is held.

    Raises RefusedError above the limit: no value that a filter made is heavier, so that printing, sorting or comparing
    one takes a bounded time.
    """
    total, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        total += 1
        if isinstance(one, str):
            total += len(one) // _CHARACTERS
        elif isinstance(one, (list, tuple)):
            total += len(one)
            waiting.extend(one if total <= MAX_WEIGHT else ())
        elif isinstance(one, dict):
            total += len(one)
            waiting.extend(one.values() if total <= MAX_WEIGHT else ())
        elif isinstance(one, int) and one.bit_length() > _MAX_BITS:
            raise RefusedError("counts beyond any number a page may show")
        if total > MAX_WEIGHT:
            raise RefusedError("makes a value too large for a page")
    return total


def text_of(value: Any) -> str:
    """As Liquid prints it: nil is nothing, a list its items without a space, a mapping as Ruby inspects it."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, Undefined):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    if isinstance(value, (list, tuple)):
        return "".join(map(text_of, value))
    if isinstance(value, dict):
        return inspected(value)
    return str(value) if isinstance(value, (int, float)) else ""


def inspected(value: Any) -> str:
    """As Ruby's `inspect` writes it: `{"a"=>1}`, `["b", nil]`."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(inspected, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{inspected(key)}=>{inspected(one)}" for key, one in value.items()) + "}"
    return "nil" if value is None or isinstance(value, Undefined) else text_of(value)
