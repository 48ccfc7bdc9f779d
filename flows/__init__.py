"""Parallax: raw news texts in, tables that answer in SQL out."""

__version__ = "0.1.0"
