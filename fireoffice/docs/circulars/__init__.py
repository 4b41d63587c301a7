"""Circulars made from plain data: manuscripts that the editor takes up or that are issued as is."""
