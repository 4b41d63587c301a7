"""责任清单: from a circular's clauses to what was fulfilled and handed over."""
