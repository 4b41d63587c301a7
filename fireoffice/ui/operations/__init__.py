"""操作记录: what was done by whom, and the way back from any of it."""
