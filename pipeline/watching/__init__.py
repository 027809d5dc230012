"""Watching a folder: what comes into it is taken into the graph, and what became of it stands beside it, in Chinese."""
