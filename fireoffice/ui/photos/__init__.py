"""Photos and files of a record: the section of its panel, the large view, the memory card."""
