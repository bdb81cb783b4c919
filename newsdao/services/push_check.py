"""Whether anybody is told of stories, whether they could follow what they are told, and whether it gets out."""

from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from newsdao.adapters.connecting import is_public_name
from newsdao.config import Settings
from newsdao.services import letters, notifying
from newsdao.services.finding import Finding

_SLOW = 15 * 60


def examine(settings: Settings, engine: Engine) -> list[Finding]:
    if not settings.pushes:
        return [Finding("missing", "nobody is told of stories: NEWSDAO_OWN_HUB, NEWSDAO_HUBS, NEWSDAO_INDEXNOW_KEY")]
    findings = [Finding("ok", f"told of stories: {', '.join(_told(settings))}")]
    if not settings.indexnow_key:
        findings.append(Finding("missing", "NEWSDAO_INDEXNOW_KEY: Naver and Bing learn of stories only when they ask"))
    if settings.private_targets == "allow" and settings.env == "production":
        findings.append(Finding("unsafe", "NEWSDAO_PRIVATE_TARGETS=allow lets subscribers reach into your own network"))
    try:
        with Session(engine) as session:
            return findings + _of_store(session, settings)
    except DatabaseError:
        return findings  # what is wrong with the store is a finding of its own


def _told(settings: Settings) -> list[str]:
    own = ["subscribers of /hub"] if settings.own_hub == "on" else []
    return [*own, *settings.hubs, *(settings.indexnow_endpoints if settings.indexnow_key else ())]


def _of_store(session: Session, settings: Settings) -> list[Finding]:
    findings = []
    now = letters.utc_now()
    address = notifying.addressees(session, settings, now).urls.site_url
    session.rollback()
    if not is_public_name(urlsplit(address).hostname or ""):
        findings.append(Finding("missing", f"{address} can't be reached from elsewhere: set NEWSDAO_SITE_URL"))
    found = letters.listed(session, 0, now)
    if found.dead:
        findings.append(Finding("missing", f"{found.dead:,} deliveries were given up: flask outbox tells why"))
    minutes = int(found.age.total_seconds() // 60)
    if found.age.total_seconds() > _SLOW:
        what = (
            f"the outbox waits since {minutes:,} minutes: flask outbox tells for whom; is a server or `flask drain` up?"
        )
        findings.append(Finding("missing", what))
    elif found.waiting or found.notes:
        findings.append(Finding("ok", f"{found.waiting + found.notes:,} things wait to be told, for {minutes} minutes"))
    return findings
