"""What the check-in is measured against: the smallest honest inserting app, and a bare page."""

import os
import uuid

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Row(Base):
    """One row: an id and a purpose."""

    __tablename__ = "row"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str]


def create_app() -> Flask:
    """One page that inserts a row durably, and one that does nothing."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["SMALLEST_DATABASE_URL"]
    db.init_app(app)
    with app.app_context():
        event.listen(db.engine, "connect", _set_durable)
        db.metadatas[None].create_all(db.engine)
        db.engine.dispose()
    app.add_url_rule("/insert", view_func=insert, methods=["POST"])
    app.add_url_rule("/bare", view_func=bare)
    return app


def _set_durable(connection, record) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def insert() -> str:
    """Insert one row and commit."""
    db.session.add(Row(id=uuid.uuid4(), purpose="learning"))
    db.session.commit()
    return "stored"


def bare() -> str:
    """Answer."""
    return "here"
