"""Papers: proof-read, made from records or by hand, numbered, issued, voided."""
