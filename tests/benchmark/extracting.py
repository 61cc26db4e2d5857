"""How many articles of the size of the year's one core extracts a second, by the extractor that ships, over
the sample articles. Counted in characters: an article of the year has about 2,800."""

import time
from importlib.resources import files
from pathlib import Path

from graph.model import Article
from ingest.extract import extractor
from ingest.load import load
from ingest.pipeline import code

CHARACTERS = 2_800
SAMPLE = Path(str(files("ingest").joinpath("data/sample")))


class Extracting:
    """A core that extracts the sample, a lap at a time between others' work."""

    def __init__(self) -> None:
        """Load the models and warm up."""
        self.extractor = extractor("both", "en_core_web_md")
        self.articles = [item for item in load([SAMPLE]) if isinstance(item, Article)]
        self.characters, self.seconds = 0, 0.0
        code(self.articles[0], self.extractor)

    def lap(self) -> None:
        """Extract the sample once more."""
        began = time.perf_counter()
        for article in self.articles:
            code(article, self.extractor)
        self.seconds += time.perf_counter() - began
        self.characters += sum(len(article.text) for article in self.articles)

    def articles_a_second(self) -> float:
        """The mean over all laps."""
        return self.characters / CHARACTERS / self.seconds
