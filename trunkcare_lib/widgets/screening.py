"""The check of the warning signs, to tick: it runs on the page alone, and keeps and sends nothing."""

from pathlib import Path

import anywidget
import traitlets

from trunkcare_lib import palette
from trunkcare_lib.models import screening

HERE = Path(__file__).parent


class Screening(anywidget.AnyWidget):
    """The signs of `models.screening` as boxes to tick, and its advice in words; the page holds the same rules.

    An emergency is said as soon as it is ticked, all else when each group of signs is answered. The ticked signs
    and the advice can be printed. `table` is what the page decides by.
    """

    _esm = HERE / "screening.js"
    _css = palette.css() + (HERE / "screening.css").read_text(encoding="utf-8")
    table = traitlets.Dict().tag(sync=True)

    def __init__(self):
        super().__init__(table=screening.table())
