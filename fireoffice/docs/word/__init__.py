"""Word files read safely into facts, and any circular read into a manuscript."""
