"""The WSGI door: `granian --interface wsgi app:app`, `flask --app app …`."""

from newsdao import create_app
from newsdao.errors import NewsDAOError

try:
    app = create_app(on_the_air=True)
except NewsDAOError as error:
    raise SystemExit(f"newsdao: {error}") from None
