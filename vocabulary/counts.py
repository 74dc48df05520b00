"""How a number of things is said."""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 lead`, `2,300 leads`; `many` where more than an s goes: `1 person`, `2 people`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
