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
    "skin": "#e3bd97",
    "skin_far": "#cfa680",
    "hair": "#5a463b",
    "shirt": "#d3dfdf",
    "shirt_far": "#b9c9ca",
    "shorts": "#6d8a91",
    "shorts_far": "#59747b",
    "mat": "#dccfb2",
    "prop": "#cdb8d6",
    "active": "#b23a2c",
    "stretch": "#86bfe6",
    "wrong": "#b00020",
    "muscle": "#d78f7e",
    "muscle_quiet": "#ecd2c3",
    "sinew": "#fbf6ea",
    "bone": "#f1e4c8",
    "hint": "#cfc8bd",
    "belly": "#f7ead3",
    "contour": "#4c342c",
    "pale": "#ffeee6",
}
DARK = {
    "ink": "#e6eceb",
    "quiet": "#a9b8ba",
    "line": "#6f8388",
    "paper": "#141c1f",
    "work": "#5fb8c2",
    "rest": "#5a4f36",
    "switch": "#ef9a6c",
    "skin": "#d9b38d",
    "skin_far": "#b38d6b",
    "hair": "#3b2d26",
    "shirt": "#c3d0d1",
    "shirt_far": "#94a8aa",
    "shorts": "#5d7a81",
    "shorts_far": "#49636a",
    "mat": "#5d5440",
    "prop": "#8f7a9c",
    "active": "#c4452f",
    "stretch": "#86bfe6",
    "wrong": "#ff8a80",
    "muscle": "#c67f6f",
    "muscle_quiet": "#dcc0b0",
    "sinew": "#ece5d6",
    "bone": "#dfd1b3",
    "hint": "#b5aea3",
    "belly": "#e2d3b9",
    "contour": "#3b2721",
    "pale": "#ffeee6",
}


def css():
    """The palette as CSS variables ``--tc-<name>``, for the book's and for JupyterLab's light and dark themes."""
    light, dark = ("; ".join(f"--tc-{name}: {hex_}" for name, hex_ in colours.items()) for colours in (PALETTE, DARK))
    return f':root {{ {light} }}\nhtml[data-theme="dark"], [data-jp-theme-light="false"] {{ {dark} }}\n'
