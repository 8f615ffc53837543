"""Fetching, politely: one request at a time, as robots.txt allows, slowly, and never twice in vain.

Only used where the user names an address. Every hop of a redirect is checked anew, and the
connection goes to the very address that was checked (see addresses.py).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from ingest.errors import one_line
from ingest.project import casecount_version
from ingest.sources.addresses import MayReach, Resolve, Target, is_public, resolve, target_of
from ingest.sources.blobs import RefusedError
from ingest.sources.robots import Rules, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from urllib3.response import BaseHTTPResponse

_CONNECT_SECONDS, _READ_SECONDS = 10.0, 20.0
_TOTAL_SECONDS = 90.0  # for one answer, however slowly it drips
_MAX_BYTES = 32 * 1024 * 1024
_ROBOTS_BYTES = 512 * 1024
_CHUNK_BYTES = 64 * 1024
_REDIRECTS = 5
_TRIES = 4
_LONGEST_WAIT = 60.0
_SECONDS_BETWEEN = 1.0  # requests to one host, unless its robots.txt asks for more
_MOVED = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of an answer we have: what a server needs to say that it hasn't changed."""

    etag: str | None
    last_modified: str | None

    def headers(self) -> dict[str, str]:
        """The request headers that ask for something newer only."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `is_unchanged` where it is what we had before, and was not sent again."""

    url: str  # after all redirects
    body: bytes = b""
    media_type: str = ""
    charset: str | None = None
    is_unchanged: bool = False


