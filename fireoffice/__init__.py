"""消防办：乡镇消防工作台账与公文。"""

from __future__ import annotations

__version__ = "0.1.0"
