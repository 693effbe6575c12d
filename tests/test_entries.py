"""What the data files refuse: each trouble is one sentence that names file, entry and field."""

import pytest

from trunkcare_lib import evidence
from trunkcare_lib.entries import DATA, read
from trunkcare_lib.models import exercises

CATALOGUE = (DATA / "exercises.toml").read_text(encoding="utf-8")
CLAIMS = (DATA / "claims.toml").read_text(encoding="utf-8")


def refused(load, tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError) as trouble:  # noqa: PT011 - its words are looked at by the caller
        load(path)
    return str(trouble.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "Bridge"', 'nane = "Bridge"', ["entry 'bridge', field 'nane' is not known; did you mean 'name'?"]),
        ('name = "Bridge"\n', "", ["entry 'bridge', field 'name' is missing"]),
        ('name = "Bridge"', 'name = ""', ["entry 'bridge', field 'name' is empty"]),
        ('name = "Bridge"', "name = 7", ["entry 'bridge', field 'name' is 7, but must be text"]),
        ('id = "bridge"', 'id = "bird-dog"', ["entry 'bird-dog', field 'id'", "is used twice"]),
        ('statements = ["S17"]', 'statements = ["S71"]', ["field 'statements[1]' is 'S71'", "which is not known"]),
        ('statements = ["S17"]', 'statements = "S17"', ["field 'statements' is 'S17', but must be a list"]),
        ('statements = ["S17"]', "statements = []", ["entry 'bridge'", "'statements' is empty"]),
        ('source = "sinaki1984"', 'source = "sinaki1948"', ["did you mean 'sinaki1984'?", "cautions["]),
        ('verdict = "avoid"', 'verdict = "avoided"', ["'avoided', which is not known; did you mean 'avoid'?"]),
        (
            'condition = "osteoporosis"',
            'condition = "pregnancy"',
            ["entry 'child-pose'", "no verdict for 'osteoporosis'"],
        ),
        ('condition = "knee"', 'condition = "pregnancy"', ["entry 'child-pose'", "two verdicts for 'pregnancy'"]),
        ('field = "rest_s"', 'field = "rests"', ["did you mean 'rest_s'?"]),
        ('field = "rest_s"', 'field = "sets"', ["entry 'child-pose'", "lacks 'rest_s', which the guide leaves open"]),
        ('field = "rest_s"', 'field = "reps"', ["entry 'child-pose'", "gives 'reps', which is given already"]),
        ("value = 10\n", "value = -10\n", ["entry 'child-pose'", "rest_s is -10 s, but must be from 0"]),
        ("value = 10\n", 'value = "ten"\n', ["is 'ten', but must be a number or a range"]),
        ("reviewed = 2026-11-22", 'reviewed = "soon"', ["is 'soon', but must be a date"]),
        ("• Hold 5 sec × 10 reps", "• Hold a bit", ["entry 'bridge'", "did not understand 'a bit'"]),
        (
            'id = "bridge"',
            'id = "../bridge"',
            ["field 'id': '../bridge' must be letters and digits with single hyphens"],
        ),
        ('name = "Bridge"', 'name = "  "', ["field 'name' is empty"]),
        ("reviewed = 2026-11-22", "reviewed = 2026-11-22T10:00:00", ["must be a date"]),
        ("value = 10\n", "value = [[3, 5]]\n", ["rest_s is [[3, 5]], but must be a number or a range"]),
        ('verb = "Hold"', 'verb = "Move"', ["verb is 'Move', but must be Hold or Wear"]),
        ("[[exercise]]", "[[exercise]", ["exercises.toml is not valid TOML"]),
    ],
)
def test_a_faulty_catalogue_is_refused_with_file_entry_and_field(old, new, words, tmp_path):
    assert old in CATALOGUE, "the test's own search text is stale"
    message = refused(exercises.load, tmp_path, "exercises.toml", CATALOGUE.replace(old, new, 1))
    assert message.startswith("exercises.toml")
    for part in words:
        assert part in message


def test_nothing_is_half_loaded(tmp_path):
    """A fault in the last entry leaves no catalogue of the first ones."""
    path = tmp_path / "exercises.toml"
    path.write_text(CATALOGUE + '\n[[exercise]]\nid = "new"\n', encoding="utf-8")
    loaded = None
    with pytest.raises(ValueError, match="entry 'new', field 'name' is missing"):
        loaded = exercises.load(path)
    assert loaded is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('grade = "EXPERT"', 'grade = "SURE"', "'SURE', which is not known"),
        ('sources = ["', 'sources = ["nobody1900", "', "'nobody1900', which is not known"),
        ('part = "causes"', 'part = "cause"', "did you mean 'causes'?"),
        ('id = "S03"', 'id = "S02"', "entry 'S02', field 'id': 'S02' is used twice"),
    ],
)
def test_a_faulty_statement_is_refused(old, new, words, tmp_path):
    message = refused(evidence.claims, tmp_path, "claims.toml", CLAIMS.replace(old, new, 1))
    assert message.startswith("claims.toml, entry ")
    assert words in message


def test_a_source_must_say_whether_it_was_seen(tmp_path):
    assert "field 'annote'" in refused(evidence.sources, tmp_path, "b.bib", "@misc{key2000,\n  title = {No note}\n}\n")
    twice = "@misc{key2000,\n  annote = {VERIFIED: x}\n}\n" * 2
    assert "stands twice" in refused(evidence.sources, tmp_path, "b.bib", twice)


def test_an_unknown_kind_of_entry_is_refused(tmp_path):
    message = refused(exercises.load, tmp_path, "exercises.toml", '[[exercize]]\nid = "bridge"\n')
    assert message == "exercises.toml, table 'exercize' is not known; did you mean 'exercise'?"


def test_a_table_where_a_list_belongs_is_refused(tmp_path):
    message = refused(lambda path: read(path, part=evidence.Part), tmp_path, "parts.toml", 'part = "one"\n')
    assert message == "parts.toml: part is not a list of entries; write [[part]] above each entry."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "new.toml has no [[exercise]]; there must be at least one."),
        (b"# nothing\n", "new.toml has no [[exercise]]"),
        (b"exercise = [1, 2]\n", "new.toml: exercise is not a list of entries"),
        (b"exercise = 'x'\n", "new.toml: exercise is not a list of entries"),
        (b"\xff\xfe", "new.toml is not UTF-8 text"),
        (b"[[exercise]]\nid = '../../evil'\n", "new.toml, entry '../../evil', field 'name' is missing"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(content, words, tmp_path):
    path = tmp_path / "new.toml"
    path.write_bytes(content)
    with pytest.raises(ValueError) as trouble:  # noqa: PT011 - its words are looked at
        exercises.load(path)
    assert str(trouble.value).startswith(words)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"gone.toml cannot be read: No such file"):
        exercises.load(tmp_path / "gone.toml")


@pytest.mark.parametrize("text", ["@misc{}\n", "@comment{x}\n@article\n"])
def test_a_bibliography_that_is_none_is_refused(text, tmp_path):
    assert "does not begin as '@article{key,' does" in refused(evidence.sources, tmp_path, "b.bib", text)


def test_a_source_quoted_by_others_does_not_count_as_seen():
    assert not evidence.SOURCES["mcgillbook"].seen
    assert evidence.SOURCES["bandy1994"].seen
