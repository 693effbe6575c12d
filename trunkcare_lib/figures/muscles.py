"""A map of the trunk's muscles: front, back, and a cross-section of the low back; an exercise's muscles stand out.

The shapes are in ``data/muscle_map.toml``, drawn by hand from general anatomy: schematic and not to scale.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from trunkcare_lib.curve import between, smooth
from trunkcare_lib.entries import DATA, read
from trunkcare_lib.models.exercises import CATALOGUE
from trunkcare_lib.palette import PALETTE
from trunkcare_lib.vocabulary import MUSCLES

HALVES = ("left", "right")
INK = {"fill": False, "edgecolor": PALETTE["contour"], "capstyle": "round"}
LOOKS = {
    **{
        name: {"facecolor": PALETTE[name], "edgecolor": PALETTE["contour"], "linewidth": 1 if name == "skin" else 0.5}
        for name in ("skin", "bone", "sinew", "belly", "hint")
    },
    "line": INK | {"linewidth": 0.7},
    "rib": INK | {"linewidth": 5},
    "rib-inside": INK | {"linewidth": 4, "edgecolor": PALETTE["bone"]},
    "band": INK | {"linewidth": 1.6, "edgecolor": PALETTE["sinew"]},
}


def _look(face, edge, edge_width, fibre, width, dashes="-"):
    """A muscle's body, its fibres along the picture, and its fibres towards the viewer."""
    fibres = {"fill": False, "edgecolor": PALETTE[fibre], "linewidth": width, "linestyle": dashes, "capstyle": "round"}
    dots = fibres if dashes != "-" else fibres | {"linewidth": width + 0.7, "linestyle": (0, (0.01, 2.6))}
    body = {"facecolor": PALETTE[face], "edgecolor": PALETTE[edge], "linewidth": edge_width, "joinstyle": "round"}
    return {"body": body, "fibres": fibres, "dots": dots}


# Told apart by the fibres and the outline as well as by colour, so that they survive a grey print.
ROLES = {
    "works": _look("active", "contour", 1.2, "pale", 0.8),
    "stretched": _look("stretch", "contour", 0.9, "contour", 1, (0, (3.2, 2.4))),
    "steadies": _look("sinew", "active", 1.8, "active", 0.9),
}
PLAIN = _look("muscle", "contour", 0.6, "contour", 0.4)
QUIET = _look("muscle_quiet", "contour", 0.4, "contour", 0.25)


@dataclass(frozen=True)
class Caption:
    """Words on a view, at a place, turned by degrees, or within the drawing."""

    words: str
    place: tuple[int | float, ...]
    turn: int = 0
    inside: bool = False


@dataclass(frozen=True)
class View:
    """One side of the map; the fields are explained in the file itself."""

    id: str
    seen: str
    size: tuple[int | float, ...]
    xlim: tuple[int | float, ...]
    ylim: tuple[int | float, ...]
    names: Literal["beside", "above and below"]
    away: tuple[int | float, ...]
    gap: int | float
    span: tuple[int | float, ...]
    caption: tuple[Caption, ...]


@dataclass(frozen=True)
class Piece:
    """One piece of a view, a muscle or what lies around it; the fields are explained in the file itself."""

    id: str
    view: Literal["front", "back", "section"]
    half: Literal[(*HALVES, "both")]
    what: Annotated[str, (*LOOKS, *MUSCLES)]
    lines: tuple[tuple[tuple[int | float, ...], ...], ...]
    fibres: int = 0
    cut: bool = False
    join: bool = False
    name: str | None = None
    label: tuple[int | float, ...] = ()


_map = read(DATA / "muscle_map.toml", view=View, piece=Piece)
VIEWS, PIECES = _map["view"], _map["piece"]
# The muscles that have a name in each view, in the file's order.
_NAMED = [piece for piece in PIECES.values() if piece.label]
SHOWN = {view: tuple(piece.what for piece in _NAMED if piece.view == view and piece.fibres) for view in VIEWS}
TEXT = {"fontsize": 11, "color": PALETTE["ink"], "linespacing": 1.1}


