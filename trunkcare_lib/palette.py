"""The colours of every figure by what they mean, for light and for dark pages.

Each stands out from the page by at least 3:1 in its theme or carries an outline that does, and no figure tells
things apart by colour alone.
"""

PALETTE = {
    "ink": "#22343a",
    "quiet": "#5b6b70",
    "line": "#84979b",
    "paper": "#fffdf8",
    "work": "#0b6470",
    "rest": "#e3d3ae",
    "switch": "#b4471f",
}
DARK = {
    "ink": "#e6eceb",
    "quiet": "#a9b8ba",
    "line": "#6f8388",
    "paper": "#141c1f",
    "work": "#5fb8c2",
    "rest": "#5a4f36",
    "switch": "#ef9a6c",
}


def css():
    """The palette as CSS variables ``--tc-<name>``, for the book's and for JupyterLab's light and dark themes."""
    light, dark = ("; ".join(f"--tc-{name}: {hex_}" for name, hex_ in colours.items()) for colours in (PALETTE, DARK))
    return f':root {{ {light} }}\nhtml[data-theme="dark"], [data-jp-theme-light="false"] {{ {dark} }}\n'
