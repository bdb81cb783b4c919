"""Who an author is: what `_data/authors.yml` and documents of the collection `authors` say of them.

Known are the keys of Minimal Mistakes (bio, avatar, links), Chirpy (twitter), Jekyll's feed and seo plugins, and the
like.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsdao.content import summary
from newsdao.content.characters import fit, folded
from newsdao.content.post import Picture
from newsdao.content.web_addresses import is_web

_BIO = ("bio", "about", "description", "intro", "소개")
_TITLE = ("role", "position", "job", "job_title", "직함")
_PICTURE = ("picture", "avatar", "image", "photo", "사진")
# Key → the network's name, and what stands before the user's.
_ACCOUNTS = {
    "twitter": ("X", "https://x.com/"), "x": ("X", "https://x.com/"), "github": ("GitHub", "https://github.com/"),
    "facebook": ("Facebook", "https://www.facebook.com/"), "instagram": ("Instagram", "https://www.instagram.com/"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/"), "youtube": ("YouTube", "https://www.youtube.com/@"),
    "threads": ("Threads", "https://www.threads.net/@"), "bluesky": ("Bluesky", "https://bsky.app/profile/"),
    "mastodon": ("Mastodon", ""), "brunch": ("브런치", "https://brunch.co.kr/@"), "telegram": ("Telegram", "https://t.me/"),
}  # fmt: skip
_BIO_LIMIT, _LIMIT, _MOST = 600, 80, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """bio: plain text, one line. title: of their office ("정치부 기자"). picture: in this site's media, measured.

    links: (name, absolute address) of where else they are found, the email's as `mailto:`.
    """

    bio: str = ""
    title: str = ""
    picture: Picture | None = None
    links: tuple[tuple[str, str], ...] = field(default=())


NOBODY = About()


def stored(kept: Mapping[str, Any]) -> About:
    """What the store keeps of an author, as a value again."""
    picture = kept.get("picture")
    links = tuple((name, address) for name, address in kept.get("links") or ())
    return About(
        bio=kept.get("bio") or "",
        title=kept.get("title") or "",
        picture=Picture(**picture) if picture else None,
        links=links,
    )


def about(facts: Any, picture_of: Callable[[str], Picture | None]) -> About:
    """What the site's own data says of an author. picture_of: a path of the site → the picture, measured."""
    if not isinstance(facts, Mapping):
        return About()
    src = _first(facts, _PICTURE).removeprefix("./")
    picture = picture_of(f"/{src.lstrip('/')}") if src and "://" not in src and not src.startswith("//") else None
    bio = folded(summary.plain(_first(facts, _BIO)))
    links = tuple(dict.fromkeys(_links(facts)))[:_MOST]
    return About(
        bio=bio if len(bio) <= _BIO_LIMIT else summary.whole_sentences(bio, _BIO_LIMIT),
        title=folded(_first(facts, _TITLE))[:_LIMIT],
        picture=picture if picture is not None and picture.width else None,
        links=links,
    )


def _links(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    email = _first(facts, ("email", "mail", "이메일")).removeprefix("mailto:")
    if "@" in email and email.isprintable() and not any(map(str.isspace, email)) and not set(email) & set('<>"?&'):
        yield email, f"mailto:{email}"
    for key, (network, before) in _ACCOUNTS.items():
        user = _first(facts, (key,))
        address = user if "://" in user else before + user.removeprefix("@")
        if user and is_web(address):
            yield network, address
    listed = facts.get("links")
    for row in listed if isinstance(listed, list) else ():
        if isinstance(row, Mapping):
            name, address = folded(_first(row, ("label", "title", "name")))[:_LIMIT], _first(row, ("url", "href"))
            if name and is_web(address):
                yield name, address


def _first(facts: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((fit(value).strip() for key in keys if isinstance(value := facts.get(key), str) and value.strip()), "")
