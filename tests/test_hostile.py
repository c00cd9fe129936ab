"""Hostile input: each case has a clear problem of its own, nothing is written, and little memory is taken.

`SECURITY.md` lists what is promised. Layouts have their own cases in `scene/test_hostile_layouts.py`, drawings in
`assets/test_svg_rules.py`, packages in `ooxml/test_package_reader.py`, fonts in `assets/test_font_files.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostile import SVG, deck, picture_deck, png, repacked, template_deck
from kept import keep_deck
from summitdeck.assets.files import Trouble, find_file
from summitdeck.assets.limits import SWITCH
from summitdeck.deck.folders import allowed_roots
from summitdeck.deck.reader import read_deck
from summitdeck.pipeline import Built, build
from summitdeck.problems import has_errors

MOST_MEMORY = 300
"""MiB that a hostile file may take."""
ROOT = Path(__file__).parents[1]


def tried(home: Path) -> Built:
    """Build, and hold what was written against what was said."""
    target = home.parent / "out" / "a.pptx"
    built = build(home, target)
    assert target.exists() == (not has_errors(built.problems)) == (built.path is not None)
    assert not list(home.parent.rglob("*.part"))
    return built


def errors(built: Built) -> list[str]:
    """Return its errors as `code: message`."""
    return [f"{problem.code}: {problem.message}" for problem in built.problems if problem.severity.value == "error"]


def told(home: Path, expected: str) -> None:
    """Build, and find a problem whose code and words are `code words`; at its place, and nothing written."""
    code, _, words = expected.partition(" ")
    built = tried(home)
    found = [line for line in errors(built) if line.startswith(f"{code}: ") and words in line]
    assert found, f"expected {expected!r}, not {errors(built)[:5]}"
    assert all(len(line) < 1500 for line in errors(built)), "a message repeats what is too long"


BODY = "title: A\nbody: "
TEXTS: dict[str, tuple[str | bytes, str]] = {
    "aliases": ("title: &a [x]\nbody: [*a, *a]", "yaml-feature"),
    "a merge": ("title: A\n<<: {body: b}", "yaml-feature keys are not merged"),
    "a tag": ("title: !!python/object/apply:os.system ['id']\nbody: b", "yaml-feature"),
    "deep lists": (BODY + "[" * 9_000 + "]" * 9_000, "too-deep"),
    "deep mappings": (BODY + "{a: " * 9_000, "too-deep"),
    "deep bullets": (BODY + "\n" + "".join("  " * n + "- a:\n" for n in range(1, 200)), "too-deep"),
    "a huge slide": (BODY + "x" * 100_000, "too-large this slide has 100,015 characters"),
    "a huge text": (BODY + "x" * 20_001, "too-large this text has 20,001 characters"),
    "a huge text of ours": (BODY + "あ" * 20_001, "too-large this text has 20,001 characters"),
    "a huge block": (BODY + "|\n" + "  x\n" * 10_001, "too-large this text has 20,002 characters"),
    "a huge key": ("k" * 20_001 + ": b", "too-large this text has 20,001 characters"),
    "huge settings": ("deck: {footer: " + "x" * 100_000 + "}\n---\n" + BODY + "b", "too-large"),
    "many cells": (
        BODY + "{table: [" + "[a, b, c, d, e, f],\n" * 900 + "]}",
        "too-large a table has at most 5,000 cells",
    ),
    "many columns": (BODY + "{table: [[{text: a, columns: 999}]]}", "bad-value 'columns'"),
    "many slides": ("---\ntitle: A\nbody: b\n" * 10_001, "too-large more than 10000 slides"),
    "many dividers": ("---\n" * 1_000_000, "too-large more than 10000 slides"),
    "many directives": ("%YAML 1.2\n" * 50_000 + "---\n" + BODY + "b", "yaml-feature directives"),
    "values within values": (
        "deck: {vars: {x: " + "y" * 5_000 + "}}\n---\n" + BODY + "'" + "{{ x }}" * 10 + "'",
        "too-large the values of this slide are more than 20,000 characters",
    ),
    "a value that is an expression": (
        "deck: {vars: {x: y}}\n---\ntitle: '{{ x.__class__ }}'\nbody: b",
        "unknown-value",
    ),
    "a value that calls": ("title: '{{ range(9) }}'\nbody: b", "unsupported-expression a call"),
    "a NUL": ("title: a\0b\nbody: b", "not-text it holds NUL bytes"),
    "controls": ("title: a\x07b\x1b[31m\nbody: b", "forbidden-character U+0007"),
    "escaped controls": ('title: "a\\x07b"\nbody: b', "forbidden-character U+0007"),
    "a million controls": ("title: " + "\x07" * 1_000_000, "forbidden-character U+0007"),
    "a noncharacter": ("title: a\ufffeb\nbody: b", "forbidden-character U+FFFE"),
    "not UTF-8": (b"title: a\xffb\nbody: b\n", "not-utf8 line 1"),
    "UTF-16": ("title: A\nbody: b".encode("utf-16"), "not-utf8 UTF-16"),
    "rubbish": (bytes(range(256)) * 4_000, "not-utf8"),
    "a picture for a text": (png(9, 9), "not-utf8"),
    "a path for a layout": ("layout: ../../../etc/passwd\ntitle: A", "unknown-layout"),
    "markup for a layout": ('layout: "a<b>&\'\\""\ntitle: A', "unknown-layout"),
    "markup for an id": ("id: 'a<\"&'\ntitle: A\nbody: b", "bad-value an id cannot hold"),
    "a path for a template": ("deck: {template: ../../etc}\n---\n" + BODY + "b", "unknown-template"),
    "a file for a template": ("deck: {template: /etc/passwd.pptx}\n---\n" + BODY + "b", "outside-path"),
    "a long template": ("deck: {template: " + "a" * 5_000 + "}\n---\n" + BODY + "b", "bad-value names no template"),
    "a device for slides": ("deck: {slides: [/dev/zero]}\n---\n" + BODY + "b", "outside-path"),
    "slides from elsewhere": ("deck: {slides: [../../etc/passwd]}\n---\n" + BODY + "b", "outside-path"),
    "a script for a link": (BODY + "'[x](javascript:alert(1))'", "bad-link"),
    "a file for a link": (BODY + "'[x](file:///etc/passwd)'", "bad-link"),
    "a data link": (BODY + "'[x](data:text/html,x)'", "bad-link"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_means_harm(tmp_path: Path, name: str) -> None:
    text, expected = TEXTS[name]
    told(deck(tmp_path, text), expected)


def test_all_files_of_a_deck_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summitdeck.deck.reader.DECK_LIMIT", 100)
    home = deck(
        tmp_path, BODY + "b\n", {"2.yaml": b"title: B\nbody: " + b"c" * 60, "3.yaml": b"title: C\nbody: " + b"c" * 60}
    )
    told(home, "file-too-large the files of this deck hold more than")


OUTSIDE = """
../secret.png /etc/passwd img/../../secret.png C:\\x.png \\\\host\\x.png file:///etc/passwd http://host/x.png ~/x.png
/dev/zero link.png folder/secret.png
"""


@pytest.mark.parametrize("written", OUTSIDE.split())
def test_a_path_that_leaves_the_project(tmp_path: Path, written: str) -> None:
    home = picture_deck(tmp_path, written)
    (tmp_path / "secret.png").write_bytes(png(9, 9))
    (home / "img").mkdir()
    (home / "link.png").symlink_to(tmp_path / "secret.png")
    (home / "folder").symlink_to(tmp_path)
    told(home, "outside-path")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("pipe.png", "not-a-file is not a plain file"),
        ("folder.png", "not-a-file is a folder"),
        ("loop.png", "missing-file"),
        ("dangling.png", "missing-file"),
        ("CON", "missing-file"),
        ("|id", "missing-file"),
        ("%2e%2e/%2e%2e/etc/passwd", "missing-file"),
        ("x" * 300 + ".png", "missing-file"),
        ("x" * 5_000, "missing-file a path of more than 1024 characters"),
        ("a/" * 3_000 + "b.png", "missing-file a path of more than 1024 characters"),
    ],
    ids=lambda value: value[:24],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file(tmp_path: Path, written: str, expected: str) -> None:
    home = picture_deck(tmp_path, written)
    os.mkfifo(home / "pipe.png")
    (home / "folder.png").mkdir()
    (home / "loop.png").symlink_to("loop.png")
    (home / "dangling.png").symlink_to("nowhere.png")
    told(home, expected)


def test_folders_in_the_settings_are_the_only_door(tmp_path: Path) -> None:
    """What is listed may be read, what lies beside it not."""
    home = deck(tmp_path, "deck: {folders: [../common, ../one.yaml], slides: [../one.yaml]}\n")
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "a.png").write_bytes(png(9, 9))
    (tmp_path / "other.png").write_bytes(png(9, 9))
    (tmp_path / "one.yaml").write_text(BODY + "b", "utf-8")
    read, problems = read_deck(home)
    assert [len(read.slides), *problems] == [1]
    roots = allowed_roots(read.folder, read.settings.folders)
    assert isinstance(find_file(home, "../common/a.png", roots), Path)
    for written in ("../other.png", "../common/../other.png", "../two.yaml"):
        assert isinstance(find_file(home, written, roots), Trouble)
    (tmp_path / "common" / "out.png").symlink_to(tmp_path / "other.png")
    assert isinstance(find_file(home, "../common/out.png", roots), Trouble)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("[/etc]", "outside-path '/etc' is not a path below the project"),
        ("['~']", "outside-path"),
        ("['file:///']", "outside-path"),
        ("[../nowhere]", "missing-folder there is no folder '../nowhere'"),
        ("../common", "bad-value 'folders' takes a list"),
    ],
)
def test_folders_that_will_not_do(tmp_path: Path, listed: str, expected: str) -> None:
    told(deck(tmp_path, f"deck: {{folders: {listed}}}\n---\n{BODY}b\n"), expected)


PICTURES: dict[str, tuple[bytes, str]] = {
    "too many pixels": (png(20_000, 5_001, 8, 0), "picture-too-large has 20000×5001 pixels"),
    "too long": (png(30_001, 1), "picture-too-large has 30001×1 pixels"),
    "too many pixels of 16 bits": (png(4_001, 4_000, 16, 0), "picture-too-large too many to be converted"),
    "no extent": (png(9, 9)[:16] + bytes(8) + png(9, 9)[24:], "broken-picture has no extent"),
    "cut short": (png(9, 9)[:-8], "broken-picture"),
    "empty": (b"", "not-a-picture the file is empty"),
    "a web page": (b"<!DOCTYPE html><html></html>", "not-a-picture it is a web page"),
    "a script": (f"{SVG}<script>alert(1)</script></svg>".encode(), "unsafe-picture holds a <script>"),
    "a foreign file": (f'{SVG}<image href="file:///etc/passwd"/></svg>'.encode(), "unsafe-picture refers to 'file:"),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + f"{SVG}</svg>".encode(), "unsafe-picture declares entities"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_means_harm(tmp_path: Path, name: str) -> None:
    data, expected = PICTURES[name]
    told(picture_deck(tmp_path, "a.png", data), expected)


@pytest.mark.parametrize(
    "name", ["-rf.png", "it's & <x>.png", "a#b?c%20d.png", "日本語 画像.png", "{{x}.png", "a;b$(id).png"]
)
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    built = tried(picture_deck(tmp_path, name, png(9, 9)))
    assert built.path is not None
    assert not errors(built)


def test_limits_are_raised_by_who_runs_the_program_and_not_by_a_deck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = deck(tmp_path, "title: A\nbody: b\nnotes: " + "word " * 4_001)
    built = tried(home)
    assert [problem.hint for problem in built.problems] == [
        f"if you trust it, {SWITCH}=2 in the environment lets it through"
    ]
    for nonsense in ("0", "-3", "many", "2.5", "99999"):
        monkeypatch.setenv(SWITCH, nonsense)
        assert errors(tried(home))
    monkeypatch.setenv(SWITCH, "2")
    assert tried(home).path is not None


def test_an_unzipped_template_of_very_many_folders(tmp_path: Path) -> None:
    home = deck(tmp_path, "deck: {template: deep}\n---\n" + BODY + "b")
    base = home / "templates" / "deep" / "base"
    (base / ("a/" * 40)).mkdir(parents=True)
    (base / "[Content_Types].xml").write_text("<x/>", "utf-8")
    told(home, "unreadable-file more than 32 folders within one another")


CORPUS_PICTURES = {
    "html_404.png": "not-a-picture",
    "svg_foreign.svg": "unsafe-picture",
    "svg_image_file.svg": "unsafe-picture",
    "svg_image_http.svg": "unsafe-picture",
    "svg_js_href.svg": "unsafe-picture",
    "svg_laughs.svg": "unsafe-picture",
    "svg_script.svg": "unsafe-picture",
    "svg_style_import.svg": "unsafe-picture",
    "svg_use_bomb.svg": "broken-picture",
    "svg_xxe.svg": "unsafe-picture",
    "zero.png": "not-a-picture",
}
"""What is refused; every other picture there is shown."""


@pytest.mark.needs("shared")
def test_pictures_of_the_corpus(tmp_path: Path, shared: Path) -> None:
    files = sorted((shared / "corpus" / "hostile" / "images").iterdir())
    assert len(files) > 25
    for number, file in enumerate(files):
        home = picture_deck(tmp_path / str(number), file.name, file.read_bytes())
        found = [line.partition(":")[0] for line in errors(tried(home))]
        assert found == [CORPUS_PICTURES[file.name]] if file.name in CORPUS_PICTURES else not found, file.name


CORPUS_TEMPLATES = {
    "empty": "not-a-presentation",
    "encrypted_agile": "encrypted-file",
    "html": "not-a-presentation",
    "truncated": "damaged-file",
    "xxe_content_types": "unsafe-file",
    "xxe_rels": "unsafe-file",
    "zipbomb_media_1GiB": "file-too-large",
    "slide_self_layout_cycle": "damaged-file",
    "lo__empty": "not-a-presentation",
    "lo__ofz46160-1": "damaged-file",
}
"""What is refused as a template. Others are harmless as one, since slides are left behind unread."""


@pytest.mark.needs("shared")
def test_templates_of_the_corpus(tmp_path: Path, shared: Path) -> None:
    folder = shared / "corpus" / "hostile"
    files = sorted([*(folder / "pptx").iterdir(), *(folder / "real").iterdir()])
    assert len(files) > 30
    for number, file in enumerate(files):
        home = template_deck(tmp_path / str(number), file.read_bytes(), file.suffix)
        found = [line.partition(":")[0] for line in errors(tried(home))]
        strict = "strict-file" if file.name.startswith("Open-XML-SDK") else None
        wanted = CORPUS_TEMPLATES.get(file.stem, strict)
        assert found == ([wanted] if wanted else []), file.name


@pytest.mark.needs("shared")
def test_texts_of_the_corpus_are_told_and_nothing_is_written(tmp_path: Path, shared: Path) -> None:
    files = sorted((shared / "corpus" / "hostile" / "yaml").iterdir())
    assert len(files) > 20
    for number, file in enumerate(files):
        assert errors(tried(deck(tmp_path / str(number), file.read_bytes()))), file.name


MEASURE = """
import sys
from pathlib import Path
from summitdeck.pipeline import build
built = build(sys.argv[1], sys.argv[2])
print([problem.code for problem in built.problems])
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line))
"""


def memory(home: Path) -> tuple[str, int]:
    """Return the codes a build tells in a process of its own, and MiB of the most memory that it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", MEASURE, str(home), str(home.parent / "a.pptx")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    keep_deck(home.parent / "a.pptx")
    codes, kilobytes = done.stdout.split("\n")[:2]
    return codes, int(kilobytes) // 1024