def trunk(ax, *, view, exercise=None):
    """Draw the trunk's muscles; with an exercise, those that have a part in it stand out and only they are named.

    Parameters
    ----------
    ax : matplotlib Axes
        In a figure of ``VIEWS[view].size``; it is filled to its edges.
    view : str
        ``"front"``, ``"back"`` or ``"section"``.
    exercise : str, optional
        An id of `models.exercises.CATALOGUE`.

    Raises
    ------
    ValueError
        If a name is not known.
    """
    parts = _parts(view, exercise)
    ax.set_position([0, 0, 1, 1])
    ax.axis("off")
    ax.set(xlim=VIEWS[view].xlim, ylim=VIEWS[view].ylim, aspect="equal")
    for what, cut, outline, fibres in _paths(view):
        look = ROLES[parts[what].role] if what in parts else QUIET if exercise else PLAIN
        _add(ax, outline, **LOOKS.get(what, look["body"]))
        if what == "rib":
            _add(ax, outline, **LOOKS["rib-inside"])
        if fibres:
            _add(ax, fibres, **look["dots" if cut else "fibres"])
    _names(ax, VIEWS[view], parts if exercise else None)
    _key(
        ax,
        VIEWS[view],
        [role for role in ROLES if any(parts[what].role == role for what in SHOWN[view] if what in parts)],
    )


def trunk_words(*, view, exercise=None):
    """Say in one sentence what `trunk` shows, with the part of each muscle, also of those that are not on it."""
    parts = _parts(view, exercise)
    seen = f"the trunk {VIEWS[view].seen}"
    if not exercise:
        if view == "section":
            return f"T{seen[1:]}: {_listed([_name(what) for what in SHOWN[view]])}."
        halves = {piece.what: piece.half for piece in _NAMED if piece.view == view}
        outer, deep = (_listed([_name(what) for what in SHOWN[view] if halves[what] == half]) for half in HALVES)
        return f"T{seen[1:]}: on the left of the picture the outer layer ({outer}), on the right the deep one ({deep})."
    here = {role: [_name(what) for what in SHOWN[view] if what in parts and parts[what].role == role] for role in ROLES}
    says = [f"{role}: {_listed(names)}" for role, names in here.items() if names]
    mapped = {what for shown in SHOWN.values() for what in shown}
    for words, others in (("in another view", mapped - {*SHOWN[view]}), ("not on the map", parts.keys() - mapped)):
        names = [f"{_name(what)} ({part.role})" for what, part in parts.items() if what in others]
        says += [f"{words}: {_listed(names)}"] if names else []
    layers = "" if view == "section" else " (on the left the outer layer, on the right the deep one)"
    return f"{CATALOGUE[exercise].name}, {seen}{layers}; {'; '.join(says)}."


def _add(ax, path, **look):
    """Put a path on the axes, without `add_patch`, which would look for the limits of each of its curves."""
    ax.add_artist(PathPatch(path, clip_on=False, **look))


def _parts(view, exercise):
    """The muscles of an exercise with their parts; refuses names that are not known."""
    for name, given, known in (("view", view, VIEWS), ("exercise", exercise, CATALOGUE)):
        if not (given is None and name == "exercise") and (not isinstance(given, str) or given not in known):
            raise ValueError(f"{name} is {given!r}, but must be one of {', '.join(known)}.")
    return {part.muscle: part for part in CATALOGUE[exercise].muscles} if exercise else {}


def _name(muscle):
    return MUSCLES[muscle].name.lower()


def _listed(names):
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


