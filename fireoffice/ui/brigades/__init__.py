"""The views of the brigades beyond their lists: the rota, figures, the phone tree."""
