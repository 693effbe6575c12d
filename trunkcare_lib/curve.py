"""Smooth curves through points, for what is drawn by hand."""

import numpy as np

# The kinds of point of a path as matplotlib has them: where it starts, a straight line, a part of a cubic curve, back
# to the start.
MOVE, LINE, CURVE, CLOSE = 1, 2, 4, 79


def smooth(*lines):
    """The points and kinds of one path through one line of points after another, smooth along each.

    From the end of a line to the start of the next it runs straight; a point given twice makes a corner.

    >>> points, kinds = smooth(np.array([(0, 0), (1, 1), (2, 0)]))
    >>> kinds
    [1, 4, 4, 4, 4, 4, 4]
    >>> points[3].tolist(), points[6].tolist()
    ([1, 1], [2, 0])
    """
    points, kinds = [lines[0][0]], [MOVE]
    for line in lines:
        if not np.allclose(line[0], points[-1]):
            points.append(line[0])
            kinds.append(LINE)
        slopes = _slopes(line) / 3
        for start, end, leave, arrive in zip(line, line[1:], slopes, slopes[1:], strict=False):
            if len(line) == 2:
                points.append(end)
                kinds.append(LINE)
            elif not np.array_equal(start, end):
                points += [start + leave, end - arrive, end]
                kinds += [CURVE] * 3
    return points, kinds


def closed(points, roundness=1.0):
    """The points and kinds of a smooth closed path through points [n, 2]; with no roundness it has straight sides.

    >>> closed(np.array([(0, 0), (1, 0), (0, 1)]))[1]
    [1, 4, 4, 4, 4, 4, 4, 4, 4, 4, 79]
    """
    after = np.roll(points, -1, 0)
    reach = roundness * (after - np.roll(points, 1, 0)) / 6
    curve = np.stack([points + reach, after - np.roll(reach, -1, 0), after], 1).reshape(-1, 2)
    return np.vstack([points[:1], curve, points[:1]]), [MOVE, *[CURVE] * len(curve), CLOSE]


def between(line, place):
    """The point of the smooth line at a place such as 1.25: a quarter of the way from its second to its third point.

    >>> between(np.array([(0, 0), (1, 0), (2, 0)]), 1.25).tolist()
    [1.25, 0.0]
    """
    number = min(int(place), len(line) - 2)
    t, slopes = place - number, _slopes(line)
    (start, end), (leave, arrive) = line[number : number + 2], slopes[number : number + 2]
    bend = t * (1 - t) ** 2 * leave - t**2 * (1 - t) * arrive
    return start + (3 * t**2 - 2 * t**3) * (end - start) + bend


def _slopes(line):
    """At each point the way from the point before it to the point after it, halved; at the ends to the neighbour."""
    return np.vstack([line[1] - line[0], (line[2:] - line[:-2]) / 2, line[-1] - line[-2]])
