"""What the characters of a text tell about it."""

from __future__ import annotations

import pytest

from summitdeck.typeset.scripts import (
    follows_east_asian,
    is_right_to_left,
    pseudo_word_ends,
    script_seams,
    text_to_scripts,
    unmeasured_scripts,
)

THAI = "การประชุมครั้งนี้"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("Nova", ()),
        ("会場 α я שלום مرحبا हिन्दी", ()),  # spaces part their words, or none is needed
        (THAI, ("Thai",)),
        ("Nova ประเทศ ປະເທດ", ("Lao", "Thai")),
        ("ប្រទេស", ("Khmer",)),
        ("မြန်မာ", ("Burmese",)),
        ("฿100", ()),  # the currency sign is no word
    ],
)
def test_scripts_whose_words_only_a_dictionary_tells(text: str, names: tuple[str, ...]) -> None:
    assert unmeasured_scripts(text) == names


def test_a_few_letters_are_taken_for_a_word() -> None:
    ends = pseudo_word_ends(f"ab {THAI} cd")
    parts = [f"ab {THAI} cd"[start:end] for start, end in zip([0, *ends], [*ends, None], strict=True)]
    assert parts == ["ab การป", "ระชุม", "ครั้งนี้ cd"]  # no mark is parted from its letter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("Nova", False),
        ("会場 שלום", False),
        ("שלום Nova", True),
        ("(1) مرحبا", True),  # digits and brackets have no direction of their own
        ("Nova שלום", False),
        ("123 – ①", False),
    ],
)
def test_the_first_letter_tells_the_direction(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("text", "seams"),
    [  # measured in LibreOffice 7.4's PDFs
        ("会場a", [2]),
        ("a会場", [1]),
        ("会場 a", [3]),
        ("“会場", [1]),  # a sign at the very start counts as another script
        (" 会場", [1]),
        ("会“場”", []),
        ("会場\n“長い", []),
        ("会\t場", []),
    ],
)
def test_seams_between_scripts(text: str, seams: list[int]) -> None:
    assert script_seams(text_to_scripts(text)) == seams


@pytest.mark.parametrize(
    ("text", "expected"),
    [("会", True), ("a", False), ("会 ", True), ("会…", True), ("a…", False), ("会\n", True), ("(", False)],
)
def test_signs_and_spaces_belong_to_the_text_before_them(text: str, expected: bool) -> None:
    assert follows_east_asian(text + "x", len(text)) is expected


def test_a_sign_at_the_start_belongs_to_what_follows() -> None:
    assert follows_east_asian("“会場", 1) and not follows_east_asian("“Nova", 1)
