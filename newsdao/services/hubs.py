"""Which WebSub hubs the feeds name."""

from newsdao.config import Settings
from newsdao.presenters.urls import Urls


def advertised(settings: Settings, urls: Urls) -> tuple[str, ...]:
    """Absolute addresses: our own hub first, then those of the settings."""
    own = (urls.absolute(urls.hub()),) if settings.own_hub == "on" else ()
    return (*own, *settings.hubs)
