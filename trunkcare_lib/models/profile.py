"""Who a plan is for: goal, minutes, what is possible, conditions, the answers to the check of the warning signs.

>>> Profile("relief", 10, signs=[]).equipment
('mat', 'chair')
>>> Profile("relief", 0, signs=[])
Traceback (most recent call last):
    ...
ValueError: The minutes a day are 0, but must be a whole number from 1 to 60.
"""

import reprlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from difflib import get_close_matches

from trunkcare_lib.models import rules
from trunkcare_lib.models.rules import EQUIPMENT, GOALS
from trunkcare_lib.models.screening import ANSWERS, SIGNS
from trunkcare_lib.vocabulary import CONDITIONS, POSITIONS

MINUTES = (1, 60)
"""Least and most minutes a day that a plan is made for."""
LONGEST = {"name": 60, "call": 120, "note": 300}
"""Most characters of the free texts."""
CONTRADICT = "Two answers contradict each other:"
BOTH = "; tick both or neither."
TOO = "; tick it, too (what is like it counts as it, to be safe), or correct the answer."


@dataclass(frozen=True)
class Profile:
    """All that a plan depends on, and the texts that its handout shows.

    Parameters
    ----------
    goal : {"relief", "prevention", "control"}
    minutes : int
        At most so much a day. [min, 1 to 60]
    signs : mapping or list of str
        The answers to the check, as `screening.screen` takes them: the list of the signs that are there, or for each
        sign "yes", "no" or "unsure".
    conditions : list of str
        Ids of `vocabulary.CONDITIONS`.
    positions : list of str
        Ids of `vocabulary.POSITIONS` that are possible; all, if left out.
    equipment : list of str
        Ids of `EQUIPMENT`: ``"mat"``, ``"chair"``, ``"ball"``, ``"helper"``.
    agreed : bool
        Whether a clinician who knows the case has agreed to exercise.
    name, call, note : str
        Free texts: whose plan it is, whom to call, and anything else. At most 60, 120 and 300 characters.

    Raises
    ------
    ValueError
        If something is not known, not possible, or contradicts something else; one sentence.
    """

    goal: str
    minutes: int
    signs: Mapping | tuple = field(hash=False)
    conditions: tuple = ()
    positions: tuple = tuple(POSITIONS)
    equipment: tuple = ("mat", "chair")
    agreed: bool = False
    name: str = ""
    call: str = ""
    note: str = ""

    def __post_init__(self):
        _known("The goal", [self.goal], GOALS)
        low, high = MINUTES
        if isinstance(self.minutes, bool) or not isinstance(self.minutes, int) or not low <= self.minutes <= high:
            raise ValueError(
                f"The minutes a day are {self.minutes!r}, but must be a whole number from {low} to {high}."
            )
        for what, name, known in (
            ("A condition", "conditions", CONDITIONS),
            ("A position", "positions", POSITIONS),
            ("A piece of equipment", "equipment", EQUIPMENT),
        ):
            given = getattr(self, name)
            if isinstance(given, str) or not isinstance(given, (list, tuple, set, frozenset)):
                raise ValueError(f"{name} is {given!r}, but must be a list such as {[*known][:2]}.")
            _known(what, given, known)
            object.__setattr__(self, name, tuple(id_ for id_ in known if id_ in given))
        if not self.positions:
            raise ValueError("No position is possible, so no exercise is; choose at least one position.")
        if self.positions == ("sitting-on-ball",) and "ball" not in self.equipment:
            raise ValueError("The only position is sitting on a ball, but there is no ball; add one of the two.")
        if not isinstance(self.agreed, bool):
            raise ValueError(f"agreed is {self.agreed!r}, but must be true or false.")
        for name, longest in LONGEST.items():
            text = getattr(self, name)
            if not isinstance(text, str):
                raise ValueError(f"The {name} is {text!r}, but must be text.")
            text = text.encode(errors="replace").decode()  # half a character, as JSON can hold it, cannot be written
            object.__setattr__(self, name, text)
            if len(text) > longest:
                raise ValueError(f"The {name} has {len(text)} characters, but at most {longest} fit; make it shorter.")
        object.__setattr__(self, "signs", _answers(self.signs))
        self._agree()

    def _agree(self):
        """Raise ValueError if the conditions and the answers to the check contradict each other."""
        for pair in rules.PAIRS.values():
            if pair.id in self.conditions and all(self.answer(sign) == "no" for sign in pair.signs):
                raise ValueError(
                    f"{CONTRADICT} the condition {_named([pair.id])} is there, but {_asked(pair.signs)} is not{BOTH}"
                )
        brought = {id_ for stated in self.conditions if stated in rules.WHOLE for id_ in rules.WHOLE[stated].implies}
        for answer in rules.ANSWERS.values():
            if answer.needs and self.answer(answer.id) == "yes" and not {*answer.needs} & {*self.conditions, *brought}:
                needs = f"the condition {_named(answer.needs)}"
                raise ValueError(f"{CONTRADICT} {_asked([answer.id])} is there, but {needs} is not{TOO}")

    def answer(self, sign):
        """The answer to a sign of the check: "yes", "no", "unsure", or None where it is left out."""
        return self.signs.get(sign) if isinstance(self.signs, Mapping) else "yes" if sign in self.signs else "no"

    def to_data(self):
        """All of it as plain lists, texts and numbers, which `of` reads back."""
        data = asdict(self) | {"signs": dict(self.signs) if isinstance(self.signs, Mapping) else list(self.signs)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}


def of(data):
    """Make a profile from plain data, as from JSON: a mapping of the fields of `Profile`.

    Raises ValueError as `Profile`; also if a field is missing or not known.
    """
    if isinstance(data, Profile):
        return data
    if not isinstance(data, Mapping):
        raise ValueError(f"The profile is {data!r}, but must be a mapping such as {{'goal': 'relief', 'minutes': 10}}.")
    names = [part.name for part in fields(Profile)]
    _known("A field of the profile", data, names)
    for name in ("goal", "minutes", "signs"):
        if name not in data:
            told = "go through the check of the warning signs first" if name == "signs" else "say it"
            raise ValueError(f"The profile lacks {name!r}; {told}.")
    return Profile(**data)


def _answers(signs):
    """The answers in the order of the check: a dict of sign to "yes", "no" or "unsure", or a tuple of those there."""
    if isinstance(signs, str) or not isinstance(signs, (Mapping, list, tuple, set, frozenset)):
        raise ValueError(
            f"signs is {signs!r}, but must be the list of the signs that are there, or a mapping to answers."
        )
    _known("A sign", signs, SIGNS)
    if not isinstance(signs, Mapping):
        return tuple(sign for sign in SIGNS if sign in signs)
    for sign, answer in signs.items():
        if not isinstance(answer, (str, bool)) or answer not in ANSWERS:
            raise ValueError(f"The answer to {sign!r} is {answer!r}, but must be 'yes', 'no' or 'unsure'.")
    return {sign: ANSWERS[signs[sign]] for sign in SIGNS if sign in signs}


def _named(conditions):
    return " or ".join(f"“{CONDITIONS[id_].name}”" for id_ in conditions)


def _asked(signs):
    return "in the check of the warning signs " + " or ".join(f"“{SIGNS[id_].text}”" for id_ in signs)


def _known(what, given, known):
    for name in given:
        if not isinstance(name, str) or name not in known:
            near = get_close_matches(str(name), [*known], n=1)
            told = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
            raise ValueError(f"{what} is {reprlib.repr(name)}, which is not known; {told}")
