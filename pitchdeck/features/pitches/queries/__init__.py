"""Questions about pitches: one pitch, its draft and revisions, and the lists of them."""

from pitchdeck.features.pitches.queries.appraisal import Appraisal, appraise, blockers, gap_of
from pitchdeck.features.pitches.queries.claims import (
    OpenClaim,
    claim_total,
    open_claims,
    screened_with_claims,
)
from pitchdeck.features.pitches.queries.compared import (
    Compared,
    OptionShown,
    Stated,
    TierShown,
    compared_draft,
    compared_revision,
)
from pitchdeck.features.pitches.queries.comparing import comparison_of, roles_priced
from pitchdeck.features.pitches.queries.drafts import (
    DraftRow,
    development_rate,
    draft_of,
    draft_to_change,
    settings,
)
from pitchdeck.features.pitches.queries.lists import (
    Page,
    PitchLine,
    pitches_in_round,
    pitches_of,
    pitches_seen_by,
    pitches_to_screen,
    scope,
    visible,
)
from pitchdeck.features.pitches.queries.one import (
    PitchRow,
    keys_of_pitches,
    pitch_for,
    pitch_of_id,
    pitch_of_key,
    pitch_to_change,
    team_of,
)
from pitchdeck.features.pitches.queries.revisions import (
    RevisionRow,
    asks_by_tier,
    asks_of,
    revision_of_id,
    revision_row,
    revisions_of,
)
from pitchdeck.features.pitches.queries.shown import Shown, of_draft, shown

__all__ = [
    "Appraisal",
    "Compared",
    "DraftRow",
    "OpenClaim",
    "OptionShown",
    "Page",
    "PitchLine",
    "PitchRow",
    "RevisionRow",
    "Shown",
    "Stated",
    "TierShown",
    "appraise",
    "asks_by_tier",
    "asks_of",
    "blockers",
    "claim_total",
    "compared_draft",
    "compared_revision",
    "comparison_of",
    "development_rate",
    "draft_of",
    "draft_to_change",
    "gap_of",
    "keys_of_pitches",
    "of_draft",
    "open_claims",
    "pitch_for",
    "pitch_of_id",
    "pitch_of_key",
    "pitch_to_change",
    "pitches_in_round",
    "pitches_of",
    "pitches_seen_by",
    "pitches_to_screen",
    "revision_of_id",
    "revision_row",
    "revisions_of",
    "roles_priced",
    "scope",
    "screened_with_claims",
    "settings",
    "shown",
    "team_of",
    "visible",
]
