"""志愿队伍: figures, service, phones, rota."""
