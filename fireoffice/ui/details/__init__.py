"""What belongs to a record, kept in its panel."""
