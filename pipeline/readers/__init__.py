"""One reader a format: bytes of a file in, its text out, with the place in the file of every stretch."""
