"""Poses and motions: joints where trigonometry puts them, on the floor, within the range of people."""

import csv
import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from trunkcare_lib.figures import person
from trunkcare_lib.models.blend import blend
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.models.motion import MISTAKES, MOTIONS
from trunkcare_lib.models.motion import load as load_motions
from trunkcare_lib.models.pose import JOINTS, LENGTHS, MASSES, POSES, RANGES, Pose, bends, joints, load, places

EVIDENCE = Path(__file__).parents[2] / "shared" / "evidence"
RIGHT = [pose for pose in POSES.values() if not pose.wrong]
# How high a joint is above what it rests on: the flesh around it, by the drawing's own widths.
FLESH = {"knee": 0.034, "toe": 0.02, "wrist": 0.022, "ankle": 0.039, "hip": 0.076, "neck": 0.065, "elbow": 0.021}


def names(entries):
    return [entry.id for entry in entries]


def test_standing_adds_up_to_a_body_height():
    at = joints("standing")
    assert at["knee"] == pytest.approx((0, 0.039 + 0.246), abs=1e-3)
    assert at["hip"] == pytest.approx((0, 0.530), abs=1e-3), "hip height of Drillis and Contini"
    assert at["shoulder"] == pytest.approx((0, 0.818), abs=1e-3), "shoulder height of Drillis and Contini"
    assert at["crown"] == pytest.approx((0, 1), abs=1e-3)


def test_bridge_is_where_trigonometry_by_hand_puts_it():
    """Trunk and thigh rise at 24 degrees from the shoulder; the shank leads down to the ankle."""
    pose = POSES["bridge"]
    at = joints(pose)
    x, y = pose.at
    along, up = math.cos(math.radians(24)), math.sin(math.radians(24))
    assert at["hip"] == pytest.approx((x + 0.288 * along, y + 0.288 * up), abs=1e-3)
    shank = math.radians(pose.angles["shank"])
    thigh = math.radians(pose.angles["thigh"])
    knee = (x + 0.288 * along + 0.245 * math.cos(thigh), y + 0.288 * up + 0.245 * math.sin(thigh))
    assert at["knee"] == pytest.approx(knee, abs=1e-3)
    assert at["ankle"] == pytest.approx(
        (knee[0] + 0.246 * math.cos(shank), knee[1] + 0.246 * math.sin(shank)), abs=1e-3
    )


def test_a_segment_that_points_to_the_viewer_is_seen_shorter():
    pose = POSES["crook-lying-above"]
    at, flat = places(pose), joints(pose)
    seen = math.dist(flat["hip"], flat["knee"])
    assert seen == pytest.approx(LENGTHS["thigh"] * math.cos(math.radians(pose.toward["thigh"])), abs=2e-3)
    assert math.dist(at["hip"], at["knee"]) == pytest.approx(LENGTHS["thigh"])


@pytest.mark.parametrize("pose", POSES.values(), ids=names(POSES.values()))
def test_every_joint_has_a_place_and_every_bone_its_length(pose):
    at = places(pose)
    assert set(at) == set(JOINTS)
    for side in ("", "left_"):
        for segment, (start, end) in {
            "thigh": ("hip", "knee"),
            "shank": ("knee", "ankle"),
            "forearm": ("elbow", "wrist"),
        }.items():
            assert math.dist(at[side + start], at[side + end]) == pytest.approx(LENGTHS[segment])


def test_masses_are_those_of_table_t1_and_add_up_to_one():
    """Dempster, as in Winter: thorax .216, abdomen and pelvis .281, head and neck .081, leg .161, arm .050."""
    assert sum(MASSES.values()) == pytest.approx(1)
    assert (MASSES["thorax"], MASSES["lumbar"], MASSES["head"]) == (0.216, 0.281, 0.081)
    assert sum(MASSES[part] for part in ("thigh", "shank", "foot")) == pytest.approx(2 * 0.161)
    assert sum(MASSES[part] for part in ("upper_arm", "forearm", "hand")) == pytest.approx(2 * 0.050)


def test_sides_are_where_the_view_has_them():
    assert places(POSES["quadruped"])["hip"][2] > places(POSES["quadruped"])["left_hip"][2], "the right side is near"
    front = places(POSES["standing-front"])
    assert front["hip"][0] < 0 < front["left_hip"][0], "seen from the front the right side is on the left"
    assert front["left_toe"][0] == pytest.approx(-front["toe"][0], abs=2e-3)
    still = POSES["child-pose"]
    raised = Pose(**{**vars(still), "id": "raised", "shrug": 0.05})
    assert math.dist(places(raised)["shoulder"], places(still)["shoulder"]) == pytest.approx(0.05)


