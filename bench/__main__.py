"""`python -m bench` with the names of benches, or all: prints ratios, writes nothing."""

from __future__ import annotations

import sys

from bench import (
    bulk,
    circular,
    grid,
    hostile,
    keystroke,
    lists,
    memory,
    operations,
    reading,
    records,
    window,
)

BENCHES = {
    "circular": circular.run,
    "reading": reading.run,
    "window": window.run,
    "keystroke": keystroke.run,
    "records": records.run,
    "bulk": bulk.run,
    "lists": lists.run,
    "grid": grid.run,
    "operations": operations.run,
    "memory": memory.run,
    "hostile": hostile.run,
}


def main(names: list[str]) -> int:
    """Run the benches named, or all of them."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(
            f"没有名为 {'、'.join(unknown)} 的测试；可用：{'、'.join(BENCHES)}。", file=sys.stderr
        )
        return 1
    for name in names or BENCHES:
        BENCHES[name]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
