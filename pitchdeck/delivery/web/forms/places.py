"""Where an organisation is: how its figures and dates look, the zone of its deadlines, its first month."""

from zoneinfo import available_timezones

LOCALES = (
    ("en_GB", "1,234.50 · 24 Nov 2026 (United Kingdom)"),
    ("en_US", "1,234.50 · Nov 24, 2026 (United States)"),
    ("en_IE", "1,234.50 · 24 Nov 2026 (Ireland)"),
    ("en_CH", "1’234.50 · 24 Nov 2026 (Switzerland)"),
    ("en_DE", "1.234,50 · 24 Nov 2026 (Germany)"),
    ("en_SE", "1 234,50 · 24 Nov 2026 (Sweden)"),
    ("en_IN", "1,234.50 · 24 Nov 2026 (India)"),
)

MONTHS = tuple(
    (str(number), name)
    for number, name in enumerate(
        (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        start=1,
    )
)
"""The months in which a fiscal year may begin, by number."""


def zones() -> list[tuple[str, str]]:
    """Every zone that has a place in its name."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]
