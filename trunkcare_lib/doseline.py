"""Reads a dose as people write it: "Hold 20–30 sec × 3 each side", "10–15 reps", "1. Heat Therapy (10–15 mins)".

What could be meant in two ways is refused, not guessed.

>>> read("• Hold 20–30 sec × 3 each side")
{'hold_s': (20, 30), 'sides': 2, 'reps': 3}
"""

import re

# A number stands alone: nothing of "1,5", "20-30-40", "1:30" or ".5" is read as one.
ALONE, ENDED = r"(?<![\d.,:/-])", r"(?![\d:/]|[.,]\d|\s*-\s*\d)"
COUNT = rf"{ALONE}(\d+)(?:\s*(?:-|to)\s*(\d+))?{ENDED}"
NUMBER = rf"{ALONE}(\d+(?:\.\d+)?)(?:\s*(?:-|to)\s*(\d+(?:\.\d+)?))?{ENDED}"
TIME = NUMBER + r"\s*(s|secs?|seconds?|mins?|minutes?)\b\.?"
EACH = r" each\b(?! (?:side|leg|arm))"
GRAMMAR = (
    ("rest_s", rf"\brest(?:ing)?(?: for)? {TIME}(?: between(?: sets| holds| reps)?)?"),
    ("sessions_per_day", rf"\b(?:(once|twice)|{COUNT} times) (?:a|per) day\b"),
    ("days_per_week", rf"\b(every day)\b|{COUNT} days? (?:a|per) week\b"),
    ("cycle_s", TIME + EACH),
    ("hold_s", rf"{TIME}(?:{EACH})?"),
    ("sides", r"\b(?:on )?(each) (?:side|leg|arm)\b"),
    ("sets", rf"{COUNT} sets?\b(?: of\b)?"),
    ("reps", rf"(?:\bx )?{COUNT} (?:reps?|repetitions?|times?)\b|\bx {COUNT}"),
)
FILLERS = r"\b(?:hold|move|wear|rock|for)\b|[•;]|[,:.](?!\d)"
WORDS = {"once": 1, "twice": 2, "every day": 7, "each": 2}


def read(text):
    """Find the parts of a dose in a line of text.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict of str to number or (low, high)
        Parts by their names in `dose.Dose`; times in seconds. Only what the text says.

    Raises
    ------
    ValueError
        If anything in `text` is not understood or can be meant in two ways, or neither a hold nor repetitions
        are in it.
    """
    if not isinstance(text, str):
        raise ValueError(f"We were given {text!r}, but read text such as 'Hold 5 sec × 10 reps'.")
    line = rest = _plain(text)
    held = re.search(r"\b(?:hold|wear)\b", line)
    parts = {}
    for name, pattern in GRAMMAR:
        found = None if held and name == "cycle_s" else re.search(pattern, rest)
        if found:
            parts[name] = _read(found)
            rest = rest[: found.start()] + " | " + rest[found.end() :]
    unread = [piece.strip() for piece in re.sub(FILLERS, "|", rest).split("|") if piece.strip()]
    if unread:
        raise ValueError(
            f"We did not understand {unread[0]!r} in {text!r}; "
            "write it as in 'Hold 20–30 sec × 3 each side' or '10–15 reps'."
        )
    if not {"hold_s", "reps"} & parts.keys():
        raise ValueError(f"We found neither a hold nor repetitions in {text!r}; write it as in 'Hold 5 sec × 10 reps'.")
    if held and "hold_s" not in parts:
        raise ValueError(f"We found no time to hold in {text!r}; write it as in 'Hold 5 sec × 10 reps'.")
    if {"hold_s", "reps"} <= parts.keys() and not held and " x " not in f" {line} ":
        raise ValueError(
            f"We cannot tell whether the time in {text!r} is that of one repetition or of all; "
            "write it as in 'Hold 5 sec × 10 reps' or '10 reps, 4 s each'."
        )
    return parts


def _plain(text):
    """Lower case, one kind of dash and of times sign, single blanks, without the guide's "1. Name (…)" around it."""
    text = re.sub(r"[–—−]", "-", text.lower())
    text = re.sub(r"\s+", " ", re.sub(r"\s*[×*]\s*|(?<=\W)x(?=\s*\d)", " x ", text)).strip()
    named = re.fullmatch(r"\d+\. [a-z’' -]+\((.*)\)", text)
    return named.group(1) if named else text


def _read(found):
    """The number, range or word that a pattern of the grammar found."""
    given = [group for group in found.groups() if group]
    if given[0] in WORDS:
        return WORDS[given[0]]
    scale = 1
    if given[-1].isalpha():
        scale = 60 if given.pop().startswith("min") else 1
    numbers = [float(number) * scale for number in given]
    numbers = tuple(int(number) if number.is_integer() else number for number in numbers)
    return numbers if len(numbers) == 2 else numbers[0]
