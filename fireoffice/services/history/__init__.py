"""The history: what was done, told, taken back and brought back."""
