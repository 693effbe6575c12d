"""Conduction through a flat slab of layers with sources and sinks: finite volumes in space, exact in time.

The equation is linear, so each of the slab's own patterns (eigenvectors) fades by itself, and all times are found at
once. Nodes stand at the ends of the cells; the last one, at the deep end, keeps its temperature.

>>> copper = Slab(np.full(4, 0.25), np.full(4, 400.0), np.full(4, 3.4e6), np.zeros(4), np.zeros(4), deep_c=0)
>>> copper.at_rest(loss=400, outside_c=100).round(9).tolist()    # half of the fall at the surface, half along the slab
[50.0, 37.5, 25.0, 12.5, 0.0]
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Slab:
    """A slab, cell by cell from its surface to its deep end.

    Parameters
    ----------
    width : array of float, shape (cells,)
        [m]
    conductivity, capacity : array of float, shape (cells,)
        [W/(m K)], [J/(m³ K)]
    sink : array of float, shape (cells,)
        Heat carried off for each degree above the deep end. [W/(m³ K)]
    source : array of float, shape (cells,)
        Heat made. [W/m³]
    deep_c : float
        Temperature of the deep end, and of what carries the heat off. [°C]
    """

    width: np.ndarray
    conductivity: np.ndarray
    capacity: np.ndarray
    sink: np.ndarray
    source: np.ndarray
    deep_c: float

    @property
    def x(self):
        """Places of the nodes. [m]"""
        return np.concatenate([[0], np.cumsum(self.width)])

    def at_rest(self, loss, outside_c):
        """The steady temperatures when the surface loses heat to its surroundings.

        `loss` is in W/(m² K), `outside_c` in °C; gives an array of shape (cells + 1,). [°C]
        """
        pushed = self._at_nodes(self.source)
        pushed[0] += loss * (outside_c - self.deep_c)
        return np.append(self.deep_c + np.linalg.solve(self._bare(loss), pushed), self.deep_c)

    def covered(self, rise, lag_s, time_s):
        """By how much it is warmer than at rest while its surface rises by ``rise (1 − exp(−t/lag_s))``.

        `rise` is in °C, `lag_s` and `time_s` in s, `time_s` of shape (times,); shape (cells + 1, times). [°C]
        """
        fade, patterns, _ = self._patterns(self._matrix[1:, 1:], 1)
        push = rise * self._leads[0] * patterns[0]
        fade, follow = fade[:, None], 1 / lag_s
        # ∫ of the surface's rise with what fades of it since: where fade and follow are equal, a quotient 0/0
        late = np.exp(-np.minimum(fade, follow) * time_s) * _mean_of_decay(np.abs(fade - follow) * time_s)
        inner = patterns @ (push[:, None] * time_s * (_mean_of_decay(fade * time_s) - late))
        return np.vstack([-rise * np.expm1(-follow * time_s), inner, 0 * time_s])

    def bare(self, warmer, loss, time_s):
        """By how much it is warmer than at rest, a time after it was so by `warmer` and the surface is bare.

        `warmer` has the shape (cells + 1,) [°C], `time_s` the shape (times,); shape (cells + 1, times). [°C]
        """
        fade, patterns, shares = self._patterns(self._bare(loss), 0)
        inner = patterns @ ((shares @ warmer[:-1])[:, None] * np.exp(-fade[:, None] * time_s))
        return np.vstack([inner, 0 * time_s])

    def _at_nodes(self, per_volume):
        """Half of what is in each cell goes to the node at either end; the deep end is not counted."""
        halves = per_volume * self.width / 2
        return halves + np.concatenate([[0], halves[:-1]])

    @cached_property
    def _leads(self):
        return self.conductivity / self.width

    @cached_property
    def _matrix(self):
        leads = self._leads
        matrix = np.diag(self._at_nodes(self.sink) + leads + np.concatenate([[0], leads[:-1]]))
        return matrix - np.diag(leads[:-1], 1) - np.diag(leads[:-1], -1)

    def _bare(self, loss):
        matrix = self._matrix.copy()
        matrix[0, 0] += loss
        return matrix

    def _patterns(self, matrix, first):
        """How fast each pattern fades [1/s], the patterns, and how to find the share of each."""
        root = np.sqrt(self._at_nodes(self.capacity)[first:])
        fade, vectors = np.linalg.eigh(matrix / root / root[:, None])
        return fade, vectors / root[:, None], vectors.T * root


def _mean_of_decay(number):
    """``(1 − exp(−x)) / x``, which is 1 at 0."""
    safe = np.where(number == 0, 1, number)
    return np.where(number == 0, 1, -np.expm1(-safe) / safe)