@cache
def _paths(view):
    """For each piece of a view: what it is, whether its fibres are dots, its outline, and its fibres."""
    paths = []
    for piece in PIECES.values():
        if piece.view != view:
            continue
        lines = [np.array(line, float) for line in piece.lines]
        sides = {"left": [-1], "right": [1], "both": [-1, 1]}[piece.half]
        outlines, fibres = [], []
        for side in sides:
            turned = [line * (side, 1) for line in lines]
            if piece.fibres:
                across = [np.array(points) for points in zip(*turned, strict=True)]
                outlines.append(smooth(turned[0], across[-1], turned[-1][::-1], across[0][::-1]))
                shares = (np.arange(piece.fibres) + 0.5) / piece.fibres * (len(lines) - 1)
                fibres += [smooth(np.array([between(row, share) for row in across])) for share in shares]
            elif piece.join and side > 0:
                outlines += [smooth(line, line[::-1] * (-1, 1)) for line in turned]
            elif not piece.join:
                outlines += [smooth(line) for line in turned]
        paths.append((piece.what, piece.cut, _one(outlines), _one(fibres) if fibres else None))
    return paths


def _one(curves):
    return Path.make_compound_path(*(Path(points, kinds) for points, kinds in curves))


def _names(ax, view, only):
    """Write the names around the drawing, spread so that none touches another, each with a line to its muscle."""
    rows, leaders = {-1: [], 1: []}, []
    for piece in _NAMED:
        if piece.view == view.id and (only is None or piece.what in only):
            x, y = piece.label
            x = -x if piece.half == "left" else x
            along, side = (y, np.sign(x)) if view.names == "beside" else (x, np.sign(y))
            rows[side].append((along, (x, y), (piece.name or MUSCLES[piece.what].name).replace(" ", "\n", 1)))
    for side, row in rows.items():
        row.sort()
        for place, (_, end, name) in zip(_spread([along for along, *_ in row], view), row, strict=True):
            start, at = ((side * away, place) for away in view.away)
            if view.names == "beside":
                ax.text(*at, name, ha="left" if side > 0 else "right", va="center", **TEXT)
            else:
                start, at = start[::-1], at[::-1]
                ax.text(*at, name, ha="center", va="center", **TEXT)
            leaders.append(Path([start, end]))
    if leaders:
        for colour, width in (("paper", 2.6), ("ink", 0.9)):
            _add(ax, Path.make_compound_path(*leaders), fill=False, edgecolor=PALETTE[colour], linewidth=width)
    for caption in view.caption:
        x, y = caption.place
        colour = PALETTE["contour" if caption.inside else "quiet"]
        ha = "center" if view.names != "beside" else "left" if x < 0 else "right"
        ax.text(
            x, y, caption.words, ha=ha, va="center", rotation=caption.turn, **TEXT | {"fontsize": 10, "color": colour}
        )


def _spread(wanted, view):
    """Places in rising order a gap apart, as near to the wanted ones as can be, within the view's span."""
    places = np.clip(wanted, *view.span)
    for _ in range(99):
        lacking = np.maximum(view.gap - np.diff(places), 0) / 2
        places = np.clip(places - np.append(lacking, 0) + np.append(0, lacking), *view.span)
    return places


def _key(ax, view, roles):
    """Say in words below the drawing what each look means."""
    unit = (view.xlim[1] - view.xlim[0]) / 100
    for number, role in enumerate(roles):
        corner = (view.xlim[0], view.ylim[0]) + unit * np.array([3 + 33 * number, 1.2])
        box = Path(corner + unit * np.array([[0, 0], [7, 0], [7, 4], [0, 4], [0, 0]]), closed=True)
        strokes = [Path(corner + unit * np.array([[0.8, row], [6.2, row]])) for row in (1, 2, 3)]
        _add(ax, box, **ROLES[role]["body"])
        _add(ax, Path.make_compound_path(*strokes), **ROLES[role]["fibres"])
        ax.text(*(corner + unit * np.array([8.5, 2])), role, va="center", **TEXT)
