"""The repository's own promises: one list of pages, exact pins, recipes that are true."""

import ast
import re
import runpy
import subprocess
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from nbclient import NotebookClient
from pages import in_toc

from trunkcare_lib.models.exercises import CATALOGUE

ROOT = Path(__file__).parents[1]


def tracked():
    """The files git would carry, or all files where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    names = (
        listed.stdout.split() if listed.returncode == 0 else [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    )
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_toc_and_files_are_one_to_one():
    written = {
        path.relative_to(ROOT).with_suffix("").as_posix()
        for path in [*ROOT.glob("book/*.md"), *ROOT.glob("book/models/*.md"), *ROOT.glob("notebooks/*.ipynb")]
    }
    made = {f"book/exercises/{id_}" for id_ in CATALOGUE}
    assert sorted(in_toc()) == sorted(written | made)


def test_requirements_are_pinned_exactly_and_end_with_the_course():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert lines[-1] == "-e ."
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines[:-1])
    assert "jupyter-book==1.0.4.post1" in lines


def test_everything_the_course_imports_is_a_direct_dependency():
    def plain(name):
        return re.sub(r"[-_.]+", "-", name).lower()

    def pins(name):
        return {plain(line.split("==")[0]) for line in (ROOT / name).read_text().splitlines()}

    distributions = packages_distributions()
    for path in [*ROOT.glob("trunkcare_lib/**/*.py"), *ROOT.glob("tests/*.py"), *ROOT.glob("book/_ext/*.py")]:
        pinned = pins("requirements.txt")
        if path.name.startswith("bench"):
            pinned |= pins("tests/requirements-bench.txt")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [getattr(node, "module", "") or ""]
            )
            for top in {name.split(".")[0] for name in names} & distributions.keys() - {"trunkcare_lib"}:
                assert pinned & set(map(plain, distributions[top])), f"{path.name} imports {top}"


def test_make_does_what_readme_and_contributing_say():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^(\w+):.*##", makefile, flags=re.MULTILINE))
    assert {"book", "test", "lab", "serve", "check", "clean", "help"} <= targets
    for name in ("README.md", "CONTRIBUTING.md", "book/instructors.md"):
        said = set(re.findall(r"(?:^|`)make (\w+)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        assert said, name
        assert said <= targets, name


def test_contributing_names_files_that_exist():
    for name in ("README.md", "CONTRIBUTING.md", "book/instructors.md"):
        for path in re.findall(
            r"`([\w./]+/[\w.]+\.\w+|[\w_]+\.(?:toml|yml|txt))`", (ROOT / name).read_text(encoding="utf-8")
        ):
            places = [ROOT / path, ROOT / "trunkcare_lib" / "data" / path]
            assert any(place.exists() for place in places), f"{name} names {path}"


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    hosts = "|".join(["pypi" + r"\.org", "python" + r"hosted\.org", "npmjs" + r"\.org", "deb\\.debian" + r"\.org"])
    for path in tracked():
        if path.suffix not in (".png", ".ico"):
            assert not re.search(rf"{hosts}|/(?:root|home)/\w", path.read_text(encoding="utf-8")), path


def test_binder_installs_what_the_course_does():
    assert (ROOT / ".binder/requirements.txt").read_text() == "-r ../requirements.txt\n"
    python = re.fullmatch(r"python-3\.(\d+)\n", (ROOT / ".binder/runtime.txt").read_text())
    assert int(python[1]) >= 11
    page = (ROOT / "book/instructors.md").read_text(encoding="utf-8")
    for link in ("mybinder.org/v2/gh/", "user-redirect/git-pull?repo="):
        assert link in page


def test_ci_calls_make_test():
    assert "make test" in (ROOT / ".ci/run").read_text()
    assert "make test" in (ROOT / ".github/workflows/publish.yml").read_text()


def test_collecting_the_tests_does_not_store_the_outputs_that_they_compare(monkeypatch):
    """Pytest imports every module here to look for examples in its words."""
    monkeypatch.setattr(NotebookClient, "execute", lambda self: pytest.fail("Importing the program runs the lessons."))
    runpy.run_path(ROOT / "tests/store_outputs.py")
