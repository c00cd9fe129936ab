"""Judge the line breaking of `summitdeck.typeset` by LibreOffice: random boxes, converted, their lines counted.

    python tools/judge_lines.py [--boxes 300] [--seed 1] [--faces FACE...] [--keep FOLDER] [--show 5]

Each box is a slide of 3 to 8 paragraphs, Japanese, English or mixed, in up to five levels, 2 to 9 inches wide, 12
to 28 pt, in Calibri or Arial with Noto Sans CJK JP (so Carlito, Liberation Sans and Noto must be installed, and
`soffice` and `pdftotext` be on the path); some are bold, wholly or in part. Sizes, faces and languages are
explicit. Prints how many boxes have another number of lines than computed, for each profile and for the larger of
the two, and how many lines have the same text.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from summitdeck.typeset.model import Bullet, BulletKind, Face, LevelStyle, SetParagraph, SetRun
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import has_east_asian
from summitdeck.typeset.setting import set_paragraph

INCH = 914400
FACES = ("Calibri", "Arial")
EAST_ASIAN_FACE = "Noto Sans CJK JP"
JAPANESE = """\
概要
会場が細長い
おもちゃ少なめ
立ち見あり
参加者の半分は初めて来た人たちで、廊下まで人があふれていた。
開始時刻が遅めなので、朝はゆっくりできる。
「使いかた」の説明が多い
ユーザ事例の紹介（製造業、研究所など）が続く
設計の議論は部屋ごとに分かれて、メモは共有の文書に書いていく。
負債の返済とテストの安定が今回の主題になった
移行の手順はまだ決まらない……
次の版までに仕様をまとめ、レビューを受けることになった。
ネットワークの機能分割について
スケジューラーを切り出す作業は、次のサイクルでも続ける。
ちょっと待って！という声もあったが、おおむね合意した
サーバー・ストレージ・ネットワークの三つを順に見る
互換性を保つためのルールを「やさしく」書きなおした
運用者の会議では、監視、更新、障害対応の話がよく出た。
バージョンをまたぐ更新は、いまだに難しいと言われている
""".splitlines()
ENGLISH = """\
Technical debt and growth challenges
The schedule was tight, but everybody stayed until the very end.
Development process and procedures
Lightning talks (five minutes each) were the most popular part
Cells are used by two operators, and a third is planning a migration
Advanced services spin out
Pluggable IPAM, distributed routing, and high availability
User stories: car makers, research labs, banks
We keep the skills in-house; the build-or-buy question stays open
Open questions remain about up-to-date drivers
Backward-compatible changes only - no exceptions
Teams from Tokyo, Toronto & Warsaw took part; WiFi was fine
More than 4,600 people from 60+ countries registered for the event
Quality first: 99.95 % of all gate jobs passed
""".splitlines()
WORDS = """\
OpenStack Nova Neutron Design Summit API cells Swift v2 Kilo Juno Rackspace Huawei CERN NFV BMW IPv6 Oslo.versioning
nova-network RPC Python 3 2014.11.3 100 GB DVR L3 HA contributors meetup driver Ceph Cinder etherpad #1 50% IPAM
"""
PARTICLES = "の は が を に で と も から まで では について などの での"
NOUNS = """\
機能 仕様 移行 議論 利用者 設計 実装 会議 性能 予定 部屋 発表 性能評価 テスト ドライバー スケジューラー 互換性 ユーザー
アップグレード メンテナンス
"""
ENDINGS = "する。 した 。 ？ …… 、次へ続く （予定） という話 「検討中」 ー！ など"


@dataclass(frozen=True, slots=True)
class Box:
    """One slide's text."""

    width: int
    """EMU between the insets."""
    paragraphs: tuple[SetParagraph, ...]


def random_text(chance: random.Random) -> str:
    """A bullet's text: a third Japanese, a third English, a third mixed."""
    kind = chance.randrange(3)
    if kind == 0:
        return "".join(chance.choice(JAPANESE) for _ in range(chance.randint(1, 3)))
    if kind == 1:
        return " ".join(chance.choice(ENGLISH) for _ in range(chance.randint(1, 3)))
    parts = []
    for _ in range(chance.randint(2, 7)):
        word = _word(chance, WORDS) + (" " + _word(chance, WORDS) if chance.random() < 0.3 else "")
        space = " " if chance.random() < 0.3 else ""
        parts += [word, space, _word(chance, PARTICLES), _word(chance, NOUNS)]
        joint = "、" if chance.random() < 0.2 else "、" + _word(chance, NOUNS) + "を"
        parts.append(_word(chance, PARTICLES) if chance.random() < 0.7 else joint)
    return "".join(parts) + _word(chance, ENDINGS)


def _word(chance: random.Random, words: str) -> str:
    return chance.choice(words.split())


def random_runs(chance: random.Random) -> tuple[SetRun, ...]:
    """A bullet's runs: mostly one, sometimes three with the middle one bold."""
    text = random_text(chance)
    if chance.random() < 0.8:
        return (SetRun(text),)
    start, end = sorted((chance.randint(1, len(text)), chance.randint(1, len(text))))
    runs = (SetRun(text[:start]), SetRun(text[start:end], bold=True), SetRun(text[end:]))
    return tuple(run for run in runs if run.text)


