"""The browser's Python comes whole and true from any mirror, or one sentence says why not. No test uses a network."""

import errno
import functools
import hashlib
import http.server
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import threading
import time
import urllib.error
import zipfile
from pathlib import Path

import pytest
import trunkcare_runtime as runtime

official = runtime.files
BYTES = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(256))  # no packer makes these smaller
FILES = {"first.js": b"let python;\n" * 40, "second.wasm": BYTES, "third.zip": b"PK\x05\x06" + bytes(18), "empty": b""}
CHANGED, CUT = {**FILES, "second.wasm": BYTES[:-1] + b"!"}, {**FILES, "second.wasm": BYTES[:-1]}
FIRST = {"first.js": FILES["first.js"]}
ARCHIVES = [".whl", ".zip", ".tar.bz2", ".tar.gz", ".tgz"]
FORMS = ["folder", "http", *ARCHIVES, "http.whl", "http.tar.bz2"]


@pytest.fixture(autouse=True)
def world(monkeypatch):
    """Four small files are the runtime, and there is no network but this machine."""
    look_up = socket.getaddrinfo

    def only_here(host, *args, **kwargs):
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(runtime, "files", lambda: {name: hashlib.sha256(FILES[name]).hexdigest() for name in FILES})


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        if self.server.answer is None:
            return super().do_GET()
        self.wfile.write(self.server.answer)
        return self.server.over.wait(self.server.pause_s)

    def log_message(self, *args):
        pass


@pytest.fixture
def server(tmp_path):
    """Serves a folder, or one raw answer; remembers what it was asked for."""
    folder = tmp_path / "at"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=tmp_path))
    server.folder, server.asked, server.answer, server.pause_s, server.over = folder, [], None, 0, threading.Event()
    server.mirror = f"http://127.0.0.1:{server.server_port}/at/"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


def packed(path, files):
    """Makes an archive with the files in a folder of it."""
    if path.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(f"some/where/{name}", data)
        return
    with tarfile.open(path, "w:bz2" if path.suffix == ".bz2" else "w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"some/where/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))


@pytest.fixture
def mirror(tmp_path, server):
    """Makes a mirror of a form with given files; says where it is."""

    def make(form, files):
        place = server.folder if form.startswith("http") else tmp_path / "50% #1? ü"  # what an address must quote
        place.mkdir(exist_ok=True)
        name = "." in form and f"archive.{form.partition('.')[2]}"
        if name:
            packed(place / name, files)
        else:
            for file, data in files.items():
                (place / file).write_bytes(data)
        return f"{server.mirror}{name or ''}" if form.startswith("http") else str(place / (name or ""))

    return make


@pytest.fixture
def out(tmp_path):
    return tmp_path / "not" / "yet there"


def inside(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def trouble(folder, *mirrors):
    """The one sentence with which it gives up, or nothing; in any case it has kept only official files, no parts."""
    start, sentence = time.monotonic(), ""
    try:
        runtime.gather(folder, mirrors)
    except runtime.Unavailable as reason:
        sentence = str(reason)
    assert re.fullmatch(r"([^\r\n]{20,}\)\.)?", sentence), sentence
    assert inside(folder).items() <= FILES.items()
    assert time.monotonic() - start < 20
    return sentence


@pytest.mark.parametrize("form", FORMS)
def test_files_arrive_byte_for_byte_and_are_asked_for_once(form, mirror, out, server, monkeypatch):
    source = mirror(form, FILES | {"unwanted.js": b"not ours"})
    asked = {"http": FILES, "http.whl": ["archive.whl"], "http.tar.bz2": ["archive.tar.bz2"]}.get(form, [])
    runtime.gather(out, [source])
    assert inside(out) == FILES
    monkeypatch.setattr(runtime, "_opened", lambda _: pytest.fail("opened a mirror, though all is there"))
    runtime.gather(out, [source])
    assert server.asked == [f"/at/{name}" for name in asked]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (CHANGED, "second.wasm has 8192 bytes with the SHA-256 "),
        (CUT, "second.wasm has 8191 bytes with the SHA-256 "),
        (FIRST, r"second.wasm (is not in the archive|cannot be read \((File not found|.*No such file))"),
    ],
    ids=["changed byte", "cut short", "missing"],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_bad_file_is_not_kept_and_is_named_with_its_mirror(form, files, words, mirror, out):
    source = mirror(form, files)
    assert re.search(f"\\({re.escape(source)}: {words}", trouble(out, source))
    assert inside(out) == FIRST


