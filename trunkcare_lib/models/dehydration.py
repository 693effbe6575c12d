"""What kinds of study speak for or against lack of water as the main cause of cramp, and how many of each there are.

A story or a single case cannot tell a cause from a coincidence; studies that follow people over time are harder to
fool. So four of them weigh more than 18 cases.

>>> [(kind.name, kind.count) for kind in KINDS.values() if kind.speaks == "against"]
[('followed over time', 4)]

What it cannot say. All of it is on cramp during exercise, none on the trunk. How many people the four studies had, and
how many of the 10 in the case-control study had cramp, we have not seen.
"""

from dataclasses import dataclass

from trunkcare_lib.parameter import Parameter

PARAMETERS = {
    "case_series_people": Parameter(18, "", 0, 100, "cases in all series of cases", "schwellnus2009", "measured"),
    "case_control_people": Parameter(10, "", 0, 100, "people in a case-control study", "schwellnus2009", "measured"),
    "cohort_studies": Parameter(
        4, "", 0, 100, "studies over time that do not support dehydration", "schwellnus2009", "measured"
    ),
}


@dataclass(frozen=True)
class Kind:
    """A kind of evidence: its name, how many it has of what, and whether it speaks "for" or "against".

    `count` is None where nothing was counted.
    """

    name: str
    speaks: str
    count: int | None
    counted: str


KINDS = {
    "stories": Kind("stories people tell", "for", None, "not counted"),
    "case_series": Kind("series of cases", "for", PARAMETERS["case_series_people"].value, "cases"),
    "case_control": Kind("case-control study", "for", PARAMETERS["case_control_people"].value, "people"),
    "cohorts": Kind("followed over time", "against", PARAMETERS["cohort_studies"].value, "studies"),
}
"""From the kind that is fooled most easily to the kind that is hardest to fool."""
