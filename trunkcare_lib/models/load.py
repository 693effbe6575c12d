"""Load on the low back: the weight beyond a hinge in it, and the pull of the muscles that hold that weight.

The spine is one hinge between the vertebrae L4 and S1. Whatever lies beyond it on the free side turns it with a moment
``M = Σ m g d``; one muscle close to the hinge holds against it, and both press the vertebrae together:

``C = M / lever + W cos θ``     ``shear = W sin θ``

with W the weight above the hinge and θ the trunk's lean from upright. The muscle's lever is some 5 cm, that of a load
in the hands half a metre: this is why the muscle pulls many times harder than the load.

>>> round(float(lumbar_compression_n(0)))           # upright only the weight: 0.536 · 70 kg · 9.81 m/s²
368

The body: trunk and head as one straight piece, the arms hanging down from the shoulders. Segment masses and centres are
Winter's; where the hinge, the top of the trunk and the shoulder blades' rest on the floor lie is our own choice.

What it cannot say. Muscles on both sides of the trunk tighten at once to keep it steady; what they add is left out, and
in exercises it is most of the load (`PUBLISHED`). Nothing moves here, so the jerk of a fast lift is left out, and so
are belly pressure and the ligaments, which take over from the muscles at the end of bending.
"""

import numpy as np

from trunkcare_lib.models.cut import cut
from trunkcare_lib.models.pose import LENGTHS, MASSES, POSES, named
from trunkcare_lib.parameter import Parameter, arrays
from trunkcare_lib.published import Published

G_M_S2 = 9.81
PARAMETERS = {
    "flexion_deg": Parameter(0, "°", 0, 90, "lean of the trunk forwards from upright", "course"),
    "body_mass_kg": Parameter(70, "kg", 30, 150, "mass of the body", "course"),
    "height_m": Parameter(1.75, "m", 1.2, 2.2, "height of the body", "course"),
    "hand_load_kg": Parameter(0, "kg", 0, 50, "load in the hands", "course"),
    "reach_cm": Parameter(0, "cm", 0, 70, "how far the load is held in front of where the arms hang", "course"),
    "lever_arm_cm": Parameter(5, "cm", 3, 9, "lever of the back muscles at the low back", "gungor2013", "measured"),
    "side_lever_cm": Parameter(8, "cm", 5, 12, "lever of the muscles at the side and of the belly", "course"),
    "action_limit_n": Parameter(3400, "N", 0, 9999, "squeeze from which lifting needs action", "niosh1981", "measured"),
    "most_limit_n": Parameter(6400, "N", 0, 9999, "greatest squeeze permitted in lifting", "niosh1981", "measured"),
    "trunk_mass": Parameter(0.355, "", 0.3, 0.4, "share of mass: thorax and abdomen", "winter2009", "measured"),
    "pelvis_mass": Parameter(0.142, "", 0.1, 0.2, "share of mass: pelvis", "winter2009", "measured"),
    "hinge": Parameter(0.057, "", 0, 0.1, "height of the hinge above the hips, of body height", "course"),
    "trunk_top": Parameter(0.319, "", 0.288, 0.35, "height of vertebra C7 above the hips, of body height", "course"),
    "head_up": Parameter(0.118, "", 0, 0.182, "height of the eyes above the shoulders", "drillis1966", "recalled"),
    "blades": Parameter(0.3, "", 0, 1, "where the upper back rests on a mat, from its top to the waist", "course"),
}  # fmt: skip
PARAMETERS |= {
    f"{segment}_centre": Parameter(value, "", 0, 1, f"centre of mass of the {words}", "winter2009", "measured")
    for segment, value, words in (
        ("trunk", 0.37, "thorax and abdomen, from the hinge to C7"), ("pelvis", 0.105, "pelvis, from hinge to hips"),
        ("thigh", 0.433, "thigh, from the hip"), ("shank", 0.433, "shank, from the knee"), ("foot", 0.5, "foot"),
        ("upper_arm", 0.436, "upper arm, from the shoulder"), ("forearm", 0.43, "forearm, from the elbow"),
        ("hand", 0.506, "hand, from the wrist"),
    )
}  # fmt: skip
VALUE = {name: parameter.value for name, parameter in PARAMETERS.items()}
CHOICES = {"pose": POSES}
ARM_MASS = sum(MASSES[segment] for segment in ("upper_arm", "forearm", "hand"))
ABOVE = VALUE["trunk_mass"] + MASSES["head"] + ARM_MASS
"""Mass above the hinge, as a share of body mass: 0.536."""
SHOULDER = LENGTHS["lumbar"] + LENGTHS["thorax"] - VALUE["hinge"]
TRUNK = VALUE["trunk_centre"] * (VALUE["trunk_top"] - VALUE["hinge"])
ARM = (VALUE["trunk_mass"] * TRUNK + MASSES["head"] * (SHOULDER + VALUE["head_up"]) + ARM_MASS * SHOULDER) / ABOVE
"""From the hinge along the trunk: shoulders, centre of the trunk, where all weight above acts. [body heights]"""


