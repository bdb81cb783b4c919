"""The filters that posts may use, each told what it costs before and after."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from liquid import Environment
from liquid.filter import with_context

from newsdao.content import liquid_date_filters, liquid_list_filters, liquid_number_filters, liquid_text_filters
from newsdao.content.liquid_run import Context
from newsdao.content.liquid_values import plain, weight

Filter = Callable[..., Any]


def add_filters(env: Environment) -> None:
    for filters in (liquid_text_filters.FILTERS, liquid_number_filters.FILTERS):
        for name, function in filters.items():
            env.add_filter(name, _counted(function))
    for filters in (liquid_list_filters.FILTERS, liquid_date_filters.FILTERS, liquid_text_filters.OF_THE_SITE):
        for name, function in filters.items():
            env.add_filter(name, _counted(function, needs_context=True))


def _counted(function: Filter, *, needs_context: bool = False) -> Filter:
    """A filter that sees plain values only, and pays for what it is given and what it makes."""

    @with_context
    @wraps(function)
    def filtered(value: Any, *args: Any, context: Context, **named: Any) -> Any:
        value, args = plain(value), tuple(map(plain, args))
        context.run.spend(weight(value) + sum(map(weight, args)))
        result = function(context, value, *args, **named) if needs_context else function(value, *args, **named)
        context.run.spend(weight(result))
        return result

    return filtered
