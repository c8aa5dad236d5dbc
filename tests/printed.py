"""What stands on printed sheets, as text."""

from tests.client import Page


def sheet(page: Page) -> str:
    """What is printed: the page without its bar."""
    return " ".join(" ".join(part.get_text(" ").split()) for part in page.soup.select(".sheet"))
