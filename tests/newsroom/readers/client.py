"""What asks a WSGI application, as a server does."""

import sys
from io import BytesIO


class Client:
    def __init__(self, application):
        self.application = application

    def ask(self, path, *, method="GET", **headers):
        """(status code, headers, body) of an address; `headers` as they are called in WSGI."""
        path, _, query = path.partition("?")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1:8000"}
        environ |= {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "wsgi.url_scheme": "http", "SCRIPT_NAME": ""}
        environ |= {"wsgi.input": BytesIO(), "wsgi.errors": sys.stderr, "SERVER_PROTOCOL": "HTTP/1.1"} | headers
        answered = []
        body = b"".join(self.application(environ, lambda status, sent, _error=None: answered.extend((status, sent))))
        return int(answered[0].split()[0]), dict(answered[1]), body
