"""The parts that pages are put together from; each knows the look, none knows a register."""