def lowest(pose):
    """The lowest point of the drawn body."""
    axes = Figure().subplots()
    person.draw(axes, pose, {})
    return min(path.get_extents().y0 for path in axes.collections[0].get_paths())


SIDE = [pose for pose in RIGHT if pose.view == "side"]


@pytest.mark.parametrize("pose", SIDE, ids=names(SIDE))
def test_a_right_pose_rests_on_the_floor_and_nothing_is_below_it(pose):
    assert pose.supports
    for joint in pose.supports:
        height = joints(pose)[joint][1] - FLESH[joint.removeprefix("left_")]
        assert abs(height) <= 0.03, f"{joint} is {height:.3f} body heights off"
    assert -0.01 <= lowest(pose) <= 0.01


@pytest.mark.parametrize("name", ["side-plank", "side-plank-start", "standing-front", "side-stretch"])
def test_a_pose_from_the_front_rests_on_the_floor(name):
    for joint in POSES[name].supports:
        flesh = {"hip": 0.055, "knee": 0.036}.get(joint, FLESH[joint.removeprefix("left_")])
        assert abs(joints(name)[joint][1] - flesh) <= 0.03, joint


@pytest.mark.parametrize("pose", [pose for pose in RIGHT if pose.view == "above"], ids=lambda pose: pose.id)
def test_seen_from_above_the_feet_are_as_high_as_the_back(pose):
    """On the back the hips are 0.07 above the floor, the ankles 0.039."""
    at = places(pose)
    for ankle in ("ankle", "left_ankle"):
        assert abs(at[ankle][2] - at["pelvis"][2] + 0.07 - 0.039) <= 0.03


@pytest.mark.parametrize("pose", RIGHT, ids=names(RIGHT))
def test_a_right_pose_stays_within_the_normal_range(pose):
    """Table T8: Kapandji and American norms."""
    for joint, bend in bends(pose).items():
        low, high = RANGES[joint.removeprefix("left_")]
        assert low <= bend <= high, joint


def test_ranges_are_those_of_the_evidence_file():
    assert RANGES["knee"] == (0, 140)
    assert RANGES["hip"] == (-30, 120)
    assert RANGES["shoulder"] == (-60, 180)
    assert RANGES["trunk"] == (-(35 + 25), 60 + 45)
    assert RANGES["neck"] == (-75, 40)


@pytest.mark.parametrize("exercise", MOTIONS)
def test_on_the_way_nothing_slides_that_stands_and_nothing_sinks(exercise):
    """A foot, knee or elbow that rests all the time stays where it is; hands may slide, but on the floor."""
    motion, dose = MOTIONS[exercise], CATALOGUE[exercise].dose
    first = places(motion.pose(dose, 0))
    resting = set.intersection(*(set(POSES[stop.pose].supports) for stop in motion.stops))
    for time_s in np.linspace(0, motion.keys(dose)[-1][0], 25):
        pose = motion.pose(dose, float(time_s))
        at = places(pose)
        for joint in resting:
            away = np.abs(np.subtract(at[joint], first[joint]))
            assert away[1] <= 0.025, f"{joint} leaves the floor"
            assert away[0] <= (0.1 if "wrist" in joint else 0.018), f"{joint} slides"
        if pose.view == "side":
            assert lowest(pose) >= -0.015


@pytest.mark.parametrize("exercise", MOTIONS)
def test_a_movement_is_smooth(exercise):
    """Within the smallest step of time no joint jumps: the shorter way, and no knee that snaps to the other side."""
    motion, dose = MOTIONS[exercise], CATALOGUE[exercise].dose
    keys = motion.keys(dose)
    for (start_s, start), (end_s, end) in itertools.pairwise(keys):
        if start != end:
            way = [places(motion.pose(dose, time_s)) for time_s in np.linspace(start_s, end_s, 60)]
            for one, other in itertools.pairwise(way):
                assert max(math.dist(one[joint], other[joint]) for joint in JOINTS) < 0.08


def test_a_way_starts_slowly():
    motion, dose = MOTIONS["bridge"], CATALOGUE["bridge"].dose
    assert motion.at(dose, 0.3) < 0.05, "a tenth of the time is far less than a tenth of the way"
    assert motion.at(dose, 1.5) == 0.5


