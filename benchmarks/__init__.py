"""How fast it is, as ratios within one run: `python -m benchmarks` or `make bench`. No test asserts a time."""
