"""Prefect only: order, side by side, retries, schedule. Nothing imports this room."""
