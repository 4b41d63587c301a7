"""Photos, scans and files beside the records."""
