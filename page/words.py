"""What a form says, as the words of a command. A verb that the page is to offer is one line of WORDS."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from curbside.network import journal
from curbside.page.desk import Desk, Heard, Notice
from curbside.page.look import sentence

Form = dict[str, str]


@dataclass(frozen=True)
class Word:
    """A command: fields that stand as they are, `--options` that a field fills, `--flags` that a field sets.

    A part of `says` with a colon is a field, the rest is said as it stands. `undo`: whether it can be taken back;
    `brief`: its rows are of no use here, only what it says beside them.
    """

    says: str
    options: str = ""
    flags: str = ""
    undo: bool = True
    brief: bool = False

    def words(self, form: Form) -> list[str]:
        """The command line. Raises ValueError where a field that it needs is empty."""
        command, *rest = self.says.split()
        said = [f"--{name}={form[name]}" for name in self.options.split() if form.get(name)]
        said += [f"--{name}" for name in self.flags.split() if form.get(name)]
        places = []
        for part in rest:
            name = part.strip(":?")
            if not part.startswith(":"):
                places.append(part)
            elif form.get(name):
                places.append(form[name])
            elif not part.endswith("?"):
                raise ValueError(f"{command}: {name} is empty")
        return [command, *said, "--", *places] if places else [command, *said]


# An option of a command, and the field of the page that fills it
FIELDS = {"--on": "“When”", "--next": "“Again on”", "--every": "“Every so many days”", "--email": "“Email”"}
WORDS = {
    "log": Word("log :person", "how mood on note next lead asked helped"),
    "met": Word("met :name", "employer title city state email phone url at mood on note next lead helped", "new"),
    "answered": Word("answered :person", "how mood on note next lead helped", "no"),
    "later": Word("later :person :day", "lead"),
    "skip": Word("skip :person", "lead"),
    "search": Word("search :what"),
    "sent": Word("draft :ask :person", "lead", "anyway sent", brief=True),
    "done": Word("done :person :kind?"),
    "stage": Word("stage :lead :stage", "note"),
    "label": Word("label :person :label", "every"),
    "tip": Word("tip", "from employer title place note"),
    "same": Word("same :a :b"),
    "different": Word("different :a :b"),
    "undo": Word("undo :number?", undo=False),
    "forget": Word("forget :person", undo=False),
    "schedule": Word("schedule :what", undo=False),
    "board add": Word("board add :board", "account family name employer", "anyway", undo=False),
    "board remove": Word("board remove :board", "", "keep", undo=False),
    "config unset": Word("config unset :key", undo=False),
    "config set": Word("config set :key :value", undo=False),
}


def read(body: bytes) -> Form:
    """A form's fields, trimmed; of a field that comes twice the last."""
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=200)
    return {name: values[-1].strip() for name, values in fields.items()}


def back(form: Form) -> str:
    """The page on which it was said: a path of this page alone."""
    path = form.get("back", "/")
    return path if path.startswith("/") and not path.startswith("//") and "\\" not in path else "/"


def say(desk: Desk, form: Form) -> Notice:
    """Do what the form says. Raises ValueError, one line."""
    word = WORDS.get(form.get("verb", ""))
    if word is None:
        raise ValueError("the page knows no such word")
    heard = desk.say(word.words(form))
    said = notice(replace(heard, told=()) if word.brief else heard)
    if word.undo and not said.is_trouble:
        return replace(said, number=len(journal.words(desk.workspace.journal)))
    return said


def notice(heard: Heard) -> Notice:
    """What a command answered, for the top of the page."""
    lines = (
        map(_by_name, heard.told + heard.notes) if heard.status == 0 else map(_of_the_page, heard.notes + heard.told)
    )
    text = " ".join(sentence(line.strip()) for line in lines if line.strip())
    return Notice(text or "done", is_trouble=heard.status != 0)


def _by_name(line: str) -> str:
    """A line without the id beside a name: the page's buttons know whom they mean."""
    return re.sub(r"(?<=\S) \(p[0-9a-f]{10}\)", "", line)


def _of_the_page(line: str) -> str:
    """What a command refused, with the fields of the page in the place of its options."""
    line = re.sub(r"^(?:curbside )?[a-z ]+?:? (?:argument )?(?=--[a-z])", "", line)
    line = re.sub(r"; `curbside [^`]*--help` says how$", "", line)
    return re.sub(r"--[a-z]+\b", lambda option: FIELDS.get(option[0], option[0]), line)
