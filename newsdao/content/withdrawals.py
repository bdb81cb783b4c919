"""What is left of a story that was taken back: enough to tell those who have it, and nothing of what it said."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """permalink, feed_id, published_at: as Publishable has them. at: when it was withdrawn, aware, UTC."""

    permalink: str
    feed_id: str
    published_at: datetime
    at: datetime
