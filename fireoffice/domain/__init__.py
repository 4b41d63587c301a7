"""The rules of the work itself: no window, no database, no files."""
