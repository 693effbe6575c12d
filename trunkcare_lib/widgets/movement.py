"""An exercise in motion, to play at the tempo of its dose."""

from trunkcare_lib.figures import body, props
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MOTIONS
from trunkcare_lib.widgets.flipbook import Flipbook


class Movement(Flipbook):
    """A flipbook of one repetition of an exercise.

    Parameters
    ----------
    exercise : str
        An id of the catalogue.
    coarse : bool
        Whether to leave out every other picture on the way, for a page that shows many exercises.

    Raises
    ------
    ValueError
        If the catalogue has no such exercise.
    """

    def __init__(self, exercise, *, coarse=False):
        if exercise not in MOTIONS:
            raise ValueError(f"exercise is {exercise!r}, but must be one of {', '.join(MOTIONS)}.")
        moves, dose = MOTIONS[exercise], CATALOGUE[exercise].dose
        times, halts = moves.moments(dose), moves.halts(dose)
        if coarse:  # by the pose and not by the number: so the way back shows the pictures of the way out
            parts = 20 if len(moves.stops) == 2 else 10
            times = [time_s for time_s in times if round(parts * moves.at(dose, time_s)) % 2 == 0]
        super().__init__(
            body.movement,
            body.movement_words,
            time_s=times,
            labels={"time_s": f"time in one repetition{'' if moves.cycle else '; the rest after it is not shown'} (s)"},
            fixed={"exercise": exercise},
            halts={"time_s": halts},
            same=lambda exercise, time_s: moves.at(dose, time_s),
            size=props.size([stop.pose for stop in moves.stops]),
        )
