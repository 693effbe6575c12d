"""Puts the widgets of a page into its HTML, for host.js: steady ids, no more state than it needs, a still picture.

Without scripts, and where a widget fails, the still picture with its sentence is what the page shows.
"""

import hashlib
import json
import re
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from trunkcare_live import LIVE_MB

TYPE = "application/vnd.jupyter.widget-{}+json"
TAG = r'<script type="application/vnd\.jupyter\.widget-{}\+json">(.*?)</script>'
VIEW, STATE = (re.compile(TAG.format(kind), re.DOTALL) for kind in ("view", "state"))
LIVE_APP = {"kernel": "python", "toolbar": 0, "showBanner": 0, "hideCodeInput": 1, "execute": 1}
"""How JupyterLite shows a line of Python as an app: without the line, and without what else it has."""
NOT_FOR_THE_PAGE = ("layout", "tabbable", "tooltip", "later")
PARTS = ("_esm", "_css")
LATER = "_static/later"


def figure(drawing, sentence):
    """A drawing with its sentence as alternative text and caption, on one line."""
    words = escape(sentence)
    return (
        f'<figure class="tc-picture"><div role="img" aria-label="{words}">{drawing}</div>'
        f"<figcaption>{words}</figcaption></figure>"
    )


def tag(kind, content):
    """A script tag that holds data, the same bytes for the same data; no text in it can end it."""
    data = json.dumps(content, ensure_ascii=False, sort_keys=True).replace("</", "<\\/").replace("<!--", "\\u003c!--")
    return f'<script type="{TYPE.format(kind)}">{data}</script>'


def embedded(widget):
    """A widget of this process as the two tags that a lesson's page has, too; it is closed afterwards."""
    state = {widget.model_id: {"state": widget.get_state()}}
    view = {"model_id": widget.model_id}
    widget.close()
    return tag("view", view) + tag("state", {"state": state})


def host_widgets(app, pagename, templatename, context, doctree):
    """Gather all state of the page in one tag, each module and style once, and number the widgets as they stand."""
    body, scripts = context.get("body", ""), context.get("script_files", [])
    own = [script for script in scripts if getattr(script, "attributes", {}).get("type") == TYPE.format("state")]
    states = {}
    for text in [*(script.attributes["body"] for script in own), *STATE.findall(body)]:
        states |= json.loads(text)["state"]
    if not states:
        return
    context["script_files"] = [script for script in scripts if script not in own]
    sources, widgets = [], {}

    def numbered(view):
        values = states[json.loads(view[1])["model_id"]]["state"]
        if values.get("live"):
            return live_app(values, context["pathto"]("lite/repl/index.html", 1) if app.config.trunkcare_live else None)
        kept = {name: value for name, value in values.items() if name[0] != "_" and name not in NOT_FOR_THE_PAGE}
        name = f"widget-{len(widgets) + 1}"
        if app and values.get("later"):
            path = written(Path(app.outdir), kept | {part: values[part] for part in PARTS})
            widgets[name] = {"later": context["pathto"](path, 1)}
        else:
            for part in PARTS:
                if values[part] not in sources:
                    sources.append(values[part])
            widgets[name] = kept | {part: sources.index(values[part]) for part in PARTS}
        return f'<div class="tc-widget">{still(kept)}</div>' + tag("view", {"model_id": name})

    body = VIEW.sub(numbered, STATE.sub("", body))
    context["body"] = body + tag("state", {"sources": sources, "state": widgets})


def written(site, values):
    """A file of the site with the values of a widget that is heavy: the page asks for it when the reader comes near."""
    data = json.dumps(values, ensure_ascii=False, sort_keys=True)
    path = f"{LATER}/{hashlib.sha256(data.encode()).hexdigest()[:16]}.js"
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(f"(globalThis.tcLater ??= {{}})['{Path(path).name}'] = {data};\n", encoding="utf-8")
    return path


def tidy(app, exception):
    """Remove the files that no page asks for any more."""
    folder, site = Path(app.outdir) / LATER, Path(app.outdir)
    if exception is None and folder.is_dir():
        pages = [path for name in ("book", "notebooks") for path in (site / name).rglob("*.html")]
        asked = {name for path in pages for name in re.findall(rf"{LATER}/(\w+\.js)", path.read_text(encoding="utf-8"))}
        for path in folder.iterdir():
            if path.name not in asked:
                path.unlink()


def live_app(values, repl):
    """A widget that needs Python: as it starts, and the way to try it on a click where the site has Python."""
    shown = figure(values["answer"]["picture"], values["answer"]["words"])
    if repl is None:
        return f'<div class="tc-app">{shown}<p>To try your own, use JupyterLab (<code>make lab</code>).</p></div>'
    address = f"{repl}?{urlencode(LIVE_APP | {'code': values['live']})}"
    return (
        f'<div class="tc-app">{shown}<button class="tc-button" data-app="{escape(address)}">'
        f"Try your own here</button><p>Python starts in your browser: about {LIVE_MB} MB the first time.</p></div>"
    )


def still(values):
    """What stands for a widget that does not run: a flipbook's start frame, a question with its answer, a session."""
    if "frames" in values:
        number = 0
        for control, at in zip(values["controls"], values["at"], strict=True):
            number = number * len(control["values"]) + at
        place, sentence = values["frames"][number]
        return figure(values["pictures"][place], sentence)
    if "questions" in values:
        return "".join(map(asked, values["questions"])) + paragraph(values["ends"])
    if "table" in values:
        return "".join(signs(group, values["table"]["signs"]) for group in values["table"]["groups"])
    if "library" in values:
        named = values["sessions"] or [{"title": "", "session": values["session"]}]
        return "".join(played(entry, values["library"]) for entry in named) + paragraph(values["rules"])
    return paragraph(values.get("question", "")) + folded(values.get("why", ""))


def played(entry, library):
    """A session of a player: its exercises with their doses, in order."""
    doses = "".join(
        f"<li>{escape(library[id_]['name'])}: {escape(library[id_]['dose'])}</li>" for id_, _ in entry["session"]
    )
    return f"{paragraph(entry['title'])}<ol>{doses}</ol>"


def signs(group, every):
    """A question of the screening with its signs."""
    own = "".join(f"<li>{escape(sign['text'])}</li>" for sign in every if sign["group"] == group["id"])
    return f"{paragraph(group['ask'])}<ul>{own}</ul>"


def asked(question):
    """A question of a quiz with its options, the answers folded away."""
    options = "".join(f"<li>{escape(option['text'])}</li>" for option in question["options"])
    answers = " ".join(f"{'Right' if option['right'] else 'Wrong'}: {option['why']}" for option in question["options"])
    # A picture only in words: drawn, it would weigh twice.
    picture = paragraph(question["picture"][1]) if "picture" in question else ""
    return paragraph(question["story"]) + paragraph(question["ask"]) + f"{picture}<ol>{options}</ol>" + folded(answers)


def paragraph(text):
    """A paragraph, or nothing."""
    return f"<p>{escape(text)}</p>" if text else ""


def folded(text):
    """What the reader unfolds after thinking, or nothing."""
    return f"<details><summary>The answer</summary>{paragraph(text)}</details>" if text else ""


def setup(app):
    app.connect("html-page-context", host_widgets, priority=850)
    app.connect("build-finished", tidy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
