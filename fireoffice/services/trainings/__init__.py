"""培训宣传: lists of names, people without training, the figures of a year."""
