"""The search index follows the rows in the act's own transaction, whoever writes them.

A row's own words are folded once, when they change (`own`). What an entry is found by (`tokens`) is put
together from them by the views below. A token is a word behind the letter of the class of readers that it is
there for, so that a hidden pitch has no word in what a reader's question runs through; or, behind an
underscore, who stands near the pitch.
"""

from pitchdeck.base.folding import UNJOINED
from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.refusal import row_trigger

EVERY, OPEN, FUNDED, UNDER_WAY, GOAL, PERSON = "a", "o", "f", "i", "g", "n"
"""Classes of words: of every pitch, those handed in, the funded, investments, goals, people."""

PRIVATE_STATES = "'draft', 'returned'"
_OPEN = f"p.state NOT IN ({PRIVATE_STATES}) AND p.revision_no > 0"


def _unjoined(letter: str, collation: str) -> str:
    return " OR ".join(f"{letter}{collation} BETWEEN '{first}' AND '{last}'" for first, last in UNJOINED)


def _piece(letter: str, following: str, collation: str = "") -> str:
    """What one letter becomes, in SQL: base/folding.py says the same in Python."""
    return (
        f"COALESCE((SELECT l.folded FROM search_letter l WHERE l.letter = {letter}), CASE WHEN "
        f"{_unjoined(letter, collation)} THEN ' ' || {letter} || CASE WHEN {_unjoined(following, collation)} "
        f"THEN {following} ELSE '' END || ' ' ELSE {letter} END)"
    )


def _single_spaced(text: str, mark: str) -> str:
    return f"TRIM(REPLACE(REPLACE(REPLACE({text}, ' ', ' ' || {mark}), {mark} || ' ', ''), {mark}, ''))"


def sqlite_fold(text: str) -> str:
    """An expression for the folded words of a text; on PostgreSQL it is the function search_fold."""
    piece = _piece(f"SUBSTR({text}, w.n, 1)", f"SUBSTR({text}, w.n + 1, 1)")
    return (
        "(WITH RECURSIVE w(n, told) AS (SELECT 1, '' UNION ALL "
        f"SELECT w.n + 1, w.told || {piece} FROM w WHERE w.n <= LENGTH({text})) "
        f"SELECT {_single_spaced('told', 'CHAR(1)')} FROM w ORDER BY n DESC LIMIT 1)"
    )


_FOLD = f"""CREATE FUNCTION search_fold(whole text) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
SELECT {_single_spaced("COALESCE(string_agg(piece, '' ORDER BY n), '')", "CHR(1)")} FROM (
    SELECT n, {_piece("told.letter", "told.following", ' COLLATE "C"')} AS piece FROM (
        SELECT n, letter, COALESCE(lead(letter) OVER (ORDER BY n), '') AS following
        FROM string_to_table(whole, NULL) WITH ORDINALITY AS t(letter, n)) AS told) AS folded $$"""


def _fold(text: str, dialect: str) -> str:
    return sqlite_fold(text) if dialect == "sqlite" else f"search_fold({text})"


def _own_of_pitch(row: str, dialect: str) -> str:
    numbered = f"COALESCE(' ' || {row}.ref || ' ' || LTRIM(SUBSTR({row}.ref, 8), '0'), '')"
    if dialect == "sqlite":  # folded apart, because the text is repeated in the statement
        return f"TRIM({_fold(f'{row}.title', dialect)} || COALESCE(' ' || {_fold(numbered, dialect)}, ''))"
    return _fold(f"{row}.title || {numbered}", dialect)


def _classed(letter: str, *columns: str) -> str:
    """The words of these columns behind the class's letter, each with a space before it."""
    return " || ".join(
        f"CASE WHEN COALESCE({each}, '') = '' THEN '' ELSE REPLACE(' ' || {each}, ' ', ' {letter}') END"
        for each in columns
    )


def _several(dialect: str, mark: str, column: str, rest: str) -> str:
    joined = "GROUP_CONCAT" if dialect == "sqlite" else "STRING_AGG"
    listed = f"SELECT DISTINCT ' {mark}' || {column} AS token FROM {rest} ORDER BY 1"
    return f"COALESCE((SELECT {joined}(token, '') FROM ({listed}) AS listed), '')"


