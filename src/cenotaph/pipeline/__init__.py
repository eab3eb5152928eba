"""The one list of steps: archive, read, reconcile, link, estimate.

Runs can be interrupted and done again; nothing is done by halves.
"""

from cenotaph.pipeline.add import AddReport, Outcome, add_to_case
from cenotaph.pipeline.add_claim import MarkedWords, add_claim, preview_claim
from cenotaph.pipeline.backup import Backup, backup_case, restore_case
from cenotaph.pipeline.decide import decide, decide_with_effect, preview_decision, rebuild_reviews
from cenotaph.pipeline.effect import Effect
from cenotaph.pipeline.estimate import (
    METHODS,
    STRATA,
    EstimateOptions,
    Stratum,
    case_histories,
    estimate_stratum,
    table_histories,
)
from cenotaph.pipeline.estimate_budget import USUAL_SECONDS, Progress, estimate_within
from cenotaph.pipeline.import_dataset import import_dataset
from cenotaph.pipeline.import_release import import_release
from cenotaph.pipeline.limited_child import LimitedChild
from cenotaph.pipeline.link import POSSIBLE, LinkReport, link_case, recluster
from cenotaph.pipeline.linkage_draws import ThresholdPoint, draw_histories, estimate_over_draws, threshold_curve
from cenotaph.pipeline.lists import PreparedList, load_list, prepare_list, write_mapping
from cenotaph.pipeline.migrate import migrate_case
from cenotaph.pipeline.page import write_case_page
from cenotaph.pipeline.places import read_gazetteer
from cenotaph.pipeline.protect import consent_in_case, erase_in_case, protect_in_case
from cenotaph.pipeline.public_ids import held_id, public_id, public_ids
from cenotaph.pipeline.read import read_document
from cenotaph.pipeline.refresh import refresh_case
from cenotaph.pipeline.release import (
    MadeRelease,
    begin_statement,
    last_word_on_publishing,
    make_release,
    publish_release,
    refuse_what_endangers,
    release_folders,
    stamp_release,
)
from cenotaph.pipeline.verify import Verification, verify_case
from cenotaph.pipeline.victims import OPEN_STATES, gather_evidence, gather_pair, index_names, pairs_to_review
from cenotaph.pipeline.write_whole import write_whole

__all__ = [
    "METHODS",
    "OPEN_STATES",
    "POSSIBLE",
    "STRATA",
    "USUAL_SECONDS",
    "AddReport",
    "Backup",
    "Effect",
    "EstimateOptions",
    "LimitedChild",
    "LinkReport",
    "MadeRelease",
    "MarkedWords",
    "Outcome",
    "PreparedList",
    "Progress",
    "Stratum",
    "ThresholdPoint",
    "Verification",
    "add_claim",
    "add_to_case",
    "backup_case",
    "begin_statement",
    "case_histories",
    "consent_in_case",
    "decide",
    "decide_with_effect",
    "draw_histories",
    "erase_in_case",
    "estimate_over_draws",
    "estimate_stratum",
    "estimate_within",
    "gather_evidence",
    "gather_pair",
    "held_id",
    "import_dataset",
    "import_release",
    "index_names",
    "link_case",
    "load_list",
    "make_release",
    "migrate_case",
    "pairs_to_review",
    "prepare_list",
    "preview_claim",
    "preview_decision",
    "protect_in_case",
    "public_id",
    "public_ids",
    "publish_release",
    "read_document",
    "read_gazetteer",
    "rebuild_reviews",
    "recluster",
    "refresh_case",
    "last_word_on_publishing",
    "refuse_what_endangers",
    "release_folders",
    "restore_case",
    "stamp_release",
    "table_histories",
    "threshold_curve",
    "verify_case",
    "write_case_page",
    "write_mapping",
    "write_whole",
]
