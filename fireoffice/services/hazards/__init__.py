"""隐患台账: what happens to a hazard, and what comes back."""
