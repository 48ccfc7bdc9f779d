"""Dates, times, durations and quantities, normalised so that equal values are equal."""
