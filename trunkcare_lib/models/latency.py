"""How long the back muscles take to answer: rested, after an hour of slumped sitting, after tiring work.

In one laboratory study an hour of slumped sitting made the reflex of the back muscles later; a tiring test did not:

>>> round(PARAMETERS["slumped_ms"].value / PARAMETERS["rested_ms"].value, 1)
1.6

What it cannot say. A later reflex is a possible way to a strained back, and no more: that people get spasm by it, no
one has shown. What the ± of the study is (we take it for the spread between people) and the value after the tiring
test we have not seen; for the tiring test it found no significant change.
"""

from trunkcare_lib.parameter import Parameter

PARAMETERS = {
    "rested_ms": Parameter(60, "ms", 0, 200, "delay of the reflex, rested", "sanchezzuriaga2010", "measured"),
    "rested_spread_ms": Parameter(12, "ms", 0, 100, "its spread, rested", "sanchezzuriaga2010", "measured"),
    "slumped_ms": Parameter(
        96, "ms", 0, 200, "delay of the reflex after slumped sitting", "sanchezzuriaga2010", "measured"
    ),
    "slumped_spread_ms": Parameter(
        26, "ms", 0, 100, "its spread after slumped sitting", "sanchezzuriaga2010", "measured"
    ),
    "sitting_h": Parameter(1, "h", 0, 24, "time sat slumped in the study", "sanchezzuriaga2010", "measured"),
}
STATES = ("rested", "slumped", "tired")
"""The study's moments; of "tired" we know only that the change was not significant."""
