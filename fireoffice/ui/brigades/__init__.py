"""What the brigades have beyond their lists: the rota, figures, the phone tree."""
