"""`summitdeck new` and `summitdeck add`: a deck or a slide to begin with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from summitdeck.problems import has_errors
from summitdeck.terminal import show


@click.command(epilog="Example:  summitdeck new liberty-2015 --like slides/kilo-2014")
@click.argument("name", required=False)
@click.option("--kind", type=click.Choice(["report", "talk", "blank"]), help="What slides it begins with.")
@click.option("--like", type=click.Path(path_type=Path), metavar="DECK", help="Begin with another deck's structure.")
@click.option("--title", help="The deck's title.")
@click.option("--author", help="Who wrote it.")
def new(name: str | None, kind: str | None, like: Path | None, title: str | None, author: str | None) -> None:
    """Make slides/NAME/, a deck that builds at once; `summitdeck check` lists what is to fill.

    On a terminal it asks for what is not said. Nothing that is there is overwritten.
    """
    from summitdeck.assets.files import display_name, project_root
    from summitdeck.scaffold import KINDS, new_deck

    if kind and like:
        raise click.UsageError("say --kind or --like, not both")
    if sys.stdin.isatty():
        name = name or click.prompt("Name of the deck's folder")
        if not kind and not like:
            kind = click.prompt("Kind", type=click.Choice(list(KINDS)), default="report")
        title = click.prompt("Title", default="", show_default=False) if title is None else title
        author = click.prompt("Author", default="", show_default=False) if author is None else author
    if not name:
        raise click.UsageError("say the name of the deck's folder")
    if not kind and not like:
        raise click.UsageError("say --kind report, talk or blank, or --like DECK")
    if like and not like.exists() and (project_root(Path.cwd()) / "slides" / like).exists():
        like = project_root(Path.cwd()) / "slides" / like
    written, problems = new_deck(
        name, project_root(Path.cwd()), kind=kind, like=like, title=title or "", author=author or ""
    )
    show(problems, "text", ())
    if has_errors(problems):
        sys.exit(1)
    folder = display_name(written[0].parent)
    click.echo(f"{folder}: {len(written)} files; `summitdeck check {folder}` lists what is to fill")


@click.command(epilog='Example:  summitdeck add two-columns "Build or buy" slides/liberty-2015 --after 04-problem')
@click.argument("layout")
@click.argument("title")
@click.argument("deck", type=click.Path(path_type=Path), default=".")
@click.option("--after", metavar="FILE", help="The slide file it comes right behind. Default: the last one.")
def add(layout: str, title: str, deck: Path, after: str | None) -> None:
    """Add a slide with LAYOUT and TITLE to DECK, its layout's fields as prompts."""
    from summitdeck.assets.files import display_name
    from summitdeck.scaffold import add_slide

    path, problems = add_slide(layout, title, deck, after=after)
    show(problems, "text", ())
    if path is None or has_errors(problems):
        sys.exit(1)
    click.echo(display_name(path))
