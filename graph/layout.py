"""Which layout of the graph this code reads and writes; the graph keeps the number of its own."""

VERSION = 2
