"""Questions to answer, each answer explained, right or wrong; the same in a lesson and in a case that unfolds."""

from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette
from trunkcare_lib.figures import mistakes, props
from trunkcare_lib.figures.frame import svg
from trunkcare_lib.models import questions
from trunkcare_lib.models.motion import MISTAKES

HERE = Path(__file__).parent


class Quiz(anywidget.AnyWidget):
    """A list of questions; what the reader answers is kept in the browser until he or she forgets it.

    Parameters
    ----------
    asked : list of Question or Step
        From `models.questions`: `of_lesson`, `to_spot` or `of_case`.
    name : str
        What the whole is called; read to those who do not see it.
    unfolds : bool
        Whether each question waits for the answer to the one before, as in a case.
    ends : str
        What stands below when all are answered.

    Raises
    ------
    ValueError
        If there is no question, one stands twice, or a picture is not among the drawn errors.
    """

    _esm = HERE / "quiz.js"
    _css = palette.css() + (HERE / "quiz.css").read_text(encoding="utf-8")
    name = traitlets.Unicode().tag(sync=True)
    questions = traitlets.List().tag(sync=True)
    unfolds = traitlets.Bool().tag(sync=True)
    ends = traitlets.Unicode().tag(sync=True)

    def __init__(self, asked, name="Check yourself", *, unfolds=False, ends=""):
        ids = [question.id for question in asked]
        if not ids:
            raise ValueError("asked is empty, but a quiz asks at least one.")
        if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
            raise ValueError(f"asked has {min(twice)!r} twice.")
        if not isinstance(name, str) or not name.strip():
            raise ValueError("name is empty, but the quiz needs one.")
        shown = [_shown(question) for question in asked]
        super().__init__(name=name, unfolds=unfolds, ends=ends, questions=shown)


class Story(Quiz):
    """A case that unfolds: what happens, what to do now, what follows from that, and how it ends.

    Parameters
    ----------
    case : str
        An id of `models.questions.CASES`.

    Raises
    ------
    ValueError
        If there is no such case.
    """

    def __init__(self, case):
        steps = questions.of_case(case)
        super().__init__(steps, questions.CASES[case].title, unfolds=True, ends=questions.CASES[case].ends)


def _shown(question):
    """What the page needs of a question."""
    shown = {
        "id": question.id,
        "ask": question.ask,
        "story": getattr(question, "story", ""),
        "several": question.several,
        "options": [{"text": entry.text, "right": entry.right, "why": entry.why} for entry in question.options],
    }
    if error := getattr(question, "picture", None):
        if error not in MISTAKES:
            raise ValueError(f"{question.id} has the picture {error!r}, which is not a drawn error of motions.toml.")
        for name, draw, say in (
            ("picture", mistakes.to_spot, mistakes.to_spot_words),
            ("solved", mistakes.spotted, mistakes.spotted_words),
        ):
            words = say(name=error)
            shown[name] = [svg(draw, name=error, size=props.pair_size(MISTAKES[error]), salt=words), words]
    return shown
