"""Measurements: `make bench` prints them in one run, each beside a floor measured in the same run."""
