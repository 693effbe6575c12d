"""The words that entries may use for muscles, positions and conditions, from ``data/vocabulary.toml``."""

from dataclasses import dataclass

from trunkcare_lib.entries import DATA, read


@dataclass(frozen=True)
class Muscle:
    """A muscle of the trunk or hip: its name, usual abbreviation, and in plain words what it is, where and for what."""

    id: str
    name: str
    abbreviation: str
    plain: str
    layer: str
    does: str


@dataclass(frozen=True)
class Position:
    """A starting position."""

    id: str
    name: str


@dataclass(frozen=True)
class Condition:
    """Something about a person that changes which exercises are wise; for a core one each exercise has a verdict."""

    id: str
    name: str
    core: bool


_words = read(DATA / "vocabulary.toml", muscle=Muscle, position=Position, condition=Condition)
MUSCLES, POSITIONS, CONDITIONS = _words["muscle"], _words["position"], _words["condition"]
