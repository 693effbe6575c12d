"""Times the models, each number beside its aim: part of `make bench`. A program, not a test.

The same calls are timed in the browser's Python, under Node, if PYODIDE names a folder with its runtime.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import numpy as np

ROOT = Path(__file__).parents[1]
ROOMS = ("heat", "stretch", "fatigue", "effort", "load", "disc", "reflex", "balance", "sway", "rocking", "course")
TIMES_S, SHARES = np.linspace(0, 300, 301), np.linspace(0.1, 1, 301)
CURVES = {
    "heat.temperature_c": {"depth_mm": [0, 5, 10, 20, 30], "time_min": np.linspace(0, 60, 61), "heating_min": 15},
    "heat.cem43_min": {"temperature_c": np.linspace(40, 45, 301), "time_min": np.linspace(0, 60, 301)},
    "stretch.tension": {"time_s": TIMES_S},
    "stretch.repeated": {"hold_s": np.linspace(1, 120, 301)},
    "stretch.ramped": {"time_s": TIMES_S},
    "stretch.peak_by_ramp": {"ramp_s": np.linspace(0, 60, 301)},
    "stretch.lengthening": {"time_s": TIMES_S},
    "fatigue.endurance_s": {"intensity": SHARES},
    "fatigue.endurance_law_s": {"intensity": SHARES},
    "fatigue.capacity_left": {"rest_s": np.linspace(0, 30, 31)},
    "effort.effort_level": {"emg_percent": np.linspace(0, 100, 301)},
    "load.moment_nm": {"flexion_deg": np.linspace(0, 90, 301)},
    "load.lumbar_compression_n": {"flexion_deg": np.linspace(0, 90, 301)},
    "load.lumbar_shear_n": {"flexion_deg": np.linspace(0, 90, 301)},
    "disc.force_n": {"pressure_mpa": np.linspace(0, 2, 301)},
    "reflex.catch_angle_deg": {"speed_deg_s": np.linspace(0, 400, 301)},
    "reflex.resistance_nm": {"angle_deg": np.linspace(20, 150, 301)},
    "reflex.rotation": {"amplitude_deg": np.linspace(1, 40, 301)},
    "reflex.spasm_loop": {"time": np.linspace(0, 40, 301)},
    "balance.tipping_per_s2": {"stiffness_ratio": np.linspace(0, 0.9, 301)},
    "balance.critical_delay_s": {"stiffness_ratio": np.linspace(0, 0.9, 301)},
    "balance.velocity_gains_per_s": {"position_gain_ratio": np.linspace(1, 4, 301)},
    "balance.stable_share": {"delay_s": np.linspace(0, 0.3, 61)},
    "sway.sway_deg": {"time_s": np.linspace(0, 3, 301)},
    "rocking.response": {"frequency_hz": np.geomspace(0.02, 2, 301)},
    "rocking.peaks": {"frequency_hz": np.geomspace(0.02, 2, 301)},
    "rocking.acceleration_g": {"time_s": np.linspace(0, 8, 301)},
    "rocking.threshold_deg": {"frequency_hz": np.geomspace(0.1, 1, 301)},
    "course.pain": {"week": np.linspace(0, 52, 301)},
    "course.pain_treated": {"week": np.linspace(0, 52, 301)},
    "course.falls": {"effect": np.linspace(0, 40, 301)},
    "course.number_needed_to_treat": {"baseline": SHARES},
}
"""The whole curve of a call; a call that is not here is timed with its defaults."""
AIM_MS = {"heat.temperature_c": 10}


def milliseconds(work, times=30):
    """Median time of a call, after a first that warms up."""
    work()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - start))
    return median(spent)


def calls():
    """Every public call of the models with the arguments that it is timed with."""
    import importlib
    import inspect

    for name in ROOMS:
        room = importlib.import_module(f"trunkcare_lib.models.{name}")
        for function in vars(room).values():
            if not inspect.isfunction(function) or function.__module__ != room.__name__:
                continue
            if not function.__name__.startswith("_"):
                given = {
                    word: room.PARAMETERS[word].value if word in room.PARAMETERS else next(iter(room.CHOICES[word]))
                    for word in inspect.signature(function).parameters
                }
                yield f"{name}.{function.__name__}", function, given | CURVES.get(f"{name}.{function.__name__}", {})


def timings():
    """Median time of each call. [ms]"""
    return {name: milliseconds(lambda call=call, given=given: call(**given)) for name, call, given in calls()}


def in_the_browser_s_python():
    """The same times in Pyodide, or an empty mapping with a sentence that says why not."""
    runtime, node = os.environ.get("PYODIDE"), shutil.which("node")
    if not runtime or not node:
        print("Pyodide: not measured; set PYODIDE to a folder with its runtime and numpy's wheel, and install Node.\n")
        return {}
    program = Path(__file__).with_name("bench_pyodide.mjs")
    done = subprocess.run([node, program, runtime, ROOT], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def against_scipy():
    """How many times faster the heat model is than scipy's BDF, on the same grid."""
    from scipy.integrate import solve_ivp

    from trunkcare_lib.models import heat

    given = CURVES["heat.temperature_c"] | {"heating_min": None}
    slab = heat._slab(heat.PARAMETERS["fat_mm"].value, heat.PARAMETERS["muscle_perfusion_per_s"].value)
    rest = slab.at_rest(heat.PARAMETERS["loss_w_m2k"].value, heat.PARAMETERS["air_c"].value)
    time_s = 60 * given["time_min"]
    exact = slab.covered(42 - rest[0], 120, time_s)[1:-1]
    capacity = slab._at_nodes(slab.capacity)[1:]
    matrix = -slab._matrix[1:, 1:] / capacity[:, None]
    push = np.zeros(len(matrix))
    push[0] = slab._leads[0] * (42 - rest[0]) / capacity[0]

    def rate(t, warmer):
        return matrix @ warmer - push * np.expm1(-t / 120)

    def solved(tolerance):
        return solve_ivp(
            rate, (0, time_s[-1]), 0 * push, "BDF", t_eval=time_s, jac=matrix, rtol=tolerance, atol=tolerance
        ).y

    ours = milliseconds(lambda: heat.temperature_c(**given))
    print(f"heat, 5 depths × 61 times: {ours:.2f} ms   < {AIM_MS['heat.temperature_c']} ms")
    for error_c, which in ((0.02, "the grid's own accuracy"), (1e-6, "still not exact in time, as ours is")):
        tolerances = (10.0**-power for power in np.arange(1, 12, 0.25))
        tolerance = next(size for size in tolerances if np.abs(solved(size) - exact).max() <= error_c)
        theirs = milliseconds(lambda tolerance=tolerance: solved(tolerance), 5)
        print(f"  solve_ivp (BDF) within {error_c:g} °C, {which}: {theirs:.0f} ms, {theirs / ours:.0f} times as long")
    print()


def import_times():
    """What each model adds to the import of numpy, in a fresh Python. [ms]"""
    for name in ROOMS:
        code = (
            "import time, numpy; start = time.perf_counter(); "
            f"import trunkcare_lib.models.{name}; print(1000 * (time.perf_counter() - start))"
        )
        spent = [float(subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT)) for _ in range(5)]
        print(f"import {name:44} {median(spent):9.0f} ms   < 150 ms")


def main():
    against_scipy()
    here, there = timings(), in_the_browser_s_python()
    for name, spent in here.items():
        ratio = f"{there[name]:8.1f} ms in Pyodide ({there[name] / spent:.1f} times)" if name in there else ""
        print(f"{name:40} {spent:8.2f} ms   < {AIM_MS.get(name, 5)} ms {ratio}")
    print()
    import_times()


if __name__ == "__main__":
    main()
