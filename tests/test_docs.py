"""What the documents say is true: commands exist, every YAML block builds, every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import summitdeck
from summitdeck.cli import main

ROOT = Path(__file__).parent.parent
GUIDES = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("decks", "checking", "templates"))]
"""What a person reads; `docs/language.md` is made from the tour, which has tests of its own."""
DOCUMENTS = [
    *GUIDES,
    *(
        ROOT / name
        for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/language.md")
    ),
]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def in_guides(language: str) -> list[str]:
    return [text for guide in GUIDES for text in blocks(guide, language)]


@pytest.mark.parametrize("text", in_guides("yaml"))
def test_every_deck_in_the_guides_builds_without_a_problem(text: str, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(text, "utf-8")
    (tmp_path / "data").mkdir()
    (data,) = in_guides("csv")
    (tmp_path / "data/summits.csv").write_text(data, "utf-8")
    built = summitdeck.build(deck, tmp_path / "deck.pptx")
    assert [f"{problem.span} {problem.message}" for problem in built.problems] == []
    assert built.path is not None
    assert built.path.stat().st_size > 10_000


@pytest.mark.parametrize("text", in_guides("xml"))
def test_the_layout_in_the_guides_is_a_layout(text: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mine.xml.jinja").write_text(text, "utf-8")
    (tmp_path / "deck.yaml").write_text("layout: mine\ntitle: A\nleft: [b]\nright: [c]\n", "utf-8")
    assert summitdeck.check(tmp_path) == ()


def test_every_command_is_in_the_readme_and_helps_with_an_example() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert isinstance(main, click.Group)
    for name, command in main.commands.items():
        assert f"summitdeck {name}" in readme
        assert command.help
        assert f"summitdeck {name}" in (command.epilog or "")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|mailto:|#)([^)#]+)", re.sub(r"`[^`\n]*`", "", document.read_text("utf-8")))
    code = "".join(blocks(document, "[a-z]*"))
    missing = [target for target in targets if target not in code and not (document.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_and_make_target_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    for path in re.findall(r"`(src/summitdeck/[\w/]+\.py|tests/[\w/]+\.py)`", text):
        assert (ROOT / path).exists(), path
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE):
        assert target in targets, target
