"""The check of the warning signs: from the signs that are there to how soon to have them looked at, and by whom.

A table of rules (``data/screening.toml``), no score and no diagnosis: each rule names signs that stand together, and
the most urgent rule that fires decides. One more sign can so never make the advice milder.

>>> screen(["saddle-numb"]).urgency
'emergency'
>>> screen(["fever"]).urgency, screen(["fever", "ill"]).urgency
('urgent', 'emergency')

What it cannot say. The rules are consensus and the course's own care, not measurement, and no one has tested them on
patients. Most single signs tell poorly who is ill (finucane2020); that none is there rules nothing out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from trunkcare_lib.entries import DATA, read
from trunkcare_lib.models.spasm import RED_FLAGS, URGENCIES

WORST_FIRST = (*URGENCIES, "self-care")
ANSWERS = {"yes": "yes", "no": "no", "unsure": "unsure", True: "yes", False: "no"}
UNSURE = "You were not sure about some signs; to be safe, they counted as yes."
NOTICE = "This is not a diagnosis: it says how soon to have it looked at, and not what it is."


@dataclass(frozen=True)
class Level:
    """How urgent: its heading, and what is said at the end of its advice."""

    id: Literal[WORST_FIRST]
    title: str
    also: str


@dataclass(frozen=True)
class Group:
    """A question whose answers are signs."""

    id: str
    ask: str


@dataclass(frozen=True)
class Sign:
    """One thing that is there or not, in plain words."""

    id: str
    group: str
    text: str


@dataclass(frozen=True)
class Rule:
    """Signs that must all be there (and one of `any`, if given), how urgent that is, and why.

    Where `name`, `why` or `what_to_do` is left out, the words of the red flag stand.
    """

    id: str
    when: tuple[str, ...]
    urgency: Literal[tuple(URGENCIES)]
    any: tuple[str, ...] = ()
    flag: str | None = None
    name: str | None = None
    why: str | None = None
    what_to_do: str | None = None

    def __post_init__(self):
        if not self.when:
            raise ValueError("field 'when' is empty, but must name at least one sign.")
        own = all((self.name, self.why, self.what_to_do))
        if self.flag is None and not own:
            raise ValueError("fields 'name', 'why' and 'what_to_do' must all be there, or 'flag' must name a red flag.")
        if self.flag is not None:
            if self.flag not in RED_FLAGS:
                raise ValueError(f"field 'flag': {_nearest(self.flag, RED_FLAGS)}")
            order, flag = WORST_FIRST.index, RED_FLAGS[self.flag]
            if order(self.urgency) > order(flag.urgency):
                raise ValueError(f"field 'urgency' is milder than {flag.urgency!r}, which its red flag has.")
            if order(self.urgency) < order(flag.urgency) and self.what_to_do is None:
                raise ValueError("field 'what_to_do' is missing: what the red flag says is too mild for this rule.")

    @property
    def ours(self):
        """Whether the rule goes beyond the red flags: the course's own choice, on the careful side."""
        return self.flag is None or self.urgency != RED_FLAGS[self.flag].urgency

    @property
    def reason(self):
        """What is there and why it matters, as one text."""
        flag = RED_FLAGS.get(self.flag)
        return f"{self.name or flag.name}. {self.why or flag.why}"

    @property
    def advice(self):
        """Whom to call, and how fast."""
        return self.what_to_do or RED_FLAGS[self.flag].what_to_do


@dataclass(frozen=True)
class Advice:
    """How soon to get help, for which reasons, and what to do. It is no diagnosis.

    `reasons` has one text for each rule that fired, worst first; `fired` has the rules' ids and `unsure` the signs
    that were counted as there because the answer was "unsure".
    """

    urgency: str
    reasons: tuple[str, ...]
    what_to_do: str
    title: str
    fired: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def load(path=DATA / "screening.toml"):
    """Read the check from a file in the form of ``data/screening.toml``: levels, groups, signs and rules by id.

    Raises ValueError as `entries.read`, if a level is missing or out of order, or a name is not known.
    """
    found = read(path, level=Level, group=Group, sign=Sign, rule=Rule)
    levels, groups, signs, rules = (found[kind] for kind in ("level", "group", "sign", "rule"))
    if tuple(levels) != WORST_FIRST:
        raise ValueError(f"{path.name} has the levels {', '.join(levels)}, but must have {', '.join(WORST_FIRST)}.")
    for sign in signs.values():
        if sign.group not in groups:
            raise ValueError(f"{path.name}, entry {sign.id!r}, field 'group': {_nearest(sign.group, groups)}")
    for rule in rules.values():
        for name in (*rule.when, *rule.any):
            if name not in signs:
                raise ValueError(f"{path.name}, entry {rule.id!r}, field 'when' or 'any': {_nearest(name, signs)}")
    return levels, groups, signs, rules


