"""The facts of a record in its panel: recorded for many, corrected, withdrawn."""