@pytest.mark.parametrize("form", ARCHIVES)
def test_a_damaged_archive_is_told(form, mirror, out):
    # Cut, without its start, or nonsense; and a byte flipped at many places, as each has its own error.
    source = mirror(form, FILES)
    path, data = Path(source), Path(source).read_bytes()
    for bad in [*(data[:end] for end in range(0, len(data) - 40, len(data) // 9)), data[100:], b"nonsense" * 200]:
        path.write_bytes(bad)
        assert f"({source}: " in trouble(out, source)
    for at in range(0, len(data), len(data) // 150):
        path.write_bytes(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])
        shutil.rmtree(out, ignore_errors=True)
        assert trouble(out, source) or inside(out) == FILES  # nobody reads, say, a date


@pytest.mark.parametrize("kind", [tarfile.DIRTYPE, tarfile.SYMTYPE], ids=["folder", "dangling link"])
def test_what_is_no_file_in_an_archive_is_told(kind, tmp_path, out):
    with tarfile.open(tmp_path / "archive.tgz", "w:gz") as archive:
        entry = tarfile.TarInfo("first.js")
        entry.type, entry.linkname = kind, "nowhere"
        archive.addfile(entry)
    assert "archive.tgz: first.js" in trouble(out, str(tmp_path / "archive.tgz"))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.0 200 OK\r\nContent-Length: 999\r\n\r\nlet", "3 bytes read, 996 more expected"),
        (b"HTTP/1.0 200 OK\r\n\r\nlet", "first.js has 3 bytes"),
        (b"HTTP/1.0 503 Come back later\r\n\r\n", "Come back later"),
        (b"HTTP/1.0 302 Found\r\nLocation: /first.js\r\n\r\n", "infinite loop"),
        (b"HTTP/1.0 302 Found\r\nLocation: file:///etc/hostname\r\n\r\n", "not allowed"),
        (b"SSH-2.0-Server\r\n", "SSH-2.0-Server"),
        (b"", "closed connection"),
        (b"", "timed out"),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 999\r\n\r\nlet", "timed out"),
    ],
)
def test_a_bad_answer_or_none_in_time_is_told(answer, words, server, out, monkeypatch):
    server.answer = answer
    if words == "timed out":
        server.pause_s = 30
        monkeypatch.setattr(runtime, "PATIENCE_S", 0.1)
    sentence = trouble(out, server.mirror)
    assert f"{server.mirror}: first.js" in sentence
    assert words in sentence
    assert not inside(out)


def test_without_a_network_it_says_so(out):
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))  # taken, but nobody listens: the connection is refused
        mirrors = [f"http://127.0.0.1:{unheard.getsockname()[1]}", "http://mirror.invalid/x", "https://mirror.invalid"]
        sentence = trouble(out, *mirrors)
    assert f"({mirrors[0]}: first.js cannot be read ([Errno {errno.ECONNREFUSED}] Connection refused); " in sentence
    assert sentence.count("Name or service not known") == 2


ADDRESSES = ["ftp://", "https://", "://", "foo://x", "http://[::1", "http://127.0.0.1:x", "http://127.0.0.1/ü"]
STRANGE = ["", "ftp:", "nowhere", "nowhere.whl", "archive.7z", "loop", "x" * 300, "\0", "two\nlines", "pip:", "pip:-h"]


@pytest.mark.parametrize("nonsense", ADDRESSES + STRANGE)
def test_a_nonsense_mirror_is_told(nonsense, tmp_path, out, monkeypatch):
    monkeypatch.chdir(tmp_path)  # "" is the folder where one stands
    Path("loop").symlink_to("loop")
    assert f"({nonsense.partition(chr(10))[0]}" in trouble(out, nonsense)


def test_a_second_mirror_gives_only_what_the_first_lacks(mirror, server, out):
    first = mirror("folder", {**FILES, "third.zip": b"wrong"})
    second = mirror("http", {name: FILES[name] for name in ("third.zip", "empty")})
    runtime.gather(out, ["http://mirror.invalid/x", first, second, f"{server.mirror}never/asked"])
    assert inside(out) == FILES
    assert server.asked == ["/at/third.zip", "/at/empty"]


def test_every_mirror_is_told_when_all_fail(mirror, out):
    bad = [mirror("folder", CHANGED), mirror("http", {}), mirror(".zip", CUT), mirror(".tgz", {})]
    told = re.search(r"\((.*)\)\.$", trouble(out, *bad))[1].split("; ")
    assert [words.split(": ")[0] for words in told] == bad


def test_a_wrong_file_in_the_folder_is_replaced_and_a_right_one_stays(mirror, server, out):
    out.mkdir(parents=True)
    for name, data in {**FIRST, "second.wasm": CUT["second.wasm"], "empty": b"no"}.items():
        (out / name).write_bytes(data)
    runtime.gather(out, [mirror("http", FILES)])
    assert inside(out) == FILES
    assert server.asked == ["/at/second.wasm", "/at/third.zip", "/at/empty"]