def _pitch_view(dialect: str) -> str:
    words = ("e.own", "presenter.own", "sponsor.own", "unit.own", "goal.own")
    revisions = "revision v WHERE v.pitch_id = p.id"
    claimed = _several(dialect, "_m", "c.measure_id", "claim c WHERE c.pitch_key = p.key")
    near = (
        f"CASE WHEN {_OPEN} THEN COALESCE(' _r' || p.round_id, '') ELSE ' _x' END || ' _p' || p.presenter_id",
        _several(dialect, "_p", "c.person_id", "co_author c WHERE c.pitch_id = p.id"),
        f"' _u' || p.unit_id || {claimed}",
    )
    around = (
        "' _i _k' || p.id",
        _several(dialect, "_s", "v.sponsor_id", revisions),
        _several(dialect, "_w", "v.measure_id", revisions),
        _classed(UNDER_WAY, *words),
    )
    return f"""CREATE VIEW search_pitch AS SELECT p.id AS row_id, e.id AS entry_id, TRIM({" || ".join(near)}
    || {_classed(EVERY, *words)}
    || CASE WHEN {_OPEN} THEN {_classed(OPEN, *words)} ELSE '' END
    || CASE WHEN p.state = 'funded' AND p.revision_no > 0 THEN {_classed(FUNDED, *words)} ELSE '' END
    || CASE WHEN i.id IS NULL THEN '' ELSE {" || ".join(around)} END) AS tokens
    FROM pitch p JOIN search_entry e ON e.kind = 'pitch' AND e.row_id = p.id
    LEFT JOIN draft d ON d.pitch_id = p.id
    LEFT JOIN measure m ON m.id = d.measure_id
    LEFT JOIN revision r ON r.pitch_id = p.id AND r.number = p.revision_no
    LEFT JOIN investment i ON i.pitch_id = p.id
    LEFT JOIN search_entry presenter ON presenter.kind = 'person' AND presenter.row_id = p.presenter_id
    LEFT JOIN search_entry sponsor ON sponsor.kind = 'person'
        AND sponsor.row_id = COALESCE(r.sponsor_id, m.owner_id)
    LEFT JOIN search_entry unit ON unit.kind = 'unit' AND unit.row_id = p.unit_id
    LEFT JOIN search_entry goal ON goal.kind = 'goal' AND goal.row_id = COALESCE(r.goal_id, m.goal_id)"""


_GOAL_VIEW = f"""CREATE VIEW search_goal AS SELECT g.id AS row_id, e.id AS entry_id,
TRIM({_classed(GOAL, "e.own", "owner.own", "unit.own")}) AS tokens
FROM goal g JOIN search_entry e ON e.kind = 'goal' AND e.row_id = g.id
LEFT JOIN search_entry owner ON owner.kind = 'person' AND owner.row_id = g.owner_id
LEFT JOIN search_entry unit ON unit.kind = 'unit' AND unit.row_id = g.unit_id"""
_PERSON_VIEW = f"""CREATE VIEW search_person AS SELECT p.id AS row_id, e.id AS entry_id,
CASE WHEN p.active = 1 AND e.own <> '' THEN TRIM({_classed(PERSON, "e.own", "unit.own")}) ELSE '' END
AS tokens
FROM person p JOIN search_entry e ON e.kind = 'person' AND e.row_id = p.id
LEFT JOIN search_entry unit ON unit.kind = 'unit' AND unit.row_id = p.unit_id"""


def _renew(kind: str, which: str) -> str:
    if which.startswith("IN "):
        # PostgreSQL joins the view with such a question whole; an array is asked first, and then by key.
        which = f"%IN%{which.removeprefix('IN ')}%NI%"
    return (
        f"UPDATE search_entry SET tokens = t.tokens FROM search_{kind} t "
        f"WHERE search_entry.id = t.entry_id AND t.row_id {which} AND search_entry.tokens <> t.tokens;"
    )


