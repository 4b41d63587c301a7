"""文书: the papers of a record, and making another, in the record panel."""