def moment_nm(
    flexion_deg,
    *,
    body_mass_kg=VALUE["body_mass_kg"],
    height_m=VALUE["height_m"],
    hand_load_kg=VALUE["hand_load_kg"],
    reach_cm=VALUE["reach_cm"],
):
    """Moment of the weight above the hinge and a load in the hands, which turns the low back forwards: ``Σ m g d``.

    Parameters
    ----------
    flexion_deg : float or array_like
        Lean of the whole trunk from upright. [deg]
    body_mass_kg, height_m : float or array_like
        The person. [kg], [m]
    hand_load_kg : float or array_like
        Load in the hands, which hang straight down from the shoulders. [kg]
    reach_cm : float or array_like
        By how much the load is held further forwards than that; the arms' own weight stays. [cm]

    Returns
    -------
    array of float, the arguments' common shape
        [N m]

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.

    >>> float(moment_nm(0, hand_load_kg=10, reach_cm=50).round(2))     # upright: 10 kg · 9.81 m/s² · 0.5 m
    49.05
    """
    given = {"body_mass_kg": body_mass_kg, "height_m": height_m, "hand_load_kg": hand_load_kg, "reach_cm": reach_cm}
    return _forces(flexion_deg=flexion_deg, **given)[0][()]


def lumbar_compression_n(
    flexion_deg,
    *,
    body_mass_kg=VALUE["body_mass_kg"],
    height_m=VALUE["height_m"],
    hand_load_kg=VALUE["hand_load_kg"],
    lever_arm_cm=VALUE["lever_arm_cm"],
    reach_cm=VALUE["reach_cm"],
):
    """Squeeze of the low back's vertebrae when standing, bent forwards or not, with or without a load.

    Parameters
    ----------
    flexion_deg, body_mass_kg, height_m, hand_load_kg, reach_cm : float or array_like
        As for `moment_nm`.
    lever_arm_cm : float or array_like
        Distance of the back muscles from the hinge; 5 in older books, 6 in newer ones. [cm]

    Returns
    -------
    array of float, the arguments' common shape
        [N]

    Raises
    ------
    ValueError
        If an argument is not a number of its range, or the shapes do not fit together.

    Notes
    -----
    ``M / lever + W cos θ``. Grows with body mass, height, load and reach, and falls with the lever. It grows with the
    lean only up to ``tan θ = (M(90°) − M(0°)) / (lever · W)``, which is 80° with the usual numbers: from there to 90°
    the muscles pull hardly more, while less of the weight points along the spine, and it falls by less than 2 % (by up
    to a tenth with the shortest body and the longest lever). For a still person; muscles that work against each other
    are left out.
    """
    given = {"body_mass_kg": body_mass_kg, "height_m": height_m, "hand_load_kg": hand_load_kg, "reach_cm": reach_cm}
    moment, weight, lean, lever = _forces(flexion_deg=flexion_deg, **given, lever_arm_cm=lever_arm_cm)
    return (moment / (lever / 100) + weight * np.cos(lean))[()]


def lumbar_shear_n(flexion_deg, *, body_mass_kg=VALUE["body_mass_kg"], hand_load_kg=VALUE["hand_load_kg"]):
    """Part of the weight above the hinge that points across the spine, forwards.

    Parameters
    ----------
    flexion_deg, body_mass_kg, hand_load_kg : float or array_like
        As for `moment_nm`.

    Returns
    -------
    array of float, the arguments' common shape
        ``W sin θ``; in this model no muscle takes any of it, real ones slant and do. [N]

    Raises
    ------
    ValueError
        As `moment_nm`.
    """
    lean, mass, load = arrays(PARAMETERS, flexion_deg=flexion_deg, body_mass_kg=body_mass_kg, hand_load_kg=hand_load_kg)
    return (G_M_S2 * (mass * ABOVE + load) * np.sin(np.radians(lean)))[()]


