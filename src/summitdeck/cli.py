"""The command line: click commands that call the pipeline and print what it says. Nothing is decided here."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from summitdeck import __version__
from summitdeck.build_command import build_one
from summitdeck.each_commands import build_all, check_all, each_option, jobs_option, row_option, values_of_row
from summitdeck.frozen import TYPE_CHECKING, replace
from summitdeck.new_commands import add, new
from summitdeck.problems import has_errors, warnings_as_errors
from summitdeck.template_commands import template
from summitdeck.terminal import Progress, colour, conclude, prepare_process, show

if TYPE_CHECKING:
    from summitdeck.deck.model import Var
    from summitdeck.scene.layouts import LayoutField

deck_argument = click.argument("deck", type=click.Path(path_type=Path), default=".")
set_option = click.option(
    "--set",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for {{ NAME }}; goes before `vars`. Repeatable.",
)
vars_option = click.option(
    "--vars",
    "value_files",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A YAML file of values; goes before `vars`, after --set. Repeatable, the last goes first.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    help="How problems are shown.",
)
strict_option = click.option("--strict", is_flag=True, help="Warnings are errors.")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  summitdeck build slides/kilo-2014",
)
@click.version_option(__version__, prog_name="summitdeck")
def main() -> None:
    """Slides in YAML become a native PowerPoint deck.

    Exit status: 0 done (warnings allowed, unless --strict), 1 errors, 2 the command itself was wrong.
    """
    prepare_process()


main.add_command(template)
main.add_command(new)
main.add_command(add)


@main.command(epilog="Example:  summitdeck build slides/kilo-2014 -o kilo.pptx --set city=Paris")
@deck_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Default: build/NAME.pptx in the project.")
@vars_option
@set_option
@each_option
@jobs_option
@strict_option
@format_option
def build(
    deck: Path,
    output: Path | None,
    value_files: Sequence[Path],
    given: Sequence[str],
    each: Path | None,
    jobs: int | None,
    strict: bool,
    form: str,
) -> None:
    """Build DECK (a folder or a file; default: here) into a .pptx file.

    With --each, or `matrix:` in the deck, a file for each row of a table, named as -o 'build/{{ slug }}.pptx' says.
    """
    if not build_all(deck, each, output, value_files, _values(given), jobs, strict, form):
        build_one(deck, output, _values(given), value_files, strict, form)


@main.command(epilog="Example:  summitdeck check slides/kilo-2014 --format github")
@deck_argument
@vars_option
@set_option
@each_option
@jobs_option
@strict_option
@format_option
def check(
    deck: Path,
    value_files: Sequence[Path],
    given: Sequence[str],
    each: Path | None,
    jobs: int | None,
    strict: bool,
    form: str,
) -> None:
    """Say what is wrong or could be better in DECK; write nothing.

    Notes say what was made smaller so that it fits; nothing is wrong with it.
    """
    from summitdeck.pipeline import lay_out

    if check_all(deck, each, value_files, _values(given), jobs, strict, form):
        return
    with Progress() as progress:
        laid_out = lay_out(deck, values=_values(given), value_files=value_files, progress=progress.step, strict=strict)
    conclude(laid_out.problems, form, laid_out.sources)


@main.command(epilog="Example:  summitdeck layouts slides/kilo-2014")
@deck_argument
def layouts(deck: Path) -> None:
    """List the layouts that slides of DECK may use, each with its fields."""
    from summitdeck.pipeline import list_layouts

    listing, problems = list_layouts(deck)
    found = [layout for name in listing.names() if (layout := listing.get(name))]
    problems = (*problems, *(problem for layout in found for problem in layout.problems))
    for layout in found:
        click.secho(layout.name, bold=True, nl=False, color=colour(sys.stdout))
        description = layout.description if layout.path else "a layout of the template itself"
        click.echo(f"  {description}" if description else "")
        for field in layout.fields:
            click.echo(f"    {field.name}: {_field_kinds(field)}")
    show(problems, "text", listing.sources)
    if has_errors(problems):
        sys.exit(1)


@main.command(epilog="Example:  summitdeck explain slides/kilo-2014 2")
@deck_argument
@click.argument("slides", nargs=-1, metavar="[SLIDE]...")
@vars_option
@set_option
@row_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is shown.")
def explain(
    deck: Path, slides: Sequence[str], value_files: Sequence[Path], given: Sequence[str], row: int | None, form: str
) -> None:
    """Say why slides of DECK look as they do: layout, base layout, slots, how texts were fitted.

    SLIDE is a page's number, a slide's id or its file; without any, all are explained. In the deck's folder the DECK
    may be left out: `summitdeck explain 2`.
    """
    from summitdeck.explain import explain_page, explained_to_json, explained_to_text, find_pages
    from summitdeck.pipeline import lay_out

    if not deck.exists():
        deck, slides = Path(), (str(deck), *slides)
    laid_out = lay_out(deck, values=values_of_row(deck, row, _values(given)), value_files=value_files)
    scene = laid_out.scene
    if scene is None:
        conclude(laid_out.problems, "text", laid_out.sources)
        return
    wanted = {name: find_pages(scene, laid_out.deck, name) for name in slides}
    unknown = [name for name, found in wanted.items() if not found]
    if unknown:
        raise click.UsageError(f"there is no slide '{unknown[0]}': name a page's number, a slide's id or its file")
    numbers = [index for found in wanted.values() for index in found] or range(len(scene.pages))
    pages = [explain_page(scene, laid_out.deck, index) for index in dict.fromkeys(numbers)]
    click.echo(explained_to_json(pages) if form == "json" else explained_to_text(pages))


@main.command(epilog="Example:  summitdeck verify build/kilo-2014.pptx --strict")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@strict_option
@format_option
def verify(files: Sequence[Path], strict: bool, form: str) -> None:
    """Prove of .pptx files, ours or not, that they are sound and that their texts fit.

    Each FILE is read again from itself alone. The package is held against the rules whose breach makes PowerPoint
    offer a repair; every text is measured for PowerPoint and for LibreOffice. Nothing is written.
    """
    from summitdeck.pipeline import faces_beside
    from summitdeck.verify import verified_to_json, verified_to_text, verify

    results = [verify(file, faces=faces_beside(file)) for file in files]
    if strict:
        results = [
            replace(each, package=warnings_as_errors(each.package), fit=warnings_as_errors(each.fit))
            for each in results
        ]
    problems = [problem for verified in results for problem in verified.problems]
    if form == "json":
        click.echo(f"[{', '.join(map(verified_to_json, results))}]")
    elif form == "sarif":
        from summitdeck.ooxml.self_check import rule_manuals
        from summitdeck.sarif import problems_to_sarif

        found = [
            (file.as_posix(), problem) for file, each in zip(files, results, strict=True) for problem in each.problems
        ]
        click.echo(problems_to_sarif(found, __version__, rule_manuals()))
    elif form == "github":
        show(problems, form, ())
    else:
        for verified in results:
            click.echo(verified_to_text(verified))
        show([problem for verified in results if not verified.slides for problem in verified.problems], form, ())
    if has_errors(problems):
        sys.exit(1)


class _ListByDefault(click.Group):
    """A group whose first word may be a deck: `fonts slides/kilo-2014` is `fonts list slides/kilo-2014`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `list` before what names no command and asks for no help."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@main.group(cls=_ListByDefault, epilog="Example:  summitdeck fonts slides/kilo-2014")
