"""Metrics: the page of figures, its painted charts, the deals behind them, and their way out."""
