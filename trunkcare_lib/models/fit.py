"""Whether an exercise fits a person: why not, what changes in it, what goes for the whole plan, what stops it.

What a condition forbids stands with the exercise (``data/exercises.toml``), all else in ``data/plan.toml``.
"""

from trunkcare_lib.models import rules
from trunkcare_lib.models.exercises import CATALOGUE, Caution
from trunkcare_lib.vocabulary import CONDITIONS, POSITIONS


def conditions_of(person):
    """The stated conditions, and those that they, or the answers to the check, bring along."""
    found = {*person.conditions}
    for answer in rules.ANSWERS.values():
        said = person.answer(answer.id)
        if said == "unsure" and not found & {*answer.needs}:
            found |= {*answer.needs}
        if said in ("yes", "unsure"):
            found |= {*answer.brings}
    found |= {id_ for stated in _whole(found) for id_ in stated.implies}
    return tuple(id_ for id_ in CONDITIONS if id_ in found)


def stopped(person, advice):
    """Why the warning signs allow no plan, with their advice, or nothing."""
    if advice.urgency in ("emergency", "urgent"):
        return f"No plan now. {advice.what_to_do}"
    plans = [rules.REVIEWS[rule].plan if rule in rules.REVIEWS else "stops" for rule in advice.fired]
    stopping = "never" in plans or ("stops" in plans and not person.agreed)
    return f"No plan before that visit. {advice.what_to_do}" if stopping else ""


def waits(person, advice):
    """Whether what comes in later weeks waits for a visit."""
    plans = [rules.REVIEWS[rule].plan for rule in advice.fired if rule in rules.REVIEWS]
    return "adds nothing" in plans and not person.agreed


def why_not(id_, person, conditions, choices):
    """Why an exercise is out for a person, with these conditions and the choices of the goal; or nothing."""
    exercise = CATALOGUE[id_]
    if exercise.advice_against:
        return "The course advises against it."
    for condition in conditions:
        caution = exercise.verdict(condition)
        if caution and caution.verdict == "avoid":
            return f"{CONDITIONS[condition].name}: {caution.advice}"
    for condition in unjudged(id_, conditions):
        if not person.agreed or (condition in rules.WHOLE and rules.WHOLE[condition].strict):
            return f"{CONDITIONS[condition].name}: nobody has judged this exercise for it, and not judged is not safe."
    for rule in rules.TOGETHER.values():
        if rule.exercise == id_ and {*rule.conditions} <= {*conditions}:
            names = " and ".join(CONDITIONS[condition].name for condition in rule.conditions)
            return f"{names} together: {rule.why}."
    moved = [rule for rule in rules.MOVED.values() if rule.exercise == id_ and {*rule.conditions} & {*conditions}]
    for positions in [rule.positions for rule in moved] or [(exercise.position,)]:
        if not {*positions} & {*person.positions}:
            names = " or ".join(POSITIONS[position].name.lower() for position in positions)
            return f"It needs a position that is not possible: {names}."
    choice = next((choice for choice in choices if choice.exercise == id_), None)
    if choice is None:
        return "It is not among the choices for this goal."
    if choice.only_with and not {*choice.only_with} & {*conditions}:
        return "It is meant for a condition of the nerves, with a therapist."
    needed = {rules.NEEDS[word] for word in exercise.equipment if word in rules.NEEDS}
    needed |= {name for rule in moved for name in rule.equipment}
    if any(condition.helped for condition in _whole(conditions)):
        needed.add("helper")
    if missing := [name for name in rules.EQUIPMENT if name in needed and name not in person.equipment]:
        return f"You do not have what it needs: {rules.EQUIPMENT[missing[0]].name.lower()}."
    return ""


def cautions(id_, conditions):
    """What the conditions change in an exercise, and which of them nobody has judged it for."""
    found = [CATALOGUE[id_].verdict(condition) for condition in conditions]
    asked = "Nobody has judged this exercise for it: show it first to whoever agreed."
    return (
        *(caution for caution in found if caution and caution.verdict == "modify"),
        *(Caution(condition, "modify", asked, "expert") for condition in unjudged(id_, conditions)),
    )


def notes(person, advice, conditions):
    """What goes for the whole plan: the advice of a review first."""
    visit = []
    if advice.urgency == "review":
        whys = dict.fromkeys(rules.REVIEWS[rule].why for rule in advice.fired if rule in rules.REVIEWS)
        reasons = " ".join(advice.reasons)
        agreed = f"{reasons} You said that a clinician who knows of this has agreed to exercise."
        visit = [agreed if person.agreed else f"{advice.title}. {reasons} {' '.join(whys)}"]
    answers = [answer for answer in rules.ANSWERS.values() if person.answer(answer.id) in ("yes", "unsure")]
    told = [answer.note for answer in answers if answer.note and not {*answer.unless} & {*person.conditions}]
    return tuple(visit + told + [condition.note for condition in _whole(conditions) if condition.note])


def too_few(person, conditions):
    """What to say where the conditions leave no plan."""
    stops = [condition.stop for condition in _whole(conditions) if condition.stop]
    if any(condition.helped for condition in _whole(conditions)) and "helper" not in person.equipment:
        stops.append("With your condition every exercise needs a therapist or a trained carer beside you.")
    return " ".join([*stops, "Show it to a doctor or physiotherapist, who can find what fits you."])


def _whole(conditions):
    return [rules.WHOLE[id_] for id_ in CONDITIONS if id_ in conditions and id_ in rules.WHOLE]


def last(choice, conditions):
    """How far back a choice stands: those judged for the conditions first, and those that a condition puts last."""
    return bool(unjudged(choice.exercise, conditions)), bool({*choice.last_with} & {*conditions})


def unjudged(id_, conditions):
    """The conditions for which nobody has judged an exercise, and which may touch it."""
    untouched = {name for name, rule in rules.UNTOUCHED.items() if id_ in rule.exercises}
    return [name for name in conditions if not CATALOGUE[id_].verdict(name) and name not in untouched]
