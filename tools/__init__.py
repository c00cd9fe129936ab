"""Tools for those who work on summitdeck. `judge` is shared by the tests and the benchmark."""
