"""Filters of lists, by the rules of Liquid and, where Jekyll has its own, of Jekyll."""

from collections.abc import Callable, Iterator, Sequence
from functools import cmp_to_key, lru_cache
from typing import Any

from liquid import Environment, Token, TokenStream
from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.builtin.expressions.logical import is_truthy
from liquid.exceptions import LiquidError
from liquid.expression import Expression
from liquid.token import TOKEN_EXPRESSION

from newsdao.content.liquid_number_filters import number, whole
from newsdao.content.liquid_run import MAX_OUTPUT, Context
from newsdao.content.liquid_tags import bound_ranges
from newsdao.content.liquid_values import RefusedError, text_of

_MAX_EXPRESSION = 1000


def _items(value: Any) -> list[Any]:
    """What Liquid's own filters go through: lists within lists are one, nil is none, anything else is one thing."""
    if isinstance(value, (list, tuple)):
        return [inner for one in value for inner in (_items(one) if isinstance(one, (list, tuple)) else [one])]
    return [] if value is None else [value]


def _listed(value: Any) -> list[Any] | None:
    """What Jekyll's filters go through: a list, or a mapping's values; None for anything else, which stays as it is."""
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, (list, tuple)) else None


def _property(item: Any, name: Any) -> Any:
    """`a.b` of an item: nil where there is none."""
    found = item
    for key in text_of(name).split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _join(_context: Context, value: Any, glue: Any = " ") -> str:
    items, between = [text_of(one) for one in _items(value)], text_of(glue)
    if len(items) * len(between) > MAX_OUTPUT:
        raise RefusedError("makes a text too long for a page")
    return between.join(items)


def _first(_context: Context, value: Any) -> Any:
    if isinstance(value, dict):
        return next(([key, one] for key, one in value.items()), None)
    return value[0] if isinstance(value, (list, tuple)) and value else None


def _last(_context: Context, value: Any) -> Any:
    return value[-1] if isinstance(value, (list, tuple)) and value else None


def _size(_context: Context, value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple, dict)) else 8 if isinstance(value, (int, float)) else 0


def _map(_context: Context, value: Any, name: Any) -> list[Any]:
    return [_property(one, name) for one in _items(value)]


def _concat(_context: Context, value: Any, other: Any) -> list[Any]:
    if not isinstance(other, (list, tuple)):
        raise RefusedError("adds something that is no list")
    return [*_items(value), *other]


def _compact(_context: Context, value: Any, name: Any = None) -> list[Any]:
    return [one for one in _items(value) if (one if name is None else _property(one, name)) is not None]


def _uniq(_context: Context, value: Any, name: Any = None) -> list[Any]:
    found: dict[str, Any] = {}
    for one in _items(value):
        found.setdefault(repr(one if name is None else _property(one, name)), one)
    return list(found.values())


def _compared(one: Any, other: Any) -> int:
    if one is None or other is None:
        return (one is None) - (other is None)
    if not (isinstance(one, (int, float)) and isinstance(other, (int, float))):
        one, other = text_of(one), text_of(other)
    return bool(one > other) - bool(one < other)


def _sort(_context: Context, value: Any, name: Any = None, nils: Any = "first") -> list[Any]:
    """Jekyll's: by a property, those without it first."""
    items = _listed(value) or []
    if name is None:
        if any(one is None for one in items):
            raise RefusedError("sorts a list with nothing in it")
        return sorted(items, key=cmp_to_key(_compared))
    with_keys = [(_sort_key(_property(one, name)), one) for one in items]
    found = [one for key, one in sorted(with_keys, key=lambda pair: _SORTS(pair[0])) if key is not None]
    without = [one for key, one in with_keys if key is None]
    return found + without if nils == "last" else without + found


_SORTS = cmp_to_key(_compared)


def _sort_key(value: Any) -> Any:
    """A text that is a number sorts as one."""
    if isinstance(value, str) and value.strip() and value.strip().lstrip("-").replace(".", "", 1).isdecimal():
        return number(value)
    return value


def _sort_natural(_context: Context, value: Any, name: Any = None) -> list[Any]:
    items = [(one if name is None else _property(one, name), one) for one in _items(value)]
    return [one for _, one in sorted(items, key=lambda pair: (pair[0] is None, text_of(pair[0]).lower()))]


def _matches(found: Any, target: Any) -> bool:
    if target is None:
        return found is None
    if isinstance(found, (list, tuple)):
        return any(text_of(one) == text_of(target) for one in found)
    return found is not None and text_of(found) == text_of(target)


