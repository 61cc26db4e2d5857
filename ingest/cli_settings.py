"""The settings of the environment, with what the command line says instead."""

import argparse

from graph.settings import Settings
from ingest.catalogue_own import load
from ingest.cli_talk import listed, say
from ingest.extract import Rules, extractor


def chosen_settings(chosen: argparse.Namespace) -> Settings:
    """The settings for one command: its extractor, and its actors files behind those of the environment.

    What could not be read of dictionaries among them is told.
    """
    given = Settings.from_environment()
    actors = (*given.actors, *chosen.actors)
    faults = load(actors).faults if actors else ()
    if faults:
        say(f"left out of the actors: {len(faults)}", style="yellow")
        listed(faults, "yellow")
    return given.model_copy(update={"actors": actors, "extractor": chosen.extractor or given.extractor})


def chosen_extractor(chosen: argparse.Namespace) -> Rules:
    """The extractor for one command."""
    given = chosen_settings(chosen)
    return extractor(given.extractor, given.spacy_model, given.actors)
