"""What the guide says beside its exercises: where a spasm sits, its causes, its relief, and the warning signs."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.evidence import ClaimId, SourceKey
from trunkcare_lib.vocabulary import MUSCLES

URGENCIES = {
    "emergency": "Get emergency help now",
    "urgent": "See a clinician today",
    "review": "Book a review",
}


@dataclass(frozen=True)
class Region:
    """The definition, or one of the regions of the trunk where a spasm sits."""

    id: str
    name: str
    statements: tuple[ClaimId, ...]
    guide: tuple[str, ...]
    muscles: tuple[Annotated[str, MUSCLES], ...]
    meaning: str
    reviewed: date


@dataclass(frozen=True)
class Cause:
    """A cause that the guide names, how it is thought to work, what the evidence says, and models that show it."""

    id: str
    name: str
    statements: tuple[ClaimId, ...]
    guide: tuple[str, ...]
    mechanism: str
    evidence: str
    what_to_do: tuple[str, ...]
    reviewed: date
    models: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relief:
    """A relief measure that the guide names, how it is done, when not, and models that show why."""

    id: str
    name: str
    statements: tuple[ClaimId, ...]
    guide: tuple[str, ...]
    how: tuple[str, ...]
    evidence: str
    stop_when: tuple[str, ...]
    do_not: tuple[str, ...]
    sources: tuple[SourceKey, ...]
    reviewed: date
    models: tuple[str, ...] = ()

    def __post_init__(self):
        for name in ("statements", "how", "stop_when", "do_not"):
            if not getattr(self, name):
                raise ValueError(f"field {name!r} is empty, but must list at least one.")


@dataclass(frozen=True)
class RedFlag:
    """A warning sign, how urgent it is, and what to do. `origin` is "course" where the guide lacks it."""

    id: str
    name: str
    origin: Literal["guide", "course"]
    statements: tuple[ClaimId, ...]
    guide: tuple[str, ...]
    urgency: Literal[tuple(URGENCIES)]
    what_to_do: str
    why: str
    sources: tuple[SourceKey, ...]
    reviewed: date

    def __post_init__(self):
        if not self.statements:
            raise ValueError("field 'statements' is empty, but must name at least one.")
        if (self.origin == "guide") != bool(self.guide):
            raise ValueError(f"field 'guide' is {self.guide!r}, which does not fit the origin {self.origin!r}.")


REGIONS = read(DATA / "spasm.toml", region=Region)["region"]
CAUSES = read(DATA / "causes.toml", cause=Cause)["cause"]
RELIEF = read(DATA / "relief.toml", relief=Relief)["relief"]
RED_FLAGS = read(DATA / "red_flags.toml", red_flag=RedFlag)["red_flag"]
