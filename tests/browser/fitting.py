"""Whether a page fits its screen, judged once it stands as the reader sees it."""

from playwright.sync_api import Page


def fits(page: Page) -> bool:
    """Say whether nothing of the page is wider than the screen.

    A click is over once the new page is there, not once its style sheets are, and an unstyled page is wider.
    """
    page.wait_for_load_state("load")
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
