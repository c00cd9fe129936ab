"""Run one program and print what it took, on the clock and of the processor, and its peak memory, as JSON.

    python -I -S launch.py LIMIT LOG PROGRAM [ARGUMENT...]

A process of its own, with next to nothing imported: on Linux a child's peak counts what its parent held when
it was started, so a launcher that has read a deck would lend its size to every tool. LIMIT is in seconds.
"""

import os
import subprocess
import sys
import threading
import time


def main(limit: float, log: str, command: list[str]) -> None:
    """Run `command`, its output into the file `log`; print `{"seconds", "cpu", "peak" (bytes), "code"}`."""
    with open(log, "wb") as output:  # noqa: PTH123  (pathlib would be the largest thing in this process)
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        timer = threading.Timer(limit, child.kill)
        timer.start()
        code, cpu, peak = _wait(child)
        seconds = time.perf_counter() - start
        timer.cancel()
    print(f'{{"seconds": {seconds:.4f}, "cpu": {cpu}, "peak": {peak}, "code": {code}}}')


def _wait(child: "subprocess.Popen[bytes]") -> tuple[int, float | str, int | str]:
    if sys.platform == "win32":
        return child.wait(), "null", "null"  # the standard library has no peak of a child there
    _, status, usage = os.wait4(child.pid, 0)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return os.waitstatus_to_exitcode(status), round(usage.ru_utime + usage.ru_stime, 4), peak


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3:])
