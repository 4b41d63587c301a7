"""The parts of the window that serve hazards alone."""
