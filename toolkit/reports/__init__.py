"""Notebooks into reports: pages that speak the reader's language, runs, provenance and HTML."""

from toolkit.reports.page import Page, open_page

__all__ = ["Page", "open_page"]
