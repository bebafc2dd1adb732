"""Chains as a picture: you on the left, those to meet on the right."""

from netpath.pictures.drawing import picture

__all__ = ["picture"]
