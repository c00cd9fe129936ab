"""What charts and files of data are made of: kinds, legends, labels, and numbers. Knows no place and no words."""

from __future__ import annotations

from enum import StrEnum

from summitdeck.frozen import dataclass


class DataKind(StrEnum):
    """What a file of data is written in; the key that names the file."""

    CSV = "csv"
    JSON = "json"
    YAML = "yaml"


class ChartKind(StrEnum):
    """What shows the numbers of a chart."""

    BAR = "bar"
    """From the left to the right, one below the other."""
    COLUMN = "column"
    LINE = "line"
    PIE = "pie"
    DOUGHNUT = "doughnut"
    AREA = "area"
    SCATTER = "scatter"
    """Points by two numbers: the first column is where they stand across."""


class Legend(StrEnum):
    """Where the names of a chart's series stand."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"
    NONE = "none"


class Labels(StrEnum):
    """What stands at each point of a chart."""

    OWN = "true"
    """What is usual: percentages at the slices of a pie or a doughnut, else the numbers."""
    NONE = "false"
    VALUES = "values"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers that a chart shows in one colour."""

    name: str
    values: tuple[float | None, ...]
    """None where there is none: a gap."""


@dataclass(frozen=True, slots=True)
class ChartData:
    """The numbers of a chart, once its texts are read as such."""

    categories: tuple[str, ...]
    """In a scatter chart the first column as it is written."""
    series: tuple[Series, ...]
    across: tuple[float | None, ...] = ()
    """In a scatter chart where the points stand across, else empty."""
    corner: str = ""
    """The cell above the categories."""
