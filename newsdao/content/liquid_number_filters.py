"""Filters of numbers, by Ruby's rules: whole numbers stay whole, what is no number is 0."""

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from newsdao.content.liquid_values import text_of

_NUMBER = re.compile(r"\s*([-+]?\d{1,300}(\.\d{1,300})?)", re.ASCII)
Number = int | Decimal


def number(value: Any) -> Number:
    """A number, or the one a text begins with."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = _NUMBER.match(repr(value) if isinstance(value, float) else text_of(value))
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(repr(value))
    if found is None:
        return 0
    return Decimal(found[1]) if found[2] else int(found[1])


def whole(value: Any) -> int:
    """A whole number that an argument must be. Raises ValueError when it is none."""
    if isinstance(value, bool) or value is None:
        raise ValueError(value)
    return value if isinstance(value, int) else int(text_of(value)[:30])


def _shown(value: Number) -> int | float:
    return float(value) if isinstance(value, Decimal) else value


def _absolute(value: Number) -> Number:
    return -value if value < 0 else value


def _operation(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], int | float]:
    def operated(value: Any, other: Any) -> int | float:
        return _shown(function(number(value), number(other)))

    return operated


def _divided(one: Number, other: Number) -> Number:
    if isinstance(one, int) and isinstance(other, int):
        return one // other
    return Decimal(one) / Decimal(other)


def _modulo(one: Number, other: Number) -> Number:
    """The sign is the divisor's, in Ruby as in Python, but not in Decimal."""
    if isinstance(one, int) and isinstance(other, int):
        return one % other
    return Decimal(one) - Decimal(other) * math.floor(Decimal(one) / Decimal(other))


def _round(value: Any, digits: Any = 0) -> int | float:
    places = max(min(int(number(digits)), 100), -100)
    exact = Decimal(number(value))
    if places <= 0:
        return int((exact / 10**-places).to_integral_value(ROUND_HALF_UP)) * int(10**-places)
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)) if exact.as_tuple().exponent else int(exact)


FILTERS: dict[str, Callable[..., Any]] = {
    "abs": lambda value: _shown(_absolute(number(value))),
    "at_least": _operation(max),
    "at_most": _operation(min),
    "ceil": lambda value: math.ceil(number(value)),
    "divided_by": _operation(_divided),
    "floor": lambda value: math.floor(number(value)),
    "minus": _operation(lambda one, other: one - other),
    "modulo": _operation(_modulo),
    "plus": _operation(lambda one, other: one + other),
    "round": _round,
    "times": _operation(lambda one, other: one * other),
    "to_integer": lambda value: int(value) if isinstance(value, bool) else int(number(value)),
}
