"""What patients read is plain: Flesch-Kincaid grade 8 at most."""

import pytest
from readability import grade, syllables

from trunkcare_lib.models import questions, spasm
from trunkcare_lib.models.exercises import CATALOGUE

MOST = 8


def test_the_measure_counts_syllables_nearly_as_a_dictionary_does():
    """Counts of a dictionary; the two ways together miss some (ar-e-as, phys-i-o-ther-a-pist), never many."""
    words = {"back": 1, "spine": 1, "about": 2, "muscle": 2, "stretched": 1, "wanted": 2, "emergency": 4, "numbness": 2}
    assert {word: syllables(word) for word in words} == words
    words |= {"areas": 3, "physiotherapist": 6, "osteoporosis": 6, "severe": 2, "police": 2, "idea": 3, "hope": 1}
    assert sum(map(syllables, words)) == pytest.approx(sum(words.values()), rel=0.12)


def test_the_measure_tells_a_plain_from_a_hard_text():
    """Kincaid's formula, by hand: 6 words in 1 sentence, 6 syllables."""
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    hard = "Non-specific symptomatology necessitates multidisciplinary evaluation of neuromuscular functionality."
    assert grade([hard]) > 20


def texts():
    """Each part of the data that a patient reads, by a name to find it by."""
    for entry in spasm.RELIEF.values():
        for part in ("how", "stop_when", "do_not"):
            yield f"relief {entry.id} {part}", getattr(entry, part)
    for entry in spasm.CAUSES.values():
        yield f"cause {entry.id} what_to_do", entry.what_to_do
    for entry in spasm.RED_FLAGS.values():
        yield f"warning sign {entry.id}", (entry.name, entry.what_to_do, entry.why)
    for entry in CATALOGUE.values():
        yield f"{entry.id} steps", entry.steps
        yield f"{entry.id} cues", (*entry.cues, *entry.felt, *entry.not_felt)
        yield f"{entry.id} errors", [words for error in entry.errors for words in (error.error, error.fix)]
        yield f"{entry.id} cautions", [caution.advice for caution in entry.cautions]
    for entry in questions.CASES.values():
        steps = questions.of_case(entry.id)
        words = [text for step in steps for option in step.options for text in (option.text, option.why)]
        yield f"case {entry.id}", [entry.ends, *(step.story for step in steps), *(step.ask for step in steps), *words]
    for entry in questions.QUESTIONS.values():
        yield f"question {entry.id}", [entry.ask, *(words for o in entry.options for words in (o.text, o.why))]


@pytest.mark.parametrize(("name", "text"), list(texts()), ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_patient_reads_is_plain(name, text):
    assert grade(text) <= MOST, name
