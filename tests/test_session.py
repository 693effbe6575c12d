"""Sessions: every second is accounted for, nothing of a dose is lost, and what is said fits its time."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trunkcare_lib.models import session
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.session import CHANGE_S, Cue, cues, side_words, steps

IDS = [id_ for id_, exercise in CATALOGUE.items() if not exercise.advice_against]
SESSIONS = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(["low", "high"])), min_size=1, max_size=6)


@given(SESSIONS)
@settings(max_examples=40)
def test_a_session_is_its_doses_one_after_another_with_changes_between(exercises):
    every = steps(exercises)
    assert every[0].start_s == 0
    assert all(one.end_s == two.start_s for one, two in pairwise(every)), "no gap"
    doses = [CATALOGUE[id_].dose for id_, _ in exercises]
    lengths = [dose.session_s[bound == "high"] for dose, (_, bound) in zip(doses, exercises, strict=True)]
    assert every[-1].end_s == sum(lengths) + CHANGE_S * (len(exercises) - 1)
    rest = iter(every)
    for number, ((id_, bound), dose) in enumerate(zip(exercises, doses, strict=True)):
        if number:
            change = next(rest)
            assert (change.kind, change.exercise, change.end_s - change.start_s) == ("next", id_, CHANGE_S)
        start_s = sum(lengths[:number]) + CHANGE_S * number
        for event in dose.timeline(bound):
            step = next(rest)
            assert (step.kind, step.side, step.rep, step.set) == event[:4]
            assert (step.start_s, step.end_s, step.exercise) == (event.start_s + start_s, event.end_s + start_s, id_)
    assert next(rest, None) is None


@given(SESSIONS)
@settings(max_examples=40)
def test_what_is_said_fits_its_time_and_ends_before_the_next_word(exercises):
    every = steps(exercises)
    said = cues(every)
    assert [cue.at_s for cue in said] == sorted(cue.at_s for cue in said)
    for cue, after in pairwise(said):
        assert cue.text.strip()
        assert len(cue.text) <= 14 * (after.at_s - cue.at_s), cue
    assert {(step.start_s, step.say) for step in every} <= {(cue.at_s, cue.text) for cue in said}
    assert said[-1] == Cue(every[-1].end_s, "Finished.", True)
    halves = [step for step in every if step.kind == "hold" and step.end_s - step.start_s >= 20]
    assert [cue.at_s for cue in said if cue.text == "Halfway."] == [(step.start_s + step.end_s) / 2 for step in halves]


@given(SESSIONS)
@settings(max_examples=40)
def test_milestones_are_exercises_sides_and_sets_and_never_a_repetition(exercises):
    every = steps(exercises)
    begins = [step.say for step in every if step.kind in ("get ready", "next", "switch")]
    sets = [step.say for step in every if step.kind == "rest" and step.rep == 1]
    told = [cue.text for cue in cues(every) if cue.milestone]
    assert sorted(told) == sorted([*begins, *sets, "Finished."])
    assert all("set" in words for words in sets)


@pytest.mark.parametrize("id_", IDS)
def test_sides_are_called_as_they_come(id_):
    every = steps([id_])
    two = CATALOGUE[id_].dose.sides == 2
    assert (id_ in session.SIDES) == two, "each exercise on two sides says which one its pictures show"
    for step in every:
        if step.kind == "switch":
            assert f"Now the {step.side}." in step.say
            assert side_words(id_, step.side) in step.say.lower()
        if step.kind == "get ready":
            assert (f"{side_words(id_, 'left')} first" in step.say.lower()) == two
            assert step.say.startswith(CATALOGUE[id_].name.split(" (")[0])


def test_words_read_by_hand():
    said = [step.say for step in steps(["bird-dog", ("cat-camel", "high")])]
    assert said[:4] == [
        "Bird-dog. Get ready. Left leg and right arm first. Long, not high.",
        "Hold. Glass of water on your back.",
        "Rest.",
        "Hold.",
    ]
    assert said[19:22] == ["Last one. Hold.", "Switch sides. Now the right. Right leg and left arm.", said[1]]
    assert said[40].startswith("Next: Cat–camel. On hands and knees. Kneel on all fours")
    assert said[42:45] == ["1. Tailbone starts, head follows.", "2.", "3."]
    assert said[-2:] == ["14.", "Last one."]
    assert steps([("ball-coactivation", "high")])[20].say == "Rest. Then set 2 of 3."


def test_the_change_is_a_parameter():
    assert (session.PARAMETERS["change_s"].value, CHANGE_S) == (15, 15)
    assert session.change("bridge").end_s == 15


@pytest.mark.parametrize(
    ("exercises", "words"),
    [
        ([], r"exercises is \[\], but must be a list of at least one"),
        (None, "exercises is None"),
        ("bridge", "exercises is 'bridge', but must be a list"),
        (["plank"], "exercises has 'plank', but must have only child-pose"),
        ([("plank", "low")], "exercises has 'plank'"),
        ([5], "exercises has 5, but must have ids, or pairs"),
        ([["bridge"]], r"exercises has \['bridge'\], but must have ids, or pairs"),
        ([([], "low")], r"exercises has \[\]"),
        ([("bridge", "most")], "exercises has 'bridge' with 'most', but must be 'low' or 'high'"),
        (["bridge", "pressure-vest"], "'pressure-vest', but the course gives no dose for it"),
    ],
)
def test_what_is_no_session_is_refused(exercises, words):
    with pytest.raises(ValueError, match=words):
        steps(exercises)


def test_the_way_into_a_hold_is_called_where_the_rest_is_long_enough():
    """Else the hold would be over when one is in it: a bridge rests 5 s and is called at half of it, a bird-dog not."""
    for exercise, called in (("bridge", 9), ("bird-dog", 1), ("cat-camel", 0)):
        steps = session.steps([exercise])
        leads = [cue for cue in session.cues(steps) if cue.text == "Into it."]
        assert len(leads) == called, exercise  # of the bird-dog only after the change of sides
        holds = {step.start_s for step in steps if step.kind == "hold"}
        assert all(lead.at_s + session.LEAD_S in holds for lead in leads)
