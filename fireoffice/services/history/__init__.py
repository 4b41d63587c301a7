"""What was ever done here: told, taken back, brought back."""
