"""What docs/families.md says of each family, from the families themselves: `python -m curbside.extractors.describe`."""

from curbside.extractors import family, names


def sources() -> list[str]:
    """The rows of the table of sources: family, title, whether pages are asked, where its format was read."""
    known = map(family, names())
    return [
        " | ".join((f"| `{f.name}`", f.title, "pages" if f.page else "list", f.source.replace("|", "\\|"))) + " |"
        for f in known
    ]


if __name__ == "__main__":
    print("\n".join(sources()))  # noqa: T201 -- its output is the table
