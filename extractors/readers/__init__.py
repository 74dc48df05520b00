"""Formats that several families read: pages, feeds, fields."""
