"""What Doctor finds."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """state "missing" is worth knowing; "unsafe" is a fault that a public site must not have."""

    state: Literal["ok", "missing", "unsafe"]
    text: str

    @property
    def is_fault(self) -> bool:
        return self.state == "unsafe"
