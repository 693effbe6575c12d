"""Pressure in a disc of the low back, as measured in one man in 1999, beside the squeeze that the model of load gives.

A sensor in the disc between L4 and L5 measures a pressure; the squeeze on the vertebrae is pressure · area · a factor,
because the pressure is highest in the disc's middle:

>>> round(float(force_n(0.5)))                      # standing relaxed
594

What it cannot say. It is one man of 45 years and 70 kg; area and factor are recalled, and differ between people. The
postures' angles are not known to us, so the model beside them is asked for angles that we chose.
"""

from trunkcare_lib.models.load import lumbar_compression_n
from trunkcare_lib.parameter import Parameter
from trunkcare_lib.published import Published

PARAMETERS = {
    "pressure_mpa": Parameter(0.5, "MPa", 0, 4, "pressure in the disc between L4 and L5", "wilke1999", "measured"),
    "area_cm2": Parameter(18, "cm²", 10, 25, "area of the disc", "course", "recalled"),
    "factor": Parameter(0.66, "", 0.5, 1, "mean pressure on the disc over that in its middle", "course", "recalled"),
}
PARAMETERS |= {
    f"{posture}_mpa": Parameter(value, "MPa", 0, 4, f"pressure in the disc, {words}", "wilke1999", tag)
    for posture, value, words, tag in (
        ("on_back", 0.1, "lying on the back", "recalled"), ("on_side", 0.12, "lying on the side", "measured"),
        ("slouched", 0.3, "sitting slouched", "measured"),
        ("sitting", 0.46, "sitting without a backrest", "measured"),
        ("standing", 0.5, "standing relaxed", "measured"), ("erect", 0.55, "sitting straight", "recalled"),
        ("sitting_bent", 0.83, "sitting, fully bent forwards", "measured"),
        ("standing_bent", 1.1, "standing, bent forwards", "measured"),
        ("lift_close", 1.1, "holding 20 kg close to the body", "measured"),
        ("lift_knees", 1.7, "lifting 20 kg with bent knees", "measured"),
        ("lift_far", 1.8, "holding 20 kg 60 cm away", "recalled"),
        ("lift_round", 2.3, "lifting 20 kg with a round back", "measured"),
    )
}  # fmt: skip
PARAMETERS |= {
    f"{posture}_1981": Parameter(
        value, "%", 0, 400, f"pressure in the disc as a share of that in standing, {words}", "nachemson1981", "recalled"
    )
    for posture, value, words in (
        ("on_back", 25, "lying on the back"), ("on_side", 75, "lying on the side"), ("sitting", 140, "sitting"),
        ("sitting_bent", 185, "sitting, bent forwards"), ("standing_bent", 150, "standing, bent forwards"),
    )
}  # fmt: skip


def force_n(pressure_mpa):
    """Squeeze that goes with a pressure in the middle of a disc.

    Parameters
    ----------
    pressure_mpa : float or array_like
        [MPa]

    Returns
    -------
    array of float, shape of `pressure_mpa`
        [N]

    Raises
    ------
    ValueError
        If it is not a number of its range.

    Notes
    -----
    Pressure · area · 0.66; area and factor are recalled, and differ from person to person and from disc to disc.

    >>> round(float(force_n(0.5)))
    594
    """
    pressure = PARAMETERS["pressure_mpa"].array("pressure_mpa", pressure_mpa)
    return (pressure * PARAMETERS["area_cm2"].value * 100 * PARAMETERS["factor"].value)[()]


def _in_disc(posture, words, model, miss=""):
    mpa = PARAMETERS[f"{posture}_mpa"]
    meaning = f"{words}: from a pressure of {mpa.value:g} MPa ({'seen' if mpa.tag == 'measured' else 'recalled'})"
    tag = "computed" if mpa.tag == "measured" else "recalled"
    return Published(meaning, float(force_n(mpa.value)), None, "N", "wilke1999", tag, model, miss=miss)


PUBLISHED = {
    "standing": _in_disc(
        "standing", "standing relaxed", lambda: lumbar_compression_n(0),
        "The model is more than a third too low: upright its muscles do nothing, while real ones keep some tone.",
    ),
    "standing_bent": _in_disc(
        "standing_bent", "standing, bent forwards (we took 30°)", lambda: lumbar_compression_n(30)
    ),
    "lift_round": _in_disc(
        "lift_round", "20 kg, round back (we took 60°)", lambda: lumbar_compression_n(60, hand_load_kg=20),
        "The model is a quarter too high. With a lever of 6 cm it would fit; how far the man bent we do not know.",
    ),
    "lift_close": _in_disc(
        "lift_close", "20 kg held close, upright (we took 20 cm)",
        lambda: lumbar_compression_n(0, hand_load_kg=20, reach_cm=20),
    ),
    "lift_far": _in_disc(
        "lift_far", "20 kg held 60 cm away, upright",
        lambda: lumbar_compression_n(0, hand_load_kg=20, reach_cm=60),
        "The model is a third too high: who holds a load far out leans back against it, and the model does not.",
    ),
}  # fmt: skip
