"""Tests that walls in place of an article are recognised, and that an article about such things is not one."""

from __future__ import annotations

import pytest

from bot.errors import AskError
from bot.intake.walls import WallError, names_a_page
from bot.intake.web_pages import article_in
from tests.intake.test_web_pages import TEXT

URL, TODAY = "https://wire.example/a", "2025-07-01"


def wall(body: str, title: str = "The Wire", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


WALLS = [
    # scripts and cookies
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
    # errors served as pages
    (wall("<h1>404</h1><p>Sorry, the page you are looking for doesn't exist or may have been moved.</p>", "Page not found | The Wire"), "an error"),
    (wall(f"<h1>Page not found</h1><p>The page you requested can't be found.</p>{TEXT}", "Page not found - The Wire"), "an error"),
    (wall("<p>This article is no longer available.</p>"), "an error"),
    (wall("<h1>503 Service Unavailable</h1><p>No server is available to handle this request.</p>"), "an error"),
    # nothing published yet
    (wall("<h1>TEST PAGE</h1><p>This is a test page.</p>", "TEST PAGE"), "a placeholder"),
    (wall("<h1>Welcome to nginx!</h1><p>If you see this page, the server is installed.</p>", "Welcome to nginx!"), "a placeholder"),
    (wall("<p>This page is used to test the proper operation of the HTTP server after it has been installed.</p>", "Test Page for the HTTP Server"), "a placeholder"),
    (wall("<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p>"), "a placeholder"),
    (wall("<p>Coming soon.</p>", "Under construction"), "a placeholder"),
    # a test, however long it is and wherever it says so; filling words in whichever order
    (wall(f"<article><h1>Test page</h1>{TEXT}{TEXT}</article>", "TEST PAGE"), "a placeholder"),
    (wall(f"<article><h1>Hello world!</h1>{TEXT}</article>", "Hello world! – The Wire"), "a placeholder"),
    (wall(f"<article>{TEXT}{TEXT}</article>", "TEST ARTICLE #3 (please ignore)"), "a placeholder"),
    (wall(f"<article><h1>Russia condemns attack</h1><p>{'Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris. ' * 9}</p></article>"), "a placeholder"),
    (wall("<h1>Apache2 Ubuntu Default Page</h1><p>It works!</p><p>This is the default welcome page used to test the correct operation of the Apache2 server after installation on Ubuntu systems.</p><p>If you can read this page, it means that the Apache HTTP server installed at this site is working properly.</p>", "Apache2 Ubuntu Default Page: It works"), "a placeholder"),
    (wall("<h1>Hallo Welt!</h1><p>Willkommen bei WordPress. Dies ist dein erster Beitrag. Bearbeite oder lösche ihn und beginne mit dem Schreiben!</p>"), "a placeholder"),
    (wall("<p>Hier entsteht in Kürze unser neuer Auftritt.</p>", "Im Aufbau"), "a placeholder"),
    # in other languages: programs, robots, consent, log-in, paywall, errors
    (wall("<p>Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite anzuzeigen.</p>"), "asks for JavaScript"),
    (wall("<p>JavaScript ist in Ihrem Browser deaktiviert.</p><p>Diese Anwendung benötigt JavaScript.</p>", "Der Draht"), "asks for JavaScript"),
    (wall("<p>Veuillez activer JavaScript et les cookies pour continuer.</p>"), "asks for JavaScript"),
    (wall("<p>Para ver esta página, habilite JavaScript en su navegador.</p>"), "asks for JavaScript"),
    (wall("<p>Per continuare attiva JavaScript e i cookie.</p>"), "asks for JavaScript"),
    (wall("<p>Для продолжения включите JavaScript.</p>"), "asks for JavaScript"),
    (wall("<p>Bestätigen Sie, dass Sie ein Mensch sind.</p><p>Dies kann einige Sekunden dauern.</p>", "Nur einen Moment..."), "robot"),
    (wall("<p>Vérifiez que vous êtes humain en effectuant l’action ci-dessous.</p>", "Un instant..."), "robot"),
    (wall("<p>Confirma que no eres un robot.</p>"), "robot"),
    (wall("<h1>Weiter mit Werbung</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Einzelheiten finden Sie in der Datenschutzerklärung.</p><p>Wir und unsere Partner speichern personenbezogene Daten.</p><button>Akzeptieren und weiter</button>"), "consent"),
    (wall("<p>Nous et nos partenaires utilisons des cookies pour stocker des données personnelles, comme votre visite sur ce site.</p><p>Continuer sans accepter</p><p>Tout accepter</p>"), "consent"),
    (wall("<p>Utilizamos cookies propias y de terceros para mostrarle publicidad.</p><p>Aceptar y continuar</p>"), "consent"),
    (wall("<h1>Die Klausel</h1><p>Bitte melden Sie sich an, um weiterzulesen.</p><p>Passwort vergessen?</p>"), "a login"),
    (wall("<p>Connectez-vous pour lire cet article.</p><p>Mot de passe oublié ?</p>"), "a login"),
    (wall("<article><h1>La trêve</h1><p>Les négociateurs se sont réunis mardi à Genève.</p><p>Article réservé aux abonnés. Déjà abonné ? Identifiez-vous.</p></article>"), "subscribers"),
    (wall("<article><h1>Die Waffenruhe</h1><p>Die Unterhändler trafen sich am Dienstag in Genf.</p><p>Dieser Artikel ist nur für Abonnenten. Jetzt abonnieren, monatlich kündbar.</p></article>"), "subscribers"),
    (wall("<article><h1>La tregua</h1><p>Contenido exclusivo para suscriptores.</p><p>Suscríbete para seguir leyendo.</p></article>"), "subscribers"),
    (wall("<h1>Seite nicht gefunden</h1><p>Die gesuchte Seite existiert leider nicht.</p>"), "an error"),
    (wall("<p>La page que vous recherchez n’existe plus.</p>", "Erreur 404"), "an error"),
    (wall("<p>No hemos encontrado la página que buscas.</p>", "Página no encontrada"), "an error"),
    # maintenance, outages, servers without a site
    (wall("<p>We are currently experiencing a service disruption. Our engineers are working to restore the site as quickly as possible. Thank you for your patience while we look into this.</p>", "Service disruption"), "an error"),
    (wall("<h1>Service disruption</h1><p>Some of our services are not available at the moment. Our team is aware of it and is working on a fix. Please check back in a little while for the latest news.</p>"), "an error"),
    (wall("<h1>We’ll be back soon!</h1><p>Sorry for the inconvenience but we’re performing some maintenance at the moment. If you need to you can always contact us, otherwise we’ll be back online shortly!</p>"), "an error"),
    (wall("<h1>Oops! Something went wrong</h1><p>The server encountered an internal error or misconfiguration and was unable to complete your request. Please contact the server administrator and tell him of the time.</p>"), "an error"),
    (wall("<h1>Connection timed out</h1><p>The initial connection between the network and the origin web server timed out. As a result, the web page can not be displayed. If you own it, contact your hosting provider.</p>"), "an error"),
    (wall("<h1>451</h1><p>We recognize you are attempting to access this website from a country belonging to the European Economic Area and therefore access cannot be granted at this time, whoever you are and whatever you read.</p>"), "an error"),
    (wall("<p>Thank you for your patience. You are in a virtual queue for The Wire. When it is your turn, you will have ten minutes to enter. Your estimated wait time is a minute.</p>", "Queue-it"), "an error"),
    (wall("<h1>Your browser is out of date</h1><p>To get the best experience of our site, please upgrade to a newer version of your browser or switch to one of those that are listed below.</p>"), "an error"),
    (wall("<p>Le site est momentanément indisponible en raison d’une opération. Nous vous prions de nous excuser pour la gêne occasionnée et vous invitons à revenir dans quelques minutes sur cette page.</p>"), "an error"),
    (wall("<h1>This Account has been suspended.</h1><p>Contact your hosting provider for more information about why the account of this site has been suspended and what you may do about it now.</p>", "Account Suspended"), "a placeholder"),
    (wall("<h1>wire.example</h1><p>This domain name is for sale. Get a price in less than 24 hours. Fill out the form below, and one of our domain experts will have a price for you.</p>"), "a placeholder"),
    # an ad blocker, an app, an age
    (wall("<p>It looks like you're using an ad blocker. We rely on advertising to fund our journalism. Please disable your ad blocker and reload the page.</p>"), "turn off an ad blocker"),
    (wall("<p>This story is best read in our app. Download the Wire app from the App Store or Google Play to go on reading, and never miss a story again.</p>"), "open an app"),
    (wall("<h1>Are you over 18?</h1><p>You must be at least 18 years old to see this content. By pressing Yes you confirm that you are of legal age in your country.</p>"), "confirm an age"),
    (wall("<p>Please enable JS and disable any ad blocker</p>", "wire.example"), "instead of showing the article"),
    # robots, in many words
    (wall("<p>Access to this page has been denied because we believe you are using automation tools to browse the website.</p><p>This may happen as a result of the following: Javascript is disabled or blocked by an extension (ad blockers for example). Your browser does not support cookies.</p><p>Please make sure that Javascript and cookies are enabled on your browser and that you are not blocking them from loading. Reference ID: #abc</p>"), "instead of showing the article"),
    # redirects
    (wall("<p>Moving on.</p>", head='<meta http-equiv="refresh" content="0; url=https://wire.example/b">'), "redirects to https://wire.example/b"),
    (wall("<p>Redirecting</p>", head='<META HTTP-EQUIV="Refresh" CONTENT="5;URL=\'/b\'">'), "redirects to https://wire.example/b"),
    (wall("<p>One moment.</p><script>window.location.replace('/b')</script>"), "only redirects"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "says"), WALLS)
def test_a_page_in_place_of_an_article_is_named(page: str, says: str) -> None:
    with pytest.raises(WallError, match=says) as raised:
        article_in(page, URL, TODAY)
    assert str(raised.value).startswith("wire.example ")


ARTICLES = [
    # an article with a line of a wall below it, and an article about walls
    wall(f"<article><h1>A raid</h1>{TEXT}<p>Subscribe to continue reading.</p></article>"),
    wall(f"<article><h1>Access denied</h1>{TEXT}</article>", "Access denied"),
    wall(f"<article><h1>Error</h1>{TEXT}{TEXT}</article>", "Error"),
    wall(f"<div class=consent><p>We value your privacy</p><button>Accept all</button></div><article>{TEXT}</article>"),
    wall(f"<article><h1>Why sites ask whether you are a robot</h1>{TEXT}<p>“Are you a robot?” is what they ask.</p></article>"),
    # a page that reloads itself, and one that counts visitors
    wall(f"<article>{TEXT}</article>", head='<meta http-equiv="refresh" content="300">'),
    wall(f"<article>{TEXT}</article>", head='<meta http-equiv="refresh" content="300; url=https://wire.example/a">'),
    wall(f"<article>{TEXT}</article><script>location.href = '/login'</script>"),
    # an article that uses a wall's words of something else
    wall("<article><h1>The bridge</h1><p>The bridge over the Harn is still under construction, the minister said on Tuesday, and it will not open before May.</p></article>"),
    wall("<article><h1>Datenschutz</h1><p>Das Gericht in Luxemburg urteilte am Dienstag, dass der Konzern personenbezogene Daten nicht ohne Zustimmung nutzen darf.</p></article>"),
    wall("<article><h1>Una obra</h1><p>El puente en construcción sobre el río fue visitado el martes por la ministra, que prometió abrirlo antes de mayo.</p></article>"),
    wall(f"<article><h1>Under construction: the wall that divides a city</h1>{TEXT}</article>"),
    wall(f"<article><h1>Testing times for the truce</h1>{TEXT}</article>", "Testing times for the truce"),
    # a page's title over an article's heading
    wall(f"<article><h1>Russia condemns attack</h1>{TEXT}</article>", "TEST PAGE"),
    # a few words of Latin
    wall(f"<article><h1>Lorem ipsum, or where printers find their words</h1>{TEXT}<p>“Lorem ipsum dolor sit amet” is how it begins.</p></article>"),
    # of disruptions and maintenance elsewhere
    wall("<article><h1>Service disruption hits Moscow metro</h1><p>Moscow’s metro suffered a service disruption on Monday that left thousands of people waiting, the transport department said, and its director apologised for the inconvenience.</p><p>Engineers were working to restore the line. The mayor demanded a report by Friday and accused the operator of saving on repairs.</p></article>"),
    wall("<article><h1>Nuclear plant down for scheduled maintenance</h1><p>Iran’s Bushehr plant has been shut down for scheduled maintenance, the energy ministry said on Sunday, and will be back in two weeks. Russia welcomed the step.</p></article>"),
    # of cookies, robots and pages that are down: a wall reports nothing
    wall("<article><h1>Google to phase out cookies</h1><p>Google said on Tuesday it will phase out third-party cookies. Users will be asked to accept all cookies or reject all. France fined the company 90 million euros.</p></article>"),
    wall("<article><h1>Bank’s website is down for maintenance</h1><p>The website of the bank is currently unavailable, the bank said on Friday. It apologised to its customers.</p></article>"),
    # short, but an article
    wall("<article><h1>Rate up</h1><p>The central bank raised its rate by half a point on Wednesday, to 6.5 per cent.</p></article>"),
]  # fmt: skip


@pytest.mark.parametrize("page", ARTICLES)
def test_an_article_is_no_wall(page: str) -> None:
    assert article_in(page, URL, TODAY).text


TITLES = [
    ("TEST PAGE", None, True),
    ("Test page | The Wire", "The Wire", True),
    ("Untitled Document", None, True),
    ("The Wire", "The Wire", True),
    ("wire.example", None, True),
    ("Startseite – Der Draht", "Der Draht", True),
    ("Just a moment...", None, True),
    ("Test page 2 - Der Draht", "Der Draht", True),
    ("¡Hola mundo!", None, True),
    ("Coming soon: a new treaty", None, False),
    ("Test", "Test", True),
    ("Missile test page by page: what Iran fired", "The Wire", False),
    ("Error - how the strike went wrong", "The Wire", False),
    ("Home | Iran's exiles return", None, False),
    ("The Wire wins a prize", "The Wire", False),
]


@pytest.mark.parametrize(("title", "outlet", "names"), TITLES)
def test_a_pages_own_title_names_no_article(title: str, outlet: str | None, names: bool) -> None:
    assert names_a_page(title, outlet) is names


def test_an_article_under_a_pages_title_has_its_heading_or_none() -> None:
    page = wall(f"<article><h1>Russia condemns the raid</h1>{TEXT}{TEXT}</article>", "TEST PAGE")
    assert article_in(page, URL, TODAY).title == "Russia condemns the raid"
    assert article_in(wall(f"<article>{TEXT}{TEXT}</article>", "Untitled document"), URL, TODAY).title is None


def test_a_file_that_is_a_wall_is_named_without_a_site() -> None:
    with pytest.raises(AskError, match=r"^The page asks for JavaScript"):
        article_in(WALLS[0][0], None, TODAY)


# Trap: a mark at a title's end was looked for from each of its characters.
@pytest.mark.parametrize("title", ["#" * 200_000 + "x", " " * 200_000 + "x", "a." * 100_000, "- " * 100_000])
def test_a_title_of_any_length_is_no_pages(title: str) -> None:
    assert not names_a_page(title)
    assert article_in(wall(f"<article><h1>{title}</h1>{TEXT}</article>", title), URL, TODAY).text
