"""Where templates are: the deck's own, the project's, the built-in ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitdeck.assets.files import Trouble
from summitdeck.scene.templates import builtin_folder, find_template, template_folders, template_names


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a template of its own, and a deck with one too."""
    for folder in ("templates/corporate/base", "slides/talk/templates/corporate/base", "slides/talk/templates/own"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "slides/talk/templates/own/base.potx").touch()
    (tmp_path / "slides/talk/acme.pptx").touch()
    return tmp_path


def find(name: str, project: Path) -> str:
    found = find_template(name, project / "slides/talk", project)
    if isinstance(found, Trouble):
        return f"{found.code}: {found.hint}"
    folder = builtin_folder()
    return f"built-in {found.relative_to(folder)}" if folder in found.parents else found.relative_to(project).as_posix()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("corporate", "slides/talk/templates/corporate/base"),  # the deck's goes before the project's
        ("own", "slides/talk/templates/own/base.potx"),
        ("summit", "built-in summit/base"),
        ("acme.pptx", "slides/talk/acme.pptx"),
        ("sumit", "unknown-template: did you mean 'summit'?"),
        ("acme2.pptx", "missing-file: did you mean 'acme.pptx'?"),
    ],
)
def test_the_nearest_template_is_found(name: str, found: str, project: Path) -> None:
    assert find(name, project) == found


def test_the_folders_are_one_visible_list(project: Path) -> None:
    folders = template_folders(project / "slides/talk", project)
    assert [folder.parent.name for folder in folders[:2]] == ["talk", project.name]
    assert folders[-1] == builtin_folder()
    assert set(template_names(folders)) >= {"corporate", "own", "summit"}


def test_a_file_outside_the_project_is_refused(project: Path) -> None:
    (project.parent / "elsewhere.pptx").touch()
    assert find("../../../elsewhere.pptx", project).startswith("outside-path")


@pytest.mark.parametrize("name", ["../corporate", "..", "", "a/b", "C:\\x", "a\0b"])
def test_a_name_leads_nowhere_else(name: str, project: Path) -> None:
    assert find(name, project).startswith("unknown-template")


def test_a_link_that_leads_outside_is_refused(project: Path) -> None:
    outside = project.parent / "outside"
    (outside / "base").mkdir(parents=True)
    try:
        (project / "templates/linked").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    assert find("linked", project).startswith("outside-path")
