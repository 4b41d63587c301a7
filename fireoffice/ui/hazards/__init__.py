"""What the window does with hazards alone."""
