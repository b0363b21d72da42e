"""What every request passes through: its instant, its language, and on staff pages the rules of the body editor."""

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.core.exceptions import BadRequest
from django.utils import timezone, translation
from js_asset import Media

from .errors import AWAY, database_away

ADMIN = "/admin/"
STAFF_POLICY = {
    "style-src-attr": [UNSAFE_INLINE],  # without inline styles, text pasted from Google Docs comes out all bold
    "frame-src": [SELF],  # previews; no other page of ours lets itself be framed
}


def moment(get_response):
    """Take the instant of the request once; everything that depends on the time is handed `request.at`."""

    def middleware(request):
        request.at = timezone.now()
        return get_response(request)

    return middleware


def language(get_response):
    """Readers' pages speak the language of their address; staff pages that of the person."""

    def middleware(request):
        with translation.override(_language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return middleware


def no_nul(get_response):
    """Answer 400 to a NUL in an address: no text of ours has one, and PostgreSQL fails on it wherever it turns up."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "\x00" in query or "%00" in query:
            raise BadRequest("NUL in the address")
        return get_response(request)

    return middleware


class DatabaseAwayMiddleware:
    """A database that can't be reached is said in a sentence; `errors.server_error` does it for what fails outside."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return database_away(request) if isinstance(exception, AWAY) else None


def _language_of(request):
    if request.path_info.startswith(ADMIN):
        return translation.get_language_from_request(request)
    return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


class AdminPolicyMiddleware:
    """Let the body editor and previews work under the content security policy, on staff pages only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN):
            # A preview is a readers' page and brings its own policy.
            response._csp_update = getattr(response, "_csp_update", STAFF_POLICY)
        return response

    def process_template_response(self, request, response):
        """Give what the form's media has inline, which is the editor's import map, the nonce."""
        context = getattr(response, "context_data", None)
        if context and context.get("media") is not None and request.path_info.startswith(ADMIN):
            context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return response
