"""Errors that carry a sentence for people."""


class RuleBroken(Exception):
    """A rule of the network forbids this step; the text says which, in plain words."""

    def __init__(self, sentence: str):
        self.sentence = sentence
        super().__init__(sentence)
