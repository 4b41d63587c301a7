"""One function a use case; the only callers of the unit of work."""