def test_the_vest_is_put_on_halfway():
    assert not blend("standing", "standing-vest", 0.4).vest
    assert blend("standing", "standing-vest", 0.6).vest


def test_blending_turns_the_shorter_way():
    up = Pose(
        **{**vars(POSES["standing"]), "id": "up", "angles": {**POSES["standing"].angles, "head": 170}, "wrong": True}
    )
    down = Pose(**{**vars(up), "id": "down", "angles": {**up.angles, "head": -170}})
    assert blend(up, down, 0.5).angles["head"] == pytest.approx(180)


@given(st.sampled_from(sorted(MOTIONS)), st.floats(0, 1))
def test_both_ways_lead_through_the_same_pose(exercise, share):
    first, second = (stop.pose for stop in MOTIONS[exercise].stops[:2])
    there, back = places(blend(first, second, share)), places(blend(second, first, 1 - share))
    assert max(math.dist(there[joint], back[joint]) for joint in JOINTS) < 1e-3, "up to the rounding of the file"


def test_tempo_is_that_of_the_dose():
    keys = MOTIONS["bridge"].keys(CATALOGUE["bridge"].dose)
    assert keys == [(0, 0), (3, 1), (8, 1), (11, 0)], "the guide's 5 s, and 3 s each way"
    keys = MOTIONS["cat-camel"].keys(CATALOGUE["cat-camel"].dose)
    assert keys[-1][0] == 4, "one cycle of 4 s"
    assert MOTIONS["knee-to-chest"].keys(CATALOGUE["knee-to-chest"].dose)[2:4] == [(5, 2), (25, 2)]


def test_moments_show_a_hold_counted_and_the_ends():
    motion, dose = MOTIONS["child-pose"], CATALOGUE["child-pose"].dose
    times = motion.moments(dose)
    assert times == sorted(times)
    assert (times[0], times[-1]) == (0, 25)
    assert {2.5, 7.5, 12.5, 17.5, 22.5} <= set(times)
    there = {motion.at(dose, time_s) for time_s in times if time_s <= 2.5}
    back = {motion.at(dose, time_s) for time_s in times if time_s >= 22.5}
    assert there == back, "the way back shows the same poses"


def test_every_exercise_moves_and_every_mistake_is_one_of_the_catalogue():
    assert list(MOTIONS) == list(CATALOGUE)
    for mistake in MISTAKES.values():
        assert mistake.error in {error.error for error in CATALOGUE[mistake.exercise].errors}, mistake.id
        assert POSES[mistake.pose].wrong
        assert not POSES[mistake.beside].wrong
    drawn = [mistake.exercise for mistake in MISTAKES.values()]
    assert sum(drawn.count(exercise) >= 2 for exercise in set(drawn)) >= 6
    for motion in MOTIONS.values():
        assert not any(POSES[stop.pose].wrong for stop in motion.stops)


def test_bird_dog_lifts_the_opposite_arm_and_leg():
    at = joints("bird-dog")
    assert at["ankle"][1] > 0.25, "the right leg"
    assert at["left_wrist"][1] > 0.3, "the left arm"
    assert at["left_knee"][1] < 0.05
    assert at["wrist"][1] < 0.05


@pytest.mark.skipif(not EVIDENCE.exists(), reason="shared/ is not beside this copy of the course")
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("quadruped", "quadruped_start"), ("cat", "cat_flexed_end"), ("camel", "camel_extended_end"),
     ("bridge", "bridge_end"), ("crook-lying", "crook_lying_start"), ("sitting-on-ball", "sit_ball_neutral"),
     ("rocked-forward", "sit_ball_rock_fwd"), ("rocked-back", "sit_ball_rock_back"), ("standing", "stand_neutral"),
     ("child-pose-forced", "child_pose_end")],
)  # fmt: skip
def test_angles_are_near_the_table_of_the_evidence_file(ours, theirs):
    """Within the 10 degrees that the table itself gives; the shank ends where we set the foot down."""
    with (EVIDENCE / "pose_table.csv").open(encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file) if row["pose"] == theirs)
    for name in ("thigh", "shank", "lumbar", "thorax"):
        away = (POSES[ours].angles[name] - float(row[name]) + 180) % 360 - 180
        assert abs(away) <= (15 if name == "shank" else 10), name


