"""Boards of ADP and Paylocity, as clinics and smaller hospitals have them: whole lists, whose they are, what is refused."""

import json

import pytest
from test_families import URL, Server, answer, board

from curbside.extractors import family
from curbside.extractors.base import BoardError, Item

ADP = family("adp")
PAYLOCITY = family("paylocity")


def requisition(n):
    return {"itemID": f"9{n}_1", "requisitionTitle": f"Physician {n}", "postDate": "2026-10-10"}


def test_an_adp_list_is_read_to_its_end_whatever_a_page_holds():
    def reply(url, params, body):
        start = int(params["$skip"])
        rows = [requisition(n) for n in range(start, min(start + 20, 45))]
        return json.dumps({"jobRequisitions": rows, "meta": {"totalNumber": 45}})

    server = Server(reply)
    found = [i.key for a in ADP.lists(board("adp"), server) for i in ADP.items(a, board("adp"))]
    assert found == [f"9{n}_1" for n in range(45)]
    assert [p["$skip"] for _, p, _ in server.asked] == [0, 20, 40]
    assert {(p["cid"], p["ccId"]) for _, p, _ in server.asked} == {("c-1", "19000101_000001")}


@pytest.mark.parametrize(("account", "center"), [("c-1/9_1", "9_1"), ("c-1", None)])
def test_an_adp_center_may_have_no_number_of_its_own(account, center):
    server = Server(lambda u, p, b: json.dumps({"jobRequisitions": [requisition(1)], "meta": {"totalNumber": 1}}))
    (a,) = ADP.lists(board("adp", account=account), server)
    assert server.asked[0][1].get("ccId") == center
    (item,) = ADP.items(a, board("adp", account=account))
    assert ("ccId" in item.url) == (center is not None)


def test_an_adp_posting_is_asked_for_under_the_number_that_its_address_bears():
    server = Server(lambda u, p, b: (404, ""))
    for shown, want in (("&jobId=538498&source=CC2", "538498"), ("", "91_1")):
        a = ADP.page(board("adp"), Item("91_1", f"{URL['adp'][0]}/recruitment.html?cid=c-1{shown}"), server)
        assert server.asked[-1][0].endswith(f"/job-requisitions/{want}")
        assert (a.status, ADP.records(a, board("adp"))) == (404, [])


def test_an_adp_answer_without_a_title_is_no_posting():
    a = answer('{"confirmMessage": {"code": "expired"}}', kind="page", key="91_1")
    assert ADP.records(a, board("adp")) == []


@pytest.mark.parametrize(("named", "employer"), [(None, None), ("Elm Clinic", "Elm Clinic")])
def test_whose_an_adp_center_is_only_the_board_says(named, employer):
    (r,) = ADP.records(answer(json.dumps({"jobRequisitions": [requisition(1)]})), board("adp", employer=named))
    assert r["employer"] == employer


def page(jobs, **more):
    return f"<script>window.pageData = {json.dumps({'Jobs': jobs, **more})};</script>"


JOB = {
    "JobId": 7,
    "JobTitle": "Internist",
    "LocationName": "Main",
    "PublishedDate": "2026-10-08T11:27:44-05:00",
    "IsInternal": False,
}


@pytest.mark.parametrize(
    ("title", "own", "board_says", "employer"),
    [
        ("Elm Clinic", None, None, "Elm Clinic"),
        ("Career Opportunities", None, None, None),
        ("Career Opportunities", None, "Elm Health", "Elm Health"),
        ("Elm Clinic", None, "Elm Health", "Elm Health"),
        ("Elm Clinic", "Elm West", "Elm Health", "Elm West"),
    ],
)
def test_a_paylocity_boards_heading_names_the_employer_where_it_is_a_name(title, own, board_says, employer):
    a = answer(page([{**JOB, "companyName": own}], ModuleTitle=title))
    (r,) = PAYLOCITY.records(a, board("paylocity", employer=board_says))
    assert r["employer"] == employer


def test_an_internal_posting_of_paylocity_is_none():
    a = answer(page([JOB, {**JOB, "JobId": 8, "IsInternal": True}]))
    assert [i.key for i in PAYLOCITY.items(a, board("paylocity"))] == ["7"]


@pytest.mark.parametrize("body", ["<title>Elm</title>", '<script>window.pageData = {"Jobs": [{"JobId": 7, </script>'])
def test_a_paylocity_page_without_its_list_is_named(body):
    with pytest.raises(BoardError, match=r"no list|cut off"):
        PAYLOCITY.items(answer(body), board("paylocity"))


def test_a_place_that_is_no_town_keeps_its_name():
    a = answer(
        page([{**JOB, "LocationName": "Remote Worker Location", "JobLocation": {"City": None, "Country": "USA"}}])
    )
    (r,) = PAYLOCITY.records(a, board("paylocity"))
    assert r["places"] == [{"country": "USA", "text": "Remote Worker Location"}]
