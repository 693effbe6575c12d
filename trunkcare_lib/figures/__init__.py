"""Figures: each is given its axes, draws and returns nothing, and has a twin in words."""
