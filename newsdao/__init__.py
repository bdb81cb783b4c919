"""NewsDAO: a news server for posts in Jekyll form. `create_app` is the composition root, and knows every room."""

from flask import Flask

from newsdao import check_commands, cli, push_commands
from newsdao.config import PROJECT, Settings, read_settings
from newsdao.extensions import cache, db, migrate
from newsdao.services.invalidation import invalidator
from newsdao.store import changes, schema
from newsdao.web import (
    archive,
    article,
    base_path,
    cards,
    category,
    drain_thread,
    errors,
    feeds,
    frame,
    headers,
    health,
    home,
    hub,
    indexnow,
    live,
    old_addresses,
    patterns,
    reading_counts,
    renditions,
    search,
    sitemaps,
    static_files,
    templating,
)


def create_app(settings: Settings | None = None, *, on_the_air: bool = False) -> Flask:
    """The application. Raises ConfigurationError or StoreError, each one clear line, when it can't be.

    on_the_air: it stands behind a server, so what runs beside the requests (the drain) begins with the first of them.
    """
    settings = settings or read_settings()
    app = _flask(settings)
    house = frame.init_app(app, settings)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(schema.MIGRATIONS))
    cache.init_app(app)
    with app.app_context():
        schema.prepare(db.engine)
    house.invalidate = invalidator(house.generations.bump)
    changes.committed.connect(house.invalidate)
    app.wsgi_app = base_path.BasePath(app)  # type: ignore[method-assign]
    headers.init_app(app, settings)
    for room in (static_files, old_addresses, templating, errors, cards, renditions, hub, indexnow, reading_counts):
        room.init_app(app)
    for room in (home, archive, category, feeds, sitemaps, health, search, live, article):
        app.register_blueprint(room.blueprint)
    if settings.env == "development":
        app.register_blueprint(patterns.blueprint)
    if on_the_air:
        drain_thread.init_app(app)
        reading_counts.start_writing(app)
    app.after_request(feeds.cors)
    for commands in (cli, check_commands, push_commands):
        commands.init_app(app)
    return app


def _flask(settings: Settings) -> Flask:
    """The bare application: where its folders are, and what its extensions ask of its configuration."""
    app = Flask(
        "newsdao",
        template_folder=str(PROJECT / "templates"),
        static_folder=str(PROJECT / "static"),
        instance_path=str(settings.instance),
    )
    app.config.update(
        SECRET_KEY=settings.secret_key or None,
        SQLALCHEMY_DATABASE_URI=settings.sqlalchemy_url,
        SQLALCHEMY_ENGINE_OPTIONS=schema.engine_options(settings.sqlalchemy_url),
        CACHE_TYPE="newsdao.web.kept_pages.KeptPages" if settings.cache == "on" else "NullCache",
        CACHE_DEFAULT_TIMEOUT=0,
        CACHE_NO_NULL_WARNING=True,
    )
    return app
