"""The network of relations as graphs to compute with; docs/analysis.md shows it at work.

`network` or `signed` reads a view; the rest works on what they give, or on any networkx graph of that form.
"""

from graph.analysis.balance import Reciprocity, Triads, reciprocity, triads
from graph.analysis.blocs import Blocs, blocs, communities, judged
from graph.analysis.brokers import Brokerage, brokers
from graph.analysis.centrality import Importance, betweenness, closeness, importance
from graph.analysis.drawing import Positions, layout
from graph.analysis.networks import built, collapsed, dyads, ego, network, restricted, signed
from graph.analysis.paths import Path, paths

__all__ = (
    "Blocs",
    "Brokerage",
    "Importance",
    "Path",
    "Positions",
    "Reciprocity",
    "Triads",
    "betweenness",
    "blocs",
    "brokers",
    "built",
    "closeness",
    "collapsed",
    "communities",
    "dyads",
    "ego",
    "importance",
    "judged",
    "layout",
    "network",
    "paths",
    "reciprocity",
    "restricted",
    "signed",
    "triads",
)
