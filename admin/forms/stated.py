"""A number as another system's report states it: 1,038 or 44 %, read and refused in sentences."""

import re
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import gettext as _
from wtforms import StringField

from admin.forms.fields import lazily as _l
from kiosk.tidying import one_line

MOST = 1_000_000_000
# With commas or spaces between thousands, or without; a sign of percent may follow.
STATED = re.compile(
    r"(?P<below>[-−–] ?)?(?P<count>[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)"
    r" ?(?P<percent>%|per ?cent)?",
    re.IGNORECASE,
)
DECIMAL = re.compile(
    r"(?P<count>[0-9]{1,12}\.[0-9]{1,12}) ?(?P<percent>%|per ?cent)?", re.IGNORECASE
)


class StatedField(StringField):
    """A whole number, perhaps of percent; what was typed stays as it was."""

    count: int | None = None
    has_percent = False

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is None."""
        self.data = one_line(valuelist[0]) if valuelist else ""
        if not self.data:
            return
        found = STATED.fullmatch(self.data)
        if found is None and (exact := DECIMAL.fullmatch(self.data.replace(",", ""))):
            rounded = Decimal(exact["count"]).quantize(Decimal(1), ROUND_HALF_UP)
            raise ValueError(
                _(
                    "Write it as a whole number: round %(exact)s to %(rounded)s.",
                    exact=self.data,
                    rounded=f"{rounded:,}{'%' if exact['percent'] else ''}",
                )
            )
        if found is None:
            raise ValueError(_l("Write a whole number, such as 1,038 or 44%."))
        if found["below"]:
            raise ValueError(_l("Write 0 or more: nothing is counted below 0."))
        count = int(re.sub("[, ]", "", found["count"])[:20])
        if count > MOST:
            raise ValueError(_l("That is more than 1,000,000,000. Check the number."))
        self.count, self.has_percent = count, bool(found["percent"])
