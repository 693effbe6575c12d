"""What the evidence says to every statement of the guide: grades, reasons and sources.

>>> claim = CLAIMS["S22"]
>>> [grade.grade for grade in claim.grades]
['AGAINST', 'NONE']
>>> SOURCES["lance1980"].seen
False
"""

import re
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from trunkcare_lib.entries import DATA, read

GRADES = MappingProxyType(
    {
        "STRONG": "Reviews or guidelines agree, with high certainty; for warning signs: the experts agree.",
        "MODERATE": "Good studies point one way; more could change the size of the effect.",
        "LIMITED": "Few, small or indirect studies.",
        "CONFLICTING": "Studies disagree.",
        "AGAINST": "The best studies found no effect, or speak against it.",
        "EXPERT": "Opinion or tradition only; we found no test of it.",
        "NONE": "We found no study of it.",
    }
)


@dataclass(frozen=True)
class Source:
    """An entry of ``references.bib``: its key, and in the bibliography's own words what of it we have seen."""

    key: str
    note: str

    @property
    def seen(self):
        """Whether its own abstract, page or text was seen; False if cited from memory or through others."""
        return self.note.startswith("VERIFIED") and not self.note.startswith("VERIFIED in secondary sources")


def sources(path=DATA / "references.bib"):
    """Read keys and notes of a BibTeX file.

    Returns
    -------
    mapping of str to Source

    Raises
    ------
    ValueError
        If an entry lacks its ``annote`` ("VERIFIED: …" or "RECALLED, …"), or a key stands twice.
    """
    found = {}
    for entry in re.split(r"^@(?!comment|string)", Path(path).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        named = re.match(r"\w+\{\s*([^,\s]+)\s*,", entry)
        if named is None:
            raise ValueError(f"{Path(path).name}: '@{entry[:30].strip()}' does not begin as '@article{{key,' does.")
        key = named.group(1)
        note = re.search(r"annote\s*=\s*\{(.*)\}", entry)
        if note is None or not note.group(1).startswith(("VERIFIED", "RECALLED")):
            raise ValueError(f"{Path(path).name}, entry {key!r}, field 'annote' must begin with VERIFIED or RECALLED.")
        if key in found:
            raise ValueError(f"{Path(path).name}, entry {key!r} stands twice; give each entry a key of its own.")
        found[key] = Source(key, note.group(1))
    return MappingProxyType(found)


SOURCES = sources()
SourceKey = Annotated[str, SOURCES]


@dataclass(frozen=True)
class Part:
    """A part of the guide, with the guide's own heading lines."""

    id: str
    name: str
    guide: tuple[str, ...]
    intro: str


@dataclass(frozen=True)
class Grade:
    """One of the seven words of `GRADES`, and what it is about."""

    grade: Literal[tuple(GRADES)]
    about: str


PARTS = read(DATA / "parts.toml", part=Part)["part"]


@dataclass(frozen=True)
class Claim:
    """A statement of the guide (or, marked so, of the course) and what the evidence says to it."""

    id: str
    part: Annotated[str, PARTS]
    origin: Literal["guide", "course"]
    title: str
    evidence: str
    grades: tuple[Grade, ...]
    reason: str
    sources: tuple[SourceKey, ...]
    caveat: str | None = None

    def __post_init__(self):
        if not self.grades:
            raise ValueError("field 'grades' is empty, but every statement has a grade.")


def claims(path=DATA / "claims.toml"):
    """Read the statements and their grades; see `entries.read` for what is refused."""
    return read(path, claim=Claim)["claim"]


CLAIMS = claims()
ClaimId = Annotated[str, CLAIMS]