def pose_moment_nm(pose, *, body_mass_kg=VALUE["body_mass_kg"], height_m=VALUE["height_m"]):
    """Moment with which gravity and the floor turn the low back in a pose of `models.pose`.

    Parameters
    ----------
    pose : str or Pose
        A name in ``data/poses.toml``.
    body_mass_kg, height_m : float or array_like
        The person. [kg], [m]

    Returns
    -------
    array of float, the arguments' common shape
        Seen from the side: above 0 it bends the trunk forwards and the back muscles hold, below 0 backwards and the
        belly muscles hold. Seen from the front: its size. [N m]

    Raises
    ------
    ValueError
        If there is no such pose, a number lies outside its range, or the trunk itself lies on the floor or the thighs:
        then balance alone does not tell what the low back carries.

    Notes
    -----
    The body is cut at the hinge (`models.cut`); the weights above it are summed, and the floor's push on hands, elbow
    or shoulder blades, from the balance of the whole body on its two ends. A vest's weight is not counted.
    """
    found = cut(pose, VALUE)
    mass, height = arrays(PARAMETERS, body_mass_kg=body_mass_kg, height_m=height_m)
    share = found.moment if named(pose).view == "side" else abs(found.moment)
    return (share * mass * height * G_M_S2)[()]


def pose_compression_n(pose, *, body_mass_kg=VALUE["body_mass_kg"], height_m=VALUE["height_m"], lever_arm_cm=None):
    """Squeeze of the low back in a pose, from balance alone: what muscles need that never work against each other.

    Parameters
    ----------
    pose, body_mass_kg, height_m
        As for `pose_moment_nm`.
    lever_arm_cm : float or array_like, optional
        Lever of the muscles that hold; without it 5 for the back's, 8 for those at the side and of the belly. [cm]

    Returns
    -------
    array of float, the arguments' common shape
        [N]

    Raises
    ------
    ValueError
        As `pose_moment_nm`.

    Notes
    -----
    ``|M| / lever`` and what of the weight points along the spine. Published values of exercises are several times as
    large, because muscles on both sides tighten at once (`PUBLISHED`).
    """
    found = cut(pose, VALUE)
    if lever_arm_cm is None:
        lever_arm_cm = VALUE["lever_arm_cm" if found.moment > 0 and named(pose).view == "side" else "side_lever_cm"]
    mass, height, lever = arrays(PARAMETERS, body_mass_kg=body_mass_kg, height_m=height_m, lever_arm_cm=lever_arm_cm)
    return ((abs(found.moment) * height / (lever / 100) + found.along) * mass * G_M_S2)[()]


def _forces(**given):
    """The moment [N m], the weight above the hinge [N] and the lean [rad], then what else was given, in one shape."""
    lean, mass, height, load, reach, *others = arrays(PARAMETERS, **given)
    lean = np.radians(lean)
    moment = np.sin(lean) * height * (mass * ABOVE * ARM + load * SHOULDER) + load * reach / 100
    return G_M_S2 * moment, G_M_S2 * (mass * ABOVE + load), lean, *others


PUBLISHED = {
    "bird_dog": Published(
        "bird-dog", 2500, (2000, 3000), "N", "callaghan1998", "recalled", lambda: pose_compression_n("bird-dog"),
        "from one source to the other",
        "Balance alone needs a sixth. The rest is muscles on both sides that tighten at once to keep the trunk still.",
    ),
    "bird_dog_leg": Published(
        "one leg lifted on hands and knees", 2250, (2000, 2500), "N", "callaghan1998", "recalled",
        lambda: pose_compression_n("bird-dog-leg"), "from one source to the other",
        "Balance alone needs a sixth, as in bird-dog.",
    ),
    "side_bridge": Published(
        "side plank (as quoted; ours rests on the knees)", 2585, None, "N", "mcgillbook", "measured",
        lambda: pose_compression_n("side-plank"),
        miss="Balance alone needs a third on the knees, less than half on the feet; the rest is muscles on both sides.",
    ),
}  # fmt: skip
