"""The sample town."""
