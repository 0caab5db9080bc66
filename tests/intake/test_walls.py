"""Tests that walls in place of an article are recognised, and that an article about such things is not one."""

from __future__ import annotations

import pytest

from bot.errors import AskError
from bot.intake.walls import WallError
from bot.intake.web_pages import article_in
from tests.intake.test_web_pages import TEXT

URL, TODAY = "https://wire.example/a", "2025-07-01"


def wall(body: str, title: str = "The Wire", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


WALLS = [
    # programs and cookies
    (wall("<p>Please enable JavaScript and cookies to continue.</p>"), "asks for JavaScript"),
    (wall("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"), "asks for JavaScript"),
    (wall("<h1>JavaScript is disabled</h1><p>Your browser has JavaScript turned off. Turn on JavaScript to view this page.</p>"), "asks for JavaScript"),
    # robots
    (wall("<h1>wire.example</h1><p>Checking your browser before accessing wire.example. This process is automatic.</p><p>Ray ID: 8f2</p>", "Just a moment..."), "robot"),
    (wall("<p>Verify you are human by completing the action below.</p><p>wire.example needs to review the security of your connection before proceeding.</p>"), "robot"),
    (wall("<h1>Access Denied</h1><p>You don't have permission to access this on this server. Reference 18.4</p>", "Access Denied"), "robot"),
    (wall("<p>We’ve detected unusual traffic from your network. To continue, please press and hold the button.</p>", "Robot or human?"), "robot"),
    # consent
    (wall("<h1>We value your privacy</h1><p>We and our 812 partners store and/or access information on a device, such as unique IDs in cookies, to process personal data.</p><p>You may accept or manage your choices by clicking below, where legitimate interest is used.</p><button>Accept all</button>"), "consent"),
    (wall("<h1>Before you continue</h1><p>We use cookies and data to deliver and maintain our services.</p><p>Reject all</p>", "Before you continue"), "consent"),
    # log-in, paywall
    (wall("<h1>Russia condemns attack</h1><p>Please log in to continue.</p><p>Forgot your password?</p>"), "a login"),
    (wall("<article><h1>A list is not a release</h1><p>Negotiators met in Geneva on Tuesday.</p><p>Subscribe to continue reading. Cancel anytime.</p></article>"), "subscribers"),
    (wall("<p>You’ve reached your limit of free articles this month. Already a subscriber? Sign in.</p>"), "subscribers"),
    # errors that are served as pages
    (wall("<h1>404</h1><p>Sorry, the page you are looking for doesn't exist or may have been moved.</p>", "Page not found | The Wire"), "an error"),
    (wall(f"<h1>Page not found</h1><p>The page you requested can't be found.</p>{TEXT}", "Page not found - The Wire"), "an error"),
    (wall("<p>This article is no longer available.</p>"), "an error"),
    (wall("<h1>503 Service Unavailable</h1><p>No server is available to handle this request.</p>"), "an error"),
    # ways on
    (wall("<p>Moving on.</p>", head='<meta http-equiv="refresh" content="0; url=https://wire.example/b">'), "redirects to https://wire.example/b"),
    (wall("<p>Redirecting</p>", head='<META HTTP-EQUIV="Refresh" CONTENT="5;URL=\'/b\'">'), "redirects to /b"),
    (wall("<p>One moment.</p><script>window.location.replace('/b')</script>"), "only redirects"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "says"), WALLS)
def test_what_stands_in_an_articles_place_is_named(page: str, says: str) -> None:
    with pytest.raises(WallError, match=says) as raised:
        article_in(page, URL, TODAY)
    assert str(raised.value).startswith("wire.example ")


ARTICLES = [
    # an article with a line of a wall's below it, and one that tells of walls
    wall(f"<article><h1>A raid</h1>{TEXT}<p>Subscribe to continue reading.</p></article>"),
    wall(f"<article><h1>Access denied</h1>{TEXT}</article>", "Access denied"),
    wall(f"<article><h1>Error</h1>{TEXT}{TEXT}</article>", "Error"),
    wall(f"<div class=consent><p>We value your privacy</p><button>Accept all</button></div><article>{TEXT}</article>"),
    wall(f"<article><h1>Why sites ask whether you are a robot</h1>{TEXT}<p>“Are you a robot?” is what they ask.</p></article>"),
    # a page that reloads itself, and one that counts its readers
    wall(f"<article>{TEXT}</article>", head='<meta http-equiv="refresh" content="300">'),
    wall(f"<article>{TEXT}</article>", head='<meta http-equiv="refresh" content="300; url=https://wire.example/a">'),
    wall(f"<article>{TEXT}</article><script>location.href = '/login'</script>"),
    # short, and an article
    wall("<article><h1>Rate up</h1><p>The central bank raised its rate by half a point on Wednesday, to 6.5 per cent.</p></article>"),
]  # fmt: skip


@pytest.mark.parametrize("page", ARTICLES)
def test_an_article_is_no_wall(page: str) -> None:
    assert article_in(page, URL, TODAY).text


def test_a_file_that_is_a_wall_is_named_without_a_site() -> None:
    with pytest.raises(AskError, match=r"^The page asks for JavaScript"):
        article_in(WALLS[0][0], None, TODAY)
