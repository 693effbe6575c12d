"""The house: arrows point down, rooms are small, every public thing says what it is."""

import ast
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[1] / "trunkcare_lib"
FLOORS = {
    "parameter": 0, "doseline": 0, "palette": 0, "entries": 0, "curve": 0,
    "dose": 1, "published": 1, "vocabulary": 1, "evidence": 1,
    "silhouette": 2, "models": 2, "figures": 3, "sheet": 4, "handout": 5, "widgets": 6,
}  # fmt: skip
FROM_FLOOR = {"matplotlib": 3, "anywidget": 6, "ipywidgets": 6, "traitlets": 6}
NEVER = {"scipy", "pandas"}
ALLOWED = {
    ("models.rules", "models.exercises"), ("models.rules", "models.screening"), ("models.profile", "models.rules"),
    ("models.profile", "models.screening"), ("models.session", "models.exercises"), ("models.session", "models.motion"),
    ("models.week", "models.exercises"), ("models.week", "models.rules"), ("models.week", "models.session"),
    ("models.fit", "models.exercises"), ("models.fit", "models.rules"),
    ("models.calendar", "models.exercises"), ("models.calendar", "models.session"),
    ("models.plan", "models.calendar"), ("models.plan", "models.fit"), ("models.plan", "models.profile"),
    ("models.plan", "models.rules"), ("models.plan", "models.screening"), ("models.plan", "models.week"),
    ("models.plan", "models.exercises"),
    ("models.plan", "handout"),  # the one arrow that points up: a plan is asked for its page, and a page has pictures
    ("models.load", "models.pose"), ("models.heat", "models.slab"),
    ("models.load", "models.cut"), ("models.cut", "models.pose"), ("models.disc", "models.load"),
    ("models.blend", "models.pose"), ("models.screening", "models.spasm"),
    ("models.motion", "models.pose"), ("models.motion", "models.blend"),
    ("models.fatigue", "models.compartments"),
    ("figures.props", "figures.person"), ("widgets.movement", "widgets.flipbook"),
    ("widgets.planner", "widgets.planned"), ("widgets.planner", "widgets.player"),
}  # fmt: skip
BRUSHES = {"figures.chart", "figures.frame", "figures.person", "figures.props"}  # what figures are drawn with
MODULES = {
    path.relative_to(LIBRARY).with_suffix("").as_posix().replace("/", "."): path for path in LIBRARY.rglob("*.py")
}
ROOMS = {name: path for name, path in MODULES.items() if not name.endswith("__init__")}


def floor(room):
    return FLOORS[room.split(".")[0]]


def imported(path):
    """Every module that a file imports, with the names it takes from a package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} imports by dots; name the package"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_lower_floors(room):
    for name in imported(ROOMS[room]):
        inner = name.removeprefix("trunkcare_lib.")
        if inner in ROOMS:
            to_a_brush = room.startswith("figures.") and room not in BRUSHES and inner in BRUSHES
            assert floor(inner) < floor(room) or to_a_brush or (room, inner) in ALLOWED, f"{room} imports {inner}"
        outer = name.split(".")[0]
        assert outer not in NEVER, f"{room} imports {outer}, which the browser's Python lacks"
        assert floor(room) >= FROM_FLOOR.get(outer, 0), f"{room} imports {outer}, which belongs on a higher floor"


def test_packages_hold_only_a_docstring():
    for name, path in MODULES.items():
        if name.endswith("__init__"):
            body = ast.parse(path.read_text(encoding="utf-8")).body
            assert [type(node) for node in body] == [ast.Expr], name


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_small_and_says_what_it_is(room):
    text = ROOMS[room].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 260
    assert room.split(".")[-1] not in {"utils", "helpers", "common", "base", "core"}
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for node in [*tree.body, *(inner for cls in classes for inner in cls.body)]:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{room}.{node.name} has no docstring"


def test_every_figure_has_its_twin_in_words():
    for room in [room for room in ROOMS if room.startswith("figures.") and room not in BRUSHES]:
        names = {
            node.name
            for node in ast.parse(ROOMS[room].read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        figures = {name for name in names if not name.startswith("_") and not name.endswith("_words")}
        assert {f"{name}_words" for name in figures} <= names
