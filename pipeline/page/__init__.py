"""The page that `gongwen serve` shows in a browser: find, read, see, ask; and add and review where that is switched on.

Guarantee: nothing of the web is imported before a command asks for it; the rest of gongwen never needs this package.
"""
