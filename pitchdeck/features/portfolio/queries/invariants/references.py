"""Invariants of references: numbered 1 to n each year, no gap, no double, and a counter that says so."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

# A reference that cannot be read must not end the check: its number is NULL, and a row of its own names it.
_NUMBERED = """numbered AS (SELECT key, ref, SUBSTR(ref, 1, 6) AS series,
    CASE WHEN SUBSTR(ref, 7, 1) = '-' AND LENGTH(ref) BETWEEN 11 AND 20
    AND LTRIM(SUBSTR(ref, 8), '0123456789') = '' THEN CAST(SUBSTR(ref, 8) AS BIGINT) END AS number
    FROM pitch WHERE ref IS NOT NULL)"""

REFERENCES = (
    Invariant(
        "references_have_no_gap",
        "the references of a year are numbered 1 to n, each once, and the counter stands at n",
        f"""WITH {_NUMBERED}
        SELECT 'pitch ' || key || ': reference ' || ref || ' has no number' FROM numbered WHERE number IS NULL
        UNION ALL SELECT 'pitch ' || key || ': reference ' || ref || ' has no counter' FROM numbered
        WHERE NOT EXISTS (SELECT 1 FROM counter WHERE counter.series = numbered.series)
        UNION ALL SELECT 'series ' || series || ': number ' || number || ' is taken ' || COUNT(*) || ' times'
        FROM numbered WHERE number IS NOT NULL GROUP BY series, number HAVING COUNT(*) > 1
        UNION ALL SELECT 'series ' || later.series || ': number ' || (later.number - 1) || ' is missing'
        FROM numbered AS later LEFT JOIN numbered AS earlier
        ON earlier.series = later.series AND earlier.number = later.number - 1
        WHERE later.number > 1 AND earlier.key IS NULL
        UNION ALL SELECT 'series ' || counter.series || ': ' || COUNT(numbered.key)
        || ' pitches, the last is ' || COALESCE(MAX(number), 0) || ', the counter stands at ' || counter.last
        FROM counter LEFT JOIN numbered ON numbered.series = counter.series WHERE counter.series LIKE 'P-%'
        GROUP BY counter.series, counter.last HAVING COALESCE(MAX(number), 0) <> counter.last""",
    ),
)
