"""How people are called in what is shown: by their names, or by numbers where these are to be hidden."""

import re

from curbside.exports.safe import plain


def is_number(text: str) -> bool:
    """Whether `text` stands for somebody whose name is hidden, so that no command knows whom it means."""
    return re.fullmatch(r"Person \d+", text) is not None


class Names:
    """People's names, or, where they are to be hidden, a number for each."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown
        self._numbers: dict[str, str] = {}

    def __call__(self, key: object, name: object) -> str:
        if self.shown or not name:
            return plain(name)
        return self._numbers.setdefault(str(key or name), f"Person {len(self._numbers) + 1}")