def random_box(chance: random.Random, faces: Sequence[str] = FACES) -> Box:
    """A box of random width, face, sizes and texts."""
    latin = chance.choice(faces)
    first = chance.randint(14, 28)
    bullet = Bullet(BulletKind.CHARACTER, "•")
    paragraphs = []
    level = 0
    for _ in range(chance.randint(3, 8)):
        size = max(12, first - 2 * level) * 100
        style = LevelStyle(
            size=size,
            face=Face(latin, EAST_ASIAN_FACE),
            bold=chance.random() < 0.15,
            margin_left=228600 + 342900 * level,
            indent=-228600,
            bullet=bullet,
        )
        paragraphs.append(SetParagraph(random_runs(chance), style))
        level = max(0, min(4, level + chance.choice((-1, 0, 0, 1))))
    return Box(round(chance.uniform(2, 9) * INCH), tuple(paragraphs))


def write_boxes(boxes: Sequence[Box], path: Path) -> None:
    """Write each box on a slide of its own, everything explicit."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(10 * INCH), Emu(56 * INCH)
    for box in boxes:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        shape = slide.shapes.add_textbox(Emu(INCH // 4), Emu(INCH // 4), Emu(box.width), Emu(55 * INCH))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for index, paragraph in enumerate(box.paragraphs):
            target = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            _write_paragraph(target, paragraph)
    deck.save(str(path))


def _write_paragraph(target: Any, paragraph: SetParagraph) -> None:
    style = paragraph.style
    japanese = has_east_asian("".join(run.text for run in paragraph.runs))
    for run in paragraph.runs:
        written = target.add_run()
        written.text = run.text
        written.font.size = Emu(style.size * 127)
        written.font.bold = style.bold or run.bold
        written.font.name = style.face.latin
        properties = written._r.get_or_add_rPr()
        properties.set("lang", "ja-JP" if japanese else "en-US")
        properties.set("altLang", "en-US" if japanese else "ja-JP")
        face = properties.makeelement(qn("a:ea"), {"typeface": style.face.east_asian})
        properties.find(qn("a:latin")).addnext(face)
    layout = target._p.get_or_add_pPr()
    layout.set("marL", str(style.margin_left))
    layout.set("indent", str(style.indent))
    layout.append(layout.makeelement(qn("a:buFont"), {"typeface": style.face.latin}))
    layout.append(layout.makeelement(qn("a:buChar"), {"char": style.bullet.character}))


def convert(path: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a deck."""
    profile = folder / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=600)
    return folder / f"{path.stem}.pdf"


def read_lines(pdf: Path) -> list[list[str]]:
    """The lines of each page, top down: words whose baselines are near one another, without spaces."""
    out = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=300)
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", "", out.stdout.decode("utf-8"))
    pages = []
    for page in ElementTree.fromstring(text).iter("{http://www.w3.org/1999/xhtml}page"):
        words = sorted(
            (float(word.get("yMax", 0)), float(word.get("xMin", 0)), float(word.get("yMin", 0)), word.text or "")
            for word in page
        )
        pages.append([_join(line) for line in _rows(words)])
    return pages


Word = tuple[float, float, float, str]


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    row: list[Word] = []
    for word in words:
        if row and word[0] - row[-1][0] > 0.4 * (word[0] - word[2]):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _join(row: Sequence[Word]) -> str:
    return "".join(word[3] for word in sorted(row, key=lambda word: word[1])).replace("•", "")


def computed_lines(box: Box, profile: Profile) -> list[str]:
    """The lines as `typeset` sets them."""
    return [line for paragraph in box.paragraphs for line in set_paragraph(paragraph, box.width, profile).texts]


def main() -> None:
    """Read the command line, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--boxes", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faces", nargs="+", default=FACES, help="Latin faces of which each box takes one")
    parser.add_argument("--keep", type=Path, help="keep the deck and its PDF here")
    parser.add_argument("--show", type=int, default=5, help="how many wrong boxes to print")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    boxes = [random_box(chance, given.faces) for _ in range(given.boxes)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        write_boxes(boxes, folder / "boxes.pptx")
        print(subprocess.run(["soffice", "--version"], check=True, capture_output=True, text=True).stdout.strip())
        pages = read_lines(convert(folder / "boxes.pptx", folder))
    if len(pages) != len(boxes):
        sys.exit(f"{len(boxes)} boxes, but {len(pages)} pages")
    print_verdict(boxes, pages, given.show)


def print_verdict(boxes: Sequence[Box], pages: Sequence[Sequence[str]], show: int) -> None:
    """Print the shares of wrong boxes and the first wrong lines of some."""
    counts = {profile: [len(computed_lines(box, profile)) for box in boxes] for profile in Profile}
    truth = [len(page) for page in pages]
    print(f"{len(boxes)} boxes, {sum(truth)} lines")
    both = [max(pair) for pair in zip(*counts.values(), strict=True)]
    for name, found in [*((str(profile), counts[profile]) for profile in Profile), ("the larger", both)]:
        under = sum(have < want for have, want in zip(found, truth, strict=True))
        over = sum(have > want for have, want in zip(found, truth, strict=True))
        off = sum(abs(have - want) for have, want in zip(found, truth, strict=True)) / sum(truth)
        wrong = (under + over) / len(boxes)
        print(f"{name:>12}: {wrong:.1%} wrong ({under} under, {over} over), {off:.2%} of the lines")
    same = lines = 0
    for number, (box, page) in enumerate(zip(boxes, pages, strict=True)):
        ours = ["".join(line.split()) for line in computed_lines(box, Profile.LIBREOFFICE)]
        same += sum(a == b for a, b in zip(ours, page, strict=False))
        lines += len(page)
        if len(ours) != len(page) and show > 0:
            show -= 1
            where = next((i for i, (a, b) in enumerate(zip(ours, page, strict=False)) if a != b), 0)
            print(f"box {number + 1}, line {where + 1}: {ours[where : where + 2]} but {page[where : where + 2]}")
    print(f"lines with the same text: {same / lines:.1%}")


if __name__ == "__main__":
    main()