def fonts() -> None:
    """List the faces of a deck, or keep their widths beside it.

    `summitdeck fonts DECK` is `summitdeck fonts list DECK`.
    """


@fonts.command("list", epilog="Example:  summitdeck fonts list slides/kilo-2014")
@deck_argument
@row_option
def list_fonts(deck: Path, row: int | None) -> None:
    """List the faces of DECK: what each draws, and what its widths are."""
    from summitdeck.pipeline import list_faces

    faces, problems = list_faces(deck, values=values_of_row(deck, row, {}))
    for face in faces:
        click.secho(face.name, bold=True, nl=False, color=colour(sys.stdout))
        click.echo(f"  {', '.join(face.uses) or 'in the template, not used'}")
        click.echo(f"    {face.words}")
    show(problems, "text", ())
    if has_errors(problems):
        sys.exit(1)


@fonts.command("dump", epilog="Example:  summitdeck fonts dump 'Company Sans' -o slides/kilo-2014/fonts")
@click.argument("faces", nargs=-1, required=True, metavar="FACE...")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A fonts/ folder.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
def dump_fonts(faces: Sequence[str], output: Path, force: bool) -> None:
    """Write the widths of installed faces into a fonts/ folder.

    Metrics files in the fonts/ folder of a deck, of a project or beside a template stand for a FACE where it is not
    installed. They hold numbers, not the font.
    """
    from summitdeck.assets.files import display_name
    from summitdeck.pipeline import dump_faces

    written, problems = dump_faces(faces, output, replace_files=force)
    for path in written:
        click.echo(display_name(path))
    show(problems, "text", ())
    if has_errors(problems):
        sys.exit(1)


def _field_kinds(field: LayoutField) -> str:
    """What a field may hold, as a person says it."""
    *first, last = field.kinds
    kinds = f"{', '.join(first)} or {last}" if first else last
    several = "several: " if field.several else ""
    short = f", or `{field.short}`" if field.short else ""
    return several + kinds + ("" if field.required else " (may be left out)") + short


def _values(given: Sequence[str]) -> Mapping[str, Var]:
    """`a.b=c` pairs as nested values."""
    from summitdeck.deck.core import plain_value

    values: dict[str, Var] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--set takes NAME=VALUE, not '{pair}'")
        place, *inner = name.strip().split(".")
        target: dict[str, Var] = values
        for step in inner:
            deeper = target.setdefault(place, {})
            if not isinstance(deeper, dict):
                raise click.UsageError(f"--set {pair}: '{place}' has a value already, so it cannot hold '{step}'")
            target, place = deeper, step
        target[place] = plain_value(value)
    return values
