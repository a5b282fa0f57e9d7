"""Households and their students."""
