"""The garbage collector while the program starts.

Starting makes some hundred thousand objects that live as long as the program; each pass of the
collector over them finds nothing and costs a tenth of the time to the first window.
"""

from __future__ import annotations

import gc


def hold_collector() -> None:
    """Keep the garbage collector from running until `release_collector`."""
    gc.disable()


def release_collector() -> None:
    """Collect from now on what is made from now on."""
    gc.freeze()
    gc.enable()
