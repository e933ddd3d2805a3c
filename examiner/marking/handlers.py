"""What the Jupyter server answers: the page, its files, and what the page asks for."""

import asyncio
import getpass
import html
import json
import os
from pathlib import Path

from jupyter_server.auth import authorized
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from tornado import web

from examiner.course import Course, CourseError
from examiner.marking.desk import Desk
from examiner.marking.giving import ConflictError, Marker
from examiner.marking.questions import UnknownError
from examiner.marking.tables import LockedError

PAGE = Path(__file__).parent / "page"
# Of a student's text nothing runs, loads or leads anywhere; formulas are pictures with a style.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data:; media-src data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
STATUS = {LockedError: 503, ConflictError: 409, UnknownError: 404, CourseError: 400}
NAME = r"[\w.+ -]+"


class Desks:
    """The desks of the course that nbgrader_config.py describes, by assignment."""

    def __init__(self, server):
        self.server = server
        self._known, self._course = {}, None

    def course(self, anew=False):
        """nbgrader's course, as its configuration said when the page was last loaded."""
        if anew or self._course is None:
            app = NbGrader()
            app.config_dir = self.server.config_dir
            app.load_config_file()
            self._course = CourseDirectory(config=app.config)
        return self._course

    def assignments(self, course):
        """The names of the assignments whose source is there."""
        source = Path(course.root) / "source"
        return sorted({path.parent.name for path in source.glob("*/*.ipynb")})

    def desk(self, assignment):
        """The desk that marks an assignment."""
        course = self.course()
        if assignment not in self.assignments(course):
            raise UnknownError(
                f"There is no assignment {assignment} in {course.root}. Start Jupyter in the "
                "course's folder."
            )
        key = (course.root, course.db_url, assignment)
        if key not in self._known:
            self._known[key] = Desk(Course(course.root, assignment, course.db_url))
        return self._known[key]


class MarkingHandler(JupyterHandler):
    """What the page and its questions share."""

    auth_resource = "marking"

    @property
    def content_security_policy(self):
        return POLICY

    @property
    def desks(self):
        """Of this server."""
        return self.settings["marking_desks"]

    def marker(self, said=""):
        """Who marks: on a hub whoever logged in, elsewhere as the page says."""
        own = type(self.identity_provider).__module__.startswith("jupyter_server.")
        if not own:
            return self.current_user.username
        return " ".join(str(said).split())[:60] or os.environ.get("MARKER") or getpass.getuser()


class PageHandler(MarkingHandler):
    """The page itself."""

    @web.authenticated
    @authorized
    def get(self, assignment=""):
        names = self.desks.assignments(self.desks.course(anew=True))
        if not assignment and len(names) == 1:
            self.redirect(url_path_join(self.base_url, "marking", names[0]))
            return
        _ = self.xsrf_token  # it sets the cookie that the page sends back
        facts = {"base": self.base_url, "assignment": assignment, "marker": self.marker()}
        facts["choices"] = json.dumps([] if assignment in names else names)
        page = (PAGE / "index.html").read_text(encoding="utf-8")
        for name, value in facts.items():
            page = page.replace(f"{{{{{name}}}}}", html.escape(value))
        self.set_header("Cache-Control", "no-store")
        self.finish(page)


class AskHandler(MarkingHandler):
    """What the page asks for, and what it changes."""

    @web.authenticated
    @authorized
    async def post(self, assignment, what):
        told = self.get_json_body() or {}
        answer = ASKED.get(what)
        if answer is None:
            raise web.HTTPError(404)
        marker = Marker(self.marker(told.get("marker", "")), 2 if told.get("look") == 2 else 1)

        def work():
            return answer(self.desks.desk(assignment), marker, told)

        try:
            # The gradebook may have to be waited for, and others mark meanwhile.
            found = await asyncio.get_running_loop().run_in_executor(None, work)
        except CourseError as fault:
            self.set_status(next(STATUS[kind] for kind in type(fault).__mro__ if kind in STATUS))
            found = {"message": str(fault)}
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(found))


class FilesHandler(web.StaticFileHandler):
    """The page's script and style."""

    def set_extra_headers(self, path):
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")


def _where(told):
    return str(told.get("notebook", "")), str(told.get("cell", ""))


def _queue(desk, marker, told):
    named = ("alike", "together", "untouched")
    options = {name: bool(told[name]) for name in named if name in told}
    if not told.get("untouched") and marker.look == 1:
        desk.settle_untouched(*_where(told))
    return desk.queue(*_where(told), marker, **options)


def _of_answer(told):
    return {"together": bool(told.get("together", True)), "names": bool(told.get("names"))}


# By what the page asks for: who answers.
ASKED = {
    "questions": lambda desk, marker, told: {"questions": desk.questions()},
    "next": lambda desk, marker, told: {"line": desk.what_is_next()},
    "question": lambda desk, marker, told: desk.open_question(*_where(told)),
    "queue": _queue,
    "show": lambda desk, marker, told: desk.show(*_where(told), str(told.get("key"))),
    "open": lambda desk, marker, told: desk.open_answer(
        *_where(told), str(told.get("key")), marker, **_of_answer(told)
    ),
    "mark": lambda desk, marker, told: desk.mark(
        *_where(told), str(told.get("key")), marker, told, **_of_answer(told)
    ),
    "items": lambda desk, marker, told: desk.change_items(*_where(told), marker, told),
    "rubric": lambda desk, marker, told: desk.rubric(*_where(told)),
    "undo": lambda desk, marker, told: desk.undo(*_where(told), marker),
    "log": lambda desk, marker, told: desk.log(*_where(told), bool(told.get("names"))),
    "second": lambda desk, marker, told: desk.second_looks(*_where(told), bool(told.get("names"))),
    "every": lambda desk, marker, told: desk.ask_second_look(*_where(told), told.get("every") or 0),
    "adopt": lambda desk, marker, told: desk.adopt_second(
        *_where(told), str(told.get("key")), marker
    ),
}


def add_handlers(server):
    """Answer below /marking.

    Parameters
    ----------
    server : jupyter_server.serverapp.ServerApp
    """
    app = server.web_app
    app.settings["marking_desks"] = Desks(server)
    base = app.settings["base_url"]
    rules: list[tuple] = [
        (r"marking/files/(.*)", FilesHandler, {"path": str(PAGE)}),
        (rf"marking/ask/({NAME})/(\w+)", AskHandler),
        (rf"marking/({NAME})", PageHandler),
        (r"marking/?", PageHandler),
    ]
    app.add_handlers(".*$", [(url_path_join(base, path), *rest) for path, *rest in rules])
    server.log.info("Marking is served at %s", url_path_join(base, "marking"))