def _large(folder: Path, case: str) -> Path:
    base = ROOT / "templates" / "summit" / "base"
    match case:
        case "a slide of 15 MB":
            return deck(folder, BODY + "x" * 15_000_000)
        case "a picture to convert":
            return picture_deck(folder, "a.png", png(4_000, 4_000, 16, 6))
        case "a picture of 100 million pixels":
            return picture_deck(folder, "a.png", png(10_000, 10_000, 8, 2))
        case "a picture within a drawing":
            import base64

            inner = base64.b64encode(png(9_000, 9_000, 8, 0)).decode()
            return picture_deck(folder, "a.svg", f'{SVG}<image href="data:image/png;base64,{inner}"/></svg>'.encode())
        case _:
            zipped = folder / "base.zip"
            folder.mkdir(exist_ok=True)
            _zip(base, zipped)
            part = "ppt/slideMasters/slideMaster1.xml"
            blob = b"<p:sp/>" * 300_000 if case == "a master of many elements" else bytes(150 * 2**20)
            name = part if case == "a master of many elements" else "ppt/media/z.png"

            def change(parts: dict[str, bytes]) -> None:
                parts[name] = parts[part].replace(b"</p:spTree>", blob + b"</p:spTree>") if name == part else blob

            return template_deck(folder, repacked(zipped, folder / "b.pptx", change))


def _zip(folder: Path, target: Path) -> None:
    import zipfile

    with zipfile.ZipFile(target, "w") as made:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                made.write(file, file.relative_to(folder).as_posix())


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's most memory")
@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("a slide of 15 MB", "too-large"),
        ("a picture to convert", ""),
        ("a picture of 100 million pixels", ""),
        ("a picture within a drawing", "unsafe-picture"),
        ("a master of many elements", "unsafe-file"),
        ("a template that unpacks to 150 MB", "file-too-large"),
    ],
)
def test_the_worst_takes_little_memory(tmp_path: Path, case: str, code: str) -> None:
    codes, taken = memory(_large(tmp_path / "x", case))
    assert code in codes
    assert taken < MOST_MEMORY
