"""A form for a plan, and the plan: its week, its exercises and why, its files, a player; Python answers the form."""

import json
from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette
from trunkcare_lib.models import plan, profile, rules, screening, session
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.vocabulary import CONDITIONS, POSITIONS
from trunkcare_lib.widgets import planned, player

HERE = Path(__file__).parent
MODULES = {"check": "screening.js", "result": "planner_result.js", "player": "player.js"}
EXAMPLE = {"goal": "relief", "minutes": 10, "signs": []}
OF_THE_PAGE = ("asked", "start", "time", "zone", "site")
"""What a form holds besides the profile: its number, three fields for the calendar, the address of the book."""
AS_SHOWN = "The pictures and the voice do not know what to change for you: keep to the plan above."
LONGEST_FILE = 100_000
"""Most characters of a saved plan that are read."""


def _text(name):
    return (HERE / name).read_text(encoding="utf-8")


class Planner(anywidget.AnyWidget):
    """Asks for the warning signs first, then for all that a plan depends on, and shows the plan that Python makes.

    The page sets `form`, or `form` and `file`; `answer` and then `more` say by their own ``"form"`` which form they
    belong to. What a reader enters is answered, with the reason where there can be no plan, and never raises.
    """

    _esm = HERE / "planner.js"
    _css = palette.css() + _text("planner.css") + _text("player.css")
    form = traitlets.Dict().tag(sync=True)
    """The fields of a profile, and those named in `OF_THE_PAGE`."""
    file = traitlets.Unicode().tag(sync=True)
    """The text of a saved plan to open instead of the profile in `form`, or nothing."""
    answer = traitlets.Dict().tag(sync=True)
    """As from `answer_to` or `opened`, with its ``form``; or that and ``"error"``. At first an example's picture."""
    more = traitlets.Dict().tag(sync=True)
    """What takes longer, as from `more_of`, with its ``form``."""
    choices = traitlets.Dict().tag(sync=True)
    """What the form offers, as from `offered`."""
    table = traitlets.Dict().tag(sync=True)
    """The check of the warning signs."""
    modules = traitlets.Dict().tag(sync=True)
    """The text of the other modules that the page needs."""
    live = traitlets.Unicode("from trunkcare_lib.widgets.planner import Planner; Planner()").tag(sync=True)
    """The code that makes this widget in the browser's Python."""

    def __init__(self):
        super().__init__(
            answer=planned.week(plan.build(EXAMPLE), 1),
            choices=offered(),
            table=screening.table(),
            modules={name: _text(file) for name, file in MODULES.items()},
        )
        self._answered = None
        self.observe(self._answer, ["form", "file"])

    def _answer(self, change):
        """Answer what is asked now; where form and file change together, once."""
        asked = self.form, self.file
        if asked == self._answered:
            return
        self._answered, made = asked, None
        try:
            made, answer = opened(self.file, self.form) if self.file else answer_to(self.form)
        except ValueError as error:
            answer = {"error": str(error)}
        self.answer = {"form": self.form} | answer
        if made and made.items:
            self.more = {"form": self.form} | more_of(made, self.form.get("site"))


def offered():
    """List what the form offers: ids and names, which of them are ticked at first, and the limits."""
    core_first = sorted(CONDITIONS.values(), key=lambda condition: not condition.core)
    first = set(profile.Profile(**EXAMPLE).equipment) | POSITIONS.keys() - {"sitting-on-ball"}

    def named(entries):
        return [{"id": entry.id, "name": entry.name, "on": entry.id in first} for entry in entries]

    return {
        "goals": [{"id": goal.id, "name": goal.name, "promise": goal.promise} for goal in rules.GOALS.values()],
        "positions": named(POSITIONS.values()),
        "conditions": named(core_first),
        "equipment": named(rules.EQUIPMENT.values()),
        "minutes": [*profile.MINUTES],
        "longest": profile.LONGEST,
    }


def answer_to(form):
    """Make the plan of a form.

    Parameters
    ----------
    form : dict
        The fields of a profile, and those named in `OF_THE_PAGE`.

    Returns
    -------
    plan.Plan, dict
        The plan, and what the page shows: ``advice``, ``stop``, ``left_out``, and if it has exercises what
        `planned.shown` gathers.

    Raises
    ------
    ValueError
        As `plan.build`.
    """
    made = plan.build({name: value for name, value in form.items() if name not in OF_THE_PAGE})
    advice = made.advice
    told = {
        "advice": {
            "urgency": advice.urgency,
            "title": advice.title,
            "what_to_do": advice.what_to_do,
            "reasons": [*advice.reasons],
        },
        "stop": made.stop,
        "left_out": [[CATALOGUE[id_].name, why] for id_, why in made.left_out],
    }
    return made, told | planned.shown(made, form) if made.items else told


def opened(text, form):
    """Open a saved plan.

    Parameters
    ----------
    text : str
        What `plan.Plan.to_json` wrote.
    form : dict
        For the fields named in `OF_THE_PAGE`.

    Returns
    -------
    plan.Plan, dict
        As `answer_to`, with the profile to fill the form with as ``filled``, and as ``said`` what became of the file:
        one whose plan cannot be read, but its answers can, gives a plan made anew.

    Raises
    ------
    ValueError
        If neither can be read.
    """
    if len(text) > LONGEST_FILE:
        raise ValueError(f"The file has {len(text)} characters, and no saved plan has more than {LONGEST_FILE}.")
    try:
        person, said = plan.read(text).profile, "The saved plan is open, and the form shows its answers."
    except ValueError as error:
        try:
            person = profile.of(json.loads(text)["profile"])
            plan.build(person)
        except (ValueError, TypeError, KeyError, RecursionError):
            raise error from None
        said = f"{error} The answers in it could be read: the form shows them, and the plan is made anew from them."
    filled = person.to_data()
    made, told = answer_to(filled | {name: form[name] for name in OF_THE_PAGE if name in form})
    return made, told | {"filled": filled, "said": said}


def more_of(made, site=""):
    """Make what takes longer of a plan with exercises: ``handout``, an HTML document, and ``player``, its traits.

    The traits are those of a `player.Player` of the plan's sessions, without its link to Python, which it needs not.
    """
    sessions = [{"title": title, "session": pairs} for title, pairs in planned.sessions(made)]
    first = sessions[0]["session"]
    traits = {
        "library": {item.exercise: player.shown(item.exercise) for item in made.items},
        "sessions": sessions,
        "session": first,
        "rules": " ".join([player.RULES, *[AS_SHOWN] * any(item.cautions for item in made.items)]),
        "changed": "",
        "ends": session.cues(session.steps(first))[-1].text,
    }
    try:
        handout = made.to_html(planned.address(site, made.session()))
    except ValueError:  # the square code holds no address of this length
        handout = made.to_html()
    return {"handout": handout, "player": traits}