def screen(answers):
    """Say how soon to get help for the signs that are there.

    Parameters
    ----------
    answers : mapping or list of str
        For each sign of `SIGNS` "yes", "no" or "unsure" (or True, False); or the list of those that are there, and
        then no other is. "unsure" counts as yes.

    Returns
    -------
    Advice
        Its `urgency` is "emergency", "urgent", "review" or "self-care": that of the worst rule that fires.

    Raises
    ------
    ValueError
        If a sign or an answer is not known; or if signs are left out that could make it worse. An emergency is said
        whatever is left out. "urgent" and "review" are said if no sign that is left out could make it worse; else
        the error names what is found so far. "self-care" needs an answer to every sign.

    Notes
    -----
    The rules hold only signs that are there, never one that is absent, so a yes more never makes it milder.
    Sources: finucane2020, bmj_ces, csp, nhsinform for the signs; what goes beyond them is the course's own.

    >>> screen(["one-week"]).title
    'Book a review'
    """
    given = _given(answers)
    there = {sign for sign, answer in given.items() if answer != "no"}
    left = [sign for sign in SIGNS if sign not in given]
    fired, urgency = _fired(there)
    could = _fired(there | set(left))[1]
    worse = WORST_FIRST.index(could) < WORST_FIRST.index(urgency)
    unsure = tuple(sign for sign in SIGNS if given.get(sign) == "unsure")
    level = LEVELS[urgency]
    # Only the advice of the worst rules: a milder one beside it would take away from it. In an emergency just one.
    advice = [*dict.fromkeys(rule.advice for rule in fired if rule.urgency == urgency)]
    parts = [f"{level.title}.", *(advice[:1] if urgency == WORST_FIRST[0] else advice)]
    if worse or (left and not fired):
        raise ValueError(_unfinished(urgency, could, left, parts if fired else []))
    parts += [level.also, *([UNSURE] if unsure else []), NOTICE]
    reasons = tuple(dict.fromkeys(rule.reason for rule in fired))
    return Advice(urgency, reasons, " ".join(parts), level.title, tuple(rule.id for rule in fired), unsure)


def table():
    """The whole check as plain lists and texts, for the page that runs it without Python."""
    return {
        "levels": [vars(level) for level in LEVELS.values()],
        "groups": [vars(group) for group in GROUPS.values()],
        "signs": [vars(sign) for sign in SIGNS.values()],
        "rules": [
            {
                **{"id": rule.id, "when": list(rule.when), "any": list(rule.any), "urgency": rule.urgency},
                **{"reason": rule.reason, "advice": rule.advice},
            }
            for rule in RULES.values()
        ],
        "unsure": UNSURE,
        "notice": NOTICE,
    }


def _fired(there):
    """The rules that fire, worst first and then in the file's order, and the urgency of the worst."""
    rules = [rule for rule in RULES.values() if there.issuperset(rule.when) and (not rule.any or there & {*rule.any})]
    rules.sort(key=lambda rule: WORST_FIRST.index(rule.urgency))
    return rules, rules[0].urgency if rules else "self-care"


def _given(answers):
    """The answers by sign, each "yes", "no" or "unsure"; raises ValueError for what is not known."""
    if isinstance(answers, str) or not isinstance(answers, (Mapping, list, tuple, set, frozenset)):
        raise ValueError(f"answers is {answers!r}, but must be a mapping of signs to answers, or a list of signs.")
    for sign in answers:
        if not isinstance(sign, str) or sign not in SIGNS:
            raise ValueError(f"answers: {_nearest(sign, SIGNS)}")
    if not isinstance(answers, Mapping):
        return {sign: "yes" if sign in answers else "no" for sign in SIGNS}
    for sign, answer in answers.items():
        if not isinstance(answer, (str, bool)) or answer not in ANSWERS:
            raise ValueError(f"answers has {answer!r} for {sign!r}; {_nearest(answer, ('yes', 'no', 'unsure'))}")
    return {sign: ANSWERS[answer] for sign, answer in answers.items()}


def _unfinished(urgency, could, left, said):
    """Why there is no verdict yet, and what is found so far."""
    names = ", ".join(left[:3]) + (f" and {len(left) - 3} more" if len(left) > 3 else "")
    so_far = f" Found so far, at the least: {' '.join(said)}" if said else ""
    milder = f"it is too early for {urgency!r}" + (f" (it could be {could!r})" if could != urgency else "")
    return f"{len(left)} of {len(SIGNS)} signs are not answered, so {milder}; answer {names}.{so_far}"


def _nearest(given, known):
    near = get_close_matches(str(given), [*known], n=1)
    return f"{given!r} is not known; " + (f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}.")


LEVELS, GROUPS, SIGNS, RULES = load()
