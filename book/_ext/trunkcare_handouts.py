"""Writes the sheets to print of the exercises into the site: handouts/<id>.html, for each that has a dose."""

from pathlib import Path

from trunkcare_lib import handout
from trunkcare_lib.models.exercises import CATALOGUE


def write_handouts(app, exception):
    """Write each sheet where it differs, and remove those of entries that are gone."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "handouts"
    folder.mkdir(exist_ok=True)
    base = app.config.html_baseurl.rstrip("/")
    wanted = {}
    for id_, exercise in CATALOGUE.items():
        if not exercise.advice_against:
            page = f"book/exercises/{id_}.html"
            wanted[folder / f"{id_}.html"] = handout.card(id_, address=f"{base}/{page}" * bool(base), home=f"../{page}")
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in set(folder.glob("*.html")) - wanted.keys():
        path.unlink()


def setup(app):
    app.connect("build-finished", write_handouts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
