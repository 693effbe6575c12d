"""Reads the TOML files of `data/` into dataclasses, and refuses what does not fit, in one sentence.

A dataclass's annotations are the schema of its file: ``str``, ``bool``, ``date``, ``int | float | list``,
``Literal[...]``, ``tuple[kind, ...]`` for a list, another dataclass for a table of fields, ``dict[name, kind]`` for a
table of freely chosen names, and ``Annotated[str, known]`` for a name that must stand in `known`.
"""

import re
import tomllib
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

DATA = Path(__file__).parent / "data"
KIND_WORDS = {
    str: "text",
    bool: "true or false",
    date: "a date such as 2026-11-22",
    int: "a number",
    list: "a number or a range [low, high]",
}


def read(path, **kinds):
    """Read one TOML file of entries.

    Parameters
    ----------
    path : str or Path
        The file.
    **kinds : dataclass
        For each array of tables in the file, the dataclass of its entries. Each has an ``id``.

    Returns
    -------
    dict of str to mapping
        For each name in `kinds`, the entries by their id, in the file's order.

    Raises
    ------
    ValueError
        If the file is no TOML, or anything in it does not fit. The error names the file, the entry and
        the field, and says what would be right; nothing is returned.
    """
    path = Path(path)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name} is not valid TOML: {error}.") from None
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is not UTF-8 text; save it as UTF-8.") from None
    except OSError as error:
        raise ValueError(f"{path.name} cannot be read: {error.strerror}.") from None
    _refuse_unknown(tables, kinds, path.name, "table")
    return {
        name: MappingProxyType(_entries(tables.get(name, []), name, kind, path.name)) for name, kind in kinds.items()
    }


def _entries(tables, name, kind, file):
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError(f"{file}: {name} is not a list of entries; write [[{name}]] above each entry.")
    if not tables:
        raise ValueError(f"{file} has no [[{name}]]; there must be at least one.")
    entries = {}
    for number, table in enumerate(tables, 1):
        where = f"{file}, entry {table.get('id', f'number {number} of [[{name}]]')!r}"
        entry = _table(kind, table, where, "")
        if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", entry.id):
            raise ValueError(f"{where}, field 'id': {entry.id!r} must be letters and digits with single hyphens.")
        if entry.id in entries:
            raise ValueError(f"{where}, field 'id': {entry.id!r} is used twice; give each entry an id of its own.")
        entries[entry.id] = entry
    return entries


def _table(kind, table, where, prefix):
    """One table as a dataclass. `prefix` is the path of the fields within the entry."""
    if not isinstance(table, dict):
        raise ValueError(f"{where}, field {prefix[:-1]!r} is {table!r}, but must be a table of fields.")
    hints = get_type_hints(kind, include_extras=True)
    _refuse_unknown(table, hints, where, "field", prefix)
    values = {}
    for field in fields(kind):
        path = prefix + field.name
        if field.name in table:
            values[field.name] = _value(hints[field.name], table[field.name], where, path)
        elif field.default is MISSING:
            raise ValueError(f"{where}, field {path!r} is missing.")
    try:
        return kind(**values)
    except ValueError as error:
        raise ValueError(f"{where}{f', field {prefix[:-1]!r}' if prefix else ''}: {error}") from None


def _value(hint, given, where, path):
    """One field's value, checked against its annotation."""
    at = f"{where}, field {path!r}"
    if get_origin(hint) is UnionType and get_args(hint)[-1] is type(None):
        hint = get_args(hint)[0]  # a table that may be left out
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        if not isinstance(given, list):
            raise ValueError(f"{at} is {given!r}, but must be a list, in square brackets.")
        return tuple(_value(args[0], item, where, f"{path}[{number}]") for number, item in enumerate(given, 1))
    if origin is dict:
        if not isinstance(given, dict):
            raise ValueError(f"{at} is {given!r}, but must be a table of names.")
        return {
            _value(args[0], name, where, path): _value(args[1], value, where, f"{path}.{name}")
            for name, value in given.items()
        }
    if is_dataclass(hint):
        return _table(hint, given, where, f"{path}.")
    if origin in (Annotated, Literal):
        known = args if origin is Literal else tuple(args[1])
        if given not in known:
            raise ValueError(f"{at} is {given!r}, which is not known; {_nearest(given, known)}")
        return given
    allowed = get_args(hint) or (hint,)
    if type(given) not in allowed:  # isinstance would take true for a number, and a moment for a date
        kind = KIND_WORDS[list if list in allowed else next(kind for kind in allowed if kind in KIND_WORDS)]
        raise ValueError(f"{at} is {given!r}, but must be {kind}.")
    if isinstance(given, float) and not isfinite(given):
        raise ValueError(f"{at} is {given}, but must be a finite number.")
    if isinstance(given, str) and not given.strip():
        raise ValueError(f"{at} is empty, but must say something.")
    return given


def _refuse_unknown(table, known, where, what, prefix=""):
    for name in table:
        if name not in known:
            raise ValueError(f"{where}, {what} {prefix + name!r} is not known; {_nearest(name, tuple(known))}")


def _nearest(given, known):
    near = get_close_matches(str(given), known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(map(str, known))}."
