"""Makes the site its own: formulas as MathML, no foreign host, the notice and the review date on every page."""

import re
from datetime import date
from functools import partial
from pathlib import Path

import pybtex.plugin
from docutils import nodes
from latex2mathml.converter import convert
from pybtex.backends import plaintext
from pybtex.richtext import Text
from pybtex.style.formatting.unsrt import Style
from sphinx.util import logging

from trunkcare_lib import palette

logger = logging.getLogger(__name__)

# What only some pages need: a part of the file's name, and the classes on a page that call for it.
NEEDED_BY = {
    "pygments": "highlight",
    "clipboard": "highlight",
    "copybutton": "highlight",
    "togglebutton": "toggle|dropdown",
    "design-tabs": "sd-tab-set",
    "sphinx-design": r"sd-[\w-]+",
    "mystnb": r"cell|pasted-\w+",
}


class Seen(Style):
    """The bibliography with what we have seen of each source, in the words of its ``annote``."""

    default_sorting_style = "author_year_title"

    def format_entry(self, label, entry, bib_data=None):
        formatted = super().format_entry(label, entry, bib_data)
        formatted.text = Text(formatted.text, f" [{entry.fields['annote']}]")
        return formatted


def formula(writer, node):
    """A formula as MathML, which every current browser draws without a script."""
    display = "block" if isinstance(node, nodes.math_block) else "inline"
    writer.body.append(convert(node.astext(), display=display))
    raise nodes.SkipNode


def write_palette(app):
    """The figures' colours as a style sheet, so that they stand in one place, the library."""
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "palette.css").write_text(palette.css(), encoding="utf-8")


def needed(asset, body):
    """Whether a page with this body has a use for a style sheet or script."""
    calls = [classes for part, classes in NEEDED_BY.items() if part in str(asset.filename)]
    return all(re.search(f'class="(?:[^"]* )?(?:{classes})[ "]', body) for classes in calls)


def notice(app, pagename, templatename, context, doctree):
    """Tell each page's template where the safety page is and when its content was reviewed."""
    reviewed = app.env.metadata.get(pagename, {}).get("reviewed")
    if doctree is not None and not reviewed:
        logger.warning(
            "%s does not say when its content was reviewed; add 'reviewed: 2026-11-22' to its metadata.", pagename
        )
    context["reviewed"] = date.fromisoformat(str(reviewed)) if reviewed else None
    context["safety_page"] = context["pathto"]("book/safety")
    # The bibliography's roles contradict each other (a list whose children are no items); without them it reads well.
    for role in (' role="list" class="citation-list"', ' role="doc-biblioentry"'):
        context["body"] = context.get("body", "").replace(role, "")
    if contents := context.get("generate_toctree_html"):
        context["generate_toctree_html"] = partial(named_folds, contents)
    context["css_files"] = [sheet for sheet in context["css_files"] if "thebe" not in sheet.filename]
    for assets in ("css_files", "script_files"):
        context[assets] = [asset for asset in context[assets] if needed(asset, context.get("body", ""))]
    # Jupyter Book adds inline scripts twice, and the browser complains of a name declared twice.
    context["script_files"] = list({str(vars(script)): script for script in context["script_files"]}.values())


def named_folds(contents, *args, **kwargs):
    """The contents beside a page, their folds with a name for those who do not see the arrow."""
    return str(contents(*args, **kwargs)).replace("<summary>", '<summary aria-label="Pages of this part">')


def unplug_thebe(app, config):
    """Take out the live-code service that Jupyter Book always plugs in: it lives on a foreign host."""
    for listeners in app.events.listeners.values():
        listeners[:] = [one for one in listeners if not one.handler.__module__.startswith("sphinx_thebe")]


def setup(app):
    pybtex.plugin.register_plugin("pybtex.style.formatting", "seen", Seen)
    # Else each citation searches all installed packages for it, which takes a seventh of the build.
    pybtex.plugin.register_plugin("pybtex.backends", "plaintext", plaintext.Backend, force=True)
    app.add_html_math_renderer("mathml", (formula, None), (formula, None))
    app.add_css_file("palette.css")
    app.connect("config-inited", unplug_thebe)
    app.connect("builder-inited", write_palette)
    app.connect("html-page-context", notice, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
