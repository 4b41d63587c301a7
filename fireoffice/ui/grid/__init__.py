"""Many records as a spreadsheet: made row by row, edited in place, changed all at once."""
