"""How hard a text is to read: the Flesch-Kincaid grade, with pyphen to count syllables."""

import re

import pyphen

HYPHENS = pyphen.Pyphen(lang="en_US")


def syllables(word):
    """The greater of two counts: pyphen's, which never parts a single letter (a-bout), and that of groups of vowels."""
    word = word.lower()
    silent = re.sub(r"(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$", "", word)
    return max(len(HYPHENS.positions(word)) + 1, len(re.findall(r"[aeiouy]+", silent)))


def grade(texts):
    """The Flesch-Kincaid grade of some texts; each ends a sentence, and as Flesch counted so do colon and semicolon."""
    parts = [part for text in texts for part in re.split(r"[.!?:;]+(?=\s|”|$)", text)]
    words = [re.findall(r"[A-Za-z][A-Za-z’'-]*", part) for part in parts]
    words = [found for found in words if found]
    count = sum(map(len, words))
    return 0.39 * count / len(words) + 11.8 * sum(syllables(word) for found in words for word in found) / count - 15.59