def _where(_context: Context, value: Any, name: Any, target: Any = None) -> Any:
    items = _listed(value)
    if items is None or name is None or isinstance(target, (list, dict)):
        return value
    return [one for one in items if _matches(_property(one, name), target)]


def _find(context: Context, value: Any, name: Any, target: Any = None) -> Any:
    found = _where(context, value, name, target)
    return next(iter(found), None) if isinstance(found, list) else found


def _group(items: Sequence[Any], keys: Iterator[str]) -> list[dict[str, Any]]:
    groups: dict[str, list[Any]] = {}
    for one, key in zip(items, keys, strict=True):
        groups.setdefault(key, []).append(one)
    return [{"name": key, "items": found, "size": len(found)} for key, found in groups.items()]


def _group_by(_context: Context, value: Any, name: Any) -> Any:
    items = _listed(value)
    return value if items is None else _group(items, (text_of(_property(one, name)) for one in items))


def _each(context: Context, items: Sequence[Any], variable: Any, expression: Expression) -> Iterator[Any]:
    """What an expression comes to for each of the items."""
    name = text_of(variable)
    for one in items:
        context.run.spend(1)
        with context.run.unnoticed(), context.extend({name: one}):
            found = expression.evaluate(context)
        yield found


def _group_by_exp(context: Context, value: Any, variable: Any, written: Any) -> Any:
    items = _listed(value)
    if items is None:
        return value
    found = _each(context, items, variable, _expression(context.env, text_of(written), is_condition=False))
    return _group(items, map(text_of, found))


def _where_exp(context: Context, value: Any, variable: Any, written: Any) -> Any:
    items = _listed(value)
    if items is None:
        return value
    found = _each(context, items, variable, _expression(context.env, text_of(written), is_condition=True))
    return [one for one, is_wanted in zip(items, found, strict=True) if is_truthy(is_wanted)]


def _find_exp(context: Context, value: Any, variable: Any, written: Any) -> Any:
    found = _where_exp(context, value, variable, written)
    return next(iter(found), None) if isinstance(found, list) else None


@lru_cache(maxsize=200)
def _expression(env: Environment, written: str, *, is_condition: bool) -> Expression:
    if len(written) > _MAX_EXPRESSION:
        raise RefusedError("holds an expression that is too long")
    tokens = TokenStream(tokenize(written, Token(TOKEN_EXPRESSION, written, 0, written)))
    found = BooleanExpression.parse(env, tokens) if is_condition else FilteredExpression.parse(env, tokens)
    bound_ranges(found)
    return found


def _sentence(_context: Context, value: Any, connector: Any = "and") -> str:
    words, joined = [text_of(one) for one in _listed(value) or []], text_of(connector)
    if len(words) < 3:
        return f" {joined} ".join(words)
    return f"{', '.join(words[:-1])}, {joined} {words[-1]}"


def _pop(_context: Context, value: Any, count: Any = 1) -> Any:
    return value[: max(len(value) - _count(count), 0)] if isinstance(value, list) else value


def _shift(_context: Context, value: Any, count: Any = 1) -> Any:
    return value[_count(count) :] if isinstance(value, list) else value


def _count(written: Any) -> int:
    if (found := whole(written)) < 0:
        raise LiquidError("negative array size", token=None)
    return found


def _default(_context: Context, value: Any, other: Any = "", *, allow_false: Any = False) -> Any:
    is_absent = value is None or (value is False and allow_false is not True)
    return other if is_absent or (isinstance(value, (str, list, dict)) and not value) else value


FILTERS: dict[str, Callable[..., Any]] = {
    "array_to_sentence_string": _sentence,
    "compact": _compact,
    "concat": _concat,
    "default": _default,
    "find": _find,
    "find_exp": _find_exp,
    "first": _first,
    "group_by": _group_by,
    "group_by_exp": _group_by_exp,
    "join": _join,
    "last": _last,
    "map": _map,
    "pop": _pop,
    "push": lambda _, value, one: [*value, one] if isinstance(value, list) else value,
    "reverse": lambda _, value: _items(value)[::-1],
    "shift": _shift,
    "size": _size,
    "sort": _sort,
    "sort_natural": _sort_natural,
    "uniq": _uniq,
    "unshift": lambda _, value, one: [one, *value] if isinstance(value, list) else value,
    "where": _where,
    "where_exp": _where_exp,
}