def written(tmp_path, old, new, file="poses.toml"):
    """The course's file with one thing changed."""
    text = (Path(person.__file__).parents[1] / "data" / file).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / file
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("thigh = -90, shank = -180", "thihg = -90, shank = -180", "field 'angles' is 'thihg'.*did you mean 'thigh'"),
        ("thigh = -90, shank = -180", "thigh = -90, shank = -70", "knee of quadruped bends -20° backwards, but normal"),
        ("thigh = -90, shank = -180, ", "thigh = -90, ", "'quadruped': angles lacks 'shank'"),
        ('root = "knee"', 'root = "kneee"', "field 'root' is 'kneee'.*did you mean 'knee'"),
        ('view = "side"', 'view = "back"', "field 'view' is 'back'"),
        ("at = [0, 0.034]", "at = [0]", r"at is \[0\], but must be \[x, y\]"),
        ("thigh = -90, shank = -180", "thigh = 1000, shank = -180", "thigh is 1000, but must be an angle"),
        ("upper_arm = -94.8, forearm = -83.9", "upper_arm = -94.8, forearm = 70", "elbow of quadruped bends 165°"),
        ("at = [0, 0.034]", "at = [0, nan]", "is nan, but must be a finite number"),
        ("at = [0, 0.034]", "at = [0, 34]", r"at is \[0, 34\], but must be"),
        ("shrug = 0.05", "shrug = 5", "shrug is 5, but must be from -0.1 to 0.1"),
        ("turn = 30", "turn = 60", "turn of knees-left bends 60°, but normal is -45 to 45"),
        ("lumbar = 101, thorax = 119", "lumbar = 101, thorax = 125", "side_bend of side-stretch bends 35°"),
        ("thigh = -90, shank = -180", 'thigh = "down", shank = -180', "'angles.thigh' is 'down', but must be a number"),
    ],
)  # fmt: skip
def test_a_file_of_poses_that_does_not_fit_is_refused(tmp_path, old, new, words):
    with pytest.raises(ValueError, match=words):
        load(written(tmp_path, old, new))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('pose = "bridge-start"', 'pose = "brigde"', "motion 'bridge': there is no pose 'brigde'"),
        ('joint = "pelvis"', 'joint = "tail"', "field .*joint.* is 'tail', which is not known"),
        ("cycle = [[0, 1], [0.25, 0]", "cycle = [[0, 9], [0.25, 0]", "'cat-camel': cycle must be pairs"),
        (
            "cycle = [[0, 1], [0.25, 0]",
            "cycle = [[0, 1], [0.8, 0]",
            "'cat-camel': cycle has the shares .* rise from 0 to 1",
        ),
        ("[0.75, 2], [1, 1]]", "[0.75, 2], [1, 2]]", "cycle does not end at the stop where it starts"),
        ("move_s = 3", "move_s = 0", "'bridge': move_s is 0, but must be above 0"),
        ('{ pose = "bridge", says', '{ pose = "bridge-neck", says', "'bridge-neck' must be a right one"),
        ('{ pose = "bridge", says', '{ pose = "side-plank", says', "'bridge': its poses are seen from different sides"),
        ('pose = "child-pose-forced"', 'pose = "cat"', "'cat' must be a wrong one"),
        ('exercise = "child-pose"', 'exercise = "child"', "there is no motion 'child'"),
        ("by = [-0.06, 0.1]", "by = [-0.06]", r"by is \[-0.06\], but must be two numbers"),
        ('beside = "child-pose"', 'beside = "childs-pose"', "mistake 'child-pose-forced': there is no pose"),
    ],
)
def test_a_file_of_motions_that_does_not_fit_is_refused(tmp_path, old, new, words):
    with pytest.raises(ValueError, match=words):
        load_motions(written(tmp_path, old, new, "motions.toml"))


def test_unknown_and_impossible_asks_are_refused():
    with pytest.raises(ValueError, match="There is no pose 'brige'; did you mean 'bridge"):
        joints("brige")
    with pytest.raises(ValueError, match=r"seen from the side.*from the front"):
        blend("standing", "side-stretch", 0.5)
    for share in (2, math.nan, None, "1"):
        with pytest.raises(ValueError, match=r"share is .*, but must be from 0"):
            blend("quadruped", "cat", share)
    for name in (None, 3, []):
        with pytest.raises(ValueError, match="There is no pose"):
            joints(name)
    motion, dose = MOTIONS["bridge"], CATALOGUE["bridge"].dose
    with pytest.raises(ValueError, match="time_s is 99 s, but a repetition lasts from 0 to 11 s"):
        motion.pose(dose, 99)
