"""Serves only the icons that the site uses, of the two thousand that the theme brings (170 kB of each first visit)."""

import re
from pathlib import Path

import pydata_sphinx_theme
from fontTools import subset

THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
SHEET = "styles/pydata-sphinx-theme.css"
FONTS = "vendor/fontawesome/webfonts/*.woff2"
RULE = re.compile(r'((?:\.fa-[\w-]+:before,?)+)\{content:"[^"]*"\}')  # one icon: its names and its character


def names(text):
    """The names of icons in pages, scripts or style sheets."""
    return set(re.findall(r"\bfa-[\w-]+", text))


def characters(css):
    """The strings of one character in a style sheet, written out or as a number: its icons."""
    return {
        chr(int(number, 16)) if number else character
        for number, character in re.findall(r'"(?:\\([0-9a-f]{1,6}) ?|\\?([^"\\]))"', css)
    }


def keep_used(static, pages):
    """Write the theme's style sheet and icon fonts with those icons alone that pages, scripts and style sheets use.

    Starts from the theme's own files each time, so that a page written later gets the icon it needs.
    """
    scripts = [path for path in static.rglob("*.js") if path.name != "fontawesome.js"]  # no page loads that one
    used = set().union(*(names(path.read_text(encoding="utf-8")) for path in [*pages, *scripts]))
    sheet = RULE.sub(lambda rule: rule[0] if names(rule[1]) & used else "", (THEME / SHEET).read_text(encoding="utf-8"))
    (static / SHEET).write_text(sheet, encoding="utf-8")
    kept = set().union(*(characters(path.read_text(encoding="utf-8")) for path in static.rglob("*.css")))
    options = subset.Options(flavor="woff2")
    for path in THEME.glob(FONTS):
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(kept))
        with subset.load_font(path, options) as font:
            subsetter.subset(font)
            subset.save_font(font, static / path.relative_to(THEME), options)


def remove_unused(static):
    """Take out what the theme brings and no page loads (6 MB): maps for its makers, its icon script, its words."""
    for pattern in ("scripts/*.map", "styles/*.map", "scripts/fontawesome.js*", "locales/*/*/*"):
        for path in static.glob(pattern):
            path.unlink()


def when_built(app, exception):
    if exception is None and app.builder.format == "html":
        site = Path(app.outdir)
        keep_used(site / "_static", site.rglob("*.html"))
        remove_unused(site / "_static")


def setup(app):
    app.connect("build-finished", when_built)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
