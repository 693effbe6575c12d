"""What the pages show of plans and sessions: examples, the player, the planner."""

from markupsafe import Markup
from trunkcare_widgets import embedded

from trunkcare_lib.models import plan, rules
from trunkcare_lib.models.exercises import CATALOGUE, of_the_guide
from trunkcare_lib.models.session import played
from trunkcare_lib.widgets.planner import Planner
from trunkcare_lib.widgets.player import Player

MINUTES = 10
"""A day's minutes of the examples."""


def example_plans():
    """For each goal the plan of a person without any condition."""
    return [plan.build({"goal": goal, "minutes": MINUTES, "signs": []}) for goal in rules.GOALS]


def ready_sessions():
    """Sessions to play: of each example the first week and the last, and one with each exercise that has a dose."""
    ready = {}
    for made in example_plans():
        name = made.profile.goal.capitalize()
        ready[f"{name}: week 1"] = made.session(1)
        ready[f"{name}: week {made.weeks}, if you came so far"] = made.session(made.weeks)
    guide = [(exercise.id, "low") for exercise in of_the_guide() if exercise.group != "neuro"]
    ready["All nine exercises of the guide, to get to know them"] = guide
    others = [id_ for id_, exercise in CATALOGUE.items() if exercise.group == "neuro" and not exercise.advice_against]
    ready["The neurological techniques, only with a therapist"] = [(id_, "low") for id_ in others]
    return ready


def player(exercise):
    """The player for one exercise, made here without a kernel."""
    return Markup(embedded(Player([exercise.id])))


def session_player():
    """The player of the ready sessions, which also plays what an address names."""
    return Markup(embedded(Player(sessions=ready_sessions())))


def planner():
    """The plan builder; on the page it starts with Python."""
    return Markup(embedded(Planner()))


SHOWN = (example_plans, played, player, session_player, planner)
