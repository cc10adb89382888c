"""What axe finds wrong with the page that is open; a combination of colours is measured once per run."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTRAST = "color-contrast"
STRUCTURE: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {CONTRAST: {"enabled": False}},
    "resultTypes": ["violations"],
}
"""Only violations are described in full: what passes is checked as well, and not written down."""
COLOURS: dict[str, Any] = {"runOnly": {"type": "rule", "values": [CONTRAST]}, "resultTypes": ["violations"]}

MARK = """known => {
    const behind = new Map(), fresh = new Set(), seen = new Set(known);
    const ground = (element) => {
        if (!element) return "";
        if (!behind.has(element)) {
            const style = getComputedStyle(element);
            const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position].join();
            behind.set(element, ground(element.parentElement) + "|" + own);
        }
        return behind.get(element);
    };
    for (const element of document.body.querySelectorAll("*")) {
        const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!words && !element.matches("input, select, textarea")) continue;
        const style = getComputedStyle(element);
        if (!element.checkVisibility({visibilityProperty: true})) continue;
        const text = [style.color, style.fontSize, style.fontWeight, style.textShadow].join();
        const colours = text + "|" + ground(element);
        if (seen.has(colours)) continue;
        seen.add(colours);
        fresh.add(colours);
        element.setAttribute("data-colours", "new");
    }
    return [...fresh];
}"""
"""Mark the first element of each combination of text and all that lies behind it that is not known."""

_measured: set[str] = set()


def violations(page: Page) -> str:
    """Axe's report on what breaks WCAG 2.2 AA in this page; empty when nothing does.

    Contrast, which costs axe more than everything else together, depends on the colours, size and weight of a
    text and on what lies behind it: each combination is measured where it is first met.
    """
    wrong = _report(page, STRUCTURE)
    fresh = page.evaluate(MARK, sorted(_measured))
    if fresh:
        pale = _report(page, COLOURS, context={"include": [["[data-colours]"]]})
        if not pale:
            _measured.update(fresh)
        wrong += pale
    return wrong


def _report(page: Page, options: dict[str, Any], context: dict[str, Any] | None = None) -> str:
    found = Axe().run(page, context, options)
    return str(found.generate_report()) if found.violations_count else ""
