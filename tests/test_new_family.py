"""A family is one file: with its module in a folder of families, settings, run, recogniser and documents know it."""

from __future__ import annotations

import newfamily
import pytest
from boardserver import Reply, site

from curbside import extractors
from curbside.extractors import recognise
from curbside.job import day, steps
from curbside.settings import ConfigError


def test_a_family_in_a_folder_of_its_own_is_pulled_with_no_other_file_touched(sample, monkeypatch, tmp_path_factory):
    newfamily.add(monkeypatch, tmp_path_factory.mktemp("families"))
    routes = {"/list": b'{"jobs": [["1", null]]}', "/job/1": b"Cardiologist job, Columbus"}
    with site({**routes, "/robots.txt": Reply(b"", 404)}) as tiny:
        board = f'\n[[board]]\nname = "new"\nfamily = "tiny"\nurl = "{tiny.url}"\nemployer = "Elm"\nmin_interval = 0\n'
        sample.place.config.write_text(sample.place.config.read_text("utf-8") + board, "utf-8")
        job = steps.prepare(sample.place, [], lambda line: None)
        sample.place.make_private()
        day.alone(job)
    assert job.failures == {}
    read = "select title, employer_name, employer_kind from postings where board = 'new'"
    assert sample.sql(read) == [("Cardiologist job, Columbus", "Elm", "employer")]
    assert recognise.address("https://jobs.tiny.example/list").family == "tiny"


def test_a_family_that_is_none_is_named_with_those_that_are(sample):
    sample.place.config.write_text('[me]\nname = "A"\n[[search]]\nname = "s"\n[[board]]\nname = "x"\nfamily = "jbe"\n')
    with pytest.raises(ConfigError, match=r"did you mean jibe.*successfactors.*ukg"):
        steps.prepare(sample.place, [], lambda line: None)


@pytest.mark.parametrize("name", extractors.names())
def test_what_a_family_says_of_itself_holds(name):
    family = extractors.family(name)
    assert family.name == name
    assert not (family.local and family.url), "a file of the user's has no host"
    assert family.page or not family.pages_decide
    assert family.own_site or not family.official
    assert family.local or family.general or family.owner or family.interface or family.guess, "is recognised somehow"
