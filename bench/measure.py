"""Timing side by side: what is compared takes turns, so that a busy machine slows both alike.

The processor time of the thread is measured: what runs longer than a turn on the processor would
on a busy machine be charged with the turns of all others, and its floor not.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from time import thread_time

Work = Callable[[], object]


def in_turns(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """Seconds of each of `works`, done once before the clock runs, then in turns.

    The fastest round counts: whatever a slower one took on top was the machine's other work.
    """
    for work in works.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            # Before each, or the first alone would start with cold caches.
            gc.collect()
            seconds[name].append(timed(work))
    return {name: min(values) for name, values in seconds.items()}


def timed(work: Work) -> float:
    """Seconds of one call, which does not pay for the rubbish that another has left."""
    gc.disable()
    try:
        start = thread_time()
        work()
        return thread_time() - start
    finally:
        gc.enable()


def report(title: str, seconds: Mapping[str, float], floor: str, aim: str = "") -> None:
    """Print each time in milliseconds and as a multiple of the one named `floor`."""
    print(f"\n{title}" + (f"  (aim: {aim})" if aim else ""))
    width = max(map(len, seconds))
    for name, value in seconds.items():
        print(f"  {name:<{width}}  {value * 1000:9.2f} ms  {value / seconds[floor]:6.2f} × floor")
