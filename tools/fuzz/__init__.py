"""Fuzzing of what reads an author's or a stranger's bytes. `targets` has what is fuzzed, `__main__` runs it."""
