"""`summitdeck template …`: commands that look at a corporate template, or make one of a project's of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from summitdeck.problems import Problem, has_errors
from summitdeck.terminal import conclude, show

file_argument = click.argument("file", type=click.Path(path_type=Path))
language_option = click.option(
    "--language", default="ja-JP", show_default=True, help="The language of the decks made on it."
)


@click.group(epilog="Example:  summitdeck template inspect corporate.potx")
def template() -> None:
    """Look at a PowerPoint template, find what is wrong with it, or make one of a project's of it."""


@template.command(epilog="Example:  summitdeck template inspect corporate.potx --format json")
@file_argument
@language_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is shown.")
def inspect(file: Path, language: str, form: str) -> None:
    """Show what FILE offers: layouts, slots with their frames, sizes and faces, colours, furniture."""
    from summitdeck.assets.files import Trouble
    from summitdeck.pipeline import faces_beside
    from summitdeck.template.inspect import inspect_template
    from summitdeck.template.inspection_report import inspection_to_json, inspection_to_text

    found = inspect_template(file, language, faces_beside(file))
    if isinstance(found, Trouble):
        _refuse(found)
        return
    click.echo(inspection_to_json(found) if form == "json" else inspection_to_text(found))


@template.command(epilog="Example:  summitdeck template lint corporate.potx")
@file_argument
@language_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How problems are shown."
)
def lint(file: Path, language: str, form: str) -> None:
    """Say what in FILE would make decks look wrong, and where in PowerPoint to change it."""
    from summitdeck.pipeline import faces_beside
    from summitdeck.template.lint import lint_template

    conclude(lint_template(file, language, faces_beside(file)), form, ())


@template.command(epilog="Example:  summitdeck template new corporate.potx --as corporate")
@file_argument
@click.option("--as", "name", required=True, help="What decks will call it: `template: NAME`.")
@click.option(
    "--keep-file", is_flag=True, help="Keep the base as one file; else it is unzipped, to be compared by git."
)
def new(file: Path, name: str, keep_file: bool) -> None:
    """Make templates/NAME/ from FILE: its design without its slides, and a starter for each layout of its own."""
    from summitdeck.assets.files import Trouble, display_name, project_root
    from summitdeck.template.starter import new_template

    made = new_template(file, name, project_root(Path.cwd()), unzip=not keep_file)
    if isinstance(made, Trouble):
        _refuse(made)
        return
    show(made.problems, "text", ())
    layouts = f"{len(made.layouts)} layout{'' if len(made.layouts) == 1 else 's'} of its own"
    click.echo(f"{display_name(made.path)}: {layouts}; say `template: {name}` in deck.yaml")
    if has_errors(made.problems):
        sys.exit(1)


def _refuse(trouble: object) -> None:
    """Tell what stands against it, and leave."""
    from summitdeck.assets.files import Trouble
    from summitdeck.problems import error

    assert isinstance(trouble, Trouble)
    problems: tuple[Problem, ...] = (error(trouble.code, trouble.message, None, trouble.hint),)
    show(problems, "text", ())
    sys.exit(1)
