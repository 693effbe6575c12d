"""The pages that the course has, from `_toc.yml` and the catalogue: the list that every page test goes through."""

from pathlib import Path

import yaml

from trunkcare_lib.models.exercises import CATALOGUE

ROOT = Path(__file__).parents[1]
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))


def in_toc():
    """Names of all pages in the order of the book, without ending."""
    names = [TOC["root"]]
    for part in TOC["parts"]:
        for chapter in part["chapters"]:
            if "glob" in chapter:
                names += [chapter["glob"].replace("*", id_) for id_ in CATALOGUE]
            else:
                names += [chapter["file"], *(section["file"] for section in chapter.get("sections", []))]
    return names
