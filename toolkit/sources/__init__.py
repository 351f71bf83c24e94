"""Readers, one for each outside format; nothing else in the toolkit parses files."""
