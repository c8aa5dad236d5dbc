"""Which file of records to bring in: its kind, and the file itself or rows that were copied."""

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import FileField, TextAreaField
from wtforms.validators import ValidationError

from admin.forms.fields import RadioField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from admin.imports import KINDS, MOST_BYTES


class ImportForm(FlaskForm):
    """A kind, and a file or pasted rows."""

    kind = RadioField(_l("What do the rows say?"), [needed(_l("Choose what the rows say."))])
    file = FileField(_l("Choose a CSV file"))
    pasted = TextAreaField(_l("Or paste rows from a spreadsheet, with their headings"))

    def __init__(self) -> None:
        """Offer the kinds in the words of the page."""
        super().__init__()  # type: ignore[no-untyped-call]  # flask_wtf ships no types
        self.kind.choices = {name: str(kind.label) for name, kind in KINDS.items()}
        self._content: bytes | None = None

    @property
    def upload(self) -> FileStorage | None:
        """The file that was chosen, if one was."""
        found = request.files.get("file")
        return found if found and found.filename else None

    @property
    def file_name(self) -> str:
        """What the list of imports calls it."""
        if self.upload:
            name = (self.upload.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
            return "".join(each for each in name if each.isprintable())[:200]
        return str(_("pasted rows"))

    @property
    def content(self) -> bytes:
        """The bytes of the file, or of what was pasted; one more than is allowed at most."""
        if self._content is None:
            if self.upload:
                self._content = self.upload.stream.read(MOST_BYTES + 1)
            else:
                self._content = (self.pasted.data or "").encode()
        return self._content

    def validate_pasted(self, field: TextAreaField) -> None:
        """One of the two, not both."""
        pasted = bool((field.data or "").strip())
        if self.upload and pasted:
            raise ValidationError(_("Choose a file or paste rows, not both. Clear one of the two."))
        if not self.upload and not pasted:
            raise ValidationError(_("Choose a file, or paste rows with their headings."))
