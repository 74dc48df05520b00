"""The page as a web application, and the one process that serves it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from curbside.faults import CurbsideError, line_and_status
from curbside.page import boards, leads, market, people, said, setup, today, words
from curbside.page.desk import Desk, Notice
from curbside.page.guard import HOST, Gate, Guard
from curbside.page.look import Look, Missing

View = Callable[[Desk, Look, Request], str]
VIEWS: dict[str, View] = {
    "/": today.day,
    "/draft": today.draft,
    "/leads": leads.table,
    "/leads/compare": leads.compare,
    "/leads/{lead}": leads.lead,
    "/people": people.search,
    "/people/review": people.review,
    "/people/{person}": people.person,
    "/said": said.said,
    "/market": market.market,
    "/boards": boards.boards,
    "/setup": setup.setup,
    "/setup/run": setup.run,
}
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
# What was typed stays where it stands when a word was refused
NOTICES_ALONE = {"HX-Retarget": "#notices", "HX-Reselect": "#notices", "HX-Reswap": "outerHTML"}
AT_MOST = 64 * 1024  # bytes of a form
ARCHIVE = 512 * 1024 * 1024  # bytes of an archive that is sent


def application(desk: Desk, gate: Gate) -> Guard:
    """The page of one workspace, behind its guard."""
    look = Look(desk, gate)
    routes = [Route(path, _shown(view, desk, look), methods=["GET"]) for path, view in VIEWS.items()]
    routes += [
        Route("/say", _said(desk, look, gate), methods=["POST"]),
        Route("/setup/step", _step(desk, look, gate), methods=["POST"]),
        Route("/static/{name}", _static(), methods=["GET"]),
    ]
    app = Starlette(routes=routes, exception_handlers={404: lambda request, error: _nothing(look)})
    return Guard(app, gate)


def _shown(view: View, desk: Desk, look: Look) -> Callable[[Request], Response]:
    """A view as an endpoint: a fault that is the user's to mend is a page with its line, never a traceback."""

    def endpoint(request: Request) -> Response:
        try:
            if desk.is_new() and not request.url.path.startswith("/setup"):
                return RedirectResponse("/setup", 303)
            return HTMLResponse(view(desk, look, request))
        except Missing as e:
            return HTMLResponse(look.trouble(str(e)), 404)
        except (CurbsideError, ValueError, OSError) as e:
            return HTMLResponse(look.trouble(_line(desk, e)), 409)
        except Exception as e:
            known = line_and_status(e, desk.workspace)
            line = (
                known[0]
                if known
                else f"a fault of curbside's own: {type(e).__name__}; the terminal's commands still work"
            )
            return HTMLResponse(look.trouble(line), 500)

    return endpoint


def _said(desk: Desk, look: Look, gate: Gate) -> Callable[[Request], object]:
    """The user's word from a form: said by a command; the page that it was said on comes again, with the answer."""

    async def endpoint(request: Request) -> Response:
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > AT_MOST:
                return HTMLResponse(look.trouble("that is too long for a note"), 413)
        form = words.read(bytes(body))
        if not gate.is_own(form.get("own", "")):
            return _outdated(look)
        answer = await run_in_threadpool(_word, desk, form)
        desk.notices.append(answer)
        if answer.is_trouble and request.headers.get("hx-request") == "true":
            return HTMLResponse(await run_in_threadpool(look.notices), headers=NOTICES_ALONE)
        return RedirectResponse(words.back(form), 303)

    return endpoint


def _step(desk: Desk, look: Look, gate: Gate) -> Callable[[Request], object]:
    """A step of set-up: its answers are kept, and the next one comes; or the same again with what was not understood."""

    async def endpoint(request: Request) -> Response:
        from curbside.page import newcomer  # it reads word lists and the gazetteer

        size = request.headers.get("content-length", "")
        if not size.isdigit() or int(size) > ARCHIVE:
            return HTMLResponse(look.trouble("that file is too large for the page; say where it lies instead"), 413)
        async with request.form(max_files=1, max_fields=1000) as parts:
            form = {name: part.strip() for name, part in parts.items() if isinstance(part, str)}
            if not gate.is_own(form.pop("own-key", "")):
                return _outdated(look)
            sent = parts.get("file")
            file = newcomer.Upload(sent.filename, sent.file) if isinstance(sent, UploadFile) and sent.filename else None
            try:
                return RedirectResponse(await run_in_threadpool(newcomer.take, desk, form, file), 303)
            except newcomer.Unclear as e:
                return HTMLResponse(await run_in_threadpool(newcomer.shown, desk, look, form["step"], e))
            except (CurbsideError, OSError) as e:
                return HTMLResponse(look.trouble(_line(desk, e)), 409)

    return endpoint


def _line(desk: Desk, error: Exception) -> str:
    """A fault that is the user's to mend, in one line: a full disk in its own words."""
    known = line_and_status(error, desk.workspace) if isinstance(error, OSError) and error.errno else None
    return known[0] if known else str(error)


def _outdated(look: Look) -> Response:
    return HTMLResponse(look.trouble("this page is of an earlier `curbside open`; load it again"), 403)


def _word(desk: Desk, form: words.Form) -> Notice:
    try:
        return setup.save(desk, form) if form.get("verb") == "settings" else words.say(desk, form)
    except (CurbsideError, ValueError, OSError) as e:
        return Notice(_line(desk, e), is_trouble=True)


def _static() -> Callable[[Request], Response]:
    folder = files(__package__).joinpath("static")
    held = {one.name: one.read_bytes() for one in folder.iterdir() if one.name.rpartition(".")[2] in TYPES}

    def endpoint(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in held:
            return Response(status_code=404)
        kind = TYPES[name.rpartition(".")[2]]
        return Response(held[name], media_type=kind, headers={"Cache-Control": "private, max-age=3600"})

    return endpoint


def _nothing(look: Look) -> Response:
    return HTMLResponse(look.trouble("there is no such page"), 404)


@contextmanager
def listening(port: int) -> Iterator[tuple[socket.socket, Gate]]:
    """A socket on 127.0.0.1, at `port` or (0) any free one, and the secrets for it. Raises CurbsideError."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen()
        except (OSError, OverflowError) as e:
            why = getattr(e, "strerror", None) or "no such port"
            raise CurbsideError(f"--port {port}: {why}; name another, or leave it out for any free one") from None
        yield listener, Gate(listener.getsockname()[1])


def serve(desk: Desk, gate: Gate, listener: socket.socket) -> None:
    """Answer until the process is told to stop; raises KeyboardInterrupt then."""
    conf = uvicorn.Config(
        application(desk, gate), log_config=None, log_level="critical", access_log=False, server_header=False,
        lifespan="off", ws="none", timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(conf).run(sockets=[listener])