@pytest.mark.parametrize("step", ["mkdir", "write_bytes", "replace"])
def test_a_full_disk_is_told_and_leaves_no_part(step, mirror, tmp_path, monkeypatch):
    source, out, honest = mirror("folder", FILES), tmp_path / "out", Path.write_bytes
    out.mkdir()

    def full(path, *args, **kwargs):
        if step == "write_bytes":
            honest(path, args[0][:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(Path, step, full)
    assert trouble(out, source) == f"{out / 'first.js'} cannot be written (No space left on device)."
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("where", ["file/below", "x" * 300, "folder"])
def test_a_place_that_cannot_be_written_is_told(where, mirror, tmp_path):
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder" / "first.js" / "in the way").mkdir(parents=True)
    with pytest.raises(runtime.Unavailable, match=r"^[^\n]*first\.js cannot be written \([A-Z][^\n]+\)\.$"):
        runtime.gather(tmp_path / where, [mirror("http", FILES)])


def pip(monkeypatch, code=0, stderr="", files=None):
    """Stands in for pip; returns the list of the commands that it gets."""
    commands = []

    def run(command, **_):
        commands.append(command)
        if files is not None:
            packed(Path(command[command.index("-d") + 1]) / "made_up-1-py3-none-any.whl", files)
        return subprocess.CompletedProcess(command, code, "", stderr)

    monkeypatch.setattr(runtime.subprocess, "run", run)
    return commands


def test_a_package_is_a_mirror_and_its_wheel_does_not_stay(out, monkeypatch):
    commands = pip(monkeypatch, files=FILES)
    runtime.gather(out, ["pip:made-up==1"])
    assert inside(out) == FILES
    assert [command[-1] for command in commands] == ["made-up==1"]
    assert not Path(commands[0][commands[0].index("-d") + 1]).exists()
    assert "--only-binary=:all:" in commands[0], "a source package would run its own code here"


@pytest.mark.parametrize(
    ("code", "stderr", "files", "words"),
    [
        (1, "WARNING: hm\nERROR: early\nERROR: No made-up here\n\n[notice] hm", None, "(No made-up here)"),
        (2, "python: No module named pip\n", None, "(pip failed)"),
        (0, "", None, "(pip failed)"),
        (0, "", CHANGED, "second.wasm has 8192 bytes"),
        (0, "", {}, "first.js is not in the archive"),
    ],
    ids=["an error", "no pip", "nothing came", "a wrong file", "an empty wheel"],
)
def test_what_pip_cannot_get_is_told(code, stderr, files, words, out, monkeypatch):
    pip(monkeypatch, code, stderr, files)
    assert re.search(rf"\(pip:made-up==1: .*{re.escape(words)}", trouble(out, "pip:made-up==1"))


def test_no_room_for_a_wheel_is_told(out, monkeypatch):
    def full(*_, **__):
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(runtime.tempfile, "TemporaryDirectory", full)
    assert "No usable temporary directory" in trouble(out, "pip:made-up==1")


def test_an_answer_that_is_an_error_is_closed(out, monkeypatch):
    # In newer Pythons one left open is a ResourceWarning, at any later time.
    error = urllib.error.HTTPError("http://mirror.invalid/x", 404, "Not Found", {}, io.BytesIO())

    def answer(*_, **__):
        raise error

    monkeypatch.setattr(runtime.urllib.request, "urlopen", answer)
    assert "(Not Found)" in trouble(out, "http://mirror.invalid/x")
    assert error.fp.closed


def test_the_lock_beside_the_program_is_the_official_one():
    raw = runtime.LOCK.read_bytes()
    assert hashlib.sha256(raw).hexdigest() == runtime.LOCK_SHA256
    assert json.loads(raw)["info"]["version"] == runtime.VERSION


@pytest.mark.parametrize("damage", ["a changed byte", "cut short", "not there"])
def test_another_lock_is_refused(damage, tmp_path, monkeypatch):
    raw, lock = runtime.LOCK.read_bytes(), tmp_path / "pyodide-lock.json"
    if damage != "not there":
        lock.write_bytes(raw[:-1] if damage == "cut short" else raw.replace(b"a", b"b", 1))
    monkeypatch.setattr(runtime, "LOCK", lock)
    with pytest.raises(runtime.Unavailable, match=r"^pyodide-lock\.json is not the one that Pyodide \S+ published\.$"):
        runtime.packages()


def test_every_file_is_named_once_and_has_its_own_hash():
    wanted = official()
    assert len(wanted) == len(set(wanted.values())) == len(runtime.CORE) + len(runtime.packages())
    assert all(re.fullmatch(r"\w[\w.+-]+", name) for name in wanted)
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in wanted.values())


def test_the_packages_are_all_that_is_needed_and_no_more():
    found = runtime.packages()
    needed = {*runtime.NEEDED, *(name for entry in found.values() for name in entry["depends"])}
    assert {name.replace("_", "-") for name in needed} == found.keys()
    assert not {"pandas", "scipy", "scikit-learn", "pyarrow"} & found.keys()


def test_the_variable_names_the_only_mirror(monkeypatch):
    for value, expected in {"/a/folder": ("/a/folder",), "": runtime.MIRRORS}.items():
        monkeypatch.setenv("MIRROR", value)
        assert runtime.mirrors() == expected
    monkeypatch.delenv("MIRROR")
    assert runtime.mirrors() == runtime.MIRRORS


def test_the_program_fails_with_one_sentence(tmp_path):
    env = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "MIRROR": str(tmp_path)}
    ran = subprocess.run([sys.executable, runtime.__file__], capture_output=True, text=True, env=env)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert re.fullmatch(r"Pyodide \S+ could not be gathered \(.*: pyodide\.js cannot be read .*\)\.\n", ran.stderr)
    assert str(tmp_path) in ran.stderr
