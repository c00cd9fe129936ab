"""What `deck:` may say."""

from __future__ import annotations

import pytest

from described import describe_problems_fully, describe_settings, source_of
from summitdeck.deck.keys import CONTENT_KEYS, KEYS, MAIN_KEYS, OPTIONS, SETTINGS_KEYS, SLIDE_KEYS, Where
from summitdeck.deck.printer import print_settings
from summitdeck.deck.reader import read_slides

GOOD = {
    "title: Kilo **報告**": ["title = Kilo **報告**"],
    'footer: "{{ team }} · R&D"': ["footer = {{ team }} · R&D"],
    "footer: false": [],
    "date: 2014-12-01": ["date = 2014-12-01"],
    "date: auto": ["date = True"],
    'date: "auto"': ["date = auto"],
    "date: false": ["date = False"],
    "language: zh-Hant-TW": ["language = zh-Hant-TW"],
    "template: ../corporate.potx": ["template = ../corporate.potx"],
    "number: false": ["number = False"],
    "number: true": [],
    "overflow: split": ["overflow = split"],
    "sizes: section": ["sizes = section"],
    "titles: balanced": ["titles = balanced"],
    "prune: true": ["prune = True"],
    "prune: false": [],
    "minimum: 14": ["minimum = Minimum(text=1400, table=None, title=None)"],
    "minimum: 10.5 pt": ["minimum = Minimum(text=1050, table=None, title=None)"],
    "minimum: {text: 6, table: 9, title: 96}": ["minimum = Minimum(text=600, table=900, title=9600)"],
    "vars: {price: 1.10, yes: Yes, 名: 概要}": ["vars = {'price': '1.10', 'yes': 'Yes', '名': '概要'}"],
    "vars: {a: [1, {b: c}], d: {e: {f: ''}}, g: []}": [
        "vars = {'a': ('1', {'b': 'c'}), 'd': {'e': {'f': ''}}, 'g': ()}"
    ],
    "vars: kilo.yaml": ["vars from kilo.yaml"],
    "vars: [../kilo.yaml, b.yml, {city: Paris}]": ["vars from ../kilo.yaml, b.yml", "vars = {'city': 'Paris'}"],
    "vars: [a.yaml, {city: Paris, s: {a: 1}}, {s: {b: 2}}]": [
        "vars from a.yaml",
        "vars = {'city': 'Paris', 's': {'a': '1', 'b': '2'}}",
    ],
    "slides: [b.yaml, ../common/a.yaml]": ["slides = b.yaml, ../common/a.yaml"],
    "slides: [{from: b/}, {from: 'a.yaml#x', defaults: {layout: quote, hidden: true}}]": [
        "slides = b/, a.yaml#x (layout = quote, hidden = True)"
    ],
    "defaults: {section: '{{ summit }}', overflow: split, footer: F, number: false, date: auto}": [
        "defaults: section = {{ summit }}, overflow = split, footer = F, number = False, date = True"
    ],
}


@pytest.mark.parametrize("line", GOOD)
def test_settings(line: str) -> None:
    _, settings, problems = read_slides(source_of(f"deck:\n  {line}\n"))
    assert settings is not None
    assert (list(describe_settings(settings)), problems) == (GOOD[line], ())


