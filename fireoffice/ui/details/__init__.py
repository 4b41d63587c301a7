"""The details that belong to a record, kept in its panel."""