@dataclass(slots=True)
class Web:
    """A polite client. `versions` are the answers that former runs had, `learned` this run's."""

    versions: dict[str, Version] = field(default_factory=dict)
    learned: dict[str, Version] = field(default_factory=dict)
    may_reach: MayReach = is_public
    resolve: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    unchanged: int = 0
    _rules: dict[str, Rules] = field(default_factory=dict)
    _last_asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Answer:
        """The answer at `url`. Raises RefusedError where there is none, or it must not be asked."""
        version = self.versions.get(url)
        answer, status, headers = self._follow(url, version)
        if status == 304 and version:
            self.unchanged += 1
            return Answer(answer.url, is_unchanged=True)
        if status != 200:
            raise RefusedError("http_status", f"the server answered {status}, not with a page")
        version = Version(headers.get("ETag"), headers.get("Last-Modified"))
        if version.headers():
            self.learned[url] = version
        return answer

    def forget(self, url: str) -> None:
        """Don't keep the version of `url`: what it led to could not all be read, so ask again."""
        self.learned.pop(url, None)

    def _follow(self, url: str, version: Version | None) -> tuple[Answer, int, Any]:
        for _ in range(_REDIRECTS + 1):
            target = target_of(url, self.may_reach, self.resolve)
            rules = self._rules_for(target)
            rules.check(target.url)
            answer, status, headers = self._ask(target, rules.seconds_between, version)
            if status not in _MOVED:
                return answer, status, headers
            url = urljoin(url, headers.get("Location", ""))
        raise RefusedError("not_fetched", f"more than {_REDIRECTS} redirects")

    def _rules_for(self, target: Target) -> Rules:
        """The rules of a site, asked for once: a site that doesn't answer isn't asked again."""
        if target.origin not in self._rules:
            try:
                self._rules[target.origin] = self._robots(f"{target.origin}/robots.txt")
            except RefusedError as error:
                self._rules[target.origin] = Rules(closed=(error.reason, error.detail))
        return self._rules[target.origin]

    def _robots(self, url: str) -> Rules:
        for _ in range(_REDIRECTS + 1):
            target = target_of(url, self.may_reach, self.resolve)
            answer, status, headers = self._ask(target, 0.0, None, _ROBOTS_BYTES)
            if status not in _MOVED:
                return rules_of(status, answer.body)
            url = urljoin(url, headers.get("Location", ""))
        return Rules()  # RFC 9309: a file behind too many redirects is as good as none

    def _ask(
        self, target: Target, seconds: float, version: Version | None, limit: int = _MAX_BYTES
    ) -> tuple[Answer, int, Any]:
        """Ask once, and again after a while where the server is busy or can't be reached."""
        for attempt in range(1, _TRIES + 1):
            self._wait_for(target.host, max(seconds, _SECONDS_BETWEEN))
            is_last = attempt == _TRIES
            try:
                answer, status, headers = self._ask_once(target, version, limit)
            except OSError as error:
                if is_last or not _may_pass(error):
                    raise RefusedError("not_fetched", f"no answer ({_why(error)})") from error
                self.sleep(2.0 ** (attempt - 1))
                continue
            if status not in _BUSY or is_last:
                return answer, status, headers
            self.sleep(_asked_wait(headers.get("Retry-After")) or 2.0 ** (attempt - 1))
        raise AssertionError  # the last attempt returns or raises

    def _wait_for(self, host: str, seconds: float) -> None:
        """Leave a host in peace between two requests."""
        now = self.clock()
        wait = self._last_asked.get(host, now - seconds) + seconds - now
        if wait > 0:
            self.sleep(wait)
        self._last_asked[host] = self.clock()

    def _ask_once(
        self, target: Target, version: Version | None, limit: int
    ) -> tuple[Answer, int, Any]:
        import urllib3  # noqa: PLC0415 - start-up is short

        timeout = urllib3.Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
        options: dict[str, Any] = {"timeout": timeout, "maxsize": 1, "retries": False}
        if target.scheme == "https":
            pool: urllib3.HTTPConnectionPool = urllib3.HTTPSConnectionPool(
                target.ip,
                target.port,
                server_hostname=target.host,
                assert_hostname=target.host,
                **options,
            )
        else:
            pool = urllib3.HTTPConnectionPool(target.ip, target.port, **options)
        headers = {
            "Host": target.netloc,
            "User-Agent": user_agent(),
            "Accept": "text/html, application/rss+xml, application/atom+xml, */*;q=0.5",
            "Accept-Encoding": "gzip",
            **(version.headers() if version else {}),
        }
        try:
            with pool:
                response = pool.urlopen(
                    "GET", target.path, headers=headers, redirect=False, preload_content=False
                )
                body = self._body(response, limit) if response.status == 200 else b""
                response.close()
        except urllib3.exceptions.HTTPError as error:
            raise ConnectionError(_why(error)) from error
        kind, _, more = response.headers.get("Content-Type", "").lower().partition(";")
        charset = more.partition("charset=")[2].split(";")[0].strip("\"' ") or None
        answer = Answer(target.url, body, kind.strip(), charset)
        return answer, response.status, response.headers

    def _body(self, response: BaseHTTPResponse, limit: int) -> bytes:
        parts: list[bytes] = []
        size, until = 0, self.clock() + _TOTAL_SECONDS
        for chunk in response.stream(_CHUNK_BYTES, decode_content=True):
            parts.append(chunk)
            size += len(chunk)
            if size > limit:
                detail = f"more than {limit // 1024:,} KiB; download it, then load the file"
                raise RefusedError("too_long", detail)
            if self.clock() > until:
                raise RefusedError("not_fetched", f"not done after {_TOTAL_SECONDS:.0f} seconds")
        return b"".join(parts)


def user_agent() -> str:
    """How we introduce ourselves."""
    return f"casecount/{casecount_version()} (counts arrests and rescues in news; obeys robots.txt)"


def _may_pass(error: OSError) -> bool:
    """Whether trying again may help: a certificate that is wrong stays wrong."""
    return "certificate" not in str(error).lower()


def _why(error: BaseException) -> str:
    return one_line(str(error).rpartition(": ")[2] or type(error).__name__, 120)


def _asked_wait(retry_after: str | None) -> float | None:
    """The seconds a busy server asks for, within reason."""
    if retry_after is None or not retry_after.strip().isdecimal():
        return None
    return min(float(retry_after), _LONGEST_WAIT)