BAD = {
    "titel: x": ["error 2:3 unknown-key: 'titel' is no key of the settings", "  did you mean 'title'?"],
    "language: ja_JP": ["error 2:13 bad-value: 'ja_JP' is no language", "  write ja-JP"],
    "language: Japanese language": [
        "error 2:13 bad-value: 'Japanese language' is no language",
        "  as ja-JP or en-US",
    ],
    "number: no": ["error 2:11 bad-value: 'number' is true or false, not 'no'", "  write false"],
    "overflow: shrnk": ["error 2:13 bad-value: 'overflow' does not know 'shrnk'", "  did you mean 'shrink'?"],
    "sizes: all": ["error 2:10 bad-value: 'sizes' does not know 'all'", "  'sizes' is one of: own, section, deck"],
    "titles: balance": ["error 2:11 bad-value: 'titles' does not know 'balance'", "  did you mean 'balanced'?"],
    "prune: unused": ["error 2:10 bad-value: 'prune' is true or false, not 'unused'", "  write true or false"],
    "prune: [Blank]": ["error 2:10 bad-value: 'prune' takes true or false, not a list"],
    "minimum: 5": ["error 2:12 bad-value: 'minimum' is a size from 6 to 96 points, not '5'"],
    "minimum: 12px": ["error 2:12 bad-value: 'minimum' is a size from 6 to 96 points, not '12px'"],
    "minimum: [12]": [
        "error 2:12 bad-value: 'minimum' takes a size in points, not a list",
        "  as `minimum: 14` or `minimum: {text: 12, table: 10, title: 24}`",
    ],
    "minimum: {text: 12, table: 97}": ["error 2:30 bad-value: 'table' is a size from 6 to 96 points, not '97'"],
    "minimum: {body: 12}": [
        "error 2:13 unknown-key: 'body' is no key of 'minimum'",
        "  the keys here are: text, table, title",
    ],
    "minimum: {}": [
        "error 2:3 missing-value: there is nothing behind 'minimum:'",
        "  write its value, or leave the key out",
    ],
    "title:": ["error 2:3 missing-value: there is nothing behind 'title:'", "  write its value, or leave the key out"],
    "title: [a]": ["error 2:10 bad-value: 'title' takes text, not a list"],
    "vars: x": [
        "error 2:9 bad-value: 'vars' takes names with values, or files of them, which end in .yaml",
        "  as `vars: {summit: Kilo}`, `vars: summit.yaml` or `vars: [summit.yaml, {city: Paris}]`",
    ],
    "vars: [{city: Paris}, kilo.yaml]": [
        "error 2:25 bad-value: a file stands behind values",
        "  values that are written here go before those of all files, and stand last",
    ],
    "vars: /etc/kilo.yaml": [
        "error 2:9 outside-path: '/etc/kilo.yaml' is not a path below the project",
        "  write it as seen from the deck, as `../kilo.yaml`",
    ],
    "slides: a.yaml": [
        "error 2:11 bad-value: 'slides' takes a list of files",
        "  as `slides: [01-title.yaml, ../common/about.yaml]`",
    ],
    "slides: ['a.yaml#']": ["error 2:12 bad-value: 'a.yaml#' names no slide of a file", "  as `FILE.yaml#id`"],
    "slides: ['#nova']": ["error 2:12 bad-value: '#nova' names no slide of a file", "  as `FILE.yaml#id`"],
    "matrix: [a]": ["error 2:12 bad-value: row 1 is no mapping of names to values", "  as `- {city: Paris}`"],
    "fonts: [Meiryo]": ["error 2:3 not-yet: 'fonts' comes with a later version"],
    "defaults: {title: T}": [
        "error 2:14 unknown-key: 'title' is no key of 'defaults'",
        "  the keys here are: layout, section, hidden, overflow, footer, number, date",
    ],
    "defaults: {layuot: quote}": [
        "error 2:14 unknown-key: 'layuot' is no key of 'defaults'",
        "  did you mean 'layout'?",
    ],
    "defaults: split": ["error 2:13 bad-value: 'defaults' takes keys of a slide", "  as `defaults: {overflow: split}`"],
    "defaults:": [
        "error 2:3 missing-value: there is nothing behind 'defaults:'",
        "  write its value, or leave the key out",
    ],
    "slides: [{from: a.yaml, default: {number: false}}]": [
        "error 2:27 unknown-key: 'default' is no key of an entry of 'slides'",
        "  did you mean 'defaults'?",
    ],
    "slides: [{defaults: {number: false}}]": [
        "error 2:12 bad-value: an entry with options needs 'from', which slides it is of",
        "  as `slides: [01-title.yaml, {from: topics/, defaults: {section: Topics}}]`",
    ],
    "slides: [{from: [a.yaml]}]": ["error 2:19 bad-value: 'from' takes a file, a folder or `FILE.yaml#id`, not a list"],
    "slides: [{from: a.yaml, defaults: {number: no}}]": [
        "error 2:46 bad-value: 'number' is true or false, not 'no'",
        "  write false",
    ],
    "slides: [a.yaml, {from: a.yaml}]": ["error 2:20 bad-value: 'a.yaml' is listed twice", "  leave one of them"],
}


@pytest.mark.parametrize("line", BAD)
def test_settings_that_will_not_do(line: str) -> None:
    _, settings, problems = read_slides(source_of(f"deck:\n  {line}\n"))
    assert list(describe_problems_fully(problems)) == BAD[line]
    assert settings is not None


def test_the_table_of_keys_is_closed() -> None:
    """DESIGN, rule 1: these, and no other."""
    assert " ".join(SLIDE_KEYS) == "layout notes id section hidden when for overflow footer number date"
    assert " ".join(CONTENT_KEYS) == (
        "text items numbered start picture alt decorative caption fit focus link table rows header align widths total "
        "csv json yaml code language chart quote when for"
    )
    assert " ".join(SETTINGS_KEYS) == (
        "title author date language template footer number overflow sizes minimum titles prune vars slides folders "
        "matrix defaults fonts"
    )
    assert len({(key.name, key.where) for key in KEYS}) == len(KEYS)


def test_every_key_of_a_content_says_what_it_is_or_belongs_to_one_that_does() -> None:
    usable = {key.name for key in KEYS if key.where is Where.CONTENT and not key.is_later}
    assert usable == {*MAIN_KEYS, *OPTIONS}
    assert {owner for owners in OPTIONS.values() for owner in owners} <= set(MAIN_KEYS)


def test_folders_are_printed_and_read_again() -> None:
    _, settings, problems = read_slides(source_of("deck:\n  folders: [../common, '../a: b', ../one.yaml]\n"))
    assert settings is not None
    assert [*problems, *(name.text for name in settings.folders)] == ["../common", "../a: b", "../one.yaml"]
    _, again, _ = read_slides(source_of(print_settings(settings)))
    assert again is not None
    assert [name.text for name in again.folders] == [name.text for name in settings.folders]
