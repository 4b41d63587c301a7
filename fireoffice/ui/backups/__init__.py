"""备份: what there is to go back to, and going back."""
