"""Settings: every value the environment may set, read here and nowhere else."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from newsdao.errors import ConfigurationError

PROJECT = Path(__file__).resolve().parent.parent


def _one_line(value: str) -> str:
    """Settings stand in headers and in files of lines; the white space around them is nobody's meaning."""
    value = value.strip()
    if not value.isprintable():
        raise ValueError("must be one line of printable characters")
    return value


def _text(value: str) -> str:
    return value


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return value

    return parse


def _whole_number(value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise ValueError("must be a whole number, 0 or more")
    return int(value)


def site_address(value: str) -> str:
    """Where a site stands, without a final slash. Raises ValueError."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be a full address such as https://news.example.kr")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("must hold no query, fragment or password")
    if any(map(str.isspace, value)) or set(value) & set('<>"'):
        raise ValueError('must hold no white space and none of < > "')
    return value.rstrip("/")


def _hosts(value: str) -> tuple[str, ...]:
    return tuple(host.strip().lower() for host in value.split(",") if host.strip())


def _database_url(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
    return value


def _addresses(value: str) -> tuple[str, ...]:
    """Addresses of others, as they are written: a hub is known by its very address, final slash and query included."""
    found = tuple(one.strip() for one in value.split(",") if one.strip())
    if not found:
        raise ValueError("names no address")
    for one in found:
        site_address(one.partition("?")[0])
        if not one.isascii() or any(map(str.isspace, one)) or set(one) & set('<>"'):
            raise ValueError(f"holds {one!r}, which is no percent-encoded address")
    return found


def _indexnow_key(value: str) -> str:
    # indexnow.org allows a-z; Naver takes hexadecimal digits and the dash alone.
    if not re.fullmatch(r"[0-9a-fA-F-]{8,128}", value):
        raise ValueError("must be 8 to 128 hexadecimal digits (Naver takes no other letters)")
    return value


def _contact(value: str) -> str:
    if not value.startswith(("mailto:", "https://", "tel:")):
        raise ValueError("must begin with mailto:, https:// or tel: (RFC 9116)")
    return value


def _folder(value: str) -> Path:
    return Path(value).expanduser().absolute()


def _setting(env: str, doc: str, parse: Callable[[str], Any], default: Any) -> Any:
    return field(default=default, metadata={"env": env, "doc": doc, "parse": parse})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the owner of the machine decides. The site's own facts (title, language …) come from its `_config.yml`."""

    env: Literal["development", "production"] = _setting(
        "NEWSDAO_ENV",
        "`production` refuses to start without NEWSDAO_SITE_URL and NEWSDAO_SECRET_KEY.",
        _one_of("development", "production"),
        "development",
    )
    instance: Path = _setting(
        "NEWSDAO_INSTANCE",
        "Folder of everything this site owns: database, media, shared tables. One site, one folder.",
        _folder,
        PROJECT / "instance",
    )
    site_url: str = _setting(
        "NEWSDAO_SITE_URL",
        "Public address, with a base path if there is one; overrules `url` and `baseurl` of `_config.yml`. "
        "When set, requests for other hosts get 421.",
        site_address,
        "",
    )
    local_url: str = _setting(
        "NEWSDAO_LOCAL_URL",
        "Where the site stands while neither NEWSDAO_SITE_URL nor `_config.yml` says; `make serve` sets it.",
        site_address,
        "http://127.0.0.1:8000",
    )
    site_name: str = _setting("NEWSDAO_SITE_NAME", "Overrules `title` of `_config.yml`.", _text, "")
    database_url: str = _setting(
        "NEWSDAO_DATABASE_URL",
        "`sqlite:///…` or `postgresql+psycopg://…`; empty: newsdao.sqlite3 in the instance folder.",
        _database_url,
        "",
    )
    secret_key: str = _setting(
        "NEWSDAO_SECRET_KEY",
        "Signs whatever must come back unchanged; ≥ 32 characters: `python3 -c 'import secrets; "
        "print(secrets.token_hex(32))'`.",
        _text,
        "",
    )
    trusted_hosts: tuple[str, ...] = _setting(
        "NEWSDAO_TRUSTED_HOSTS", "Further host names to answer, comma-separated.", _hosts, ()
    )
    proxy_count: int = _setting(
        "NEWSDAO_PROXY_COUNT", "How many proxies of yours stand in front and set X-Forwarded-*.", _whole_number, 0
    )
    cache: Literal["on", "off"] = _setting(
        "NEWSDAO_CACHE", "`off` renders every page anew: for working on templates.", _one_of("on", "off"), "on"
    )
    live: Literal["on", "off"] = _setting(
        "NEWSDAO_LIVE",
        "`off`: open pages don't ask for what is new.",
        _one_of("on", "off"),
        "on",
    )
    offline: Literal["on", "off"] = _setting(
        "NEWSDAO_OFFLINE",
        "`off`: stories that were read aren't kept for reading without a network, and readers' browsers drop what they "
        "kept.",
        _one_of("on", "off"),
        "on",
    )
    most_read: Literal["on", "off"] = _setting(
        "NEWSDAO_MOST_READ",
        "Whether the home page shows what is read most. Counted here, by the hour, without knowing who reads.",
        _one_of("on", "off"),
        "on",
    )
    ai_training: Literal["", "refuse", "allow"] = _setting(
        "NEWSDAO_AI_TRAINING",
        "`refuse` or `allow`: whether robots.txt lets crawlers collect the articles to train models on. Overrules "
        "`robots: training:` of `_config.yml`; where neither says it, they are refused.",
        _one_of("refuse", "allow"),
        "",
    )
    hubs: tuple[str, ...] = _setting(
        "NEWSDAO_HUBS",
        "WebSub hubs that are told of every story and named in the feeds, comma-separated: "
        "`https://pubsubhubbub.appspot.com/`.",
        _addresses,
        (),
    )
    own_hub: Literal["on", "off"] = _setting(
        "NEWSDAO_OWN_HUB",
        "`on`: this site is its own WebSub hub (`/hub`), and pushes stories to whoever subscribes.",
        _one_of("on", "off"),
        "off",
    )
    indexnow_key: str = _setting(
        "NEWSDAO_INDEXNOW_KEY",
        "Turns IndexNow on; ≥ 8 hexadecimal digits: `python3 -c 'import secrets; print(secrets.token_hex(16))'`.",
        _indexnow_key,
        "",
    )
    indexnow_endpoints: tuple[str, ...] = _setting(
        "NEWSDAO_INDEXNOW_ENDPOINTS",
        "Who is told by IndexNow, comma-separated. api.indexnow.org passes it on to all others.",
        _addresses,
        ("https://api.indexnow.org/indexnow", "https://searchadvisor.naver.com/indexnow"),
    )
    private_targets: Literal["refuse", "allow"] = _setting(
        "NEWSDAO_PRIVATE_TARGETS",
        "`allow`: hubs, subscribers and pictures may lie in this machine's own network. For trying things out.",
        _one_of("refuse", "allow"),
        "refuse",
    )
    security_contact: str = _setting(
        "NEWSDAO_SECURITY_CONTACT",
        "Where to report a security fault (`mailto:…` or `https://…`); makes `/.well-known/security.txt`.",
        _contact,
        "",
    )
    google_verification: str = _setting("NEWSDAO_GOOGLE_VERIFICATION", "Search Console token.", _text, "")
    naver_verification: str = _setting("NEWSDAO_NAVER_VERIFICATION", "Naver Search Advisor token.", _text, "")
    bing_verification: str = _setting("NEWSDAO_BING_VERIFICATION", "Bing Webmaster token.", _text, "")
    daum_verification: str = _setting(
        "NEWSDAO_DAUM_VERIFICATION", "`hash:pin` of Daum's webmaster tool; stands in robots.txt.", _text, ""
    )

    @property
    def sqlalchemy_url(self) -> str:
        return self.database_url or f"sqlite:///{self.instance / 'newsdao.sqlite3'}"

    @property
    def media_folder(self) -> Path:
        return self.instance / "media"

    @property
    def pushes(self) -> bool:
        """Whether anybody is told when a story changes."""
        return bool(self.hubs or self.indexnow_key or self.own_hub == "on")

    @property
    def verifications(self) -> dict[str, str]:
        """Engine → token, of those that are set."""
        engines = ("google", "naver", "bing", "daum")
        return {engine: token for engine in engines if (token := getattr(self, f"{engine}_verification"))}


def read_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read and check the settings. Raises ConfigurationError, one line that names the variable and the remedy."""
    environment = os.environ if environment is None else environment
    known = {setting.metadata["env"]: setting for setting in fields(Settings)}
    for name in environment:
        if name.startswith("NEWSDAO_") and name not in known and name != "NEWSDAO_CORPUS":
            raise ConfigurationError(f"{name} is no setting of NewsDAO; docs/settings.md lists them")
    values: dict[str, Any] = {}
    for env, setting in known.items():
        if environment.get(env, "").strip() == "":
            continue
        try:
            values[setting.name] = setting.metadata["parse"](_one_line(environment[env]))
        except ValueError as error:
            raise ConfigurationError(f"{env}={environment[env]!r} {error}") from None
    settings = Settings(**(values | overrides))
    _refuse_unsafe(settings)
    return settings


def _refuse_unsafe(settings: Settings) -> None:
    if settings.env != "production":
        return
    if not settings.site_url:
        raise ConfigurationError("NEWSDAO_SITE_URL is not set; in production it names the public address")
    if len(settings.secret_key) < 32:
        raise ConfigurationError("NEWSDAO_SECRET_KEY is missing or shorter than 32 characters; set a random one")


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment under which a child process reads these very settings."""
    values = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDAO_")}
    for setting in fields(Settings):
        value = getattr(settings, setting.name)
        if value != setting.default:
            values[setting.metadata["env"]] = ",".join(value) if isinstance(value, tuple) else str(value)
    return values