def _changed(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


_WITH_PERSON = (
    "IN (SELECT id FROM pitch WHERE presenter_id = NEW.id UNION SELECT pitch_id FROM revision "
    "WHERE sponsor_id = NEW.id UNION SELECT d.pitch_id FROM draft d JOIN measure m ON m.id = d.measure_id "
    "WHERE m.owner_id = NEW.id)"
)
_WITH_GOAL = (
    "IN (SELECT pitch_id FROM revision WHERE goal_id = NEW.id UNION SELECT d.pitch_id FROM draft d "
    "JOIN measure m ON m.id = d.measure_id WHERE m.goal_id = NEW.id)"
)
_WITH_MEASURE = (
    "IN (SELECT pitch_id FROM draft WHERE measure_id = NEW.id UNION SELECT pitch_id FROM revision "
    "WHERE measure_id = NEW.id)"
)


def _named(kind: str, columns: tuple[str, ...], then: str) -> tuple[Trigger, Trigger]:
    """A person, unit or goal enters the index, and everything with its name follows a change."""
    own = {each: _fold("NEW.name", each) for each in ("sqlite", "postgresql")}
    entry = f"INSERT INTO search_entry (kind, row_id, own, tokens) VALUES ('{kind}', NEW.id, %OWN%, '');"
    change = f"UPDATE search_entry SET own = %OWN% WHERE kind = '{kind}' AND row_id = NEW.id;"
    first = "" if kind == "unit" else _renew(kind, "= NEW.id")
    event = f"UPDATE OF {', '.join(columns)}"
    return (
        _after(f"search_{kind}_added", (kind, "INSERT"), "", entry + first, own),
        _after(f"search_{kind}_changed", (kind, event), _changed(*columns), change + first + then, own),
    )


def _after(
    name: str, on: tuple[str, str], condition: str, body: str, own: dict[str, str] | None = None
) -> Trigger:
    """A trigger after an event of a table; `%OWN%` in its body is the row's own words, folded."""
    table, event = on
    told = {each: body.replace("%OWN%", (own or {}).get(each, "")) for each in ("sqlite", "postgresql")}
    told["sqlite"] = told["sqlite"].replace("%IN%", "IN ").replace("%NI%", "")
    told["postgresql"] = told["postgresql"].replace("%IN%", "= ANY (ARRAY").replace("%NI%", ")")
    made = row_trigger(
        name, table, f"AFTER {event}", sqlite=told["sqlite"], postgresql=f"{told['postgresql']}\nRETURN NULL;"
    )
    if not condition:
        return made
    sqlite = made.sqlite[0].replace(" FOR EACH ROW BEGIN", f" FOR EACH ROW WHEN {condition} BEGIN", 1)
    function, trigger = made.postgresql
    when = trigger.replace(" EXECUTE FUNCTION", f" WHEN ({condition}) EXECUTE FUNCTION", 1)
    return Trigger(name, (sqlite,), (function, when), made.drop_sqlite, made.drop_postgresql)


_INDEX = Trigger(
    name="search_index",
    sqlite=(
        "CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='search_entry', content_rowid='id', "
        "tokenize=\"ascii tokenchars '_'\", detail=none, columnsize=0)",
        "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
        "INSERT INTO search_index (rowid, tokens) VALUES (NEW.id, NEW.tokens); END",
        "CREATE TRIGGER search_entry_changed AFTER UPDATE OF tokens ON search_entry "
        "WHEN NEW.tokens <> OLD.tokens BEGIN "
        "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', OLD.id, OLD.tokens);"
        "INSERT INTO search_index (rowid, tokens) VALUES (NEW.id, NEW.tokens); END",
        "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_index, instance)",
    ),
    postgresql=(
        "CREATE INDEX ix_search_entry_tokens ON search_entry "
        "USING gin (array_to_tsvector(string_to_array(tokens, ' '))) WITH (fastupdate = off)",
    ),
    drop_sqlite=(
        "DROP TABLE search_vocabulary",
        "DROP TRIGGER search_entry_changed",
        "DROP TRIGGER search_entry_added",
        "DROP TABLE search_index",
    ),
    drop_postgresql=("DROP INDEX ix_search_entry_tokens",),
)
_FOLDED = Trigger("search_fold", (), (_FOLD,), (), ("DROP FUNCTION search_fold(text)",))
_VIEWS = tuple(
    Trigger(f"search_{kind}", (sqlite,), (postgresql,), *2 * ((f"DROP VIEW search_{kind}",),))
    for kind, sqlite, postgresql in (
        ("pitch", _pitch_view("sqlite"), _pitch_view("postgresql")),
        ("goal", _GOAL_VIEW, _GOAL_VIEW),
        ("person", _PERSON_VIEW, _PERSON_VIEW),
    )
)
_OWN = {each: _own_of_pitch("NEW", each) for each in ("sqlite", "postgresql")}
_OWN_CHANGES = f"WHERE kind = 'pitch' AND row_id = NEW.id AND ({_changed('title', 'ref')})"
_PITCH_COLUMNS = ("title", "ref", "state", "presenter_id", "unit_id", "round_id", "revision_no")
_OF_KEY = "= (SELECT id FROM pitch WHERE key = NEW.pitch_key)"

_ADDED = "INSERT INTO search_entry (kind, row_id, own, tokens) VALUES ('pitch', NEW.id, %OWN%, '');"
_OF_UNIT = "IN (SELECT id FROM {table} WHERE unit_id = NEW.id)"
_THIS = _renew("pitch", "= NEW.pitch_id")

SEARCH: tuple[Trigger, ...] = (
    _FOLDED,
    *_VIEWS,
    _INDEX,
    *_named(
        "unit",
        ("name",),
        "".join(_renew(kind, _OF_UNIT.format(table=kind)) for kind in ("person", "goal", "pitch")),
    ),
    *_named(
        "person",
        ("name", "active", "unit_id"),
        _renew("goal", "IN (SELECT id FROM goal WHERE owner_id = NEW.id)") + _renew("pitch", _WITH_PERSON),
    ),
    *_named("goal", ("name", "unit_id", "owner_id"), _renew("pitch", _WITH_GOAL)),
    _after("search_pitch_added", ("pitch", "INSERT"), "", _ADDED + _renew("pitch", "= NEW.id"), _OWN),
    _after(
        "search_pitch_changed",
        ("pitch", f"UPDATE OF {', '.join(_PITCH_COLUMNS)}"),
        _changed(*_PITCH_COLUMNS),
        f"UPDATE search_entry SET own = %OWN% {_OWN_CHANGES};{_renew('pitch', '= NEW.id')}",
        _OWN,
    ),
    _after("search_draft_added", ("draft", "INSERT"), "NEW.measure_id IS NOT NULL", _THIS),
    _after("search_draft_changed", ("draft", "UPDATE OF measure_id"), _changed("measure_id"), _THIS),
    _after("search_revision_added", ("revision", "INSERT"), "", _THIS),
    _after("search_co_author_added", ("co_author", "INSERT"), "", _THIS),
    _after("search_co_author_removed", ("co_author", "DELETE"), "", _renew("pitch", "= OLD.pitch_id")),
    _after("search_claim_added", ("claim", "INSERT"), "", _renew("pitch", _OF_KEY)),
    _after("search_investment_added", ("investment", "INSERT"), "", _THIS),
    _after(
        "search_measure_changed",
        ("measure", "UPDATE OF owner_id, goal_id"),
        _changed("owner_id", "goal_id"),
        _renew("pitch", _WITH_MEASURE),
    ),
)


def filling(dialect: str) -> tuple[str, ...]:
    """The statements that put every row of a database into the index, in the order of their birth."""
    named = tuple(
        f"INSERT INTO search_entry (kind, row_id, own, tokens) "
        f"SELECT '{kind}', {kind}.id, {_fold(f'{kind}.name', dialect)}, '' FROM {kind} ORDER BY {kind}.id"
        for kind in ("unit", "person", "goal")
    )
    pitches = (
        f"INSERT INTO search_entry (kind, row_id, own, tokens) "
        f"SELECT 'pitch', pitch.id, {_own_of_pitch('pitch', dialect)}, '' FROM pitch ORDER BY pitch.id"
    )
    return (*named, pitches, *(_renew(kind, "> 0") for kind in ("person", "goal", "pitch")))
