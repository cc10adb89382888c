column account.balance bigint NO
column account.ceiling bigint YES
column account.currency character varying NO
column account.fiscal_year integer YES
column account.floor bigint YES
column account.fund_id bigint YES
column account.id bigint NO
column account.kind character varying NO
column account.last_ceiling_id bigint NO
column account.last_transfer_id bigint NO
column account.pitch_id bigint YES
column account.purse_id bigint YES
column account.unit_id bigint YES
column accrual.amount bigint NO
column accrual.at timestamp with time zone NO
column accrual.by_id bigint NO
column accrual.category character varying NO
column accrual.contract_id bigint YES
column accrual.dated_on date NO
column accrual.deputy_id bigint YES
column accrual.id bigint NO
column accrual.investment_id bigint NO
column accrual.key character varying NO
column accrual.note character varying NO
column accrual.transfer_id bigint NO
column accrual_end.accrual_id bigint NO
column accrual_end.actual_id bigint YES
column accrual_end.at timestamp with time zone NO
column accrual_end.by_id bigint NO
column accrual_end.deputy_id bigint YES
column accrual_end.id bigint NO
column accrual_end.reason character varying NO
column accrual_end.transfer_id bigint NO
column actual.accrual_id bigint YES
column actual.amount bigint NO
column actual.category character varying NO
column actual.confirmed_at timestamp with time zone YES
column actual.confirmed_by_id bigint YES
column actual.confirmed_deputy_id bigint YES
column actual.contract_id bigint YES
column actual.document_on date NO
column actual.id bigint NO
column actual.investment_id bigint NO
column actual.key character varying NO
column actual.period_on date NO
column actual.reason character varying NO
column actual.reference character varying NO
column actual.reported_at timestamp with time zone NO
column actual.reported_by_id bigint NO
column actual.reported_deputy_id bigint YES
column actual.reverses_id bigint YES
column actual.transfer_id bigint YES
column actual.vendor character varying NO
column advance.amount bigint NO
column advance.at timestamp with time zone NO
column advance.by_id bigint NO
column advance.deputy_id bigint YES
column advance.fiscal_year integer NO
column advance.id bigint NO
column advance.key character varying NO
column advance.pitch_id bigint NO
column advance.purse_id bigint NO
column advance.revision_id bigint NO
column advance.unit_id bigint NO
column advance_approval.advance_id bigint NO
column advance_approval.freed bigint NO
column advance_approval.id bigint NO
column advance_approval.kept bigint NO
column advance_approval.review_id bigint NO
column advance_cut.advance_id bigint NO
column advance_cut.amount bigint NO
column advance_cut.id bigint NO
column advance_cut.shortfall_id bigint NO
column advance_end.advance_id bigint NO
column advance_end.amount bigint NO
column advance_end.at timestamp with time zone NO
column advance_end.by_id bigint NO
column advance_end.commitment_key character varying YES
column advance_end.deputy_id bigint YES
column advance_end.id bigint NO
column advance_end.outcome character varying NO
column advance_end.reason character varying NO
column alembic_version.version_num character varying NO
column ask.amount bigint NO
column ask.fiscal_year integer NO
column ask.id bigint NO
column ask.revision_id bigint NO
column ask.tier character varying NO
column ask_category.amount bigint NO
column ask_category.category character varying NO
column ask_category.fiscal_year integer NO
column ask_category.id bigint NO
column ask_category.revision_id bigint NO
column ask_line.amount bigint NO
column ask_line.fiscal_year integer NO
column ask_line.id bigint NO
column ask_line.line character varying NO
column ask_line.position integer NO
column ask_line.revision_id bigint NO
column attestation.at timestamp with time zone NO
column attestation.by_id bigint NO
column attestation.deputy_id bigint YES
column attestation.id bigint NO
column attestation.reading_id bigint NO
column attestation.reason character varying NO
column attestation.verdict character varying NO
column benefit_line.id bigint NO
column benefit_line.kind character varying NO
column benefit_line.label character varying NO
column benefit_line.measure_id bigint YES
column benefit_line.pitch_id bigint NO
column benefit_line.position integer NO
column benefit_line.revision_no integer NO
column benefit_line.source character varying NO
column benefit_line.terms character varying NO
column benefit_line.tiers character varying NO
column cancellation.advance_id bigint NO
column cancellation.at timestamp with time zone NO
column cancellation.by_id bigint NO
column cancellation.deputy_id bigint YES
column cancellation.id bigint NO
column cancellation.key character varying NO
column cancellation.reason character varying NO
column cancellation_answer.at timestamp with time zone NO
column cancellation_answer.by_id bigint NO
column cancellation_answer.cancellation_id bigint NO
column cancellation_answer.deputy_id bigint YES
column cancellation_answer.id bigint NO
column cancellation_answer.reason character varying NO
column cancellation_answer.verdict character varying NO
column capex_mark.at timestamp with time zone NO
column capex_mark.by_id bigint NO
column capex_mark.deputy_id bigint YES
column capex_mark.id bigint NO
column capex_mark.label character varying NO
column capex_mark.line character varying NO
column capex_mark.nature character varying NO
column capex_mark.pitch_id bigint NO
column capex_mark.reason character varying NO
column capex_mark.revision_id bigint NO
column ceiling.account_id bigint NO
column ceiling.amount bigint NO
column ceiling.at timestamp with time zone NO
column ceiling.by_id bigint NO
column ceiling.id bigint NO
column ceiling.reason character varying NO
column claim.asked_at timestamp with time zone NO
column claim.asked_by_id bigint NO
column claim.delta double precision NO
column claim.id bigint NO
column claim.key character varying NO
column claim.measure_id bigint NO
column claim.pitch_key character varying NO
column claim.sentence character varying NO
column claim.share double precision NO
column claim_answer.at timestamp with time zone NO
column claim_answer.by_id bigint NO
column claim_answer.claim_id bigint NO
column claim_answer.deputy_id bigint YES
column claim_answer.id bigint NO
column claim_answer.reason character varying NO
column claim_answer.verdict character varying NO
column claim_grant.ended_at timestamp with time zone YES
column claim_grant.granted_at timestamp with time zone NO
column claim_grant.id bigint NO
column claim_grant.mandate_id bigint NO
column claim_grant.person_id bigint NO
column claim_grant.rule character varying NO
column closing_answer.at timestamp with time zone NO
column closing_answer.by_id bigint NO
column closing_answer.deputy_id bigint YES
column closing_answer.id bigint NO
column closing_answer.reason character varying NO
column closing_answer.review_id bigint NO
column closing_answer.verdict character varying NO
column closing_review.at timestamp with time zone NO
column closing_review.benefit bigint NO
column closing_review.by_id bigint NO
column closing_review.cost bigint NO
column closing_review.deputy_id bigint YES
column closing_review.id bigint NO
column closing_review.investment_id bigint NO
column closing_review.key character varying NO
column closing_review.lesson character varying NO
column closing_review.obtained character varying NO
column closing_review.planned_benefit bigint NO
column closing_review.planned_cost bigint NO
column closing_review.why character varying NO
column co_author.id bigint NO
column co_author.person_id bigint NO
column co_author.pitch_id bigint NO
column commitment.amount bigint NO
column commitment.at timestamp with time zone NO
column commitment.by_id bigint NO
column commitment.deputy_id bigint YES
column commitment.fiscal_year integer NO
column commitment.id bigint NO
column commitment.key character varying NO
column commitment.pitch_id bigint NO
column commitment.purse_id bigint NO
column commitment.revision_id bigint NO
column commitment.supplement_id bigint YES
column commitment_condition.commitment_id bigint NO
column commitment_condition.id bigint NO
column commitment_condition.words character varying NO
column condition_answer.at timestamp with time zone NO
column condition_answer.by_id bigint NO
column condition_answer.condition_id bigint NO
column condition_answer.id bigint NO
column condition_answer.verdict character varying NO
column contract.amount bigint NO
column contract.confirmed_at timestamp with time zone YES
column contract.confirmed_by_id bigint YES
column contract.confirmed_deputy_id bigint YES
column contract.ends_on date NO
column contract.erp_code character varying NO
column contract.fiscal_year integer NO
column contract.id bigint NO
column contract.investment_id bigint NO
column contract.key character varying NO
column contract.note character varying NO
column contract.reference character varying NO
column contract.reported_at timestamp with time zone NO
column contract.reported_by_id bigint NO
column contract.reported_deputy_id bigint YES
column contract.vendor character varying NO
column contract_end.amount bigint NO
column contract_end.at timestamp with time zone NO
column contract_end.by_id bigint NO
column contract_end.contract_id bigint NO
column contract_end.deputy_id bigint YES
column contract_end.id bigint NO
column contract_end.reason character varying NO
column cost_line.category character varying NO
column cost_line.id bigint NO
column cost_line.kind character varying NO
column cost_line.label character varying NO
column cost_line.pitch_id bigint NO
column cost_line.position integer NO
column cost_line.revision_no integer NO
column cost_line.source character varying NO
column cost_line.terms character varying NO
column cost_line.tiers character varying NO
column counter.last integer NO
column counter.series character varying NO
column credit_note.actual_id bigint NO
column credit_note.amount bigint NO
column credit_note.at timestamp with time zone NO
column credit_note.by_id bigint NO
column credit_note.deputy_id bigint YES
column credit_note.document_on date NO
column credit_note.drawn bigint NO
column credit_note.drawn_transfer_id bigint YES
column credit_note.id bigint NO
column credit_note.key character varying NO
column credit_note.loose bigint NO
column credit_note.over bigint NO
column credit_note.reason character varying NO
column credit_note.reference character varying NO
column credit_note.reverses_id bigint YES
column credit_note.transfer_id bigint YES
column criterion.anchor_high character varying NO
column criterion.anchor_low character varying NO
column criterion.anchor_middle character varying NO
column criterion.id bigint NO
column criterion.name character varying NO
column criterion.position integer NO
column criterion.question character varying NO
column criterion.round_id bigint NO
column criterion.weight integer NO
column deputy.confirmed_at timestamp with time zone YES
column deputy.confirmed_by_id bigint YES
column deputy.deputy_id bigint NO
column deputy.for_id bigint NO
column deputy.granted_at timestamp with time zone NO
column deputy.granted_by_id bigint NO
column deputy.id bigint NO
column deputy.key character varying NO
column deputy.reason character varying NO
column deputy.valid_from date NO
column deputy.valid_to date NO
column deputy_end.at timestamp with time zone NO
column deputy_end.by_id bigint NO
column deputy_end.deputy_id bigint NO
column deputy_end.id bigint NO
column deputy_end.reason character varying NO
column deputy_end.was_valid_to date NO
column draft.audience character varying NO
column draft.cause character varying YES
column draft.comparison character varying YES
column draft.engagement character varying NO
column draft.headline_months integer NO
column draft.hours_each double precision YES
column draft.id bigint NO
column draft.intangibles character varying NO
column draft.isolation_plan character varying YES
column draft.launch_month integer YES
column draft.level_1 character varying NO
column draft.level_2 character varying NO
column draft.level_3 character varying NO
column draft.measure_id bigint YES
column draft.minimum_minor bigint YES
column draft.nothing_else smallint NO
column draft.nothing_minor bigint YES
column draft.options character varying NO
column draft.people integer YES
column draft.pitch_id bigint NO
column draft.problem character varying NO
column draft.readings character varying NO
column draft.risk character varying NO
column draft.risk_answer character varying NO
column draft.saved_at timestamp with time zone NO
column draft.solution character varying NO
column draft.source character varying NO
column draft.start_on date YES
column draft.stop_rule character varying NO
column draft.template character varying NO
column draft.title character varying NO
column draft.version integer NO
column erp_export.at timestamp with time zone NO
column erp_export.by_id bigint NO
column erp_export.deputy_id bigint YES
column erp_export.digest character varying NO
column erp_export.id bigint NO
column erp_export.month_on date NO
column erp_line.amount bigint NO
column erp_line.document_on date NO
column erp_line.erp_code character varying NO
column erp_line.export_id bigint NO
column erp_line.id bigint NO
column erp_line.key character varying NO
column erp_line.reference character varying NO
column erp_line.row_no integer NO
column erp_match.actual_id bigint YES
column erp_match.at timestamp with time zone NO
column erp_match.by_id bigint NO
column erp_match.credit_note_id bigint YES
column erp_match.deputy_id bigint YES
column erp_match.id bigint NO
column erp_match.line_id bigint NO
column erp_match.reason character varying NO
column extension.at timestamp with time zone NO
column extension.by_id bigint NO
column extension.deputy_id bigint YES
column extension.id bigint NO
column extension.reason character varying NO
column extension.round_id bigint NO
column extension.until_at timestamp with time zone NO
column extension.was_at timestamp with time zone NO
column feed.ended_at timestamp with time zone YES
column feed.id bigint NO
column feed.made_at timestamp with time zone NO
column feed.person_id bigint NO
column feed.token_hash character varying NO
column fund.amount bigint NO
column fund.confirmed_at timestamp with time zone YES
column fund.confirmed_by_id bigint YES
column fund.confirmed_deputy_id bigint YES
column fund.currency character varying NO
column fund.erp_code character varying YES
column fund.fiscal_year integer NO
column fund.id bigint NO
column fund.key character varying NO
column fund.name character varying NO
column fund.nature character varying NO
column fund.opened_at timestamp with time zone NO
column fund.opened_by_id bigint NO
column fund.opened_deputy_id bigint YES
column fund.owner_id bigint NO
column fund.shared smallint NO
column fund.unit_id bigint NO
column fund_category.category character varying NO
column fund_category.fund_id bigint NO
column fund_category.id bigint NO
column fund_change.amount bigint NO
column fund_change.at timestamp with time zone NO
column fund_change.by_id bigint NO
column fund_change.deputy_id bigint YES
column fund_change.from_fund_id bigint YES
column fund_change.id bigint NO
column fund_change.key character varying NO
column fund_change.needs_second smallint NO
column fund_change.reason character varying NO
column fund_change.to_fund_id bigint YES
column fund_change_answer.at timestamp with time zone NO
column fund_change_answer.by_id bigint NO
column fund_change_answer.change_id bigint NO
column fund_change_answer.deputy_id bigint YES
column fund_change_answer.id bigint NO
column fund_change_answer.reason character varying NO
column fund_change_answer.verdict character varying NO
column fund_close.amounts character varying NO
column fund_close.at timestamp with time zone NO
column fund_close.by_id bigint NO
column fund_close.committed character varying NO
column fund_close.deputy_id bigint YES
column fund_close.fiscal_year integer NO
column fund_close.fund_id bigint NO
column fund_close.id bigint NO
column fund_close.reason character varying NO
column fund_close.ref character varying NO
column fund_close.unallotted character varying NO
column fund_goal.fund_id bigint NO
column fund_goal.goal_id bigint NO
column fund_goal.id bigint NO
column gate.at timestamp with time zone NO
column gate.by_id bigint NO
column gate.deputy_id bigint YES
column gate.due_on date NO
column gate.id bigint NO
column gate.investment_id bigint NO
column gate.key character varying NO
column gate.question character varying NO
column gate_end.at timestamp with time zone NO
column gate_end.by_id bigint NO
column gate_end.deputy_id bigint YES
column gate_end.gate_id bigint NO
column gate_end.id bigint NO
column gate_end.total bigint NO
column gate_end.verdict character varying NO
column gate_end.voted bigint NO
column gate_stop.at timestamp with time zone NO
column gate_stop.by_id bigint NO
column gate_stop.deputy_id bigint YES
column gate_stop.gate_id bigint NO
column gate_stop.id bigint NO
column gate_vote.amount bigint NO
column gate_vote.at timestamp with time zone NO
column gate_vote.by_id bigint NO
column gate_vote.deputy_id bigint YES
column gate_vote.gate_id bigint NO
column gate_vote.id bigint NO
column gate_vote.reason character varying NO
column gate_vote.verdict character varying NO
column goal.id bigint NO
column goal.key character varying NO
column goal.name character varying NO
column goal.owner_id bigint NO
column goal.priority integer NO
column goal.unit_id bigint NO
column goal.until date NO
column goal.why character varying NO
column history.at timestamp with time zone NO
column history.by_id bigint NO
column history.deputy_id bigint YES
column history.detail character varying NO
column history.from_state character varying YES
column history.id bigint NO
column history.subject_key character varying NO
column history.subject_kind character varying NO
column history.to_state character varying YES
column history.verb character varying NO
column history.why character varying NO
column history_seal.at timestamp with time zone NO
column history_seal.hash character varying NO
column history_seal.history_id bigint NO
column history_seal.no bigint NO
column hours_worked.hourly_minor bigint NO
column hours_worked.hours double precision NO
column hours_worked.id bigint NO
column hours_worked.investment_id bigint NO
column hours_worked.key character varying NO
column hours_worked.period_on date NO
column hours_worked.rate_name character varying NO
column hours_worked.reason character varying NO
column hours_worked.reported_at timestamp with time zone NO
column hours_worked.reported_by_id bigint NO
column hours_worked.reverses_id bigint YES
column hours_worked.value_minor bigint NO
column idempotency.at timestamp with time zone NO
column idempotency.body_hash character varying NO
column idempotency.id bigint NO
column idempotency.key character varying NO
column idempotency.location character varying NO
column idempotency.person_id bigint NO
column idempotency.status integer NO
column investment.baseline_on date NO
column investment.id bigint NO
column investment.key character varying NO
column investment.opened_at timestamp with time zone NO
column investment.opened_by_id bigint NO
column investment.pitch_id bigint NO
column investment.revision_id bigint NO
column investment.state character varying NO
column investment.tolerances character varying NO
column letter.at timestamp with time zone NO
column letter.by_id bigint NO
column letter.deputy_id bigint YES
column letter.facts character varying NO
column letter.id bigint NO
column letter.outcome character varying NO
column letter.pitch_id bigint NO
column letter.revision_id bigint NO
column line_check.at timestamp with time zone NO
column line_check.by_id bigint NO
column line_check.deputy_id bigint YES
column line_check.id bigint NO
column line_check.pitch_id bigint NO
column line_check.position integer NO
column line_check.print character varying NO
column line_check.reason character varying NO
column line_check.revision_id bigint NO
column line_check.side character varying NO
column line_check.verdict character varying NO
column logo.at timestamp with time zone NO
column logo.by_id bigint NO
column logo.digest character varying NO
column logo.height integer NO
column logo.id bigint NO
column logo.png character varying NO
column logo.width integer NO
column mandate.confirmed_at timestamp with time zone YES
column mandate.confirmed_by_id bigint YES
column mandate.granted_at timestamp with time zone NO
column mandate.granted_by_id bigint NO
column mandate.id bigint NO
column mandate.key character varying NO
column mandate.limit_minor bigint YES
column mandate.person_id bigint NO
column mandate.role character varying NO
column mandate.unit_id bigint YES
column mandate.valid_from date NO
column mandate.valid_to date YES
column mandate_change.id bigint NO
column mandate_change.mandate_id bigint NO
column mandate_change.reason character varying NO
column mandate_change.replaces_id bigint NO
column mandate_end.at timestamp with time zone NO
column mandate_end.by_id bigint NO
column mandate_end.id bigint NO
column mandate_end.mandate_id bigint NO
column mandate_end.reason character varying NO
column mandate_end.was_valid_to date YES
column measure.agreed_at timestamp with time zone YES
column measure.agreed_by_id bigint YES
column measure.baseline double precision NO
column measure.baseline_on date NO
column measure.goal_id bigint NO
column measure.id bigint NO
column measure.key character varying NO
column measure.name character varying NO
column measure.owner_id bigint NO
column measure.revenue smallint NO
column measure.standard_key character varying YES
column measure.target double precision NO
column measure.target_on date NO
column measure.unit_of_measure character varying NO
column measure.value_minor bigint YES
column measure.value_source character varying NO
column movement.from_kind character varying NO
column movement.to_kind character varying NO
column movement.verb character varying NO
column notice.at timestamp with time zone NO
column notice.facts character varying NO
column notice.id bigint NO
column notice.key character varying NO
column notice.kind character varying NO
column notice.person_id bigint NO
column notice.told_at timestamp with time zone YES
column notice.way character varying NO
column offer.at timestamp with time zone NO
column offer.by_id bigint NO
column offer.deputy_id bigint YES
column offer.from_round_id bigint NO
column offer.id bigint NO
column offer.pitch_id bigint NO
column offer.rank integer NO
column offer.reason character varying NO
column offer.to_round_id bigint NO
column opening.at timestamp with time zone NO
column opening.budget bigint NO
column opening.by_id bigint NO
column opening.deputy_id bigint YES
column opening.fund_id bigint NO
column opening.id bigint NO
column opening.key character varying NO
column opening_answer.at timestamp with time zone NO
column opening_answer.by_id bigint NO
column opening_answer.id bigint NO
column opening_answer.opening_id bigint NO
column opening_answer.reason character varying NO
column opening_answer.verdict character varying NO
column opening_pitch.id bigint NO
column opening_pitch.pitch_id bigint NO
column opening_pitch.programme_id bigint NO
column opening_programme.benefit bigint YES
column opening_programme.category character varying NO
column opening_programme.committed bigint NO
column opening_programme.contracted bigint NO
column opening_programme.ends_on date YES
column opening_programme.id bigint NO
column opening_programme.measure_id bigint NO
column opening_programme.opening_id bigint NO
column opening_programme.planned bigint NO
column opening_programme.planned_next bigint NO
column opening_programme.planned_third bigint NO
column opening_programme.position integer NO
column opening_programme.presenter_id bigint NO
column opening_programme.reference character varying NO
column opening_programme.released bigint NO
column opening_programme.spent bigint NO
column opening_programme.title character varying NO
column opening_programme.unit_id bigint NO
column opening_programme.vendor character varying NO
column opening_round.id bigint NO
column opening_round.round_id bigint NO
column organisation.accent character varying YES
column organisation.accent_dark character varying YES
column organisation.benefit_amber double precision NO
column organisation.benefit_green double precision NO
column organisation.burden double precision NO
column organisation.burden_source character varying NO
column organisation.conflict_default character varying NO
column organisation.cost_amber double precision NO
column organisation.cost_green double precision NO
column organisation.created_at timestamp with time zone NO
column organisation.currency character varying NO
column organisation.defaults character varying NO
column organisation.demo smallint NO
column organisation.discount_rate double precision NO
column organisation.fiscal_year_start integer NO
column organisation.id bigint NO
column organisation.large_minor bigint NO
column organisation.locale character varying NO
column organisation.logo character varying YES
column organisation.name character varying NO
column organisation.quote_minor bigint NO
column organisation.roi_objective_pct double precision NO
column organisation.second_factor_roles character varying YES
column organisation.single_minor bigint NO
column organisation.small_minor bigint NO
column organisation.templates_off character varying NO
column organisation.unit_hours integer NO
column organisation.zone character varying NO
column outbox.at timestamp with time zone NO
column outbox.attempts integer NO
column outbox.dead_at timestamp with time zone YES
column outbox.done_at timestamp with time zone YES
column outbox.due_at timestamp with time zone YES
column outbox.facts character varying NO
column outbox.failure character varying YES
column outbox.id bigint NO
column outbox.key character varying YES
column outbox.kind character varying NO
column outbox.leased_until timestamp with time zone YES
column overrun.actual_id bigint NO
column overrun.amount bigint NO
column overrun.at timestamp with time zone NO
column overrun.id bigint NO
column overrun_settlement.amount bigint NO
column overrun_settlement.at timestamp with time zone NO
column overrun_settlement.id bigint NO
column overrun_settlement.overrun_id bigint NO
column overrun_settlement.supplement_id bigint NO
column overrun_settlement.transfer_id bigint NO
column panel_seat.id bigint NO
column panel_seat.person_id bigint NO
column panel_seat.round_id bigint NO
column panel_seat.seated_at timestamp with time zone NO
column person.active smallint NO
column person.created_at timestamp with time zone NO
column person.email character varying NO
column person.id bigint NO
column person.key character varying NO
column person.name character varying NO
column person.password_hash character varying YES
column person.sort_key character varying NO
column person.title character varying NO
column person.unit_id bigint YES
column personal_file.asked_at timestamp with time zone NO
column personal_file.asked_by_id bigint NO
column personal_file.content character varying YES
column personal_file.done_at timestamp with time zone YES
column personal_file.id bigint NO
column personal_file.key character varying NO
column personal_file.kind character varying NO
column personal_file.person_id bigint NO
column pitch.ask_minor bigint NO
column pitch.changed_at timestamp with time zone NO
column pitch.created_at timestamp with time zone NO
column pitch.id bigint NO
column pitch.key character varying NO
column pitch.payback_months double precision YES
column pitch.presenter_id bigint NO
column pitch.ref character varying YES
column pitch.revision_no integer NO
column pitch.roi_months integer NO
column pitch.roi_pct double precision YES
column pitch.round_id bigint YES
column pitch.state character varying NO
column pitch.time_minor bigint NO
column pitch.title character varying NO
column pitch.unit_id bigint NO
column posting.actual_id bigint YES
column posting.contract_id bigint YES
column posting.id bigint NO
column posting.transfer_id bigint NO
column preference.at timestamp with time zone NO
column preference.id bigint NO
column preference.kind character varying NO
column preference.person_id bigint NO
column preference.way character varying NO
column procrastinate_events.at timestamp with time zone YES
column procrastinate_events.id bigint NO
column procrastinate_events.job_id bigint NO
column procrastinate_events.type USER-DEFINED YES
column procrastinate_jobs.abort_requested boolean NO
column procrastinate_jobs.args jsonb NO
column procrastinate_jobs.attempts integer NO
column procrastinate_jobs.id bigint NO
column procrastinate_jobs.lock text YES
column procrastinate_jobs.priority integer NO
column procrastinate_jobs.queue_name character varying NO
column procrastinate_jobs.queueing_lock text YES
column procrastinate_jobs.scheduled_at timestamp with time zone YES
column procrastinate_jobs.status USER-DEFINED NO
column procrastinate_jobs.task_name character varying NO
column procrastinate_jobs.worker_id bigint YES
column procrastinate_periodic_defers.defer_timestamp bigint YES
column procrastinate_periodic_defers.id bigint NO
column procrastinate_periodic_defers.job_id bigint YES
column procrastinate_periodic_defers.periodic_id character varying NO
column procrastinate_periodic_defers.task_name character varying NO
column procrastinate_workers.id bigint NO
column procrastinate_workers.last_heartbeat timestamp with time zone NO
column promise_line.advance_id bigint NO
column promise_line.amount bigint NO
column promise_line.available bigint NO
column promise_line.id bigint NO
column promise_line.list_id bigint NO
column promise_line.position integer NO
column purse.fund_id bigint NO
column purse.id bigint NO
column purse.investor_id bigint NO
column purse.key character varying NO
column purse.round_id bigint NO
column purse_answer.amount bigint NO
column purse_answer.at timestamp with time zone NO
column purse_answer.by_id bigint NO
column purse_answer.deputy_id bigint YES
column purse_answer.id bigint NO
column purse_answer.reason character varying NO
column purse_answer.request_id bigint NO
column purse_answer.verdict character varying NO
column purse_request.amount bigint NO
column purse_request.at timestamp with time zone NO
column purse_request.by_id bigint NO
column purse_request.deputy_id bigint YES
column purse_request.fund_id bigint NO
column purse_request.id bigint NO
column purse_request.key character varying NO
column purse_request.reason character varying NO
column purse_request.round_id bigint NO
column rate_card.added_at timestamp with time zone NO
column rate_card.added_by_id bigint NO
column rate_card.amount_minor bigint NO
column rate_card.engagement character varying NO
column rate_card.expenses double precision NO
column rate_card.hours_included double precision YES
column rate_card.id bigint NO
column rate_card.key character varying NO
column rate_card.overage_minor bigint YES
column rate_card.role character varying NO
column rate_card.source character varying NO
column rate_card.unit character varying NO
column rate_card.valid_from date NO
column rate_card.valid_to date YES
column rate_card.vendor_id bigint NO
column rate_card_end.at timestamp with time zone NO
column rate_card_end.by_id bigint NO
column rate_card_end.ended_on date NO
column rate_card_end.id bigint NO
column rate_card_end.rate_card_id bigint NO
column rate_card_end.reason character varying NO
column reading.baseline double precision NO
column reading.benefit_minor bigint NO
column reading.confidence double precision NO
column reading.covers_from date NO
column reading.covers_to date NO
column reading.derivation character varying NO
column reading.evidence character varying NO
column reading.id bigint NO
column reading.investment_id bigint NO
column reading.isolation double precision NO
column reading.key character varying NO
column reading.measure_id bigint NO
column reading.method character varying NO
column reading.read_on date NO
column reading.reported_at timestamp with time zone NO
column reading.reported_by_id bigint NO
column reading.reported_deputy_id bigint YES
column reading.unit_minor bigint YES
column reading.value double precision NO
column recovery_code.code_hash character varying NO
column recovery_code.id bigint NO
column recovery_code.made_at timestamp with time zone NO
column recovery_code.person_id bigint NO
column recovery_code.used_at timestamp with time zone YES
column recusal.at timestamp with time zone NO
column recusal.id bigint NO
column recusal.kind character varying NO
column recusal.person_id bigint NO
column recusal.pitch_id bigint NO
column recusal.reason character varying NO
column release.at timestamp with time zone NO
column release.by_id bigint NO
column release.deputy_id bigint YES
column release.id bigint NO
column release.reason character varying NO
column release.tranche_id bigint NO
column release_request.at timestamp with time zone NO
column release_request.by_id bigint NO
column release_request.deputy_id bigint YES
column release_request.id bigint NO
column release_request.reason character varying NO
column release_request.tranche_id bigint NO
column reopening.at timestamp with time zone NO
column reopening.by_id bigint NO
column reopening.close_id bigint NO
column reopening.deputy_id bigint YES
column reopening.id bigint NO
column reopening.key character varying NO
column reopening.reason character varying NO
column reopening_answer.at timestamp with time zone NO
column reopening_answer.by_id bigint NO
column reopening_answer.deputy_id bigint YES
column reopening_answer.id bigint NO
column reopening_answer.reopening_id bigint NO
column reopening_answer.returned character varying NO
column reopening_answer.verdict character varying NO
column resolution.at timestamp with time zone NO
column resolution.by_id bigint NO
column resolution.commitment_id bigint NO
column resolution.committed bigint NO
column resolution.deputy_id bigint YES
column resolution.freed bigint NO
column resolution.id bigint NO
column resolution.outcome character varying NO
column resolution.reason character varying NO
column review.amounts character varying NO
column review.at timestamp with time zone NO
column review.by_id bigint NO
column review.deputy_id bigint YES
column review.id bigint NO
column review.limit_minor bigint YES
column review.pitch_id bigint NO
column review.reason character varying NO
column review.revision_hash character varying NO
column review.revision_id bigint NO
column review.rule character varying NO
column review.verdict character varying NO
column revision.ask_minor bigint NO
column revision.content character varying NO
column revision.currency character varying NO
column revision.deputy_id bigint YES
column revision.engine_version character varying NO
column revision.figures character varying NO
column revision.goal_id bigint NO
column revision.hash character varying NO
column revision.id bigint NO
column revision.inputs character varying NO
column revision.measure_id bigint NO
column revision.minimum_minor bigint NO
column revision.number integer NO
column revision.pitch_id bigint NO
column revision.sponsor_id bigint NO
column revision.submitted_at timestamp with time zone NO
column revision.submitted_by_id bigint NO
column revision.title character varying NO
column revision_hours.hours double precision NO
column revision_hours.id bigint NO
column revision_hours.month_no integer NO
column revision_hours.revision_id bigint NO
column revision_hours.start_on date NO
column revision_hours.team character varying NO
column revision_hours.unit_id bigint NO
column round.chair_id bigint NO
column round.conflict_rule character varying NO
column round.created_by_id bigint NO
column round.decision_on date NO
column round.fiscal_year integer NO
column round.funding_closes_at timestamp with time zone NO
column round.id bigint NO
column round.key character varying NO
column round.kind character varying NO
column round.name character varying NO
column round.pitches_close_at timestamp with time zone NO
column round.quorum integer NO
column round.roi_objective_pct double precision NO
column round.scoring_closes_at timestamp with time zone NO
column round.state character varying NO
column round.unit_id bigint NO
column saved_view.asked character varying NO
column saved_view.at timestamp with time zone NO
column saved_view.id bigint NO
column saved_view.is_default smallint NO
column saved_view.key character varying NO
column saved_view.name character varying NO
column saved_view.page character varying NO
column saved_view.person_id bigint NO
column score.criterion_id bigint NO
column score.id bigint NO
column score.reason character varying NO
column score.scorecard_id bigint NO
column score.value integer NO
column scorecard.at timestamp with time zone NO
column scorecard.deputy_id bigint YES
column scorecard.id bigint NO
column scorecard.investor_id bigint NO
column scorecard.pitch_id bigint NO
column scorecard.revision_id bigint NO
column scorecard.round_id bigint NO
column scorecard.sentence character varying NO
column search_entry.id bigint NO
column search_entry.kind character varying NO
column search_entry.own character varying NO
column search_entry.row_id bigint NO
column search_entry.tokens character varying NO
column search_goal.entry_id bigint YES
column search_goal.row_id bigint YES
column search_goal.tokens text YES
column search_letter.folded character varying NO
column search_letter.letter character varying NO
column search_person.entry_id bigint YES
column search_person.row_id bigint YES
column search_person.tokens text YES
column search_pitch.entry_id bigint YES
column search_pitch.row_id bigint YES
column search_pitch.tokens text YES
column second_factor.confirmed_at timestamp with time zone YES
column second_factor.id bigint NO
column second_factor.last_step integer YES
column second_factor.made_at timestamp with time zone NO
column second_factor.person_id bigint NO
column second_factor.sealed_secret character varying NO
column seen.at timestamp with time zone NO
column seen.id bigint NO
column seen.key character varying NO
column seen.kind character varying NO
column setting_answer.at timestamp with time zone NO
column setting_answer.by_id bigint NO
column setting_answer.change_id bigint NO
column setting_answer.id bigint NO
column setting_answer.verdict character varying NO
column setting_change.at timestamp with time zone NO
column setting_change.by_id bigint NO
column setting_change.changes character varying NO
column setting_change.id bigint NO
column setting_change.key character varying NO
column setting_change.reason character varying NO
column setup_code.code_hash character varying NO
column setup_code.id bigint NO
column setup_code.made_at timestamp with time zone NO
column setup_code.used_at timestamp with time zone YES
column shortfall.amount bigint NO
column shortfall.at timestamp with time zone NO
column shortfall.by_id bigint NO
column shortfall.cuts_budget smallint NO
column shortfall.deputy_id bigint YES
column shortfall.document character varying NO
column shortfall.fund_id bigint NO
column shortfall.id bigint NO
column shortfall.key character varying NO
column shortfall.reason character varying NO
column shortfall_consent.at timestamp with time zone NO
column shortfall_consent.by_id bigint NO
column shortfall_consent.deputy_id bigint YES
column shortfall_consent.id bigint NO
column shortfall_consent.list_id bigint NO
column shortfall_consent.side character varying NO
column shortfall_end.at timestamp with time zone NO
column shortfall_end.by_id bigint NO
column shortfall_end.change_id bigint YES
column shortfall_end.deputy_id bigint YES
column shortfall_end.id bigint NO
column shortfall_end.list_id bigint YES
column shortfall_end.outcome character varying NO
column shortfall_end.reason character varying NO
column shortfall_end.shortfall_id bigint NO
column shortfall_line.amount bigint NO
column shortfall_line.available bigint NO
column shortfall_line.commitment_id bigint YES
column shortfall_line.id bigint NO
column shortfall_line.kind character varying NO
column shortfall_line.list_id bigint NO
column shortfall_line.position integer NO
column shortfall_line.purse_id bigint YES
column shortfall_list.at timestamp with time zone NO
column shortfall_list.by_id bigint NO
column shortfall_list.deputy_id bigint YES
column shortfall_list.id bigint NO
column shortfall_list.number integer NO
column shortfall_list.reason character varying NO
column shortfall_list.seal character varying NO
column shortfall_list.shortfall_id bigint NO
column sign_in.browser character varying NO
column sign_in.ended_at timestamp with time zone YES
column sign_in.ends_at timestamp with time zone NO
column sign_in.id bigint NO
column sign_in.key character varying NO
column sign_in.method character varying NO
column sign_in.person_id bigint NO
column sign_in.started_at timestamp with time zone NO
column sign_in.token_hash character varying NO
column sign_in_failure.at timestamp with time zone NO
column sign_in_failure.id bigint NO
column sign_in_failure.peer character varying NO
column sign_in_failure.who_hash character varying NO
column sign_in_identity.id bigint NO
column sign_in_identity.issuer character varying NO
column sign_in_identity.linked_at timestamp with time zone NO
column sign_in_identity.person_id bigint NO
column sign_in_identity.subject character varying NO
column sign_in_pass.ends_at timestamp with time zone NO
column sign_in_pass.id bigint NO
column sign_in_pass.kind character varying NO
column sign_in_pass.made_at timestamp with time zone NO
column sign_in_pass.person_id bigint NO
column sign_in_pass.token_hash character varying NO
column sign_in_pass.used_at timestamp with time zone YES
column sign_in_pass.void_at timestamp with time zone YES
column standard_rate.dated_on date NO
column standard_rate.hourly_minor bigint NO
column standard_rate.id bigint NO
column standard_rate.key character varying NO
column standard_rate.name character varying NO
column standard_rate.purpose character varying NO
column standard_rate.source character varying NO
column standard_value.at timestamp with time zone NO
column standard_value.by_id bigint NO
column standard_value.dated_on date NO
column standard_value.id bigint NO
column standard_value.key character varying NO
column standard_value.name character varying NO
column standard_value.source character varying NO
column standard_value.unit character varying NO
column standard_value.value_minor bigint NO
column standby.amount bigint NO
column standby.at timestamp with time zone NO
column standby.by_id bigint NO
column standby.id bigint NO
column standby.key character varying NO
column standby.pitch_id bigint NO
column standby.purse_id bigint NO
column standby_end.at timestamp with time zone NO
column standby_end.by_id bigint NO
column standby_end.id bigint NO
column standby_end.outcome character varying NO
column standby_end.room bigint NO
column standby_end.standby_id bigint NO
column standing_answer.approval_id bigint NO
column standing_answer.at timestamp with time zone NO
column standing_answer.by_id bigint NO
column standing_answer.deputy_id bigint YES
column standing_answer.id bigint NO
column standing_answer.reason character varying NO
column standing_answer.verdict character varying NO
column standing_approval.at timestamp with time zone NO
column standing_approval.by_id bigint NO
column standing_approval.deputy_id bigint YES
column standing_approval.fund_id bigint NO
column standing_approval.id bigint NO
column standing_approval.key character varying NO
column standing_approval.most_minor bigint NO
column standing_approval.reason character varying NO
column standing_approval.ref character varying NO
column standing_approval.total_minor bigint NO
column standing_approval.valid_from date NO
column standing_approval.valid_to date NO
column standing_category.approval_id bigint NO
column standing_category.category character varying NO
column standing_category.id bigint NO
column standing_end.approval_id bigint NO
column standing_end.at timestamp with time zone NO
column standing_end.by_id bigint NO
column standing_end.deputy_id bigint YES
column standing_end.id bigint NO
column standing_end.reason character varying NO
column standing_use.amount bigint NO
column standing_use.approval_id bigint NO
column standing_use.at timestamp with time zone NO
column standing_use.id bigint NO
column standing_use.pitch_id bigint NO
column standing_use.revision_id bigint NO
column standing_use.used_on date NO
column supplement.amount bigint NO
column supplement.at timestamp with time zone NO
column supplement.benefit character varying NO
column supplement.by_id bigint NO
column supplement.category character varying NO
column supplement.deputy_id bigint YES
column supplement.fiscal_year integer NO
column supplement.id bigint NO
column supplement.key character varying NO
column supplement.pitch_id bigint NO
column supplement.reason character varying NO
column supplement.revision_id bigint NO
column supplement.round_id bigint NO
column supplement.until_on date NO
column supplement_end.at timestamp with time zone NO
column supplement_end.by_id bigint NO
column supplement_end.deputy_id bigint YES
column supplement_end.id bigint NO
column supplement_end.limit_minor bigint YES
column supplement_end.outcome character varying NO
column supplement_end.reason character varying NO
column supplement_end.revision_hash character varying NO
column supplement_end.rule character varying NO
column supplement_end.supplement_id bigint NO
column supplement_tranche.id bigint NO
column supplement_tranche.settles smallint NO
column supplement_tranche.supplement_id bigint NO
column supplement_tranche.tranche_id bigint NO
column team_capacity.hours double precision NO
column team_capacity.id bigint NO
column team_capacity.key character varying NO
column team_capacity.quarter_on date NO
column team_capacity.set_at timestamp with time zone NO
column team_capacity.set_by_id bigint NO
column team_capacity.source character varying NO
column team_capacity.unit_id bigint NO
column time_agreement.asked_id bigint YES
column time_agreement.at timestamp with time zone NO
column time_agreement.id bigint NO
column time_agreement.key character varying NO
column time_agreement.limit_hours integer NO
column time_agreement.pitch_id bigint NO
column time_agreement.rests_on_id bigint YES
column time_agreement.revision_id bigint NO
column time_agreement.unit_id bigint NO
column time_answer.agreement_id bigint NO
column time_answer.at timestamp with time zone NO
column time_answer.by_id bigint NO
column time_answer.deputy_id bigint YES
column time_answer.id bigint NO
column time_answer.reason character varying NO
column time_answer.verdict character varying NO
column time_quarter.agreement_id bigint NO
column time_quarter.hours double precision NO
column time_quarter.id bigint NO
column time_quarter.quarter_on date NO
column tranche.amount bigint NO
column tranche.condition character varying NO
column tranche.due_on date YES
column tranche.fiscal_year integer NO
column tranche.id bigint NO
column tranche.key character varying NO
column tranche.number integer NO
column tranche.pitch_id bigint NO
column tranche_cut.amount bigint NO
column tranche_cut.id bigint NO
column tranche_cut.shortfall_id bigint NO
column tranche_cut.tranche_id bigint NO
column transfer.advance_id bigint YES
column transfer.amount bigint NO
column transfer.at timestamp with time zone NO
column transfer.by_id bigint NO
column transfer.commitment_id bigint YES
column transfer.currency character varying NO
column transfer.deputy_id bigint YES
column transfer.document character varying NO
column transfer.from_id bigint NO
column transfer.from_kind character varying NO
column transfer.id bigint NO
column transfer.idempotency_key character varying YES
column transfer.reason character varying NO
column transfer.reverses_id bigint YES
column transfer.to_id bigint NO
column transfer.to_kind character varying NO
column transfer.verb character varying NO
column unit.erp_code character varying YES
column unit.id bigint NO
column unit.key character varying NO
column unit.name character varying NO
column unit.parent_id bigint YES
column unit_head.at timestamp with time zone NO
column unit_head.by_id bigint NO
column unit_head.id bigint NO
column unit_head.person_id bigint YES
column unit_head.unit_id bigint NO
column vendor.added_at timestamp with time zone NO
column vendor.added_by_id bigint NO
column vendor.contact character varying NO
column vendor.id bigint NO
column vendor.key character varying NO
column vendor.name character varying NO
column vendor.offers character varying NO
column vendor_end.at timestamp with time zone NO
column vendor_end.by_id bigint NO
column vendor_end.ended_on date NO
column vendor_end.id bigint NO
column vendor_end.reason character varying NO
column vendor_end.vendor_id bigint NO
column webhook.added_at timestamp with time zone NO
column webhook.added_by_id bigint NO
column webhook.ended_at timestamp with time zone YES
column webhook.ended_by_id bigint YES
column webhook.flavour character varying NO
column webhook.id bigint NO
column webhook.key character varying NO
column webhook.secret character varying NO
column webhook.unit_id bigint NO
column webhook.url character varying NO
column window_answer.ask_id bigint NO
column window_answer.at timestamp with time zone NO
column window_answer.by_id bigint NO
column window_answer.deputy_id bigint YES
column window_answer.id bigint NO
column window_answer.reason character varying NO
column window_answer.verdict character varying NO
column window_ask.at timestamp with time zone NO
column window_ask.by_id bigint NO
column window_ask.deputy_id bigint YES
column window_ask.id bigint NO
column window_ask.key character varying NO
column window_ask.months integer NO
column window_ask.pitch_id bigint NO
column window_ask.reason character varying NO
column window_ask.revision_no integer NO
constraint account.ck_account_ceiling CHECK (((ceiling IS NULL) OR (balance <= ceiling)))
constraint account.ck_account_floor CHECK (((floor IS NULL) OR (balance >= floor)))
constraint account.ck_account_kind_word CHECK (((kind)::text = ANY ((ARRAY['authority'::character varying, 'fund'::character varying, 'purse'::character varying, 'reserved'::character varying, 'coming'::character varying, 'promised'::character varying, 'committed'::character varying, 'released'::character varying, 'contracted'::character varying, 'spent'::character varying, 'lapsed'::character varying])::text[])))
constraint account.ck_account_limits CHECK (((((kind)::text = ANY ((ARRAY['authority'::character varying, 'coming'::character varying])::text[])) AND (floor IS NULL) AND (ceiling IS NOT NULL) AND (ceiling = 0)) OR (((kind)::text = ANY ((ARRAY['reserved'::character varying, 'promised'::character varying])::text[])) AND (floor IS NOT NULL) AND (floor = 0) AND (ceiling IS NOT NULL)) OR (((kind)::text = ANY ((ARRAY['fund'::character varying, 'purse'::character varying, 'committed'::character varying, 'released'::character varying, 'contracted'::character varying, 'spent'::character varying, 'lapsed'::character varying])::text[])) AND (floor IS NOT NULL) AND (floor = 0) AND (ceiling IS NULL))))
constraint account.ck_account_whose CHECK (((((kind)::text = ANY ((ARRAY['authority'::character varying, 'fund'::character varying, 'lapsed'::character varying])::text[])) AND (fund_id IS NOT NULL)) OR (((kind)::text = 'purse'::text) AND (purse_id IS NOT NULL)) OR (((kind)::text = 'coming'::text) AND (unit_id IS NOT NULL) AND (fiscal_year IS NOT NULL)) OR (((kind)::text = ANY ((ARRAY['reserved'::character varying, 'promised'::character varying, 'committed'::character varying, 'released'::character varying, 'contracted'::character varying, 'spent'::character varying])::text[])) AND (pitch_id IS NOT NULL) AND (fiscal_year IS NOT NULL))))
constraint account.fk_account_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint account.fk_account_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint account.fk_account_purse_id FOREIGN KEY (purse_id) REFERENCES purse(id)
constraint account.fk_account_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint account.pk_account PRIMARY KEY (id)
constraint account.uq_account_id_currency UNIQUE (id, currency)
constraint account.uq_account_id_kind UNIQUE (id, kind)
constraint account.uq_account_kind_fund_id UNIQUE (kind, fund_id)
constraint account.uq_account_kind_pitch_id_fiscal_year UNIQUE (kind, pitch_id, fiscal_year)
constraint account.uq_account_kind_purse_id UNIQUE (kind, purse_id)
constraint account.uq_account_kind_unit_id_fiscal_year UNIQUE (kind, unit_id, fiscal_year)
constraint accrual.ck_accrual_positive CHECK ((amount > 0))
constraint accrual.ck_accrual_words CHECK (((note)::text <> ''::text))
constraint accrual.fk_accrual_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint accrual.fk_accrual_contract_id FOREIGN KEY (contract_id) REFERENCES contract(id)
constraint accrual.fk_accrual_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint accrual.fk_accrual_investment_id FOREIGN KEY (investment_id) REFERENCES investment(id)
constraint accrual.fk_accrual_transfer_id FOREIGN KEY (transfer_id) REFERENCES transfer(id)
constraint accrual.pk_accrual PRIMARY KEY (id)
constraint accrual.uq_accrual_key UNIQUE (key)
constraint accrual.uq_accrual_transfer_id UNIQUE (transfer_id)
constraint accrual_end.ck_accrual_end_reason CHECK (((reason)::text <> ''::text))
constraint accrual_end.fk_accrual_end_accrual_id FOREIGN KEY (accrual_id) REFERENCES accrual(id)
constraint accrual_end.fk_accrual_end_actual_id FOREIGN KEY (actual_id) REFERENCES actual(id)
constraint accrual_end.fk_accrual_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint accrual_end.fk_accrual_end_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint accrual_end.fk_accrual_end_transfer_id FOREIGN KEY (transfer_id) REFERENCES transfer(id)
constraint accrual_end.pk_accrual_end PRIMARY KEY (id)
constraint accrual_end.uq_accrual_end_accrual_id UNIQUE (accrual_id)
constraint accrual_end.uq_accrual_end_transfer_id UNIQUE (transfer_id)
constraint actual.ck_actual_confirmed CHECK (((confirmed_by_id IS NULL) = (confirmed_at IS NULL)))
constraint actual.ck_actual_positive CHECK ((amount > 0))
constraint actual.ck_actual_posted CHECK (((transfer_id IS NULL) OR (confirmed_at IS NOT NULL) OR (reverses_id IS NOT NULL)))
constraint actual.ck_actual_reversal CHECK (((reverses_id IS NULL) OR (((reason)::text <> ''::text) AND (confirmed_at IS NULL))))
constraint actual.ck_actual_second_person CHECK ((confirmed_by_id <> reported_by_id))
constraint actual.fk_actual_accrual_id FOREIGN KEY (accrual_id) REFERENCES accrual(id)
constraint actual.fk_actual_confirmed_by_id FOREIGN KEY (confirmed_by_id) REFERENCES person(id)
constraint actual.fk_actual_confirmed_deputy_id FOREIGN KEY (confirmed_deputy_id) REFERENCES person(id)
constraint actual.fk_actual_contract_id FOREIGN KEY (contract_id) REFERENCES contract(id)
constraint actual.fk_actual_investment_id FOREIGN KEY (investment_id) REFERENCES investment(id)
constraint actual.fk_actual_reported_by_id FOREIGN KEY (reported_by_id) REFERENCES person(id)
constraint actual.fk_actual_reported_deputy_id FOREIGN KEY (reported_deputy_id) REFERENCES person(id)
constraint actual.fk_actual_reverses_id FOREIGN KEY (reverses_id) REFERENCES actual(id)
constraint actual.fk_actual_transfer_id FOREIGN KEY (transfer_id) REFERENCES transfer(id)
constraint actual.pk_actual PRIMARY KEY (id)
constraint actual.uq_actual_key UNIQUE (key)
constraint actual.uq_actual_reverses_id UNIQUE (reverses_id)
constraint advance.ck_advance_positive CHECK ((amount > 0))
constraint advance.fk_advance_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint advance.fk_advance_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint advance.fk_advance_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint advance.fk_advance_purse_id FOREIGN KEY (purse_id) REFERENCES purse(id)
constraint advance.fk_advance_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint advance.fk_advance_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint advance.pk_advance PRIMARY KEY (id)
constraint advance.uq_advance_key UNIQUE (key)
constraint advance_approval.ck_advance_approval_amounts CHECK (((kept > 0) AND (freed >= 0)))
constraint advance_approval.fk_advance_approval_advance_id FOREIGN KEY (advance_id) REFERENCES advance(id)
constraint advance_approval.fk_advance_approval_review_id FOREIGN KEY (review_id) REFERENCES review(id)
constraint advance_approval.pk_advance_approval PRIMARY KEY (id)
constraint advance_approval.uq_advance_approval_advance_id UNIQUE (advance_id)
constraint advance_cut.ck_advance_cut_positive CHECK ((amount > 0))
constraint advance_cut.fk_advance_cut_advance_id FOREIGN KEY (advance_id) REFERENCES advance(id)
constraint advance_cut.fk_advance_cut_shortfall_id FOREIGN KEY (shortfall_id) REFERENCES shortfall(id)
constraint advance_cut.pk_advance_cut PRIMARY KEY (id)
constraint advance_cut.uq_advance_cut_advance_id_shortfall_id UNIQUE (advance_id, shortfall_id)
constraint advance_end.ck_advance_end_outcome_word CHECK (((outcome)::text = ANY ((ARRAY['freed'::character varying, 'served'::character varying])::text[])))
constraint advance_end.ck_advance_end_positive CHECK ((amount > 0))
constraint advance_end.ck_advance_end_reason CHECK (((reason)::text <> ''::text))
constraint advance_end.ck_advance_end_served_by CHECK ((((outcome)::text = 'served'::text) = (commitment_key IS NOT NULL)))
constraint advance_end.fk_advance_end_advance_id FOREIGN KEY (advance_id) REFERENCES advance(id)
constraint advance_end.fk_advance_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint advance_end.fk_advance_end_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint advance_end.pk_advance_end PRIMARY KEY (id)
constraint advance_end.uq_advance_end_advance_id UNIQUE (advance_id)
constraint advance_end.uq_advance_end_commitment_key UNIQUE (commitment_key)
constraint alembic_version.alembic_version_pkc PRIMARY KEY (version_num)
constraint ask.ck_ask_amount CHECK ((amount >= 0))
constraint ask.ck_ask_tier_word CHECK (((tier)::text = ANY ((ARRAY['minimum'::character varying, 'requested'::character varying, 'stretch'::character varying])::text[])))
constraint ask.fk_ask_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint ask.pk_ask PRIMARY KEY (id)
constraint ask.uq_ask_revision_id_tier_fiscal_year UNIQUE (revision_id, tier, fiscal_year)
constraint ask_category.ck_ask_category_amount CHECK ((amount > 0))
constraint ask_category.fk_ask_category_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint ask_category.pk_ask_category PRIMARY KEY (id)
constraint ask_category.uq_ask_category_revision_id_fiscal_year_category UNIQUE (revision_id, fiscal_year, category)
constraint ask_line.ck_ask_line_amount CHECK ((amount > 0))
constraint ask_line.fk_ask_line_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint ask_line.pk_ask_line PRIMARY KEY (id)
constraint ask_line.uq_ask_line_revision_id_fiscal_year_position UNIQUE (revision_id, fiscal_year, "position")
constraint attestation.ck_attestation_refusal_has_reason CHECK ((((verdict)::text = 'attested'::text) OR ((reason)::text <> ''::text)))
constraint attestation.ck_attestation_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['attested'::character varying, 'refused'::character varying])::text[])))
constraint attestation.fk_attestation_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint attestation.fk_attestation_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint attestation.fk_attestation_reading_id FOREIGN KEY (reading_id) REFERENCES reading(id)
constraint attestation.pk_attestation PRIMARY KEY (id)
constraint attestation.uq_attestation_reading_id UNIQUE (reading_id)
constraint benefit_line.fk_benefit_line_measure_id FOREIGN KEY (measure_id) REFERENCES measure(id)
constraint benefit_line.fk_benefit_line_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint benefit_line.pk_benefit_line PRIMARY KEY (id)
constraint benefit_line.uq_benefit_line_pitch_id_revision_no_position UNIQUE (pitch_id, revision_no, "position")
constraint cancellation.ck_cancellation_reason CHECK (((reason)::text <> ''::text))
constraint cancellation.fk_cancellation_advance_id FOREIGN KEY (advance_id) REFERENCES advance(id)
constraint cancellation.fk_cancellation_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint cancellation.fk_cancellation_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint cancellation.pk_cancellation PRIMARY KEY (id)
constraint cancellation.uq_cancellation_key UNIQUE (key)
constraint cancellation_answer.ck_cancellation_answer_reason CHECK ((((verdict)::text = 'confirmed'::text) OR ((reason)::text <> ''::text)))
constraint cancellation_answer.ck_cancellation_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['confirmed'::character varying, 'declined'::character varying])::text[])))
constraint cancellation_answer.fk_cancellation_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint cancellation_answer.fk_cancellation_answer_cancellation_id FOREIGN KEY (cancellation_id) REFERENCES cancellation(id)
constraint cancellation_answer.fk_cancellation_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint cancellation_answer.pk_cancellation_answer PRIMARY KEY (id)
constraint cancellation_answer.uq_cancellation_answer_cancellation_id UNIQUE (cancellation_id)
constraint capex_mark.ck_capex_mark_nature_word CHECK (((nature)::text = ANY ((ARRAY['opex'::character varying, 'capex'::character varying])::text[])))
constraint capex_mark.ck_capex_mark_reason CHECK (((reason)::text <> ''::text))
constraint capex_mark.ck_capex_mark_words CHECK ((((line)::text <> ''::text) AND ((label)::text <> ''::text)))
constraint capex_mark.fk_capex_mark_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint capex_mark.fk_capex_mark_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint capex_mark.fk_capex_mark_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint capex_mark.fk_capex_mark_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint capex_mark.pk_capex_mark PRIMARY KEY (id)
constraint ceiling.ck_ceiling_amount CHECK ((amount >= 0))
constraint ceiling.fk_ceiling_account_id FOREIGN KEY (account_id) REFERENCES account(id)
constraint ceiling.fk_ceiling_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint ceiling.pk_ceiling PRIMARY KEY (id)
constraint claim.fk_claim_asked_by_id FOREIGN KEY (asked_by_id) REFERENCES person(id)
constraint claim.fk_claim_measure_id FOREIGN KEY (measure_id) REFERENCES measure(id)
constraint claim.pk_claim PRIMARY KEY (id)
constraint claim.uq_claim_key UNIQUE (key)
constraint claim_answer.ck_claim_answer_no_has_reason CHECK ((((verdict)::text = 'yes'::text) OR ((reason)::text <> ''::text)))
constraint claim_answer.ck_claim_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['yes'::character varying, 'no'::character varying])::text[])))
constraint claim_answer.fk_claim_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint claim_answer.fk_claim_answer_claim_id FOREIGN KEY (claim_id) REFERENCES claim(id)
constraint claim_answer.fk_claim_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint claim_answer.pk_claim_answer PRIMARY KEY (id)
constraint claim_answer.uq_claim_answer_claim_id UNIQUE (claim_id)
constraint claim_grant.fk_claim_grant_mandate_id FOREIGN KEY (mandate_id) REFERENCES mandate(id)
constraint claim_grant.fk_claim_grant_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint claim_grant.pk_claim_grant PRIMARY KEY (id)
constraint claim_grant.uq_claim_grant_mandate_id UNIQUE (mandate_id)
constraint closing_answer.ck_closing_answer_reason CHECK ((((verdict)::text = 'confirmed'::text) OR ((reason)::text <> ''::text)))
constraint closing_answer.ck_closing_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['confirmed'::character varying, 'sent_back'::character varying])::text[])))
constraint closing_answer.fk_closing_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint closing_answer.fk_closing_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint closing_answer.fk_closing_answer_review_id FOREIGN KEY (review_id) REFERENCES closing_review(id)
constraint closing_answer.pk_closing_answer PRIMARY KEY (id)
constraint closing_answer.uq_closing_answer_review_id UNIQUE (review_id)
constraint closing_review.ck_closing_review_words CHECK ((((obtained)::text <> ''::text) AND ((why)::text <> ''::text) AND ((lesson)::text <> ''::text)))
constraint closing_review.fk_closing_review_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint closing_review.fk_closing_review_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint closing_review.fk_closing_review_investment_id FOREIGN KEY (investment_id) REFERENCES investment(id)
constraint closing_review.pk_closing_review PRIMARY KEY (id)
constraint closing_review.uq_closing_review_key UNIQUE (key)
constraint co_author.fk_co_author_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint co_author.fk_co_author_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint co_author.pk_co_author PRIMARY KEY (id)
constraint co_author.uq_co_author_pitch_id_person_id UNIQUE (pitch_id, person_id)
constraint commitment.ck_commitment_positive CHECK ((amount > 0))
constraint commitment.fk_commitment_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint commitment.fk_commitment_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint commitment.fk_commitment_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint commitment.fk_commitment_purse_id FOREIGN KEY (purse_id) REFERENCES purse(id)
constraint commitment.fk_commitment_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint commitment.pk_commitment PRIMARY KEY (id)
constraint commitment.uq_commitment_key UNIQUE (key)
constraint commitment_condition.ck_commitment_condition_words CHECK (((length((words)::text) >= 1) AND (length((words)::text) <= 200)))
constraint commitment_condition.fk_commitment_condition_commitment_id FOREIGN KEY (commitment_id) REFERENCES commitment(id)
constraint commitment_condition.pk_commitment_condition PRIMARY KEY (id)
constraint commitment_condition.uq_commitment_condition_commitment_id UNIQUE (commitment_id)
constraint condition_answer.ck_condition_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['accepted'::character varying, 'declined'::character varying])::text[])))
constraint condition_answer.fk_condition_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint condition_answer.fk_condition_answer_condition_id FOREIGN KEY (condition_id) REFERENCES commitment_condition(id)
constraint condition_answer.pk_condition_answer PRIMARY KEY (id)
constraint condition_answer.uq_condition_answer_condition_id UNIQUE (condition_id)
constraint contract.ck_contract_confirmed CHECK (((confirmed_by_id IS NULL) = (confirmed_at IS NULL)))
constraint contract.ck_contract_positive CHECK ((amount > 0))
constraint contract.ck_contract_second_person CHECK ((confirmed_by_id <> reported_by_id))
constraint contract.ck_contract_words CHECK ((((reference)::text <> ''::text) AND ((vendor)::text <> ''::text)))
constraint contract.fk_contract_confirmed_by_id FOREIGN KEY (confirmed_by_id) REFERENCES person(id)
constraint contract.fk_contract_confirmed_deputy_id FOREIGN KEY (confirmed_deputy_id) REFERENCES person(id)
constraint contract.fk_contract_investment_id FOREIGN KEY (investment_id) REFERENCES investment(id)
constraint contract.fk_contract_reported_by_id FOREIGN KEY (reported_by_id) REFERENCES person(id)
constraint contract.fk_contract_reported_deputy_id FOREIGN KEY (reported_deputy_id) REFERENCES person(id)
constraint contract.pk_contract PRIMARY KEY (id)
constraint contract.uq_contract_key UNIQUE (key)
constraint contract_end.ck_contract_end_amount CHECK ((amount >= 0))
constraint contract_end.ck_contract_end_reason CHECK (((reason)::text <> ''::text))
constraint contract_end.fk_contract_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint contract_end.fk_contract_end_contract_id FOREIGN KEY (contract_id) REFERENCES contract(id)
constraint contract_end.fk_contract_end_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint contract_end.pk_contract_end PRIMARY KEY (id)
constraint contract_end.uq_contract_end_contract_id UNIQUE (contract_id)
constraint cost_line.fk_cost_line_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint cost_line.pk_cost_line PRIMARY KEY (id)
constraint cost_line.uq_cost_line_pitch_id_revision_no_position UNIQUE (pitch_id, revision_no, "position")
constraint counter.pk_counter PRIMARY KEY (series)
constraint credit_note.ck_credit_note_drawn CHECK (((drawn > 0) = (drawn_transfer_id IS NOT NULL)))
constraint credit_note.ck_credit_note_loose CHECK (((loose > 0) = (transfer_id IS NOT NULL)))
constraint credit_note.ck_credit_note_parts CHECK (((amount > 0) AND (amount = ((over + loose) + drawn))))
constraint credit_note.ck_credit_note_positive CHECK (((over >= 0) AND (loose >= 0) AND (drawn >= 0)))
constraint credit_note.ck_credit_note_words CHECK ((((reference)::text <> ''::text) AND ((reason)::text <> ''::text)))
constraint credit_note.fk_credit_note_actual_id FOREIGN KEY (actual_id) REFERENCES actual(id)
constraint credit_note.fk_credit_note_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint credit_note.fk_credit_note_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint credit_note.fk_credit_note_drawn_transfer_id FOREIGN KEY (drawn_transfer_id) REFERENCES transfer(id)
constraint credit_note.fk_credit_note_reverses_id FOREIGN KEY (reverses_id) REFERENCES credit_note(id)
constraint credit_note.fk_credit_note_transfer_id FOREIGN KEY (transfer_id) REFERENCES transfer(id)
constraint credit_note.pk_credit_note PRIMARY KEY (id)
constraint credit_note.uq_credit_note_drawn_transfer_id UNIQUE (drawn_transfer_id)
constraint credit_note.uq_credit_note_key UNIQUE (key)
constraint credit_note.uq_credit_note_reverses_id UNIQUE (reverses_id)
constraint credit_note.uq_credit_note_transfer_id UNIQUE (transfer_id)
constraint criterion.ck_criterion_weight CHECK (((weight >= 1) AND (weight <= 100)))
constraint criterion.fk_criterion_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint criterion.pk_criterion PRIMARY KEY (id)
constraint criterion.uq_criterion_round_id_position UNIQUE (round_id, "position")
constraint deputy.ck_deputy_confirmed CHECK (((confirmed_by_id IS NULL) = (confirmed_at IS NULL)))
constraint deputy.ck_deputy_not_for_oneself CHECK ((confirmed_by_id <> for_id))
constraint deputy.ck_deputy_not_ones_own CHECK ((confirmed_by_id <> deputy_id))
constraint deputy.ck_deputy_second_person CHECK ((confirmed_by_id <> granted_by_id))
constraint deputy.ck_deputy_two_people CHECK ((deputy_id <> for_id))
constraint deputy.fk_deputy_confirmed_by_id FOREIGN KEY (confirmed_by_id) REFERENCES person(id)
constraint deputy.fk_deputy_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint deputy.fk_deputy_for_id FOREIGN KEY (for_id) REFERENCES person(id)
constraint deputy.fk_deputy_granted_by_id FOREIGN KEY (granted_by_id) REFERENCES person(id)
constraint deputy.pk_deputy PRIMARY KEY (id)
constraint deputy.uq_deputy_key UNIQUE (key)
constraint deputy_end.ck_deputy_end_reason CHECK (((reason)::text <> ''::text))
constraint deputy_end.fk_deputy_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint deputy_end.fk_deputy_end_deputy_id FOREIGN KEY (deputy_id) REFERENCES deputy(id)
constraint deputy_end.pk_deputy_end PRIMARY KEY (id)
constraint deputy_end.uq_deputy_end_deputy_id UNIQUE (deputy_id)
constraint draft.ck_draft_cause_word CHECK (((cause)::text = ANY ((ARRAY['skill'::character varying, 'will'::character varying, 'tools'::character varying, 'process'::character varying, 'environment'::character varying])::text[])))
constraint draft.ck_draft_engagement_word CHECK (((engagement)::text = ANY ((ARRAY['in_house'::character varying, 'project_outsourcing'::character varying, 'retainer'::character varying, 'time_and_materials'::character varying, 'staff_augmentation'::character varying])::text[])))
constraint draft.ck_draft_nothing_else_flag CHECK ((nothing_else = ANY (ARRAY[0, 1])))
constraint draft.fk_draft_measure_id FOREIGN KEY (measure_id) REFERENCES measure(id)
constraint draft.fk_draft_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint draft.pk_draft PRIMARY KEY (id)
constraint draft.uq_draft_pitch_id UNIQUE (pitch_id)
constraint erp_export.fk_erp_export_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint erp_export.fk_erp_export_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint erp_export.pk_erp_export PRIMARY KEY (id)
constraint erp_export.uq_erp_export_month_on_digest UNIQUE (month_on, digest)
constraint erp_line.ck_erp_line_says_something CHECK (((amount <> 0) AND ((reference)::text <> ''::text)))
constraint erp_line.fk_erp_line_export_id FOREIGN KEY (export_id) REFERENCES erp_export(id)
constraint erp_line.pk_erp_line PRIMARY KEY (id)
constraint erp_line.uq_erp_line_export_id_row_no UNIQUE (export_id, row_no)
constraint erp_line.uq_erp_line_key UNIQUE (key)
constraint erp_match.ck_erp_match_one_document CHECK (((actual_id IS NULL) <> (credit_note_id IS NULL)))
constraint erp_match.ck_erp_match_reason CHECK (((reason)::text <> ''::text))
constraint erp_match.fk_erp_match_actual_id FOREIGN KEY (actual_id) REFERENCES actual(id)
constraint erp_match.fk_erp_match_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint erp_match.fk_erp_match_credit_note_id FOREIGN KEY (credit_note_id) REFERENCES credit_note(id)
constraint erp_match.fk_erp_match_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint erp_match.fk_erp_match_line_id FOREIGN KEY (line_id) REFERENCES erp_line(id)
constraint erp_match.pk_erp_match PRIMARY KEY (id)
constraint erp_match.uq_erp_match_line_id UNIQUE (line_id)
constraint extension.ck_extension_later CHECK ((until_at > was_at))
constraint extension.ck_extension_reason CHECK (((reason)::text <> ''::text))
constraint extension.fk_extension_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint extension.fk_extension_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint extension.fk_extension_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint extension.pk_extension PRIMARY KEY (id)
constraint extension.uq_extension_round_id UNIQUE (round_id)
constraint feed.fk_feed_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint feed.pk_feed PRIMARY KEY (id)
constraint feed.uq_feed_token_hash UNIQUE (token_hash)
constraint fund.ck_fund_confirmed CHECK (((confirmed_by_id IS NULL) = (confirmed_at IS NULL)))
constraint fund.ck_fund_nature_word CHECK (((nature)::text = ANY ((ARRAY['opex'::character varying, 'capex'::character varying])::text[])))
constraint fund.ck_fund_positive CHECK ((amount > 0))
constraint fund.ck_fund_second_person CHECK ((confirmed_by_id <> opened_by_id))
constraint fund.ck_fund_shared_flag CHECK ((shared = ANY (ARRAY[0, 1])))
constraint fund.fk_fund_confirmed_by_id FOREIGN KEY (confirmed_by_id) REFERENCES person(id)
constraint fund.fk_fund_confirmed_deputy_id FOREIGN KEY (confirmed_deputy_id) REFERENCES person(id)
constraint fund.fk_fund_opened_by_id FOREIGN KEY (opened_by_id) REFERENCES person(id)
constraint fund.fk_fund_opened_deputy_id FOREIGN KEY (opened_deputy_id) REFERENCES person(id)
constraint fund.fk_fund_owner_id FOREIGN KEY (owner_id) REFERENCES person(id)
constraint fund.fk_fund_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint fund.pk_fund PRIMARY KEY (id)
constraint fund.uq_fund_key UNIQUE (key)
constraint fund_category.fk_fund_category_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint fund_category.pk_fund_category PRIMARY KEY (id)
constraint fund_category.uq_fund_category_fund_id_category UNIQUE (fund_id, category)
constraint fund_change.ck_fund_change_needs_second_flag CHECK ((needs_second = ANY (ARRAY[0, 1])))
constraint fund_change.ck_fund_change_of_a_fund CHECK (((from_fund_id IS NOT NULL) OR (to_fund_id IS NOT NULL)))
constraint fund_change.ck_fund_change_positive CHECK ((amount > 0))
constraint fund_change.ck_fund_change_reason CHECK (((reason)::text <> ''::text))
constraint fund_change.ck_fund_change_two_funds CHECK ((from_fund_id <> to_fund_id))
constraint fund_change.fk_fund_change_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint fund_change.fk_fund_change_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint fund_change.fk_fund_change_from_fund_id FOREIGN KEY (from_fund_id) REFERENCES fund(id)
constraint fund_change.fk_fund_change_to_fund_id FOREIGN KEY (to_fund_id) REFERENCES fund(id)
constraint fund_change.pk_fund_change PRIMARY KEY (id)
constraint fund_change.uq_fund_change_key UNIQUE (key)
constraint fund_change_answer.ck_fund_change_answer_reason CHECK ((((verdict)::text = 'confirmed'::text) OR ((reason)::text <> ''::text)))
constraint fund_change_answer.ck_fund_change_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['confirmed'::character varying, 'declined'::character varying])::text[])))
constraint fund_change_answer.fk_fund_change_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint fund_change_answer.fk_fund_change_answer_change_id FOREIGN KEY (change_id) REFERENCES fund_change(id)
constraint fund_change_answer.fk_fund_change_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint fund_change_answer.pk_fund_change_answer PRIMARY KEY (id)
constraint fund_change_answer.uq_fund_change_answer_change_id UNIQUE (change_id)
constraint fund_close.ck_fund_close_committed_word CHECK (((committed)::text = ANY ((ARRAY['carry'::character varying, 'lapse'::character varying])::text[])))
constraint fund_close.ck_fund_close_unallotted_word CHECK (((unallotted)::text = ANY ((ARRAY['lapse'::character varying, 'stay'::character varying])::text[])))
constraint fund_close.fk_fund_close_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint fund_close.fk_fund_close_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint fund_close.fk_fund_close_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint fund_close.pk_fund_close PRIMARY KEY (id)
constraint fund_close.uq_fund_close_ref UNIQUE (ref)
constraint fund_goal.fk_fund_goal_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint fund_goal.fk_fund_goal_goal_id FOREIGN KEY (goal_id) REFERENCES goal(id)
constraint fund_goal.pk_fund_goal PRIMARY KEY (id)
constraint fund_goal.uq_fund_goal_fund_id_goal_id UNIQUE (fund_id, goal_id)
constraint gate.ck_gate_question CHECK (((question)::text <> ''::text))
constraint gate.fk_gate_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint gate.fk_gate_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint gate.fk_gate_investment_id FOREIGN KEY (investment_id) REFERENCES investment(id)
constraint gate.pk_gate PRIMARY KEY (id)
constraint gate.uq_gate_key UNIQUE (key)
constraint gate_end.ck_gate_end_quorum CHECK (((voted > 0) AND (total >= voted)))
constraint gate_end.ck_gate_end_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['continue'::character varying, 'conditions'::character varying, 'rescope'::character varying, 'pause'::character varying, 'stop'::character varying])::text[])))
constraint gate_end.fk_gate_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint gate_end.fk_gate_end_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint gate_end.fk_gate_end_gate_id FOREIGN KEY (gate_id) REFERENCES gate(id)
constraint gate_end.pk_gate_end PRIMARY KEY (id)
constraint gate_end.uq_gate_end_gate_id UNIQUE (gate_id)
constraint gate_stop.fk_gate_stop_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint gate_stop.fk_gate_stop_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint gate_stop.fk_gate_stop_gate_id FOREIGN KEY (gate_id) REFERENCES gate(id)
constraint gate_stop.pk_gate_stop PRIMARY KEY (id)
constraint gate_stop.uq_gate_stop_gate_id UNIQUE (gate_id)
constraint gate_vote.ck_gate_vote_positive CHECK ((amount > 0))
constraint gate_vote.ck_gate_vote_reason CHECK ((((verdict)::text = 'continue'::text) OR ((reason)::text <> ''::text)))
constraint gate_vote.ck_gate_vote_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['continue'::character varying, 'conditions'::character varying, 'rescope'::character varying, 'pause'::character varying, 'stop'::character varying])::text[])))
constraint gate_vote.fk_gate_vote_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint gate_vote.fk_gate_vote_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint gate_vote.fk_gate_vote_gate_id FOREIGN KEY (gate_id) REFERENCES gate(id)
constraint gate_vote.pk_gate_vote PRIMARY KEY (id)
constraint gate_vote.uq_gate_vote_gate_id_by_id UNIQUE (gate_id, by_id)
constraint goal.ck_goal_priority CHECK (((priority >= 1) AND (priority <= 9)))
constraint goal.fk_goal_owner_id FOREIGN KEY (owner_id) REFERENCES person(id)
constraint goal.fk_goal_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint goal.pk_goal PRIMARY KEY (id)
constraint goal.uq_goal_key UNIQUE (key)
constraint history.ck_history_deputy CHECK ((deputy_id <> by_id))
constraint history.fk_history_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint history.fk_history_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint history.pk_history PRIMARY KEY (id)
constraint history_seal.fk_history_seal_history_id FOREIGN KEY (history_id) REFERENCES history(id)
constraint history_seal.pk_history_seal PRIMARY KEY (no)
constraint history_seal.uq_history_seal_history_id UNIQUE (history_id)
constraint hours_worked.ck_hours_worked_positive CHECK (((hours > (0)::double precision) AND (hourly_minor > 0)))
constraint hours_worked.ck_hours_worked_reversal CHECK (((reverses_id IS NULL) OR ((reason)::text <> ''::text)))
constraint hours_worked.fk_hours_worked_investment_id FOREIGN KEY (investment_id) REFERENCES investment(id)
constraint hours_worked.fk_hours_worked_reported_by_id FOREIGN KEY (reported_by_id) REFERENCES person(id)
constraint hours_worked.fk_hours_worked_reverses_id FOREIGN KEY (reverses_id) REFERENCES hours_worked(id)
constraint hours_worked.pk_hours_worked PRIMARY KEY (id)
constraint hours_worked.uq_hours_worked_key UNIQUE (key)
constraint hours_worked.uq_hours_worked_reverses_id UNIQUE (reverses_id)
constraint idempotency.fk_idempotency_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint idempotency.pk_idempotency PRIMARY KEY (id)
constraint idempotency.uq_idempotency_person_id_key UNIQUE (person_id, key)
constraint investment.ck_investment_state_word CHECK (((state)::text = ANY ((ARRAY['active'::character varying, 'gate_due'::character varying, 'paused'::character varying, 'rescoped'::character varying, 'stopped'::character varying, 'delivered'::character varying, 'tracking'::character varying, 'reviewed'::character varying, 'closed'::character varying])::text[])))
constraint investment.fk_investment_opened_by_id FOREIGN KEY (opened_by_id) REFERENCES person(id)
constraint investment.fk_investment_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint investment.fk_investment_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint investment.pk_investment PRIMARY KEY (id)
constraint investment.uq_investment_key UNIQUE (key)
constraint investment.uq_investment_pitch_id UNIQUE (pitch_id)
constraint letter.ck_letter_outcome_word CHECK (((outcome)::text = ANY ((ARRAY['funded'::character varying, 'waitlisted'::character varying, 'declined'::character varying, 'not_shortlisted'::character varying, 'expired'::character varying])::text[])))
constraint letter.fk_letter_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint letter.fk_letter_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint letter.fk_letter_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint letter.fk_letter_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint letter.pk_letter PRIMARY KEY (id)
constraint letter.uq_letter_pitch_id_revision_id_at UNIQUE (pitch_id, revision_id, at)
constraint line_check.ck_line_check_line CHECK ((("position" >= 0) AND ((print)::text <> ''::text)))
constraint line_check.ck_line_check_question_has_reason CHECK ((((verdict)::text = 'accepted'::text) OR ((reason)::text <> ''::text)))
constraint line_check.ck_line_check_side_word CHECK (((side)::text = ANY ((ARRAY['benefit'::character varying, 'cost'::character varying])::text[])))
constraint line_check.ck_line_check_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['accepted'::character varying, 'questioned'::character varying])::text[])))
constraint line_check.fk_line_check_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint line_check.fk_line_check_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint line_check.fk_line_check_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint line_check.fk_line_check_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint line_check.pk_line_check PRIMARY KEY (id)
constraint logo.ck_logo_size CHECK (((width > 0) AND (height > 0)))
constraint logo.fk_logo_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint logo.pk_logo PRIMARY KEY (id)
constraint logo.uq_logo_digest UNIQUE (digest)
constraint mandate.ck_mandate_confirmed CHECK (((confirmed_by_id IS NULL) = (confirmed_at IS NULL)))
constraint mandate.ck_mandate_not_ones_own CHECK ((confirmed_by_id <> person_id))
constraint mandate.ck_mandate_role_word CHECK (((role)::text = ANY ((ARRAY['presenter'::character varying, 'investor'::character varying, 'lead'::character varying, 'chair'::character varying, 'finance'::character varying, 'fund_owner'::character varying, 'viewer'::character varying, 'auditor'::character varying, 'admin'::character varying])::text[])))
constraint mandate.ck_mandate_second_person CHECK ((confirmed_by_id <> granted_by_id))
constraint mandate.fk_mandate_confirmed_by_id FOREIGN KEY (confirmed_by_id) REFERENCES person(id)
constraint mandate.fk_mandate_granted_by_id FOREIGN KEY (granted_by_id) REFERENCES person(id)
constraint mandate.fk_mandate_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint mandate.fk_mandate_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint mandate.pk_mandate PRIMARY KEY (id)
constraint mandate.uq_mandate_key UNIQUE (key)
constraint mandate_change.ck_mandate_change_reason CHECK (((reason)::text <> ''::text))
constraint mandate_change.fk_mandate_change_mandate_id FOREIGN KEY (mandate_id) REFERENCES mandate(id)
constraint mandate_change.fk_mandate_change_replaces_id FOREIGN KEY (replaces_id) REFERENCES mandate(id)
constraint mandate_change.pk_mandate_change PRIMARY KEY (id)
constraint mandate_change.uq_mandate_change_mandate_id UNIQUE (mandate_id)
constraint mandate_end.ck_mandate_end_reason CHECK (((reason)::text <> ''::text))
constraint mandate_end.fk_mandate_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint mandate_end.fk_mandate_end_mandate_id FOREIGN KEY (mandate_id) REFERENCES mandate(id)
constraint mandate_end.pk_mandate_end PRIMARY KEY (id)
constraint mandate_end.uq_mandate_end_mandate_id UNIQUE (mandate_id)
constraint measure.ck_measure_agreed CHECK (((agreed_by_id IS NULL) = (agreed_at IS NULL)))
constraint measure.ck_measure_agreed_by_owner CHECK ((agreed_by_id = owner_id))
constraint measure.ck_measure_gap CHECK ((target <> baseline))
constraint measure.ck_measure_revenue_flag CHECK ((revenue = ANY (ARRAY[0, 1])))
constraint measure.fk_measure_agreed_by_id FOREIGN KEY (agreed_by_id) REFERENCES person(id)
constraint measure.fk_measure_goal_id FOREIGN KEY (goal_id) REFERENCES goal(id)
constraint measure.fk_measure_owner_id FOREIGN KEY (owner_id) REFERENCES person(id)
constraint measure.pk_measure PRIMARY KEY (id)
constraint measure.uq_measure_key UNIQUE (key)
constraint movement.pk_movement PRIMARY KEY (verb, from_kind, to_kind)
constraint notice.ck_notice_way_word CHECK (((way)::text = ANY ((ARRAY['at_once'::character varying, 'daily'::character varying, 'off'::character varying])::text[])))
constraint notice.fk_notice_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint notice.pk_notice PRIMARY KEY (id)
constraint notice.uq_notice_key UNIQUE (key)
constraint offer.ck_offer_elsewhere CHECK ((from_round_id <> to_round_id))
constraint offer.ck_offer_rank CHECK ((rank >= 1))
constraint offer.fk_offer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint offer.fk_offer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint offer.fk_offer_from_round_id FOREIGN KEY (from_round_id) REFERENCES round(id)
constraint offer.fk_offer_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint offer.fk_offer_to_round_id FOREIGN KEY (to_round_id) REFERENCES round(id)
constraint offer.pk_offer PRIMARY KEY (id)
constraint opening.ck_opening_budget CHECK ((budget > 0))
constraint opening.fk_opening_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint opening.fk_opening_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint opening.fk_opening_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint opening.pk_opening PRIMARY KEY (id)
constraint opening.uq_opening_key UNIQUE (key)
constraint opening_answer.ck_opening_answer_reason CHECK ((((verdict)::text = 'confirmed'::text) OR ((reason)::text <> ''::text)))
constraint opening_answer.ck_opening_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['confirmed'::character varying, 'declined'::character varying])::text[])))
constraint opening_answer.fk_opening_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint opening_answer.fk_opening_answer_opening_id FOREIGN KEY (opening_id) REFERENCES opening(id)
constraint opening_answer.pk_opening_answer PRIMARY KEY (id)
constraint opening_answer.uq_opening_answer_opening_id UNIQUE (opening_id)
constraint opening_pitch.fk_opening_pitch_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint opening_pitch.fk_opening_pitch_programme_id FOREIGN KEY (programme_id) REFERENCES opening_programme(id)
constraint opening_pitch.pk_opening_pitch PRIMARY KEY (id)
constraint opening_pitch.uq_opening_pitch_pitch_id UNIQUE (pitch_id)
constraint opening_pitch.uq_opening_pitch_programme_id UNIQUE (programme_id)
constraint opening_programme.ck_opening_programme_benefit CHECK (((benefit IS NULL) OR (benefit > 0)))
constraint opening_programme.ck_opening_programme_contract CHECK (((contracted > 0) = (((vendor)::text <> ''::text) AND ((reference)::text <> ''::text) AND (ends_on IS NOT NULL))))
constraint opening_programme.ck_opening_programme_later CHECK (((planned_next >= 0) AND (planned_third >= 0)))
constraint opening_programme.ck_opening_programme_nested CHECK (((spent >= 0) AND (contracted >= 0) AND ((spent + contracted) <= released) AND (released <= committed) AND (committed <= planned) AND (released > 0)))
constraint opening_programme.ck_opening_programme_title CHECK (((title)::text <> ''::text))
constraint opening_programme.fk_opening_programme_measure_id FOREIGN KEY (measure_id) REFERENCES measure(id)
constraint opening_programme.fk_opening_programme_opening_id FOREIGN KEY (opening_id) REFERENCES opening(id)
constraint opening_programme.fk_opening_programme_presenter_id FOREIGN KEY (presenter_id) REFERENCES person(id)
constraint opening_programme.fk_opening_programme_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint opening_programme.pk_opening_programme PRIMARY KEY (id)
constraint opening_programme.uq_opening_programme_opening_id_position UNIQUE (opening_id, "position")
constraint opening_round.fk_opening_round_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint opening_round.pk_opening_round PRIMARY KEY (id)
constraint opening_round.uq_opening_round_round_id UNIQUE (round_id)
constraint organisation.ck_organisation_accents CHECK (((accent IS NULL) = (accent_dark IS NULL)))
constraint organisation.ck_organisation_benefit CHECK ((((0)::double precision <= benefit_amber) AND (benefit_amber <= benefit_green)))
constraint organisation.ck_organisation_conflict_default_word CHECK (((conflict_default)::text = ANY ((ARRAY['by_panel'::character varying, 'disclose'::character varying, 'strict'::character varying])::text[])))
constraint organisation.ck_organisation_cost CHECK ((((0)::double precision <= cost_green) AND (cost_green <= cost_amber)))
constraint organisation.ck_organisation_demo_flag CHECK ((demo = ANY (ARRAY[0, 1])))
constraint organisation.ck_organisation_fiscal_year_start CHECK (((fiscal_year_start >= 1) AND (fiscal_year_start <= 12)))
constraint organisation.ck_organisation_only_one CHECK ((id = 1))
constraint organisation.ck_organisation_quote CHECK ((quote_minor >= 0))
constraint organisation.ck_organisation_single CHECK ((single_minor >= 0))
constraint organisation.ck_organisation_sizes CHECK (((small_minor >= 0) AND (small_minor < large_minor)))
constraint organisation.ck_organisation_unit_hours CHECK ((unit_hours >= 0))
constraint organisation.pk_organisation PRIMARY KEY (id)
constraint outbox.ck_outbox_one_end CHECK (((done_at IS NULL) OR (dead_at IS NULL)))
constraint outbox.pk_outbox PRIMARY KEY (id)
constraint overrun.ck_overrun_positive CHECK ((amount > 0))
constraint overrun.fk_overrun_actual_id FOREIGN KEY (actual_id) REFERENCES actual(id)
constraint overrun.pk_overrun PRIMARY KEY (id)
constraint overrun.uq_overrun_actual_id UNIQUE (actual_id)
constraint overrun_settlement.ck_overrun_settlement_positive CHECK ((amount > 0))
constraint overrun_settlement.fk_overrun_settlement_overrun_id FOREIGN KEY (overrun_id) REFERENCES overrun(id)
constraint overrun_settlement.fk_overrun_settlement_supplement_id FOREIGN KEY (supplement_id) REFERENCES supplement(id)
constraint overrun_settlement.fk_overrun_settlement_transfer_id FOREIGN KEY (transfer_id) REFERENCES transfer(id)
constraint overrun_settlement.pk_overrun_settlement PRIMARY KEY (id)
constraint overrun_settlement.uq_overrun_settlement_transfer_id UNIQUE (transfer_id)
constraint panel_seat.fk_panel_seat_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint panel_seat.fk_panel_seat_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint panel_seat.pk_panel_seat PRIMARY KEY (id)
constraint panel_seat.uq_panel_seat_round_id_person_id UNIQUE (round_id, person_id)
constraint person.ck_person_active_flag CHECK ((active = ANY (ARRAY[0, 1])))
constraint person.fk_person_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint person.pk_person PRIMARY KEY (id)
constraint person.uq_person_email UNIQUE (email)
constraint person.uq_person_key UNIQUE (key)
constraint personal_file.ck_personal_file_content_when_done CHECK (((content IS NULL) OR (done_at IS NOT NULL)))
constraint personal_file.ck_personal_file_copies_have_content CHECK ((((kind)::text = 'copy'::text) OR (content IS NULL)))
constraint personal_file.ck_personal_file_kind_word CHECK (((kind)::text = ANY ((ARRAY['copy'::character varying, 'pseudonym'::character varying])::text[])))
constraint personal_file.fk_personal_file_asked_by_id FOREIGN KEY (asked_by_id) REFERENCES person(id)
constraint personal_file.fk_personal_file_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint personal_file.pk_personal_file PRIMARY KEY (id)
constraint personal_file.uq_personal_file_key UNIQUE (key)
constraint pitch.ck_pitch_reference_at_submit CHECK (((ref IS NULL) = (revision_no = 0)))
constraint pitch.ck_pitch_state_has_revision CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'withdrawn'::character varying])::text[])) OR (revision_no > 0)))
constraint pitch.ck_pitch_state_has_round CHECK ((((state)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'returned'::character varying, 'redirected'::character varying, 'merged'::character varying, 'withdrawn'::character varying])::text[])) OR (round_id IS NOT NULL)))
constraint pitch.ck_pitch_state_word CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'returned'::character varying, 'screened'::character varying, 'redirected'::character varying, 'merged'::character varying, 'in_scoring'::character varying, 'shortlisted'::character varying, 'not_shortlisted'::character varying, 'in_funding'::character varying, 'covered'::character varying, 'in_review'::character varying, 'funded'::character varying, 'waitlisted'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'expired'::character varying])::text[])))
constraint pitch.fk_pitch_presenter_id FOREIGN KEY (presenter_id) REFERENCES person(id)
constraint pitch.fk_pitch_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint pitch.fk_pitch_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint pitch.pk_pitch PRIMARY KEY (id)
constraint pitch.uq_pitch_key UNIQUE (key)
constraint pitch.uq_pitch_ref UNIQUE (ref)
constraint posting.fk_posting_actual_id FOREIGN KEY (actual_id) REFERENCES actual(id)
constraint posting.fk_posting_contract_id FOREIGN KEY (contract_id) REFERENCES contract(id)
constraint posting.fk_posting_transfer_id FOREIGN KEY (transfer_id) REFERENCES transfer(id)
constraint posting.pk_posting PRIMARY KEY (id)
constraint posting.uq_posting_transfer_id UNIQUE (transfer_id)
constraint preference.ck_preference_way_word CHECK (((way)::text = ANY ((ARRAY['at_once'::character varying, 'daily'::character varying, 'off'::character varying])::text[])))
constraint preference.fk_preference_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint preference.pk_preference PRIMARY KEY (id)
constraint preference.uq_preference_person_id_kind UNIQUE (person_id, kind)
constraint procrastinate_events.procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES procrastinate_jobs(id) ON DELETE CASCADE
constraint procrastinate_events.procrastinate_events_pkey PRIMARY KEY (id)
constraint procrastinate_jobs.check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::procrastinate_job_status) AND (abort_requested = true))))
constraint procrastinate_jobs.procrastinate_jobs_pkey PRIMARY KEY (id)
constraint procrastinate_jobs.procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES procrastinate_workers(id) ON DELETE SET NULL
constraint procrastinate_periodic_defers.procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES procrastinate_jobs(id)
constraint procrastinate_periodic_defers.procrastinate_periodic_defers_pkey PRIMARY KEY (id)
constraint procrastinate_periodic_defers.procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp)
constraint procrastinate_workers.procrastinate_workers_pkey PRIMARY KEY (id)
constraint promise_line.ck_promise_line_amounts CHECK (((amount >= 0) AND (amount <= available) AND (available > 0)))
constraint promise_line.fk_promise_line_advance_id FOREIGN KEY (advance_id) REFERENCES advance(id)
constraint promise_line.fk_promise_line_list_id FOREIGN KEY (list_id) REFERENCES shortfall_list(id)
constraint promise_line.pk_promise_line PRIMARY KEY (id)
constraint promise_line.uq_promise_line_list_id_advance_id UNIQUE (list_id, advance_id)
constraint promise_line.uq_promise_line_list_id_position UNIQUE (list_id, "position")
constraint purse.fk_purse_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint purse.fk_purse_investor_id FOREIGN KEY (investor_id) REFERENCES person(id)
constraint purse.fk_purse_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint purse.pk_purse PRIMARY KEY (id)
constraint purse.uq_purse_fund_id_investor_id_round_id UNIQUE (fund_id, investor_id, round_id)
constraint purse.uq_purse_key UNIQUE (key)
constraint purse_answer.ck_purse_answer_granted CHECK (((((verdict)::text = 'granted'::text) = (amount > 0)) AND (amount >= 0)))
constraint purse_answer.ck_purse_answer_reason CHECK ((((verdict)::text = 'granted'::text) OR ((reason)::text <> ''::text)))
constraint purse_answer.ck_purse_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['granted'::character varying, 'declined'::character varying])::text[])))
constraint purse_answer.fk_purse_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint purse_answer.fk_purse_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint purse_answer.fk_purse_answer_request_id FOREIGN KEY (request_id) REFERENCES purse_request(id)
constraint purse_answer.pk_purse_answer PRIMARY KEY (id)
constraint purse_answer.uq_purse_answer_request_id UNIQUE (request_id)
constraint purse_request.ck_purse_request_positive CHECK ((amount > 0))
constraint purse_request.ck_purse_request_reason CHECK (((reason)::text <> ''::text))
constraint purse_request.fk_purse_request_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint purse_request.fk_purse_request_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint purse_request.fk_purse_request_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint purse_request.fk_purse_request_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint purse_request.pk_purse_request PRIMARY KEY (id)
constraint purse_request.uq_purse_request_key UNIQUE (key)
constraint rate_card.ck_rate_card_amount CHECK ((amount_minor > 0))
constraint rate_card.ck_rate_card_engagement_word CHECK (((engagement)::text = ANY ((ARRAY['project_outsourcing'::character varying, 'retainer'::character varying, 'time_and_materials'::character varying, 'staff_augmentation'::character varying])::text[])))
constraint rate_card.ck_rate_card_expenses CHECK (((expenses >= (0)::double precision) AND (expenses <= (5)::double precision)))
constraint rate_card.ck_rate_card_hours_of_a_retainer CHECK (((((engagement)::text = 'retainer'::text) = (hours_included IS NOT NULL)) AND (((engagement)::text = 'retainer'::text) = (overage_minor IS NOT NULL))))
constraint rate_card.ck_rate_card_role CHECK (((role)::text <> ''::text))
constraint rate_card.ck_rate_card_source CHECK (((source)::text <> ''::text))
constraint rate_card.ck_rate_card_unit_of_its_model CHECK (((((engagement)::text = 'project_outsourcing'::text) AND ((unit)::text = ANY ((ARRAY['finished_hour'::character varying, 'fixed'::character varying])::text[]))) OR (((engagement)::text = 'retainer'::text) AND ((unit)::text = 'month'::text)) OR (((engagement)::text = 'time_and_materials'::text) AND ((unit)::text = ANY ((ARRAY['hour'::character varying, 'day'::character varying])::text[]))) OR (((engagement)::text = 'staff_augmentation'::text) AND ((unit)::text = ANY ((ARRAY['day'::character varying, 'month'::character varying])::text[])))))
constraint rate_card.ck_rate_card_unit_word CHECK (((unit)::text = ANY ((ARRAY['hour'::character varying, 'day'::character varying, 'month'::character varying, 'fixed'::character varying, 'finished_hour'::character varying])::text[])))
constraint rate_card.ck_rate_card_validity CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
constraint rate_card.fk_rate_card_added_by_id FOREIGN KEY (added_by_id) REFERENCES person(id)
constraint rate_card.fk_rate_card_vendor_id FOREIGN KEY (vendor_id) REFERENCES vendor(id)
constraint rate_card.pk_rate_card PRIMARY KEY (id)
constraint rate_card.uq_rate_card_key UNIQUE (key)
constraint rate_card_end.ck_rate_card_end_reason CHECK (((reason)::text <> ''::text))
constraint rate_card_end.fk_rate_card_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint rate_card_end.fk_rate_card_end_rate_card_id FOREIGN KEY (rate_card_id) REFERENCES rate_card(id)
constraint rate_card_end.pk_rate_card_end PRIMARY KEY (id)
constraint rate_card_end.uq_rate_card_end_rate_card_id UNIQUE (rate_card_id)
constraint reading.ck_reading_covers CHECK ((covers_to >= covers_from))
constraint reading.ck_reading_method_word CHECK (((method)::text = ANY ((ARRAY['control_group'::character varying, 'trend_line'::character varying, 'model'::character varying, 'expert'::character varying, 'manager'::character varying, 'participant'::character varying, 'none'::character varying])::text[])))
constraint reading.ck_reading_shares CHECK ((((isolation >= (0)::double precision) AND (isolation <= (1)::double precision)) AND ((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))))
constraint reading.ck_reading_words CHECK ((((evidence)::text <> ''::text) AND ((derivation)::text <> ''::text)))
constraint reading.fk_reading_investment_id FOREIGN KEY (investment_id) REFERENCES investment(id)
constraint reading.fk_reading_measure_id FOREIGN KEY (measure_id) REFERENCES measure(id)
constraint reading.fk_reading_reported_by_id FOREIGN KEY (reported_by_id) REFERENCES person(id)
constraint reading.fk_reading_reported_deputy_id FOREIGN KEY (reported_deputy_id) REFERENCES person(id)
constraint reading.pk_reading PRIMARY KEY (id)
constraint reading.uq_reading_key UNIQUE (key)
constraint recovery_code.fk_recovery_code_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint recovery_code.pk_recovery_code PRIMARY KEY (id)
constraint recovery_code.uq_recovery_code_code_hash UNIQUE (code_hash)
constraint recusal.ck_recusal_kind_word CHECK (((kind)::text = ANY ((ARRAY['personal'::character varying, 'sponsor'::character varying])::text[])))
constraint recusal.ck_recusal_reason CHECK (((reason)::text <> ''::text))
constraint recusal.fk_recusal_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint recusal.fk_recusal_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint recusal.pk_recusal PRIMARY KEY (id)
constraint recusal.uq_recusal_pitch_id_person_id UNIQUE (pitch_id, person_id)
constraint release.fk_release_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint release.fk_release_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint release.fk_release_tranche_id FOREIGN KEY (tranche_id) REFERENCES tranche(id)
constraint release.pk_release PRIMARY KEY (id)
constraint release.uq_release_tranche_id UNIQUE (tranche_id)
constraint release_request.ck_release_request_reason CHECK (((reason)::text <> ''::text))
constraint release_request.fk_release_request_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint release_request.fk_release_request_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint release_request.fk_release_request_tranche_id FOREIGN KEY (tranche_id) REFERENCES tranche(id)
constraint release_request.pk_release_request PRIMARY KEY (id)
constraint release_request.uq_release_request_tranche_id UNIQUE (tranche_id)
constraint reopening.ck_reopening_reason CHECK (((reason)::text <> ''::text))
constraint reopening.fk_reopening_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint reopening.fk_reopening_close_id FOREIGN KEY (close_id) REFERENCES fund_close(id)
constraint reopening.fk_reopening_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint reopening.pk_reopening PRIMARY KEY (id)
constraint reopening.uq_reopening_key UNIQUE (key)
constraint reopening_answer.ck_reopening_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['confirmed'::character varying, 'refused'::character varying])::text[])))
constraint reopening_answer.fk_reopening_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint reopening_answer.fk_reopening_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint reopening_answer.fk_reopening_answer_reopening_id FOREIGN KEY (reopening_id) REFERENCES reopening(id)
constraint reopening_answer.pk_reopening_answer PRIMARY KEY (id)
constraint reopening_answer.uq_reopening_answer_reopening_id UNIQUE (reopening_id)
constraint resolution.ck_resolution_amounts CHECK (((committed >= 0) AND (freed >= 0) AND ((committed + freed) > 0)))
constraint resolution.ck_resolution_outcome_amounts CHECK (((((outcome)::text = 'committed'::text) AND (freed = 0)) OR (((outcome)::text = 'freed'::text) AND (committed = 0)) OR (((outcome)::text = 'partial'::text) AND (committed > 0) AND (freed > 0))))
constraint resolution.ck_resolution_outcome_word CHECK (((outcome)::text = ANY ((ARRAY['committed'::character varying, 'freed'::character varying, 'partial'::character varying])::text[])))
constraint resolution.fk_resolution_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint resolution.fk_resolution_commitment_id FOREIGN KEY (commitment_id) REFERENCES commitment(id)
constraint resolution.fk_resolution_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint resolution.pk_resolution PRIMARY KEY (id)
constraint resolution.uq_resolution_commitment_id UNIQUE (commitment_id)
constraint review.ck_review_reason CHECK ((((verdict)::text = 'approved'::text) OR ((reason)::text <> ''::text)))
constraint review.ck_review_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['approved'::character varying, 'on_hold'::character varying, 'sent_back'::character varying, 'declined'::character varying])::text[])))
constraint review.fk_review_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint review.fk_review_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint review.fk_review_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint review.fk_review_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint review.pk_review PRIMARY KEY (id)
constraint revision.ck_revision_number CHECK ((number >= 1))
constraint revision.fk_revision_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint revision.fk_revision_goal_id FOREIGN KEY (goal_id) REFERENCES goal(id)
constraint revision.fk_revision_measure_id FOREIGN KEY (measure_id) REFERENCES measure(id)
constraint revision.fk_revision_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint revision.fk_revision_sponsor_id FOREIGN KEY (sponsor_id) REFERENCES person(id)
constraint revision.fk_revision_submitted_by_id FOREIGN KEY (submitted_by_id) REFERENCES person(id)
constraint revision.pk_revision PRIMARY KEY (id)
constraint revision.uq_revision_pitch_id_number UNIQUE (pitch_id, number)
constraint revision_hours.ck_revision_hours_hours CHECK ((hours > (0)::double precision))
constraint revision_hours.ck_revision_hours_team_word CHECK (((team)::text = ANY ((ARRAY['participants'::character varying, 'development'::character varying, 'supervision'::character varying])::text[])))
constraint revision_hours.fk_revision_hours_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint revision_hours.fk_revision_hours_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint revision_hours.pk_revision_hours PRIMARY KEY (id)
constraint revision_hours.uq_revision_hours_revision_id_team_month_no UNIQUE (revision_id, team, month_no)
constraint round.ck_round_conflict_rule_word CHECK (((conflict_rule)::text = ANY ((ARRAY['strict'::character varying, 'disclose'::character varying])::text[])))
constraint round.ck_round_funding_after_scoring CHECK ((funding_closes_at > scoring_closes_at))
constraint round.ck_round_kind_word CHECK (((kind)::text = ANY ((ARRAY['standard'::character varying, 'rolling'::character varying])::text[])))
constraint round.ck_round_quorum CHECK ((quorum >= 1))
constraint round.ck_round_scoring_after_pitches CHECK ((scoring_closes_at > pitches_close_at))
constraint round.ck_round_state_word CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'open'::character varying, 'scoring'::character varying, 'deliberation'::character varying, 'funding'::character varying, 'finance_review'::character varying, 'decided'::character varying, 'published'::character varying, 'closed'::character varying, 'cancelled'::character varying])::text[])))
constraint round.fk_round_chair_id FOREIGN KEY (chair_id) REFERENCES person(id)
constraint round.fk_round_created_by_id FOREIGN KEY (created_by_id) REFERENCES person(id)
constraint round.fk_round_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint round.pk_round PRIMARY KEY (id)
constraint round.uq_round_key UNIQUE (key)
constraint saved_view.ck_saved_view_is_default CHECK ((is_default = ANY (ARRAY[0, 1])))
constraint saved_view.ck_saved_view_is_default_flag CHECK ((is_default = ANY (ARRAY[0, 1])))
constraint saved_view.ck_saved_view_words CHECK ((((name)::text <> ''::text) AND ((page)::text <> ''::text)))
constraint saved_view.fk_saved_view_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint saved_view.pk_saved_view PRIMARY KEY (id)
constraint saved_view.uq_saved_view_key UNIQUE (key)
constraint saved_view.uq_saved_view_person_id_page_name UNIQUE (person_id, page, name)
constraint score.ck_score_extremes_have_reason CHECK (((value = ANY (ARRAY[2, 3, 4])) OR ((reason)::text <> ''::text)))
constraint score.ck_score_value CHECK (((value >= 1) AND (value <= 5)))
constraint score.fk_score_criterion_id FOREIGN KEY (criterion_id) REFERENCES criterion(id)
constraint score.fk_score_scorecard_id FOREIGN KEY (scorecard_id) REFERENCES scorecard(id)
constraint score.pk_score PRIMARY KEY (id)
constraint score.uq_score_scorecard_id_criterion_id UNIQUE (scorecard_id, criterion_id)
constraint scorecard.ck_scorecard_sentence CHECK (((sentence)::text <> ''::text))
constraint scorecard.fk_scorecard_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint scorecard.fk_scorecard_investor_id FOREIGN KEY (investor_id) REFERENCES person(id)
constraint scorecard.fk_scorecard_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint scorecard.fk_scorecard_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint scorecard.fk_scorecard_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint scorecard.pk_scorecard PRIMARY KEY (id)
constraint scorecard.uq_scorecard_revision_id_investor_id UNIQUE (revision_id, investor_id)
constraint search_entry.ck_search_entry_kind_word CHECK (((kind)::text = ANY ((ARRAY['unit'::character varying, 'person'::character varying, 'goal'::character varying, 'pitch'::character varying])::text[])))
constraint search_entry.pk_search_entry PRIMARY KEY (id)
constraint search_entry.uq_search_entry_kind_row_id UNIQUE (kind, row_id)
constraint search_letter.pk_search_letter PRIMARY KEY (letter)
constraint second_factor.fk_second_factor_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint second_factor.pk_second_factor PRIMARY KEY (id)
constraint second_factor.uq_second_factor_person_id UNIQUE (person_id)
constraint seen.pk_seen PRIMARY KEY (id)
constraint seen.uq_seen_kind_key UNIQUE (kind, key)
constraint setting_answer.ck_setting_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['confirmed'::character varying, 'refused'::character varying])::text[])))
constraint setting_answer.fk_setting_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint setting_answer.fk_setting_answer_change_id FOREIGN KEY (change_id) REFERENCES setting_change(id)
constraint setting_answer.pk_setting_answer PRIMARY KEY (id)
constraint setting_answer.uq_setting_answer_change_id UNIQUE (change_id)
constraint setting_change.ck_setting_change_reason CHECK (((reason)::text <> ''::text))
constraint setting_change.fk_setting_change_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint setting_change.pk_setting_change PRIMARY KEY (id)
constraint setting_change.uq_setting_change_key UNIQUE (key)
constraint setup_code.ck_setup_code_only_one CHECK ((id = 1))
constraint setup_code.pk_setup_code PRIMARY KEY (id)
constraint shortfall.ck_shortfall_cuts_budget_flag CHECK ((cuts_budget = ANY (ARRAY[0, 1])))
constraint shortfall.ck_shortfall_positive CHECK ((amount > 0))
constraint shortfall.ck_shortfall_reason CHECK (((reason)::text <> ''::text))
constraint shortfall.fk_shortfall_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint shortfall.fk_shortfall_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint shortfall.fk_shortfall_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint shortfall.pk_shortfall PRIMARY KEY (id)
constraint shortfall.uq_shortfall_key UNIQUE (key)
constraint shortfall_consent.ck_shortfall_consent_side_word CHECK (((side)::text = ANY ((ARRAY['owner'::character varying, 'finance'::character varying])::text[])))
constraint shortfall_consent.fk_shortfall_consent_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint shortfall_consent.fk_shortfall_consent_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint shortfall_consent.fk_shortfall_consent_list_id FOREIGN KEY (list_id) REFERENCES shortfall_list(id)
constraint shortfall_consent.pk_shortfall_consent PRIMARY KEY (id)
constraint shortfall_consent.uq_shortfall_consent_list_id_side UNIQUE (list_id, side)
constraint shortfall_end.ck_shortfall_end_dropped CHECK ((((outcome)::text = 'carried_out'::text) OR (((reason)::text <> ''::text) AND (change_id IS NULL))))
constraint shortfall_end.ck_shortfall_end_list CHECK ((((outcome)::text = 'carried_out'::text) = (list_id IS NOT NULL)))
constraint shortfall_end.ck_shortfall_end_outcome_word CHECK (((outcome)::text = ANY ((ARRAY['carried_out'::character varying, 'dropped'::character varying])::text[])))
constraint shortfall_end.fk_shortfall_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint shortfall_end.fk_shortfall_end_change_id FOREIGN KEY (change_id) REFERENCES fund_change(id)
constraint shortfall_end.fk_shortfall_end_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint shortfall_end.fk_shortfall_end_list_id FOREIGN KEY (list_id) REFERENCES shortfall_list(id)
constraint shortfall_end.fk_shortfall_end_shortfall_id FOREIGN KEY (shortfall_id) REFERENCES shortfall(id)
constraint shortfall_end.pk_shortfall_end PRIMARY KEY (id)
constraint shortfall_end.uq_shortfall_end_shortfall_id UNIQUE (shortfall_id)
constraint shortfall_line.ck_shortfall_line_amounts CHECK (((amount >= 0) AND (amount <= available) AND (available > 0)))
constraint shortfall_line.ck_shortfall_line_kind_word CHECK (((kind)::text = ANY ((ARRAY['fund'::character varying, 'purse'::character varying, 'reserved'::character varying, 'committed'::character varying, 'released'::character varying])::text[])))
constraint shortfall_line.ck_shortfall_line_whose CHECK (((((kind)::text = 'fund'::text) AND (purse_id IS NULL) AND (commitment_id IS NULL)) OR (((kind)::text = 'purse'::text) AND (purse_id IS NOT NULL) AND (commitment_id IS NULL)) OR (((kind)::text = ANY ((ARRAY['reserved'::character varying, 'committed'::character varying, 'released'::character varying])::text[])) AND (purse_id IS NULL) AND (commitment_id IS NOT NULL))))
constraint shortfall_line.fk_shortfall_line_commitment_id FOREIGN KEY (commitment_id) REFERENCES commitment(id)
constraint shortfall_line.fk_shortfall_line_list_id FOREIGN KEY (list_id) REFERENCES shortfall_list(id)
constraint shortfall_line.fk_shortfall_line_purse_id FOREIGN KEY (purse_id) REFERENCES purse(id)
constraint shortfall_line.pk_shortfall_line PRIMARY KEY (id)
constraint shortfall_line.uq_shortfall_line_list_id_position UNIQUE (list_id, "position")
constraint shortfall_list.fk_shortfall_list_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint shortfall_list.fk_shortfall_list_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint shortfall_list.fk_shortfall_list_shortfall_id FOREIGN KEY (shortfall_id) REFERENCES shortfall(id)
constraint shortfall_list.pk_shortfall_list PRIMARY KEY (id)
constraint shortfall_list.uq_shortfall_list_shortfall_id_number UNIQUE (shortfall_id, number)
constraint sign_in.ck_sign_in_method_word CHECK (((method)::text = ANY ((ARRAY['password'::character varying, 'oidc'::character varying, 'break_glass'::character varying])::text[])))
constraint sign_in.fk_sign_in_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint sign_in.pk_sign_in PRIMARY KEY (id)
constraint sign_in.uq_sign_in_token_hash UNIQUE (token_hash)
constraint sign_in_failure.pk_sign_in_failure PRIMARY KEY (id)
constraint sign_in_identity.fk_sign_in_identity_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint sign_in_identity.pk_sign_in_identity PRIMARY KEY (id)
constraint sign_in_identity.uq_sign_in_identity_issuer_subject UNIQUE (issuer, subject)
constraint sign_in_identity.uq_sign_in_identity_person_id_issuer UNIQUE (person_id, issuer)
constraint sign_in_pass.ck_sign_in_pass_kind_word CHECK (((kind)::text = ANY ((ARRAY['password_reset'::character varying, 'invitation'::character varying, 'break_glass'::character varying, 'second_step'::character varying])::text[])))
constraint sign_in_pass.ck_sign_in_pass_one_end CHECK (((used_at IS NULL) OR (void_at IS NULL)))
constraint sign_in_pass.fk_sign_in_pass_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint sign_in_pass.pk_sign_in_pass PRIMARY KEY (id)
constraint sign_in_pass.uq_sign_in_pass_token_hash UNIQUE (token_hash)
constraint standard_rate.ck_standard_rate_positive CHECK ((hourly_minor > 0))
constraint standard_rate.ck_standard_rate_purpose_word CHECK (((purpose)::text = ANY ((ARRAY['participant'::character varying, 'development'::character varying, 'facilitation'::character varying])::text[])))
constraint standard_rate.pk_standard_rate PRIMARY KEY (id)
constraint standard_rate.uq_standard_rate_key UNIQUE (key)
constraint standard_value.ck_standard_value_positive CHECK ((value_minor > 0))
constraint standard_value.fk_standard_value_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint standard_value.pk_standard_value PRIMARY KEY (id)
constraint standard_value.uq_standard_value_key UNIQUE (key)
constraint standby.ck_standby_positive CHECK ((amount > 0))
constraint standby.fk_standby_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint standby.fk_standby_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint standby.fk_standby_purse_id FOREIGN KEY (purse_id) REFERENCES purse(id)
constraint standby.pk_standby PRIMARY KEY (id)
constraint standby.uq_standby_key UNIQUE (key)
constraint standby_end.ck_standby_end_outcome_word CHECK (((outcome)::text = ANY ((ARRAY['told'::character varying, 'left'::character varying])::text[])))
constraint standby_end.ck_standby_end_room CHECK (((((outcome)::text = 'told'::text) AND (room > 0)) OR (((outcome)::text = 'left'::text) AND (room = 0))))
constraint standby_end.fk_standby_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint standby_end.fk_standby_end_standby_id FOREIGN KEY (standby_id) REFERENCES standby(id)
constraint standby_end.pk_standby_end PRIMARY KEY (id)
constraint standby_end.uq_standby_end_standby_id UNIQUE (standby_id)
constraint standing_answer.ck_standing_answer_reason CHECK ((((verdict)::text = 'confirmed'::text) OR ((reason)::text <> ''::text)))
constraint standing_answer.ck_standing_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['confirmed'::character varying, 'declined'::character varying])::text[])))
constraint standing_answer.fk_standing_answer_approval_id FOREIGN KEY (approval_id) REFERENCES standing_approval(id)
constraint standing_answer.fk_standing_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint standing_answer.fk_standing_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint standing_answer.pk_standing_answer PRIMARY KEY (id)
constraint standing_answer.uq_standing_answer_approval_id UNIQUE (approval_id)
constraint standing_approval.ck_standing_approval_amounts CHECK (((most_minor > 0) AND (total_minor >= most_minor)))
constraint standing_approval.ck_standing_approval_days CHECK ((valid_to >= valid_from))
constraint standing_approval.ck_standing_approval_reason CHECK (((reason)::text <> ''::text))
constraint standing_approval.fk_standing_approval_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint standing_approval.fk_standing_approval_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint standing_approval.fk_standing_approval_fund_id FOREIGN KEY (fund_id) REFERENCES fund(id)
constraint standing_approval.pk_standing_approval PRIMARY KEY (id)
constraint standing_approval.uq_standing_approval_key UNIQUE (key)
constraint standing_approval.uq_standing_approval_ref UNIQUE (ref)
constraint standing_category.fk_standing_category_approval_id FOREIGN KEY (approval_id) REFERENCES standing_approval(id)
constraint standing_category.pk_standing_category PRIMARY KEY (id)
constraint standing_category.uq_standing_category_approval_id_category UNIQUE (approval_id, category)
constraint standing_end.ck_standing_end_reason CHECK (((reason)::text <> ''::text))
constraint standing_end.fk_standing_end_approval_id FOREIGN KEY (approval_id) REFERENCES standing_approval(id)
constraint standing_end.fk_standing_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint standing_end.fk_standing_end_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint standing_end.pk_standing_end PRIMARY KEY (id)
constraint standing_end.uq_standing_end_approval_id UNIQUE (approval_id)
constraint standing_use.ck_standing_use_positive CHECK ((amount > 0))
constraint standing_use.fk_standing_use_approval_id FOREIGN KEY (approval_id) REFERENCES standing_approval(id)
constraint standing_use.fk_standing_use_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint standing_use.fk_standing_use_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint standing_use.pk_standing_use PRIMARY KEY (id)
constraint standing_use.uq_standing_use_revision_id UNIQUE (revision_id)
constraint supplement.ck_supplement_positive CHECK ((amount > 0))
constraint supplement.ck_supplement_words CHECK ((((category)::text <> ''::text) AND ((reason)::text <> ''::text) AND ((benefit)::text <> ''::text)))
constraint supplement.fk_supplement_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint supplement.fk_supplement_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint supplement.fk_supplement_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint supplement.fk_supplement_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint supplement.fk_supplement_round_id FOREIGN KEY (round_id) REFERENCES round(id)
constraint supplement.pk_supplement PRIMARY KEY (id)
constraint supplement.uq_supplement_key UNIQUE (key)
constraint supplement_end.ck_supplement_end_approval CHECK ((((outcome)::text = 'approved'::text) = (((revision_hash)::text <> ''::text) AND ((rule)::text <> ''::text))))
constraint supplement_end.ck_supplement_end_limit_of_approval CHECK ((((outcome)::text = 'approved'::text) OR (limit_minor IS NULL)))
constraint supplement_end.ck_supplement_end_outcome_word CHECK (((outcome)::text = ANY ((ARRAY['approved'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'lapsed'::character varying])::text[])))
constraint supplement_end.ck_supplement_end_reason CHECK ((((outcome)::text = 'approved'::text) OR ((reason)::text <> ''::text)))
constraint supplement_end.fk_supplement_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint supplement_end.fk_supplement_end_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint supplement_end.fk_supplement_end_supplement_id FOREIGN KEY (supplement_id) REFERENCES supplement(id)
constraint supplement_end.pk_supplement_end PRIMARY KEY (id)
constraint supplement_end.uq_supplement_end_supplement_id UNIQUE (supplement_id)
constraint supplement_tranche.ck_supplement_tranche_settles_flag CHECK ((settles = ANY (ARRAY[0, 1])))
constraint supplement_tranche.fk_supplement_tranche_supplement_id FOREIGN KEY (supplement_id) REFERENCES supplement(id)
constraint supplement_tranche.fk_supplement_tranche_tranche_id FOREIGN KEY (tranche_id) REFERENCES tranche(id)
constraint supplement_tranche.pk_supplement_tranche PRIMARY KEY (id)
constraint supplement_tranche.uq_supplement_tranche_supplement_id_settles UNIQUE (supplement_id, settles)
constraint supplement_tranche.uq_supplement_tranche_tranche_id UNIQUE (tranche_id)
constraint team_capacity.ck_team_capacity_hours CHECK (((hours >= (0)::double precision) AND (hours <= (10000000)::double precision)))
constraint team_capacity.ck_team_capacity_source CHECK (((source)::text <> ''::text))
constraint team_capacity.fk_team_capacity_set_by_id FOREIGN KEY (set_by_id) REFERENCES person(id)
constraint team_capacity.fk_team_capacity_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint team_capacity.pk_team_capacity PRIMARY KEY (id)
constraint team_capacity.uq_team_capacity_key UNIQUE (key)
constraint time_agreement.fk_time_agreement_asked_id FOREIGN KEY (asked_id) REFERENCES person(id)
constraint time_agreement.fk_time_agreement_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint time_agreement.fk_time_agreement_rests_on_id FOREIGN KEY (rests_on_id) REFERENCES time_agreement(id)
constraint time_agreement.fk_time_agreement_revision_id FOREIGN KEY (revision_id) REFERENCES revision(id)
constraint time_agreement.fk_time_agreement_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint time_agreement.pk_time_agreement PRIMARY KEY (id)
constraint time_agreement.uq_time_agreement_key UNIQUE (key)
constraint time_agreement.uq_time_agreement_revision_id_unit_id UNIQUE (revision_id, unit_id)
constraint time_answer.ck_time_answer_refusal_has_reason CHECK ((((verdict)::text = 'agreed'::text) OR ((reason)::text <> ''::text)))
constraint time_answer.ck_time_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['agreed'::character varying, 'refused'::character varying])::text[])))
constraint time_answer.fk_time_answer_agreement_id FOREIGN KEY (agreement_id) REFERENCES time_agreement(id)
constraint time_answer.fk_time_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint time_answer.fk_time_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint time_answer.pk_time_answer PRIMARY KEY (id)
constraint time_quarter.ck_time_quarter_hours CHECK ((hours > (0)::double precision))
constraint time_quarter.fk_time_quarter_agreement_id FOREIGN KEY (agreement_id) REFERENCES time_agreement(id)
constraint time_quarter.pk_time_quarter PRIMARY KEY (id)
constraint time_quarter.uq_time_quarter_agreement_id_quarter_on UNIQUE (agreement_id, quarter_on)
constraint tranche.ck_tranche_positive CHECK ((amount > 0))
constraint tranche.fk_tranche_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint tranche.pk_tranche PRIMARY KEY (id)
constraint tranche.uq_tranche_key UNIQUE (key)
constraint tranche.uq_tranche_pitch_id_number UNIQUE (pitch_id, number)
constraint tranche_cut.ck_tranche_cut_positive CHECK ((amount > 0))
constraint tranche_cut.fk_tranche_cut_shortfall_id FOREIGN KEY (shortfall_id) REFERENCES shortfall(id)
constraint tranche_cut.fk_tranche_cut_tranche_id FOREIGN KEY (tranche_id) REFERENCES tranche(id)
constraint tranche_cut.pk_tranche_cut PRIMARY KEY (id)
constraint tranche_cut.uq_tranche_cut_tranche_id_shortfall_id UNIQUE (tranche_id, shortfall_id)
constraint transfer.ck_transfer_positive CHECK ((amount > 0))
constraint transfer.ck_transfer_two_accounts CHECK ((from_id <> to_id))
constraint transfer.ck_transfer_verb_word CHECK (((verb)::text = ANY ((ARRAY['open'::character varying, 'allot'::character varying, 'reserve'::character varying, 'free'::character varying, 'commit'::character varying, 'release'::character varying, 'contract'::character varying, 'spend'::character varying, 'accrue'::character varying, 'give_back'::character varying, 'carry'::character varying, 'lapse'::character varying, 'reverse'::character varying])::text[])))
constraint transfer.fk_transfer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint transfer.fk_transfer_commitment_id FOREIGN KEY (commitment_id) REFERENCES commitment(id)
constraint transfer.fk_transfer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint transfer.fk_transfer_from FOREIGN KEY (from_id, from_kind) REFERENCES account(id, kind)
constraint transfer.fk_transfer_from_currency FOREIGN KEY (from_id, currency) REFERENCES account(id, currency)
constraint transfer.fk_transfer_movement FOREIGN KEY (verb, from_kind, to_kind) REFERENCES movement(verb, from_kind, to_kind)
constraint transfer.fk_transfer_reverses_id FOREIGN KEY (reverses_id) REFERENCES transfer(id)
constraint transfer.fk_transfer_to FOREIGN KEY (to_id, to_kind) REFERENCES account(id, kind)
constraint transfer.fk_transfer_to_currency FOREIGN KEY (to_id, currency) REFERENCES account(id, currency)
constraint transfer.pk_transfer PRIMARY KEY (id)
constraint transfer.uq_transfer_reverses_id UNIQUE (reverses_id)
constraint unit.fk_unit_parent_id FOREIGN KEY (parent_id) REFERENCES unit(id)
constraint unit.pk_unit PRIMARY KEY (id)
constraint unit.uq_unit_key UNIQUE (key)
constraint unit.uq_unit_name UNIQUE (name)
constraint unit_head.fk_unit_head_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint unit_head.fk_unit_head_person_id FOREIGN KEY (person_id) REFERENCES person(id)
constraint unit_head.fk_unit_head_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint unit_head.pk_unit_head PRIMARY KEY (id)
constraint vendor.ck_vendor_named CHECK (((name)::text <> ''::text))
constraint vendor.fk_vendor_added_by_id FOREIGN KEY (added_by_id) REFERENCES person(id)
constraint vendor.pk_vendor PRIMARY KEY (id)
constraint vendor.uq_vendor_key UNIQUE (key)
constraint vendor.uq_vendor_name UNIQUE (name)
constraint vendor_end.ck_vendor_end_reason CHECK (((reason)::text <> ''::text))
constraint vendor_end.fk_vendor_end_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint vendor_end.fk_vendor_end_vendor_id FOREIGN KEY (vendor_id) REFERENCES vendor(id)
constraint vendor_end.pk_vendor_end PRIMARY KEY (id)
constraint vendor_end.uq_vendor_end_vendor_id UNIQUE (vendor_id)
constraint webhook.ck_webhook_ended CHECK (((ended_by_id IS NULL) = (ended_at IS NULL)))
constraint webhook.ck_webhook_flavour_word CHECK (((flavour)::text = ANY ((ARRAY['slack'::character varying, 'teams'::character varying, 'plain'::character varying])::text[])))
constraint webhook.fk_webhook_added_by_id FOREIGN KEY (added_by_id) REFERENCES person(id)
constraint webhook.fk_webhook_ended_by_id FOREIGN KEY (ended_by_id) REFERENCES person(id)
constraint webhook.fk_webhook_unit_id FOREIGN KEY (unit_id) REFERENCES unit(id)
constraint webhook.pk_webhook PRIMARY KEY (id)
constraint webhook.uq_webhook_key UNIQUE (key)
constraint window_answer.ck_window_answer_reason CHECK (((reason)::text <> ''::text))
constraint window_answer.ck_window_answer_verdict_word CHECK (((verdict)::text = ANY ((ARRAY['accepted'::character varying, 'refused'::character varying])::text[])))
constraint window_answer.fk_window_answer_ask_id FOREIGN KEY (ask_id) REFERENCES window_ask(id)
constraint window_answer.fk_window_answer_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint window_answer.fk_window_answer_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint window_answer.pk_window_answer PRIMARY KEY (id)
constraint window_answer.uq_window_answer_ask_id UNIQUE (ask_id)
constraint window_ask.ck_window_ask_months CHECK ((months = ANY (ARRAY[24, 36])))
constraint window_ask.ck_window_ask_reason CHECK (((reason)::text <> ''::text))
constraint window_ask.fk_window_ask_by_id FOREIGN KEY (by_id) REFERENCES person(id)
constraint window_ask.fk_window_ask_deputy_id FOREIGN KEY (deputy_id) REFERENCES person(id)
constraint window_ask.fk_window_ask_pitch_id FOREIGN KEY (pitch_id) REFERENCES pitch(id)
constraint window_ask.pk_window_ask PRIMARY KEY (id)
constraint window_ask.uq_window_ask_key UNIQUE (key)
function CREATE OR REPLACE FUNCTION public.account_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF pg_trigger_depth() < 2 OR NOT (NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.kind IS NOT DISTINCT FROM OLD.kind AND NEW.fund_id IS NOT DISTINCT FROM OLD.fund_id AND NEW.purse_id IS NOT DISTINCT FROM OLD.purse_id AND NEW.pitch_id IS NOT DISTINCT FROM OLD.pitch_id AND NEW.unit_id IS NOT DISTINCT FROM OLD.unit_id AND NEW.fiscal_year IS NOT DISTINCT FROM OLD.fiscal_year AND NEW.currency IS NOT DISTINCT FROM OLD.currency AND NEW.floor IS NOT DISTINCT FROM OLD.floor) THEN RAISE EXCEPTION 'balances and ceilings are changed by transfers and ceiling rows alone' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.account_kept() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'rows of account are never deleted' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.account_opening() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT (NEW.balance = 0 AND NEW.last_transfer_id = 0 AND NEW.last_ceiling_id = 0) THEN RAISE EXCEPTION 'a new account is empty' USING ERRCODE = 'check_violation'; END IF; IF COALESCE(NEW.ceiling, 0) <> 0 THEN RAISE EXCEPTION 'a ceiling is set by a ceiling row alone' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.accrual_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'accrual is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.accrual_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'accrual_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.accrual_end_explained() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id AND t.reverses_id = (SELECT d.transfer_id FROM accrual d WHERE d.id = NEW.accrual_id)) THEN RAISE EXCEPTION 'an accrual ends by the reversal of its transfer' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not end its accruals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM accrual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.accrual_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not end its accruals' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.accrual_explained() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id AND t.verb = 'accrue' AND t.amount = NEW.amount AND t.from_id IN (SELECT a.id FROM account a WHERE a.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id))) THEN RAISE EXCEPTION 'an accrual moves its amount of its own pitch' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c WHERE c.id = NEW.contract_id AND c.investment_id <> NEW.investment_id) THEN RAISE EXCEPTION 'an accrual names a contract of its own investment' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not accrue for it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not accrue for it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_accrual_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.accrual_id IS DISTINCT FROM OLD.accrual_id THEN RAISE EXCEPTION 'the accrual that an actual names is never changed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_confirmed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.confirmed_by_id IS NOT NULL AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.presenter_id = NEW.confirmed_by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.person_id = NEW.confirmed_by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_contract() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM contract c WHERE c.id = NEW.contract_id AND c.investment_id <> NEW.investment_id) THEN RAISE EXCEPTION 'an actual names a contract of its own investment' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_contract_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.contract_id IS DISTINCT FROM OLD.contract_id THEN RAISE EXCEPTION 'the contract that an actual names is never changed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_credited() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM accrual c WHERE c.id = NEW.accrual_id AND c.investment_id <> NEW.investment_id) THEN RAISE EXCEPTION 'an actual names an accrual of its own investment' USING ERRCODE = 'check_violation'; END IF; IF NEW.reverses_id IS NOT NULL AND COALESCE((SELECT SUM(CASE WHEN n.reverses_id IS NULL THEN n.amount ELSE -n.amount END) FROM credit_note n WHERE n.actual_id = NEW.reverses_id), 0) > 0 THEN RAISE EXCEPTION 'an actual with a credit note is not reversed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'a actual is never deleted' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $function$
function CREATE OR REPLACE FUNCTION public.actual_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND NEW.confirmed_deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.confirmed_deputy_id AND d.for_id = NEW.confirmed_by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.presenter_id = NEW.confirmed_deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.person_id = NEW.confirmed_deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (v.sponsor_id = NEW.confirmed_deputy_id OR m.owner_id = NEW.confirmed_deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND i.by_id = NEW.confirmed_deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND q.person_id = NEW.confirmed_deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND h.deputy_id IN (NEW.confirmed_by_id, NEW.confirmed_deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND i.deputy_id IN (NEW.confirmed_by_id, NEW.confirmed_deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND (NEW.reported_by_id = NEW.confirmed_deputy_id OR NEW.reported_deputy_id IN (NEW.confirmed_by_id, NEW.confirmed_deputy_id)) THEN RAISE EXCEPTION 'a second person confirms an actual' USING ERRCODE = 'check_violation'; END IF; IF NEW.reported_deputy_id IS DISTINCT FROM OLD.reported_deputy_id THEN RAISE EXCEPTION 'who reported an actual is never changed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_independent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM investment i JOIN revision v ON v.pitch_id = i.pitch_id JOIN measure m ON m.id = v.measure_id WHERE i.id = NEW.investment_id AND (v.sponsor_id = NEW.confirmed_by_id OR m.owner_id = NEW.confirmed_by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM investment i JOIN commitment c ON c.pitch_id = i.pitch_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE i.id = NEW.investment_id AND c.by_id = NEW.confirmed_by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not confirm its actuals' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_reported() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.confirmed_at IS NOT NULL THEN RAISE EXCEPTION 'an actual is reported before a second person confirms it' USING ERRCODE = 'check_violation'; END IF; IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actual o WHERE o.id = NEW.reverses_id AND o.investment_id = NEW.investment_id AND o.amount = NEW.amount AND o.reverses_id IS NULL) THEN RAISE EXCEPTION 'a reversal undoes exactly one actual' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_reporter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.reported_deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.reported_deputy_id AND d.for_id = NEW.reported_by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.id IS DISTINCT FROM OLD.id OR NEW.key IS DISTINCT FROM OLD.key OR NEW.investment_id IS DISTINCT FROM OLD.investment_id OR NEW.document_on IS DISTINCT FROM OLD.document_on OR NEW.period_on IS DISTINCT FROM OLD.period_on OR NEW.category IS DISTINCT FROM OLD.category OR NEW.amount IS DISTINCT FROM OLD.amount OR NEW.reference IS DISTINCT FROM OLD.reference OR NEW.vendor IS DISTINCT FROM OLD.vendor OR NEW.reverses_id IS DISTINCT FROM OLD.reverses_id OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.reported_by_id IS DISTINCT FROM OLD.reported_by_id OR NEW.reported_at IS DISTINCT FROM OLD.reported_at THEN RAISE EXCEPTION 'what was opened as a actual is never changed' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at OR NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id) THEN RAISE EXCEPTION 'a actual is confirmed once' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.actual_year_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.reverses_id IS NULL AND (EXISTS (SELECT 1 FROM fund_close y WHERE y.fiscal_year = ((CAST(substr(CAST(NEW.document_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.document_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12)) AND EXISTS (SELECT 1 FROM commitment s JOIN purse u ON u.id = s.purse_id WHERE s.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (s.fiscal_year = ((CAST(substr(CAST(NEW.document_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.document_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12) OR EXISTS (SELECT 1 FROM transfer x JOIN account b ON b.id = x.to_id WHERE x.commitment_id = s.id AND x.verb = 'carry' AND b.fiscal_year = ((CAST(substr(CAST(NEW.document_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.document_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12))) AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = s.id AND e.outcome = 'freed')) AND NOT EXISTS (SELECT 1 FROM commitment s JOIN purse u ON u.id = s.purse_id WHERE s.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (s.fiscal_year = ((CAST(substr(CAST(NEW.document_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.document_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12) OR EXISTS (SELECT 1 FROM transfer x JOIN account b ON b.id = x.to_id WHERE x.commitment_id = s.id AND x.verb = 'carry' AND b.fiscal_year = ((CAST(substr(CAST(NEW.document_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.document_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12))) AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = s.id AND e.outcome = 'freed') AND NOT EXISTS (SELECT 1 FROM fund_close k WHERE k.fund_id = u.fund_id AND k.fiscal_year = ((CAST(substr(CAST(NEW.document_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.document_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12) AND NOT EXISTS (SELECT 1 FROM reopening o JOIN reopening_answer w ON w.reopening_id = o.id WHERE o.close_id = k.id AND w.verdict = 'confirmed')))) THEN RAISE EXCEPTION 'nothing is dated into a closed fiscal year (document_on)' USING ERRCODE = 'check_violation'; END IF; IF NEW.reverses_id IS NULL AND (EXISTS (SELECT 1 FROM fund_close y WHERE y.fiscal_year = ((CAST(substr(CAST(NEW.period_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.period_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12)) AND EXISTS (SELECT 1 FROM commitment s JOIN purse u ON u.id = s.purse_id WHERE s.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (s.fiscal_year = ((CAST(substr(CAST(NEW.period_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.period_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12) OR EXISTS (SELECT 1 FROM transfer x JOIN account b ON b.id = x.to_id WHERE x.commitment_id = s.id AND x.verb = 'carry' AND b.fiscal_year = ((CAST(substr(CAST(NEW.period_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.period_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12))) AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = s.id AND e.outcome = 'freed')) AND NOT EXISTS (SELECT 1 FROM commitment s JOIN purse u ON u.id = s.purse_id WHERE s.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (s.fiscal_year = ((CAST(substr(CAST(NEW.period_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.period_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12) OR EXISTS (SELECT 1 FROM transfer x JOIN account b ON b.id = x.to_id WHERE x.commitment_id = s.id AND x.verb = 'carry' AND b.fiscal_year = ((CAST(substr(CAST(NEW.period_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.period_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12))) AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = s.id AND e.outcome = 'freed') AND NOT EXISTS (SELECT 1 FROM fund_close k WHERE k.fund_id = u.fund_id AND k.fiscal_year = ((CAST(substr(CAST(NEW.period_on AS TEXT), 1, 4) AS INTEGER) * 12 + CAST(substr(CAST(NEW.period_on AS TEXT), 6, 2) AS INTEGER) - 1 + CASE WHEN (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) = 1 THEN 0 ELSE 13 - (SELECT fiscal_year_start FROM organisation ORDER BY id LIMIT 1) END) / 12) AND NOT EXISTS (SELECT 1 FROM reopening o JOIN reopening_answer w ON w.reopening_id = o.id WHERE o.close_id = k.id AND w.verdict = 'confirmed')))) THEN RAISE EXCEPTION 'nothing is dated into a closed fiscal year (period_on)' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.advance_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r JOIN purse u ON u.round_id = r.id WHERE u.id = NEW.purse_id FOR SHARE OF r; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND r.state = 'funding') THEN RAISE EXCEPTION 'money is promised while the round is funding' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND u.investor_id = NEW.by_id) THEN RAISE EXCEPTION 'the investor of a purse promises with it' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND f.unit_id = NEW.unit_id AND f.fiscal_year < NEW.fiscal_year AND r.fiscal_year < NEW.fiscal_year) THEN RAISE EXCEPTION 'money is promised for a later year of the unit of the purse' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund g WHERE (g.confirmed_at IS NOT NULL AND g.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = g.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = g.id)) AND g.unit_id = NEW.unit_id AND g.fiscal_year = NEW.fiscal_year) THEN RAISE EXCEPTION 'money of an open year is committed from a purse' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id AND p.state IN ('in_funding', 'covered') AND p.round_id = (SELECT round_id FROM purse WHERE id = NEW.purse_id)) THEN RAISE EXCEPTION 'money is promised to the current revision of a pitch in funding of the same round' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch promises it no money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.by_id AND q.kind IN ('personal')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch promises it no money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) AND NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND f.unit_id = (SELECT unit_id FROM person WHERE id = NEW.by_id)) THEN RAISE EXCEPTION 'a sponsor promises only money of their own unit' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch promises it no money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch promises it no money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) AND NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND f.unit_id = (SELECT unit_id FROM person WHERE id = NEW.by_id)) THEN RAISE EXCEPTION 'a sponsor promises only money of their own unit' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = NEW.pitch_id AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another promises it no money' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.advance_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'advance is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.advance_approval_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'advance_approval is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.advance_approved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p JOIN advance a ON a.pitch_id = p.id WHERE a.id = NEW.advance_id FOR NO KEY UPDATE OF p; IF NOT EXISTS (SELECT 1 FROM advance a JOIN review v ON v.pitch_id = a.pitch_id AND v.revision_id = a.revision_id WHERE a.id = NEW.advance_id AND v.id = NEW.review_id AND v.verdict = 'approved') THEN RAISE EXCEPTION 'a promise is approved by the review of its pitch' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM advance a WHERE a.id = NEW.advance_id AND a.amount = NEW.kept + NEW.freed) THEN RAISE EXCEPTION 'an approval settles the whole promise' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = NEW.advance_id) THEN RAISE EXCEPTION 'a promise that ended is not approved' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.advance_cut_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p JOIN advance a ON a.pitch_id = p.id WHERE a.id = NEW.advance_id FOR NO KEY UPDATE OF p; IF NOT EXISTS (SELECT 1 FROM promise_line l JOIN shortfall_end x ON x.list_id = l.list_id WHERE x.outcome = 'carried_out' AND l.advance_id = NEW.advance_id AND l.amount = NEW.amount AND x.shortfall_id = NEW.shortfall_id) THEN RAISE EXCEPTION 'a promise is cut as two persons confirmed it' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM advance a JOIN pitch p ON p.id = a.pitch_id JOIN advance_approval o ON o.advance_id = a.id WHERE a.id = NEW.advance_id AND NEW.amount < o.kept - (SELECT COALESCE(SUM(q.amount), 0) FROM advance_cut q WHERE q.advance_id = a.id)) THEN RAISE EXCEPTION 'a promise that is cut whole ends' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = NEW.advance_id) THEN RAISE EXCEPTION 'a promise that ended is not cut' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.advance_cut_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'advance_cut is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.advance_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'advance_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.advance_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p JOIN advance a ON a.pitch_id = p.id WHERE a.id = NEW.advance_id FOR NO KEY UPDATE OF p; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM advance a LEFT JOIN advance_approval o ON o.advance_id = a.id WHERE a.id = NEW.advance_id AND a.amount = NEW.amount + COALESCE(o.freed, 0) + (SELECT COALESCE(SUM(q.amount), 0) FROM advance_cut q WHERE q.advance_id = a.id)) THEN RAISE EXCEPTION 'a promise ends to the last unit' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome = 'served' AND NOT EXISTS (SELECT 1 FROM advance a JOIN advance_approval o ON o.advance_id = a.id JOIN pitch p ON p.id = a.pitch_id WHERE a.id = NEW.advance_id AND p.state = 'funded' AND EXISTS (SELECT 1 FROM fund g WHERE (g.confirmed_at IS NOT NULL AND g.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = g.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = g.id)) AND g.unit_id = a.unit_id AND g.fiscal_year = a.fiscal_year)) THEN RAISE EXCEPTION 'a promise is served once it is approved, published and its fund is open' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome = 'freed' AND EXISTS (SELECT 1 FROM advance a JOIN pitch p ON p.id = a.pitch_id JOIN advance_approval o ON o.advance_id = a.id WHERE a.id = NEW.advance_id AND p.state = 'funded') AND NOT EXISTS (SELECT 1 FROM promise_line l JOIN shortfall_end x ON x.list_id = l.list_id WHERE x.outcome = 'carried_out' AND l.advance_id = NEW.advance_id AND l.amount = NEW.amount) AND NOT EXISTS (SELECT 1 FROM advance a JOIN investment i ON i.pitch_id = a.pitch_id WHERE a.id = NEW.advance_id AND i.state NOT IN ('active', 'gate_due', 'paused', 'rescoped')) AND NOT EXISTS (SELECT 1 FROM cancellation c JOIN cancellation_answer r ON r.cancellation_id = c.id WHERE c.advance_id = NEW.advance_id AND r.verdict = 'confirmed') THEN RAISE EXCEPTION 'an approved promise ends by a confirmed list or with its programme' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.advance_nature() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = NEW.pitch_id AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id) FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id) AND (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id AND k.line = a.line AND k.nature = 'capex' AND NOT EXISTS (SELECT 1 FROM capex_mark n WHERE n.pitch_id = k.pitch_id AND n.line = k.line AND n.id > k.id))) > 0 AND NEW.amount + ((SELECT COALESCE(SUM(COALESCE(e.committed, c.amount)), 0) FROM commitment c JOIN purse o ON o.id = c.purse_id JOIN fund f ON f.id = o.fund_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND c.fiscal_year = NEW.fiscal_year AND f.nature = 'opex') + (SELECT COALESCE(SUM(d.amount - COALESCE(o.freed, 0)), 0) FROM advance d LEFT JOIN advance_approval o ON o.advance_id = d.id WHERE d.pitch_id = NEW.pitch_id AND d.fiscal_year = NEW.fiscal_year AND NOT EXISTS (SELECT 1 FROM advance_end x WHERE x.advance_id = d.id))) > (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year) - (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id AND k.line = a.line AND k.nature = 'capex' AND NOT EXISTS (SELECT 1 FROM capex_mark n WHERE n.pitch_id = k.pitch_id AND n.line = k.line AND n.id > k.id))) THEN RAISE EXCEPTION 'operating budget promises no more than the part that is not marked as capex' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.ask_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'ask is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.ask_category_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'ask_category is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.ask_line_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'ask_line is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.attestation_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'nobody attests what they present' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id AND r.reported_by_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody attests what they reported' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.attestation_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'attestation is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.attestation_by_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT EXISTS (SELECT 1 FROM reading r JOIN measure m ON m.id = r.measure_id WHERE r.id = NEW.reading_id AND m.owner_id = NEW.by_id) THEN RAISE EXCEPTION 'a reading is attested by the owner of its measure' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.attestation_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'nobody attests what they present' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'nobody attests what they handed in for another' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id AND (r.reported_by_id = NEW.deputy_id OR r.reported_deputy_id IN (NEW.by_id, NEW.deputy_id))) THEN RAISE EXCEPTION 'nobody attests what they reported' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.benefit_line_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF OLD.revision_no > 0 THEN RAISE EXCEPTION 'the lines of a revision are never changed' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $function$
function CREATE OR REPLACE FUNCTION public.benefit_line_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF OLD.revision_no > 0 OR NEW.revision_no > 0 THEN RAISE EXCEPTION 'the lines of a revision are never changed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.cancellation_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p JOIN advance a ON a.pitch_id = p.id WHERE a.id = NEW.advance_id FOR NO KEY UPDATE OF p; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM advance a WHERE a.id = NEW.advance_id AND a.by_id = NEW.by_id) THEN RAISE EXCEPTION 'whoever promised asks for its end' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM advance a JOIN advance_approval o ON o.advance_id = a.id JOIN pitch p ON p.id = a.pitch_id WHERE a.id = NEW.advance_id AND p.state = 'funded' AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id)) THEN RAISE EXCEPTION 'the end of an approved promise is asked for while it stands' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM cancellation c WHERE c.advance_id = NEW.advance_id AND NOT EXISTS (SELECT 1 FROM cancellation_answer r WHERE r.cancellation_id = c.id)) THEN RAISE EXCEPTION 'the end of a promise is asked for once at a time' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.cancellation_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'cancellation_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.cancellation_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND (NEW.by_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT a.pitch_id FROM advance a WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id)) AND (NEW.deputy_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not end what was promised to it' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM advance a JOIN advance_approval o ON o.advance_id = a.id JOIN pitch p ON p.id = a.pitch_id WHERE a.id = (SELECT c.advance_id FROM cancellation c WHERE c.id = NEW.cancellation_id) AND p.state = 'funded' AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id)) THEN RAISE EXCEPTION 'a promise that ended is not ended again' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.cancellation_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'cancellation is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.capex_mark_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'capex_mark is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.capex_marked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = NEW.pitch_id FOR NO KEY UPDATE; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = NEW.pitch_id AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not mark its costs as capex' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id AND p.state IN ('screened', 'in_scoring', 'shortlisted', 'in_funding', 'covered', 'in_review')) THEN RAISE EXCEPTION 'costs are marked on the current revision of a pitch that is under way' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM review r WHERE r.revision_id = NEW.revision_id AND r.verdict = 'approved') THEN RAISE EXCEPTION 'costs are marked before finance approves them' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT l.fiscal_year FROM ask_line l WHERE l.revision_id = NEW.revision_id AND l.line = NEW.line GROUP BY l.fiscal_year HAVING 1 = 1) THEN RAISE EXCEPTION 'what is marked is a line of budget cost of this revision' USING ERRCODE = 'check_violation'; END IF; IF NEW.nature = 'capex' AND EXISTS (SELECT l.fiscal_year FROM ask_line l WHERE l.revision_id = NEW.revision_id AND l.line = NEW.line GROUP BY l.fiscal_year HAVING ((SELECT COALESCE(SUM(COALESCE(e.committed, c.amount)), 0) FROM commitment c JOIN purse o ON o.id = c.purse_id JOIN fund f ON f.id = o.fund_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND c.fiscal_year = l.fiscal_year AND f.nature = 'opex') + (SELECT COALESCE(SUM(d.amount - COALESCE(o.freed, 0)), 0) FROM advance d LEFT JOIN advance_approval o ON o.advance_id = d.id WHERE d.pitch_id = NEW.pitch_id AND d.fiscal_year = l.fiscal_year AND NOT EXISTS (SELECT 1 FROM advance_end x WHERE x.advance_id = d.id))) > (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = l.fiscal_year) - (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = l.fiscal_year AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id AND k.line = a.line AND k.nature = 'capex' AND NOT EXISTS (SELECT 1 FROM capex_mark n WHERE n.pitch_id = k.pitch_id AND n.line = k.line AND n.id > k.id))) - SUM(l.amount)) THEN RAISE EXCEPTION 'operating budget that stands behind it already pays for this line' USING ERRCODE = 'check_violation'; END IF; IF NEW.nature = 'opex' AND EXISTS (SELECT l.fiscal_year FROM ask_line l WHERE l.revision_id = NEW.revision_id AND l.line = NEW.line GROUP BY l.fiscal_year HAVING ((SELECT COALESCE(SUM(COALESCE(e.committed, c.amount)), 0) FROM commitment c JOIN purse o ON o.id = c.purse_id JOIN fund f ON f.id = o.fund_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND c.fiscal_year = l.fiscal_year AND f.nature = 'capex')) > (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = l.fiscal_year AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id AND k.line = a.line AND k.nature = 'capex' AND NOT EXISTS (SELECT 1 FROM capex_mark n WHERE n.pitch_id = k.pitch_id AND n.line = k.line AND n.id > k.id))) - SUM(l.amount)) THEN RAISE EXCEPTION 'capital budget that stands behind it already pays for this line' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.ceiling_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'ceiling is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.ceiling_limits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE account SET ceiling = NEW.amount, last_ceiling_id = NEW.id WHERE id = NEW.account_id; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.claim_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'claim_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.claim_answer_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT p.id FROM claim c JOIN pitch p ON p.key = c.pitch_key WHERE c.id = NEW.claim_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT p.id FROM claim c JOIN pitch p ON p.key = c.pitch_key WHERE c.id = NEW.claim_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'nobody answers a claim of a pitch that they wrote' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.claim_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'claim is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.closing_answer_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM investment i WHERE i.id = (SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id) FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM investment i JOIN revision v ON v.id = i.revision_id JOIN measure m ON m.id = v.measure_id WHERE i.id = (SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id) AND m.owner_id = NEW.by_id) THEN RAISE EXCEPTION 'a closing review is confirmed by the owner of the measure' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = (SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id)) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = (SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id)) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'nobody confirms the review of what they present' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = (SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id)) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = (SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id)) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'nobody confirms the review of what they present' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = (SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id)) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'nobody confirms the review of what they present' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM investment i WHERE i.id = (SELECT c.investment_id FROM closing_review c WHERE c.id = NEW.review_id) AND i.state IN ('delivered', 'tracking', 'stopped')) THEN RAISE EXCEPTION 'a delivered investment is reviewed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.closing_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'closing_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.closing_review_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM investment i WHERE i.id = NEW.investment_id FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'an investment is reviewed by who wrote its pitch' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM investment i WHERE i.id = NEW.investment_id AND i.state IN ('delivered', 'tracking', 'stopped')) THEN RAISE EXCEPTION 'a delivered investment is reviewed' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM closing_review c WHERE c.investment_id = NEW.investment_id AND NOT EXISTS (SELECT 1 FROM closing_answer a WHERE a.review_id = c.id)) THEN RAISE EXCEPTION 'one closing review at a time waits for its sponsor' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.closing_review_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'closing_review is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.commitment_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r JOIN purse u ON u.round_id = r.id WHERE u.id = NEW.purse_id FOR SHARE OF r; IF NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND r.state = 'funding') AND NOT EXISTS (SELECT 1 FROM advance_end e JOIN advance a ON a.id = e.advance_id JOIN purse o ON o.id = a.purse_id WHERE e.outcome = 'served' AND e.commitment_key = NEW.key AND e.amount = NEW.amount AND a.pitch_id = NEW.pitch_id AND a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND a.by_id = NEW.by_id AND EXISTS (SELECT 1 FROM purse n JOIN fund f ON f.id = n.fund_id WHERE n.id = NEW.purse_id AND n.round_id = o.round_id AND f.unit_id = a.unit_id AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)))) THEN RAISE EXCEPTION 'commitments are taken while the round is funding' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND u.investor_id = NEW.by_id) THEN RAISE EXCEPTION 'a purse is committed by its investor' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND f.fiscal_year = NEW.fiscal_year) THEN RAISE EXCEPTION 'a purse pays in its own fiscal year' USING ERRCODE = 'check_violation'; END IF; IF NEW.supplement_id IS NULL AND NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id AND p.state IN ('in_funding', 'covered') AND p.round_id = (SELECT round_id FROM purse WHERE id = NEW.purse_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e JOIN advance a ON a.id = e.advance_id JOIN purse o ON o.id = a.purse_id WHERE e.outcome = 'served' AND e.commitment_key = NEW.key AND e.amount = NEW.amount AND a.pitch_id = NEW.pitch_id AND a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND a.by_id = NEW.by_id AND EXISTS (SELECT 1 FROM purse n JOIN fund f ON f.id = n.fund_id WHERE n.id = NEW.purse_id AND n.round_id = o.round_id AND f.unit_id = a.unit_id AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)))) THEN RAISE EXCEPTION 'a commitment is for the current revision of a pitch in funding of the same round' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.by_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e JOIN advance a ON a.id = e.advance_id JOIN purse o ON o.id = a.purse_id WHERE e.outcome = 'served' AND e.commitment_key = NEW.key AND e.amount = NEW.amount AND a.pitch_id = NEW.pitch_id AND a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND a.by_id = NEW.by_id AND EXISTS (SELECT 1 FROM purse n JOIN fund f ON f.id = n.fund_id WHERE n.id = NEW.purse_id AND n.round_id = o.round_id AND f.unit_id = a.unit_id AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not commit to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.by_id AND q.kind IN ('personal')) AND NOT EXISTS (SELECT 1 FROM advance_end e JOIN advance a ON a.id = e.advance_id JOIN purse o ON o.id = a.purse_id WHERE e.outcome = 'served' AND e.commitment_key = NEW.key AND e.amount = NEW.amount AND a.pitch_id = NEW.pitch_id AND a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND a.by_id = NEW.by_id AND EXISTS (SELECT 1 FROM purse n JOIN fund f ON f.id = n.fund_id WHERE n.id = NEW.purse_id AND n.round_id = o.round_id AND f.unit_id = a.unit_id AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)))) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not commit to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) AND NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id WHERE u.id = NEW.purse_id AND f.unit_id = (SELECT unit_id FROM person WHERE id = NEW.by_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e JOIN advance a ON a.id = e.advance_id JOIN purse o ON o.id = a.purse_id WHERE e.outcome = 'served' AND e.commitment_key = NEW.key AND e.amount = NEW.amount AND a.pitch_id = NEW.pitch_id AND a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND a.by_id = NEW.by_id AND EXISTS (SELECT 1 FROM purse n JOIN fund f ON f.id = n.fund_id WHERE n.id = NEW.purse_id AND n.round_id = o.round_id AND f.unit_id = a.unit_id AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)))) THEN RAISE EXCEPTION 'a sponsor commits only from a fund of their own unit' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.commitment_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'commitment is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.commitment_condition_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'commitment_condition is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.commitment_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not commit to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = NEW.pitch_id AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not commit to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not commit to it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) AND NOT EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN person o ON o.id = NEW.by_id WHERE u.id = NEW.purse_id AND f.unit_id = o.unit_id) THEN RAISE EXCEPTION 'a sponsor commits only from a fund of their own unit' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.commitment_for() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = NEW.pitch_id AND EXISTS (SELECT 1 FROM purse u JOIN fund_category k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id) FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM purse u JOIN fund_goal k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id) AND NOT EXISTS (SELECT 1 FROM purse u JOIN fund_goal k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id AND k.goal_id = (SELECT goal_id FROM revision WHERE id = NEW.revision_id)) THEN RAISE EXCEPTION 'a fund for some goals pays for no other' USING ERRCODE = 'check_violation'; END IF; IF NEW.supplement_id IS NULL AND EXISTS (SELECT 1 FROM purse u JOIN fund_category k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id) AND NEW.amount + (SELECT COALESCE(SUM(COALESCE(e.committed, c.amount)), 0) FROM commitment c JOIN purse o ON o.id = c.purse_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND c.fiscal_year = NEW.fiscal_year AND EXISTS (SELECT 1 FROM fund_category g WHERE g.fund_id = o.fund_id AND g.category IN (SELECT k.category FROM purse u JOIN fund_category k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id)) AND c.supplement_id IS NULL) > (SELECT COALESCE(SUM(a.amount), 0) FROM ask_category a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND a.category IN (SELECT k.category FROM purse u JOIN fund_category k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id)) THEN RAISE EXCEPTION 'a fund for some categories of cost pays no more than is asked for them' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.commitment_nature() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = NEW.pitch_id AND (EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id) OR (SELECT f.nature FROM purse u JOIN fund f ON f.id = u.fund_id WHERE u.id = NEW.purse_id) = 'capex') FOR NO KEY UPDATE; IF NEW.supplement_id IS NULL AND (SELECT f.nature FROM purse u JOIN fund f ON f.id = u.fund_id WHERE u.id = NEW.purse_id) = 'capex' AND NEW.amount + ((SELECT COALESCE(SUM(COALESCE(e.committed, c.amount)), 0) FROM commitment c JOIN purse o ON o.id = c.purse_id JOIN fund f ON f.id = o.fund_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND c.fiscal_year = NEW.fiscal_year AND f.nature = 'capex' AND c.supplement_id IS NULL)) > (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id AND k.line = a.line AND k.nature = 'capex' AND NOT EXISTS (SELECT 1 FROM capex_mark n WHERE n.pitch_id = k.pitch_id AND n.line = k.line AND n.id > k.id))) THEN RAISE EXCEPTION 'capital budget pays no more than the part that finance marked as capex' USING ERRCODE = 'check_violation'; END IF; IF NEW.supplement_id IS NULL AND (SELECT f.nature FROM purse u JOIN fund f ON f.id = u.fund_id WHERE u.id = NEW.purse_id) = 'opex' AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id) AND (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id AND k.line = a.line AND k.nature = 'capex' AND NOT EXISTS (SELECT 1 FROM capex_mark n WHERE n.pitch_id = k.pitch_id AND n.line = k.line AND n.id > k.id))) > 0 AND NEW.amount + ((SELECT COALESCE(SUM(COALESCE(e.committed, c.amount)), 0) FROM commitment c JOIN purse o ON o.id = c.purse_id JOIN fund f ON f.id = o.fund_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND c.fiscal_year = NEW.fiscal_year AND f.nature = 'opex' AND c.supplement_id IS NULL) + (SELECT COALESCE(SUM(d.amount - COALESCE(o.freed, 0)), 0) FROM advance d LEFT JOIN advance_approval o ON o.advance_id = d.id WHERE d.pitch_id = NEW.pitch_id AND d.fiscal_year = NEW.fiscal_year AND NOT EXISTS (SELECT 1 FROM advance_end x WHERE x.advance_id = d.id))) > (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year) - (SELECT COALESCE(SUM(a.amount), 0) FROM ask_line a WHERE a.revision_id = NEW.revision_id AND a.fiscal_year = NEW.fiscal_year AND EXISTS (SELECT 1 FROM capex_mark k WHERE k.pitch_id = NEW.pitch_id AND k.line = a.line AND k.nature = 'capex' AND NOT EXISTS (SELECT 1 FROM capex_mark n WHERE n.pitch_id = k.pitch_id AND n.line = k.line AND n.id > k.id))) THEN RAISE EXCEPTION 'operating budget pays no more than the part that is not marked as capex' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.commitment_supplement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM supplement s WHERE s.id = NEW.supplement_id FOR NO KEY UPDATE; IF NEW.supplement_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM supplement s JOIN purse u ON u.round_id = s.round_id WHERE s.id = NEW.supplement_id AND u.id = NEW.purse_id AND s.pitch_id = NEW.pitch_id AND s.revision_id = NEW.revision_id AND s.fiscal_year = NEW.fiscal_year AND NOT EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = s.id)) THEN RAISE EXCEPTION 'more money is committed to what is asked for, from a purse of its round' USING ERRCODE = 'check_violation'; END IF; IF NEW.supplement_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.state = 'funded' AND p.id = NEW.pitch_id AND v.id = NEW.revision_id) THEN RAISE EXCEPTION 'more money is committed to a funded pitch' USING ERRCODE = 'check_violation'; END IF; IF NEW.supplement_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM supplement s WHERE s.id = NEW.supplement_id AND s.amount >= NEW.amount + (SELECT COALESCE(SUM(c.amount), 0) FROM commitment c LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.supplement_id = NEW.supplement_id AND COALESCE(e.outcome, 'held') <> 'freed')) THEN RAISE EXCEPTION 'no more is committed than is asked for' USING ERRCODE = 'check_violation'; END IF; IF NEW.supplement_id IS NOT NULL AND EXISTS (SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id WHERE u.id = NEW.purse_id AND f.nature = 'capex') THEN RAISE EXCEPTION 'capital budget pays for what was marked before the approval' USING ERRCODE = 'check_violation'; END IF; IF NEW.supplement_id IS NOT NULL AND EXISTS (SELECT 1 FROM purse u JOIN fund_category k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id) AND NOT EXISTS (SELECT 1 FROM purse u JOIN fund_category k ON k.fund_id = u.fund_id WHERE u.id = NEW.purse_id AND EXISTS (SELECT 1 FROM supplement s WHERE s.id = NEW.supplement_id AND s.category = k.category)) THEN RAISE EXCEPTION 'a fund for some categories of cost pays for no other' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.condition_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'condition_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.condition_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM commitment_condition k JOIN commitment c ON c.id = k.commitment_id JOIN purse u ON u.id = c.purse_id JOIN round o ON o.id = u.round_id WHERE k.id = NEW.condition_id FOR SHARE OF o; IF NOT EXISTS (SELECT 1 FROM commitment_condition k JOIN commitment c ON c.id = k.commitment_id JOIN pitch p ON p.id = c.pitch_id WHERE k.id = NEW.condition_id AND p.presenter_id = NEW.by_id) THEN RAISE EXCEPTION 'a condition is answered by the presenter of the pitch' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment_condition k JOIN commitment c ON c.id = k.commitment_id JOIN resolution r ON r.commitment_id = c.id WHERE k.id = NEW.condition_id) THEN RAISE EXCEPTION 'a condition is answered while its money is reserved' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM commitment_condition k JOIN commitment c ON c.id = k.commitment_id JOIN purse u ON u.id = c.purse_id JOIN round o ON o.id = u.round_id WHERE k.id = NEW.condition_id AND o.state = 'funding') THEN RAISE EXCEPTION 'a condition is answered while the round is funding' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.condition_with_its_commitment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM transfer t WHERE t.commitment_id = NEW.commitment_id) THEN RAISE EXCEPTION 'a condition is written together with its commitment' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.contract_confirmed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.presenter_id = NEW.confirmed_by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.person_id = NEW.confirmed_by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (v.sponsor_id = NEW.confirmed_by_id OR m.owner_id = NEW.confirmed_by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND i.by_id = NEW.confirmed_by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND q.person_id = NEW.confirmed_by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND NEW.confirmed_deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.confirmed_deputy_id AND d.for_id = NEW.confirmed_by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.presenter_id = NEW.confirmed_deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND w.person_id = NEW.confirmed_deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND (v.sponsor_id = NEW.confirmed_deputy_id OR m.owner_id = NEW.confirmed_deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND i.by_id = NEW.confirmed_deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND q.person_id = NEW.confirmed_deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND h.deputy_id IN (NEW.confirmed_by_id, NEW.confirmed_deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND i.deputy_id IN (NEW.confirmed_by_id, NEW.confirmed_deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not confirm its contracts' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND (NEW.confirmed_by_id IN (NEW.reported_by_id, COALESCE(NEW.reported_deputy_id, NEW.reported_by_id)) OR NEW.confirmed_deputy_id IN (NEW.reported_by_id, COALESCE(NEW.reported_deputy_id, NEW.reported_by_id))) THEN RAISE EXCEPTION 'a second person confirms a contract' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM contract_end e WHERE e.contract_id = NEW.id) THEN RAISE EXCEPTION 'a contract that has ended is not confirmed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.contract_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'a contract is never deleted' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $function$
function CREATE OR REPLACE FUNCTION public.contract_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'contract_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.contract_end_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM contract c WHERE c.id = NEW.contract_id FOR UPDATE; IF NEW.amount <> COALESCE((SELECT SUM(CASE WHEN t.to_kind = 'contracted' THEN t.amount WHEN t.from_kind = 'contracted' THEN -t.amount ELSE 0 END) FROM posting p JOIN transfer t ON t.id = p.transfer_id WHERE p.contract_id = NEW.contract_id), 0) THEN RAISE EXCEPTION 'a contract ends with all that is open of it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not end its contracts' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NOT NULL) AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM contract k JOIN investment i ON i.id = k.investment_id WHERE k.id = NEW.contract_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not end its contracts' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.contract_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM investment i WHERE i.id = NEW.investment_id FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM investment i WHERE i.id = NEW.investment_id AND i.state IN ('paused', 'stopped')) THEN RAISE EXCEPTION 'nothing new is ordered in a pause or a stop' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.contract_reported() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.confirmed_at IS NOT NULL THEN RAISE EXCEPTION 'a contract is reported before a second person confirms it' USING ERRCODE = 'check_violation'; END IF; IF NEW.reported_deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.reported_deputy_id AND d.for_id = NEW.reported_by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.contract_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.id IS DISTINCT FROM OLD.id OR NEW.key IS DISTINCT FROM OLD.key OR NEW.investment_id IS DISTINCT FROM OLD.investment_id OR NEW.reference IS DISTINCT FROM OLD.reference OR NEW.vendor IS DISTINCT FROM OLD.vendor OR NEW.amount IS DISTINCT FROM OLD.amount OR NEW.fiscal_year IS DISTINCT FROM OLD.fiscal_year OR NEW.ends_on IS DISTINCT FROM OLD.ends_on OR NEW.erp_code IS DISTINCT FROM OLD.erp_code OR NEW.note IS DISTINCT FROM OLD.note OR NEW.reported_by_id IS DISTINCT FROM OLD.reported_by_id OR NEW.reported_deputy_id IS DISTINCT FROM OLD.reported_deputy_id OR NEW.reported_at IS DISTINCT FROM OLD.reported_at THEN RAISE EXCEPTION 'what was opened as a contract is never changed' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at OR NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id) THEN RAISE EXCEPTION 'a contract is confirmed once' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.cost_line_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF OLD.revision_no > 0 THEN RAISE EXCEPTION 'the lines of a revision are never changed' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $function$
function CREATE OR REPLACE FUNCTION public.cost_line_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF OLD.revision_no > 0 OR NEW.revision_no > 0 THEN RAISE EXCEPTION 'the lines of a revision are never changed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.credit_note_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'credit_note is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.credit_note_within() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM actual a WHERE a.id = NEW.actual_id FOR UPDATE; IF NOT EXISTS (SELECT 1 FROM actual a WHERE a.id = NEW.actual_id AND a.confirmed_at IS NOT NULL AND a.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM actual u WHERE u.reverses_id = a.id)) THEN RAISE EXCEPTION 'a credit note is of a confirmed actual that stands' USING ERRCODE = 'check_violation'; END IF; IF NEW.reverses_id IS NULL AND NEW.amount > (SELECT a.amount - COALESCE((SELECT SUM(CASE WHEN n.reverses_id IS NULL THEN n.amount ELSE -n.amount END) FROM credit_note n WHERE n.actual_id = a.id), 0) FROM actual a WHERE a.id = NEW.actual_id) THEN RAISE EXCEPTION 'credit notes are never above the actual that they correct' USING ERRCODE = 'check_violation'; END IF; IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM credit_note n WHERE n.id = NEW.reverses_id AND n.reverses_id IS NULL AND n.actual_id = NEW.actual_id AND n.amount = NEW.amount AND n.over = NEW.over AND n.loose = NEW.loose AND n.drawn = NEW.drawn) THEN RAISE EXCEPTION 'a reversal undoes exactly one credit note' USING ERRCODE = 'check_violation'; END IF; IF NEW.loose > 0 AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id AND t.amount = NEW.loose) THEN RAISE EXCEPTION 'a credit note moves what it says' USING ERRCODE = 'check_violation'; END IF; IF NEW.drawn > 0 AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.drawn_transfer_id AND t.amount = NEW.drawn) THEN RAISE EXCEPTION 'a credit note moves what it says' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not credit its actuals' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.criterion_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id IN (OLD.round_id) ORDER BY r.id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = OLD.round_id AND r.state IN ('draft')) THEN RAISE EXCEPTION 'the criteria of a round are frozen once it has opened' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $function$
function CREATE OR REPLACE FUNCTION public.criterion_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id IN (NEW.round_id) ORDER BY r.id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.state IN ('draft')) THEN RAISE EXCEPTION 'the criteria of a round are frozen once it has opened' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.criterion_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id IN (OLD.round_id, NEW.round_id) ORDER BY r.id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = OLD.round_id AND r.state IN ('draft')) THEN RAISE EXCEPTION 'the criteria of a round are frozen once it has opened' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.state IN ('draft')) THEN RAISE EXCEPTION 'the criteria of a round are frozen once it has opened' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.deputy_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'deputy_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.deputy_kept() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'rows of deputy are never deleted' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.erp_export_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'erp_export is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.erp_line_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'erp_line is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.erp_match_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'erp_match is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.extension_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id = NEW.round_id FOR UPDATE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.state = 'funding') THEN RAISE EXCEPTION 'a deadline is extended while its round is funding' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.kind = 'rolling') THEN RAISE EXCEPTION 'a rolling round has no deadline to extend' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.chair_id = NEW.by_id) THEN RAISE EXCEPTION 'a deadline is extended by the chair' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.funding_closes_at = NEW.was_at) THEN RAISE EXCEPTION 'an extension starts from the deadline as it stands' USING ERRCODE = 'check_violation'; END IF; IF NEW.at >= NEW.was_at THEN RAISE EXCEPTION 'a deadline that has passed is not extended' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.extension_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'extension is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.extension_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE round SET funding_closes_at = NEW.until_at WHERE id = NEW.round_id; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.fiscal_year_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.fiscal_year_start <> OLD.fiscal_year_start AND (EXISTS (SELECT 1 FROM fund) OR EXISTS (SELECT 1 FROM revision)) THEN RAISE EXCEPTION 'the fiscal year begins as it did when money was first split by it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_category_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'fund_category is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.fund_category_named() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f WHERE f.id = NEW.fund_id FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'what a fund is for is confirmed with it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_change_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund f WHERE f.id IN (NEW.from_fund_id, NEW.to_fund_id) AND f.confirmed_at IS NULL) THEN RAISE EXCEPTION 'a fund is changed once it is confirmed' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund f, fund t WHERE f.id = NEW.from_fund_id AND t.id = NEW.to_fund_id AND (f.currency <> t.currency OR f.fiscal_year <> t.fiscal_year OR f.nature <> t.nature)) THEN RAISE EXCEPTION 'money moves within its year, currency and kind of budget' USING ERRCODE = 'check_violation'; END IF; IF NEW.needs_second = 0 AND (NEW.from_fund_id IS NULL OR (NEW.to_fund_id IS NOT NULL AND NEW.amount > (SELECT single_minor FROM organisation))) THEN RAISE EXCEPTION 'a second person confirms a raise and a large move' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_change_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'fund_change_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.fund_change_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund_change c WHERE c.id = NEW.change_id AND (c.needs_second = 0 OR NEW.by_id IN (c.by_id, COALESCE(c.deputy_id, c.by_id)) OR NEW.deputy_id IN (c.by_id, COALESCE(c.deputy_id, c.by_id)))) THEN RAISE EXCEPTION 'a second person answers a change of a fund' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_change_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'fund_change is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.fund_close_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f WHERE f.id = NEW.fund_id FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NOT NULL AND f.fiscal_year <= NEW.fiscal_year) THEN RAISE EXCEPTION 'a confirmed fund is closed, for its own fiscal year or a later one' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund_close k WHERE k.fund_id = NEW.fund_id AND k.fiscal_year = NEW.fiscal_year AND NOT EXISTS (SELECT 1 FROM reopening o JOIN reopening_answer w ON w.reopening_id = o.id WHERE o.close_id = k.id AND w.verdict = 'confirmed')) THEN RAISE EXCEPTION 'a fund is closed once for a fiscal year' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.fiscal_year = NEW.fiscal_year) AND EXISTS (SELECT 1 FROM account a JOIN purse p ON p.id = a.purse_id WHERE p.fund_id = NEW.fund_id AND a.balance > 0) THEN RAISE EXCEPTION 'a closed fund leaves nothing in its purses' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.fiscal_year = NEW.fiscal_year) AND EXISTS (SELECT 1 FROM commitment c JOIN purse p ON p.id = c.purse_id WHERE p.fund_id = NEW.fund_id AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = c.id)) THEN RAISE EXCEPTION 'a closed fund leaves no reservation open' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.fiscal_year = NEW.fiscal_year) AND NEW.unallotted = 'lapse' AND EXISTS (SELECT 1 FROM account a WHERE a.fund_id = NEW.fund_id AND a.kind = 'fund' AND a.balance > 0) THEN RAISE EXCEPTION 'what was not given out lapses when the fund says so' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_close_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'fund_close is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.fund_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'a fund is never deleted' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $function$
function CREATE OR REPLACE FUNCTION public.fund_deputy_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.opened_deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.opened_deputy_id AND d.for_id = NEW.opened_by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_deputy_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.confirmed_deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.confirmed_deputy_id AND d.for_id = NEW.confirmed_by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (NEW.confirmed_by_id IN (NEW.opened_by_id, COALESCE(NEW.opened_deputy_id, NEW.opened_by_id)) OR NEW.confirmed_deputy_id IN (NEW.opened_by_id, COALESCE(NEW.opened_deputy_id, NEW.opened_by_id))) THEN RAISE EXCEPTION 'a second person confirms a fund' USING ERRCODE = 'check_violation'; END IF; IF NEW.opened_deputy_id IS DISTINCT FROM OLD.opened_deputy_id THEN RAISE EXCEPTION 'who opened a fund is never changed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_goal_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'fund_goal is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.fund_goal_named() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f WHERE f.id = NEW.fund_id FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'what a fund is for is confirmed with it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_nature() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.nature <> OLD.nature THEN RAISE EXCEPTION 'the nature of a fund is never changed' USING ERRCODE = 'check_violation'; END IF; IF NEW.nature = 'capex' AND NEW.confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = NEW.id) THEN RAISE EXCEPTION 'a capex fund names the categories of cost that it is for' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.fund_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.id IS DISTINCT FROM OLD.id OR NEW.key IS DISTINCT FROM OLD.key OR NEW.unit_id IS DISTINCT FROM OLD.unit_id OR NEW.fiscal_year IS DISTINCT FROM OLD.fiscal_year OR NEW.currency IS DISTINCT FROM OLD.currency OR NEW.amount IS DISTINCT FROM OLD.amount OR NEW.opened_by_id IS DISTINCT FROM OLD.opened_by_id OR NEW.opened_at IS DISTINCT FROM OLD.opened_at THEN RAISE EXCEPTION 'what was opened as a fund is never changed' USING ERRCODE = 'check_violation'; END IF; IF OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at OR NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id) THEN RAISE EXCEPTION 'a fund is confirmed once' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.gate_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'gate is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.gate_called() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM investment i WHERE i.id = NEW.investment_id FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM investment i WHERE i.id = NEW.investment_id AND i.state IN ('active', 'rescoped', 'paused')) THEN RAISE EXCEPTION 'a gate is called of a running investment' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM gate g WHERE g.investment_id = NEW.investment_id AND NOT EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = g.id)) THEN RAISE EXCEPTION 'an investment has one gate at a time' USING ERRCODE = 'check_violation'; END IF; IF (SELECT COALESCE(SUM(r.committed), 0) FROM commitment c JOIN resolution r ON r.commitment_id = c.id WHERE c.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND NOT EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id) AND q.person_id = c.by_id AND q.kind IN ('personal'))) = 0 THEN RAISE EXCEPTION 'a gate is called where somebody has money who may speak' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.gate_decided() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id FOR NO KEY UPDATE OF i; IF NOT EXISTS (SELECT 1 FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id AND i.state = 'gate_due') THEN RAISE EXCEPTION 'a gate is decided while its programme waits for it' USING ERRCODE = 'check_violation'; END IF; IF NEW.voted <> (SELECT COALESCE(SUM(v.amount), 0) FROM gate_vote v WHERE v.gate_id = NEW.gate_id) THEN RAISE EXCEPTION 'a gate is decided by the money that spoke' USING ERRCODE = 'check_violation'; END IF; IF NEW.total < (SELECT COALESCE(SUM(r.committed), 0) FROM commitment c JOIN resolution r ON r.commitment_id = c.id WHERE c.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND NOT EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND q.person_id = c.by_id AND q.kind IN ('personal'))) OR NEW.total > NEW.voted AND NEW.total > (SELECT COALESCE(SUM(r.committed), 0) FROM commitment c JOIN resolution r ON r.commitment_id = c.id WHERE c.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND NOT EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND q.person_id = c.by_id AND q.kind IN ('personal'))) THEN RAISE EXCEPTION 'a gate is decided out of all of the money that may speak' USING ERRCODE = 'check_violation'; END IF; IF 2 * NEW.voted < NEW.total THEN RAISE EXCEPTION 'half of the money has spoken before a gate is decided' USING ERRCODE = 'check_violation'; END IF; IF 2 * (SELECT COALESCE(SUM(v.amount), 0) FROM gate_vote v WHERE v.gate_id = NEW.gate_id AND CASE v.verdict WHEN 'continue' THEN 0 WHEN 'conditions' THEN 1 WHEN 'rescope' THEN 2 WHEN 'pause' THEN 3 WHEN 'stop' THEN 4 END >= CASE NEW.verdict WHEN 'continue' THEN 0 WHEN 'conditions' THEN 1 WHEN 'rescope' THEN 2 WHEN 'pause' THEN 3 WHEN 'stop' THEN 4 END) <= NEW.voted OR 2 * (SELECT COALESCE(SUM(v.amount), 0) FROM gate_vote v WHERE v.gate_id = NEW.gate_id AND CASE v.verdict WHEN 'continue' THEN 0 WHEN 'conditions' THEN 1 WHEN 'rescope' THEN 2 WHEN 'pause' THEN 3 WHEN 'stop' THEN 4 END > CASE NEW.verdict WHEN 'continue' THEN 0 WHEN 'conditions' THEN 1 WHEN 'rescope' THEN 2 WHEN 'pause' THEN 3 WHEN 'stop' THEN 4 END) > NEW.voted THEN RAISE EXCEPTION 'a gate is decided for the most careful word that more than half of the money is behind' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM gate g WHERE g.id = NEW.gate_id AND NEW.at < g.due_on) AND (NEW.verdict <> 'continue' AND 2 * (SELECT COALESCE(SUM(v.amount), 0) FROM gate_vote v WHERE v.gate_id = NEW.gate_id AND CASE v.verdict WHEN 'continue' THEN 0 WHEN 'conditions' THEN 1 WHEN 'rescope' THEN 2 WHEN 'pause' THEN 3 WHEN 'stop' THEN 4 END >= CASE NEW.verdict WHEN 'continue' THEN 0 WHEN 'conditions' THEN 1 WHEN 'rescope' THEN 2 WHEN 'pause' THEN 3 WHEN 'stop' THEN 4 END) <= NEW.total OR NEW.verdict <> 'stop' AND 2 * ((SELECT COALESCE(SUM(v.amount), 0) FROM gate_vote v WHERE v.gate_id = NEW.gate_id AND CASE v.verdict WHEN 'continue' THEN 0 WHEN 'conditions' THEN 1 WHEN 'rescope' THEN 2 WHEN 'pause' THEN 3 WHEN 'stop' THEN 4 END > CASE NEW.verdict WHEN 'continue' THEN 0 WHEN 'conditions' THEN 1 WHEN 'rescope' THEN 2 WHEN 'pause' THEN 3 WHEN 'stop' THEN 4 END) + NEW.total - NEW.voted) > NEW.total) THEN RAISE EXCEPTION 'before its day a gate is decided once no silent money could change it' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.gate_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'gate_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.gate_stop_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id FOR NO KEY UPDATE OF i; IF NOT EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = NEW.gate_id AND e.verdict = 'stop') THEN RAISE EXCEPTION 'a stop is signed once its investors decided it' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not sign its stop' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not sign its stop' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.gate_stop_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'gate_stop is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.gate_vote_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id FOR NO KEY UPDATE OF i; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = NEW.gate_id) THEN RAISE EXCEPTION 'a gate that is decided takes no more words' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not decide at its gate' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not decide at its gate' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not decide at its gate' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal')) THEN RAISE EXCEPTION 'whoever has a conflict does not decide at a gate' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal')) THEN RAISE EXCEPTION 'whoever has a conflict does not decide at a gate' USING ERRCODE = 'check_violation'; END IF; IF NEW.amount <> (SELECT COALESCE(SUM(r.committed), 0) FROM commitment c JOIN resolution r ON r.commitment_id = c.id WHERE c.pitch_id = (SELECT i.pitch_id FROM gate g JOIN investment i ON i.id = g.investment_id WHERE g.id = NEW.gate_id) AND c.by_id = NEW.by_id) THEN RAISE EXCEPTION 'a word at a gate weighs what its investor committed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.gate_vote_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'gate_vote is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.history_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.history_seal_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'history_seal is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.hours_worked_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'hours_worked is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.investment_baseline() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.id IS DISTINCT FROM OLD.id OR NEW.key IS DISTINCT FROM OLD.key OR NEW.pitch_id IS DISTINCT FROM OLD.pitch_id OR NEW.revision_id IS DISTINCT FROM OLD.revision_id OR NEW.opened_at IS DISTINCT FROM OLD.opened_at OR NEW.baseline_on IS DISTINCT FROM OLD.baseline_on OR NEW.tolerances IS DISTINCT FROM OLD.tolerances THEN RAISE EXCEPTION 'the approved baseline is kept' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.investment_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.state = 'reviewed' AND OLD.state <> 'reviewed' AND NOT EXISTS (SELECT 1 FROM closing_answer a JOIN closing_review c ON c.id = a.review_id WHERE c.investment_id = NEW.id AND a.verdict = 'confirmed') THEN RAISE EXCEPTION 'an investment is reviewed once its sponsor confirmed the review' USING ERRCODE = 'check_violation'; END IF; IF NEW.state = 'closed' AND OLD.state <> 'closed' AND EXISTS (SELECT 1 FROM account a WHERE a.pitch_id = NEW.pitch_id AND a.balance > 0 AND a.kind IN ('committed', 'released', 'contracted')) THEN RAISE EXCEPTION 'a closed investment leaves no money behind' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.investment_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.state = 'gate_due' AND OLD.state <> 'gate_due' AND NOT EXISTS (SELECT 1 FROM gate g WHERE g.investment_id = NEW.id AND NOT EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = g.id)) THEN RAISE EXCEPTION 'a gate is due once it was called' USING ERRCODE = 'check_violation'; END IF; IF OLD.state <> 'gate_due' AND NEW.state NOT IN (OLD.state, 'gate_due') AND EXISTS (SELECT 1 FROM gate g WHERE g.investment_id = NEW.id AND NOT EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = g.id)) THEN RAISE EXCEPTION 'a gate that was called is decided first' USING ERRCODE = 'check_violation'; END IF; IF OLD.state = 'gate_due' AND NEW.state = 'active' AND NOT EXISTS (SELECT 1 FROM gate g JOIN gate_end e ON e.gate_id = g.id WHERE g.investment_id = NEW.id AND g.id = (SELECT MAX(n.id) FROM gate n WHERE n.investment_id = NEW.id) AND e.verdict IN ('continue', 'conditions')) THEN RAISE EXCEPTION 'an investment goes on as its gate was decided' USING ERRCODE = 'check_violation'; END IF; IF OLD.state = 'gate_due' AND NEW.state = 'rescoped' AND NOT EXISTS (SELECT 1 FROM gate g JOIN gate_end e ON e.gate_id = g.id WHERE g.investment_id = NEW.id AND g.id = (SELECT MAX(n.id) FROM gate n WHERE n.investment_id = NEW.id) AND e.verdict IN ('rescope')) THEN RAISE EXCEPTION 'an investment goes on as its gate was decided' USING ERRCODE = 'check_violation'; END IF; IF OLD.state = 'gate_due' AND NEW.state = 'paused' AND NOT EXISTS (SELECT 1 FROM gate g JOIN gate_end e ON e.gate_id = g.id WHERE g.investment_id = NEW.id AND g.id = (SELECT MAX(n.id) FROM gate n WHERE n.investment_id = NEW.id) AND e.verdict IN ('pause')) THEN RAISE EXCEPTION 'an investment goes on as its gate was decided' USING ERRCODE = 'check_violation'; END IF; IF OLD.state = 'gate_due' AND NEW.state = 'stopped' AND NOT EXISTS (SELECT 1 FROM gate g JOIN gate_end e ON e.gate_id = g.id WHERE g.investment_id = NEW.id AND g.id = (SELECT MAX(n.id) FROM gate n WHERE n.investment_id = NEW.id) AND e.verdict IN ('stop') AND EXISTS (SELECT 1 FROM gate_stop s WHERE s.gate_id = g.id)) THEN RAISE EXCEPTION 'a stop is signed by finance first' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.investment_kept() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'rows of investment are never deleted' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.investment_states() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ('active>delivered', 'active>gate_due', 'delivered>reviewed', 'delivered>tracking', 'gate_due>active', 'gate_due>paused', 'gate_due>rescoped', 'gate_due>stopped', 'paused>gate_due', 'rescoped>delivered', 'rescoped>gate_due', 'reviewed>closed', 'stopped>reviewed', 'tracking>reviewed') THEN RAISE EXCEPTION 'this state of a investment may not follow the one it is in' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.letter_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'letter is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.letter_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.line_check_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = NEW.pitch_id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id AND p.state = 'screened') THEN RAISE EXCEPTION 'numbers are checked on the current revision, between screening and scoring' USING ERRCODE = 'check_violation'; END IF; IF NEW.side = 'benefit' AND NOT EXISTS (SELECT 1 FROM benefit_line l JOIN revision v ON v.pitch_id = l.pitch_id AND v.number = l.revision_no WHERE v.id = NEW.revision_id AND l.position = NEW.position) THEN RAISE EXCEPTION 'a check names a line of its revision' USING ERRCODE = 'check_violation'; END IF; IF NEW.side = 'cost' AND NOT EXISTS (SELECT 1 FROM cost_line l JOIN revision v ON v.pitch_id = l.pitch_id AND v.number = l.revision_no WHERE v.id = NEW.revision_id AND l.position = NEW.position) THEN RAISE EXCEPTION 'a check names a line of its revision' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = NEW.pitch_id AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not check its numbers' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not check its numbers' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.line_check_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'line_check is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.lock_accounts(ids bigint[]) RETURNS TABLE(id bigint, balance bigint, ceiling bigint) LANGUAGE sql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ SELECT a.id, a.balance, a.ceiling FROM account a WHERE a.id = ANY(ids) ORDER BY a.id FOR NO KEY UPDATE $function$
function CREATE OR REPLACE FUNCTION public.logo_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'logo is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.mandate_change_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'mandate_change is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.mandate_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'mandate_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.mandate_kept() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'rows of mandate are never deleted' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.movement_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'movement is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.movement_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'movement is closed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.offer_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id = NEW.to_round_id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.to_round_id AND r.kind = 'rolling' AND r.state = 'funding') THEN RAISE EXCEPTION 'an offer is a place in an open rolling round' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.to_round_id AND r.chair_id = NEW.by_id) THEN RAISE EXCEPTION 'an offer is made by the chair' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p JOIN round f ON f.id = p.round_id WHERE p.id = NEW.pitch_id AND p.state = 'waitlisted' AND f.id = NEW.from_round_id AND f.state IN ('published', 'closed')) THEN RAISE EXCEPTION 'an offer goes to a pitch on the waiting list of a round that is published' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not offer it a place' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not offer it a place' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not offer it a place' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.offer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'offer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.opening_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NULL) THEN RAISE EXCEPTION 'programmes are entered once their fund is confirmed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.opening_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'opening_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.opening_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f JOIN opening o ON o.fund_id = f.id WHERE o.id = NEW.opening_id FOR NO KEY UPDATE OF f; IF EXISTS (SELECT 1 FROM opening o WHERE o.id = NEW.opening_id AND NEW.by_id IN (o.by_id, COALESCE(o.deputy_id, o.by_id))) THEN RAISE EXCEPTION 'a second person confirms an opening' USING ERRCODE = 'check_violation'; END IF; IF NEW.verdict = 'confirmed' AND (EXISTS (SELECT 1 FROM opening_programme g JOIN measure m ON m.id = g.measure_id WHERE g.opening_id = NEW.opening_id AND NEW.by_id IN (g.presenter_id, m.owner_id)) OR EXISTS (SELECT 1 FROM opening o JOIN fund f ON f.id = o.fund_id WHERE o.id = NEW.opening_id AND f.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'nobody confirms an opening of what they present, sponsor or pay for' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.opening_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'opening is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.opening_pitch_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT EXISTS (SELECT 1 FROM opening_programme g JOIN opening_answer a ON a.opening_id = g.opening_id WHERE g.id = NEW.programme_id AND a.verdict = 'confirmed') THEN RAISE EXCEPTION 'a programme becomes a pitch once it is confirmed' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p JOIN opening_round r ON r.round_id = p.round_id WHERE p.id = NEW.pitch_id AND p.state = 'in_funding') THEN RAISE EXCEPTION 'what ran before stands in a round of its own' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.opening_pitch_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'opening_pitch is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.opening_programme_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f JOIN opening o ON o.fund_id = f.id WHERE o.id = NEW.opening_id FOR NO KEY UPDATE OF f; IF EXISTS (SELECT 1 FROM opening_answer a WHERE a.opening_id = NEW.opening_id) THEN RAISE EXCEPTION 'nothing is added to an opening that was answered' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.opening_programme_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'opening_programme is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.opening_round_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM pitch p WHERE p.round_id = NEW.round_id) OR EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id) THEN RAISE EXCEPTION 'a round that was called does not stand for what ran before' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.opening_round_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'opening_round is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.outbox_enqueued() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW('pitchdeck', 'perform', 0, NULL, NULL, jsonb_build_object('owed_id', NEW.id), CASE WHEN NEW.due_at > NEW.at THEN NEW.due_at END)::procrastinate_job_to_defer_v1]); RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.overrun_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'overrun is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.overrun_settled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM supplement s WHERE s.id = NEW.supplement_id FOR NO KEY UPDATE; IF NOT EXISTS (SELECT 1 FROM overrun o JOIN actual a ON a.id = o.actual_id JOIN investment i ON i.id = a.investment_id JOIN supplement s ON s.pitch_id = i.pitch_id AND s.id = NEW.supplement_id WHERE o.id = NEW.overrun_id AND EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = s.id AND x.outcome = 'approved') AND NOT EXISTS (SELECT 1 FROM actual u WHERE u.reverses_id = a.id)) THEN RAISE EXCEPTION 'an overrun is settled by an approved supplement of its pitch' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM overrun o JOIN actual a ON a.id = o.actual_id JOIN investment i ON i.id = a.investment_id JOIN supplement s ON s.pitch_id = i.pitch_id AND s.id = NEW.supplement_id WHERE o.id = NEW.overrun_id AND EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = s.id AND x.outcome = 'approved') AND NOT EXISTS (SELECT 1 FROM actual u WHERE u.reverses_id = a.id) AND EXISTS (SELECT 1 FROM transfer t JOIN account k ON k.id = t.to_id WHERE t.id = NEW.transfer_id AND t.verb = 'spend' AND t.from_kind = 'released' AND t.amount = NEW.amount AND k.pitch_id = s.pitch_id AND k.fiscal_year = s.fiscal_year)) THEN RAISE EXCEPTION 'a settlement moves what it says' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM overrun o JOIN actual a ON a.id = o.actual_id JOIN investment i ON i.id = a.investment_id JOIN supplement s ON s.pitch_id = i.pitch_id AND s.id = NEW.supplement_id WHERE o.id = NEW.overrun_id AND EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = s.id AND x.outcome = 'approved') AND NOT EXISTS (SELECT 1 FROM actual u WHERE u.reverses_id = a.id) AND NEW.amount <= o.amount - COALESCE((SELECT SUM(CASE WHEN n.reverses_id IS NULL THEN n.over ELSE -n.over END) FROM credit_note n WHERE n.actual_id = o.actual_id), 0) - COALESCE((SELECT SUM(m.amount) FROM overrun_settlement m WHERE m.overrun_id = o.id), 0)) THEN RAISE EXCEPTION 'no more of an overrun is settled than is open' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.overrun_settlement_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'overrun_settlement is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.panel_seat_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id IN (OLD.round_id) ORDER BY r.id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = OLD.round_id AND r.state IN ('draft')) THEN RAISE EXCEPTION 'nobody leaves the panel of a round that has opened' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $function$
function CREATE OR REPLACE FUNCTION public.panel_seat_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id IN (NEW.round_id) ORDER BY r.id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.state IN ('draft', 'open', 'scoring')) AND NOT EXISTS (SELECT 1 FROM round k WHERE k.id = NEW.round_id AND k.kind = 'rolling' AND k.state = 'funding') THEN RAISE EXCEPTION 'nobody joins the panel of a round once its scoring has closed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.panel_seat_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'a seat on a panel is never changed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.person_resorted() RETURNS trigger LANGUAGE plpgsql SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN NEW.sort_key := search_fold(NEW.name) || CHR(31) || search_fold(NEW.title); RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.person_sorted() RETURNS trigger LANGUAGE plpgsql SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN NEW.sort_key := search_fold(NEW.name) || CHR(31) || search_fold(NEW.title); RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.pitch_kept() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'rows of pitch are never deleted' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.pitch_offered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF OLD.state = 'waitlisted' AND NEW.state = 'in_funding' AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.pitch_id = NEW.id AND o.to_round_id = NEW.round_id) THEN RAISE EXCEPTION 'a pitch leaves the waiting list by an offer' USING ERRCODE = 'check_violation'; END IF; IF OLD.round_id IS NOT NULL AND NEW.round_id IS DISTINCT FROM OLD.round_id AND OLD.state NOT IN ('submitted', 'returned') AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.pitch_id = NEW.id AND o.to_round_id = NEW.round_id AND o.from_round_id = OLD.round_id) THEN RAISE EXCEPTION 'a pitch changes its round by an offer' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.pitch_rolls() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id = NEW.round_id FOR SHARE; IF OLD.state IN ('screened', 'waitlisted') AND NEW.state = 'in_funding' AND NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.kind = 'rolling' AND r.state = 'funding') THEN RAISE EXCEPTION 'a pitch that is not shortlisted looks for money in an open rolling round' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.pitch_states() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ('covered>in_funding', 'covered>in_review', 'covered>withdrawn', 'draft>submitted', 'draft>withdrawn', 'in_funding>covered', 'in_funding>waitlisted', 'in_funding>withdrawn', 'in_review>declined', 'in_review>funded', 'in_review>waitlisted', 'in_review>withdrawn', 'in_scoring>not_shortlisted', 'in_scoring>shortlisted', 'in_scoring>withdrawn', 'returned>submitted', 'returned>withdrawn', 'screened>expired', 'screened>in_funding', 'screened>in_scoring', 'screened>withdrawn', 'shortlisted>in_funding', 'shortlisted>withdrawn', 'submitted>merged', 'submitted>redirected', 'submitted>returned', 'submitted>screened', 'submitted>withdrawn', 'waitlisted>in_funding', 'waitlisted>withdrawn') THEN RAISE EXCEPTION 'this state of a pitch may not follow the one it is in' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.posting_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'posting is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.posting_explained() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM contract c WHERE c.id = NEW.contract_id FOR UPDATE; IF NEW.contract_id IS NULL AND NEW.actual_id IS NULL THEN RAISE EXCEPTION 'a posting is of a contract or a document' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND NOT EXISTS (SELECT 1 FROM transfer t JOIN account a ON a.id = t.from_id WHERE t.id = NEW.transfer_id AND a.fiscal_year >= c.fiscal_year AND a.pitch_id = (SELECT i.pitch_id FROM investment i WHERE i.id = c.investment_id))) THEN RAISE EXCEPTION 'the money of a contract is of its pitch and year' USING ERRCODE = 'check_violation'; END IF; IF NEW.actual_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transfer t JOIN account a ON a.id = t.from_id WHERE t.id = NEW.transfer_id AND a.pitch_id = (SELECT i.pitch_id FROM actual d JOIN investment i ON i.id = d.investment_id WHERE d.id = NEW.actual_id)) THEN RAISE EXCEPTION 'a document moves the money of its own pitch' USING ERRCODE = 'check_violation'; END IF; IF NEW.contract_id IS NOT NULL AND EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.confirmed_at IS NULL) THEN RAISE EXCEPTION 'only a confirmed contract moves money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id AND t.verb = 'contract') AND NOT EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND c.amount = (SELECT CASE WHEN t.to_kind = 'contracted' THEN t.amount WHEN t.from_kind = 'contracted' THEN -t.amount ELSE 0 END FROM transfer t WHERE t.id = NEW.transfer_id)) THEN RAISE EXCEPTION 'a contract takes its whole amount' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id AND t.verb = 'contract') AND EXISTS (SELECT 1 FROM posting p JOIN transfer t ON t.id = p.transfer_id WHERE p.contract_id = NEW.contract_id AND t.verb = 'contract') THEN RAISE EXCEPTION 'a contract takes its amount once' USING ERRCODE = 'check_violation'; END IF; IF COALESCE((SELECT SUM(CASE WHEN t.to_kind = 'contracted' THEN t.amount WHEN t.from_kind = 'contracted' THEN -t.amount ELSE 0 END) FROM posting p JOIN transfer t ON t.id = p.transfer_id WHERE p.contract_id = NEW.contract_id), 0) + (SELECT CASE WHEN t.to_kind = 'contracted' THEN t.amount WHEN t.from_kind = 'contracted' THEN -t.amount ELSE 0 END FROM transfer t WHERE t.id = NEW.transfer_id) < 0 THEN RAISE EXCEPTION 'no more is drawn on a contract than is open of it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM contract c LEFT JOIN contract_end e ON e.contract_id = c.id WHERE c.id = NEW.contract_id AND COALESCE((SELECT SUM(CASE WHEN t.to_kind = 'contracted' THEN t.amount WHEN t.from_kind = 'contracted' THEN -t.amount ELSE 0 END) FROM posting p JOIN transfer t ON t.id = p.transfer_id WHERE p.contract_id = NEW.contract_id), 0) + (SELECT CASE WHEN t.to_kind = 'contracted' THEN t.amount WHEN t.from_kind = 'contracted' THEN -t.amount ELSE 0 END FROM transfer t WHERE t.id = NEW.transfer_id) > c.amount) THEN RAISE EXCEPTION 'no more returns to a contract than it had' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint LANGUAGE plpgsql AS $function$ DECLARE _job_id bigint; BEGIN IF delete_job THEN DELETE FROM procrastinate_jobs WHERE id = job_id AND status = 'todo' RETURNING id INTO _job_id; END IF; IF _job_id IS NULL THEN IF abort THEN UPDATE procrastinate_jobs SET abort_requested = true, status = CASE status WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status END WHERE id = job_id AND status IN ('todo', 'doing') RETURNING id INTO _job_id; ELSE UPDATE procrastinate_jobs SET status = 'cancelled'::procrastinate_job_status WHERE id = job_id AND status = 'todo' RETURNING id INTO _job_id; END IF; END IF; RETURN _job_id; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_defer_jobs_v1(jobs procrastinate_job_to_defer_v1[]) RETURNS bigint[] LANGUAGE plpgsql AS $function$ DECLARE job_ids bigint[]; BEGIN WITH inserted_jobs AS ( INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at) SELECT (job).queue_name, (job).task_name, (job).priority, (job).lock, (job).queueing_lock, (job).args, (job).scheduled_at FROM unnest(jobs) AS job RETURNING id ) SELECT array_agg(id) FROM inserted_jobs INTO job_ids; RETURN job_ids; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint LANGUAGE plpgsql AS $function$ DECLARE _job_id bigint; _defer_id bigint; BEGIN INSERT INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp) VALUES (_task_name, _periodic_id, _defer_timestamp) ON CONFLICT DO NOTHING RETURNING id into _defer_id; IF _defer_id IS NULL THEN RETURN NULL; END IF; UPDATE procrastinate_periodic_defers SET job_id = ( SELECT COALESCE(( SELECT unnest(procrastinate_defer_jobs_v1( ARRAY[ ROW( _queue_name, _task_name, _priority, _lock, _queueing_lock, _args, NULL::timestamptz ) ]::procrastinate_job_to_defer_v1[] )) ), NULL) ) WHERE id = _defer_id RETURNING job_id INTO _job_id; DELETE FROM procrastinate_periodic_defers USING ( SELECT id FROM procrastinate_periodic_defers WHERE procrastinate_periodic_defers.task_name = _task_name AND procrastinate_periodic_defers.periodic_id = _periodic_id AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp ORDER BY id FOR UPDATE ) to_delete WHERE procrastinate_periodic_defers.id = to_delete.id; RETURN _job_id; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS procrastinate_jobs LANGUAGE plpgsql AS $function$ DECLARE found_jobs procrastinate_jobs; BEGIN WITH candidate AS ( SELECT jobs.* FROM procrastinate_jobs AS jobs WHERE -- reject the job if its lock has earlier or higher priority jobs NOT EXISTS ( SELECT 1 FROM procrastinate_jobs AS other_jobs WHERE jobs.lock IS NOT NULL AND other_jobs.lock = jobs.lock AND ( -- job with same lock is already running other_jobs.status = 'doing' OR -- job with same lock is waiting and has higher priority (or same priority but was queued first) ( other_jobs.status = 'todo' AND ( other_jobs.priority > jobs.priority OR ( other_jobs.priority = jobs.priority AND other_jobs.id < jobs.id ) ) ) ) ) AND jobs.status = 'todo' AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names )) AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now()) ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1 FOR UPDATE OF jobs SKIP LOCKED ) UPDATE procrastinate_jobs SET status = 'doing', worker_id = p_worker_id FROM candidate WHERE procrastinate_jobs.id = candidate.id RETURNING procrastinate_jobs.* INTO found_jobs; RETURN found_jobs; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status procrastinate_job_status, delete_job boolean) RETURNS void LANGUAGE plpgsql AS $function$ DECLARE _job_id bigint; BEGIN IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id; END IF; IF delete_job THEN DELETE FROM procrastinate_jobs WHERE id = job_id AND status IN ('todo', 'doing') RETURNING id INTO _job_id; ELSE UPDATE procrastinate_jobs SET status = end_status, abort_requested = false, attempts = CASE status WHEN 'doing' THEN attempts + 1 ELSE attempts END WHERE id = job_id AND status IN ('todo', 'doing') RETURNING id INTO _job_id; END IF; IF _job_id IS NULL THEN RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id; END IF; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger LANGUAGE plpgsql AS $function$ DECLARE payload TEXT; BEGIN SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload; PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload); PERFORM pg_notify('procrastinate_any_queue_v1', payload); RETURN NEW; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger LANGUAGE plpgsql AS $function$ DECLARE payload TEXT; BEGIN SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload; PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload); PERFORM pg_notify('procrastinate_any_queue_v1', payload); RETURN NEW; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint) LANGUAGE plpgsql AS $function$ BEGIN RETURN QUERY DELETE FROM procrastinate_workers WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL RETURNING procrastinate_workers.id; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint) LANGUAGE plpgsql AS $function$ BEGIN RETURN QUERY INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING procrastinate_workers.id; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void LANGUAGE plpgsql AS $function$ DECLARE _job_id bigint; _abort_requested boolean; BEGIN SELECT abort_requested FROM procrastinate_jobs WHERE id = job_id AND status = 'doing' FOR UPDATE INTO _abort_requested; IF _abort_requested THEN UPDATE procrastinate_jobs SET status = 'failed'::procrastinate_job_status WHERE id = job_id AND status = 'doing' RETURNING id INTO _job_id; ELSE UPDATE procrastinate_jobs SET status = 'todo'::procrastinate_job_status, attempts = attempts + 1, scheduled_at = retry_at, priority = COALESCE(new_priority, priority), queue_name = COALESCE(new_queue_name, queue_name), lock = COALESCE(new_lock, lock) WHERE id = job_id AND status = 'doing' RETURNING id INTO _job_id; END IF; IF _job_id IS NULL THEN RAISE 'Job was not found or not in "doing" status (job id: %)', job_id; END IF; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void LANGUAGE plpgsql AS $function$ DECLARE _job_id bigint; _abort_requested boolean; _current_status procrastinate_job_status; BEGIN SELECT status, abort_requested FROM procrastinate_jobs WHERE id = job_id AND status IN ('doing', 'failed') FOR UPDATE INTO _current_status, _abort_requested; IF _current_status = 'doing' AND _abort_requested THEN UPDATE procrastinate_jobs SET status = 'failed'::procrastinate_job_status WHERE id = job_id AND status = 'doing' RETURNING id INTO _job_id; ELSE UPDATE procrastinate_jobs SET status = 'todo'::procrastinate_job_status, attempts = attempts + 1, scheduled_at = retry_at, priority = COALESCE(new_priority, priority), queue_name = COALESCE(new_queue_name, queue_name), lock = COALESCE(new_lock, lock) WHERE id = job_id AND status IN ('doing', 'failed') RETURNING id INTO _job_id; END IF; IF _job_id IS NULL THEN RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id; END IF; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN INSERT INTO procrastinate_events(job_id, type) VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type); RETURN NEW; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN INSERT INTO procrastinate_events(job_id, type, at) VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at); RETURN NEW; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN INSERT INTO procrastinate_events(job_id, type) VALUES (NEW.id, 'deferred'::procrastinate_job_event_type); RETURN NEW; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN WITH t AS ( SELECT CASE WHEN OLD.status = 'todo'::procrastinate_job_status AND NEW.status = 'doing'::procrastinate_job_status THEN 'started'::procrastinate_job_event_type WHEN OLD.status = 'doing'::procrastinate_job_status AND NEW.status = 'todo'::procrastinate_job_status THEN 'deferred_for_retry'::procrastinate_job_event_type WHEN OLD.status = 'doing'::procrastinate_job_status AND NEW.status = 'failed'::procrastinate_job_status THEN 'failed'::procrastinate_job_event_type WHEN OLD.status = 'doing'::procrastinate_job_status AND NEW.status = 'succeeded'::procrastinate_job_status THEN 'succeeded'::procrastinate_job_event_type WHEN OLD.status = 'todo'::procrastinate_job_status AND ( NEW.status = 'cancelled'::procrastinate_job_status OR NEW.status = 'failed'::procrastinate_job_status OR NEW.status = 'succeeded'::procrastinate_job_status ) THEN 'cancelled'::procrastinate_job_event_type WHEN OLD.status = 'doing'::procrastinate_job_status AND NEW.status = 'aborted'::procrastinate_job_status THEN 'aborted'::procrastinate_job_event_type WHEN OLD.status = 'failed'::procrastinate_job_status AND NEW.status = 'todo'::procrastinate_job_status THEN 'retried'::procrastinate_job_event_type ELSE NULL END as event_type ) INSERT INTO procrastinate_events(job_id, type) SELECT NEW.id, t.event_type FROM t WHERE t.event_type IS NOT NULL; RETURN NEW; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN UPDATE procrastinate_periodic_defers SET job_id = NULL WHERE job_id = OLD.id; RETURN OLD; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void LANGUAGE plpgsql AS $function$ BEGIN DELETE FROM procrastinate_workers WHERE id = worker_id; END; $function$
function CREATE OR REPLACE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void LANGUAGE plpgsql AS $function$ BEGIN UPDATE procrastinate_workers SET last_heartbeat = NOW() WHERE id = worker_id; END; $function$
function CREATE OR REPLACE FUNCTION public.promise_line_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM shortfall_consent o WHERE o.list_id = NEW.list_id) THEN RAISE EXCEPTION 'a list that was confirmed is not changed' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM advance a JOIN pitch p ON p.id = a.pitch_id JOIN advance_approval o ON o.advance_id = a.id, fund f JOIN shortfall h ON h.fund_id = f.id JOIN shortfall_list y ON y.shortfall_id = h.id WHERE y.id = NEW.list_id AND a.id = NEW.advance_id AND a.unit_id = f.unit_id AND a.fiscal_year = f.fiscal_year AND p.state = 'funded' AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id)) THEN RAISE EXCEPTION 'a list takes approved promises of its own fund' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.promise_line_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'promise_line is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.purse_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'purse_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.purse_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'purse is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.purse_request_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM purse_request q JOIN fund f ON f.id = q.fund_id WHERE q.id = NEW.request_id AND f.owner_id = NEW.by_id) THEN RAISE EXCEPTION 'a request is answered by the owner of its fund' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.purse_request_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'purse_request is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.purse_requested() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id AND s.person_id = NEW.by_id) THEN RAISE EXCEPTION 'money for a round is asked for by its panel' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'money is asked for from a confirmed fund' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.rate_card_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'rate_card is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.rate_card_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'rate_card_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.reading_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'reading is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.reading_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.reported_deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.reported_deputy_id AND d.for_id = NEW.reported_by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.reading_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM investment i WHERE i.id = NEW.investment_id FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM investment i WHERE i.id = NEW.investment_id AND i.state IN ('stopped')) THEN RAISE EXCEPTION 'nothing is measured after a stop' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.recusal_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'recusal is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.release_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT EXISTS (SELECT 1 FROM pitch p WHERE p.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND p.state = 'funded') THEN RAISE EXCEPTION 'money is released once the pitch is funded' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.release_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'release is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.release_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not release its money' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.release_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM investment i JOIN tranche t ON t.pitch_id = i.pitch_id WHERE t.id = NEW.tranche_id FOR SHARE OF i; IF EXISTS (SELECT 1 FROM investment i JOIN tranche h ON h.pitch_id = i.pitch_id WHERE h.id = NEW.tranche_id AND (i.state IN ('gate_due', 'paused', 'stopped') OR EXISTS (SELECT 1 FROM gate g WHERE g.investment_id = i.id AND NOT EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = g.id)))) AND NOT EXISTS (SELECT 1 FROM supplement_tranche s WHERE s.tranche_id = NEW.tranche_id AND s.settles = 1) THEN RAISE EXCEPTION 'nothing is released while a gate, a pause or a stop stands' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.release_of_a_cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF (SELECT t.amount FROM tranche t WHERE t.id = NEW.tranche_id) <= COALESCE((SELECT SUM(q.amount) FROM tranche_cut q WHERE q.tranche_id = NEW.tranche_id), 0) THEN RAISE EXCEPTION 'nothing is left of a tranche that was cut whole' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.release_promised() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF 1 = 1 AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND (NEW.by_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF 1 = 1 AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND (NEW.deputy_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.release_request_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM "release" r WHERE r.tranche_id = NEW.tranche_id) THEN RAISE EXCEPTION 'what is released is not asked for' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.release_request_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'release_request is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.release_request_promised() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF 1 = 1 AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND (NEW.by_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; IF 1 = 1 AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id) AND (NEW.deputy_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not release its money' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.release_second_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM tranche t JOIN organisation o ON t.amount >= o.large_minor WHERE t.id = NEW.tranche_id) AND NOT EXISTS (SELECT 1 FROM release_request q WHERE q.tranche_id = NEW.tranche_id AND q.by_id NOT IN (NEW.by_id, COALESCE(NEW.deputy_id, NEW.by_id)) AND COALESCE(q.deputy_id, q.by_id) NOT IN (NEW.by_id, COALESCE(NEW.deputy_id, NEW.by_id))) THEN RAISE EXCEPTION 'a large tranche is released by a second person' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.reopening_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund_close k JOIN fund f ON f.id = k.fund_id WHERE k.id = NEW.close_id FOR NO KEY UPDATE OF f; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM reopening o WHERE o.close_id = NEW.close_id AND (NOT EXISTS (SELECT 1 FROM reopening_answer w WHERE w.reopening_id = o.id) OR EXISTS (SELECT 1 FROM reopening_answer w WHERE w.reopening_id = o.id AND w.verdict = 'confirmed'))) THEN RAISE EXCEPTION 'a year end is asked to be re-opened once' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund_close k WHERE k.id = NEW.close_id AND EXISTS (SELECT 1 FROM fund_close l WHERE l.fund_id = k.fund_id AND l.fiscal_year > k.fiscal_year AND EXISTS (SELECT 1 FROM fund_close k WHERE k.fund_id = l.fund_id AND k.fiscal_year = l.fiscal_year AND NOT EXISTS (SELECT 1 FROM reopening o JOIN reopening_answer w ON w.reopening_id = o.id WHERE o.close_id = k.id AND w.verdict = 'confirmed')))) THEN RAISE EXCEPTION 'the newest closed year of a fund is re-opened first' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.reopening_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'reopening_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.reopening_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM reopening o JOIN fund_close k ON k.id = o.close_id JOIN fund f ON f.id = k.fund_id WHERE o.id = NEW.reopening_id FOR NO KEY UPDATE OF f; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM reopening o WHERE o.id = NEW.reopening_id AND (NEW.by_id IN (o.by_id, COALESCE(o.deputy_id, o.by_id)) OR NEW.deputy_id IN (o.by_id, COALESCE(o.deputy_id, o.by_id)))) THEN RAISE EXCEPTION 'a second person answers a re-opening' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.reopening_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'reopening is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.resolution_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT EXISTS (SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id AND c.amount = NEW.committed + NEW.freed) THEN RAISE EXCEPTION 'a resolution ends the whole commitment' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.resolution_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'resolution is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.resolution_conditioned() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM commitment_condition k WHERE k.commitment_id = NEW.commitment_id AND NOT EXISTS (SELECT 1 FROM condition_answer a WHERE a.condition_id = k.id AND a.verdict = 'accepted')) THEN RAISE EXCEPTION 'money behind a condition is committed once that is accepted' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.resolution_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.committed > 0 AND NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not approve its money' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.resolution_promised() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND (NEW.by_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id) AND (NEW.deputy_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not approve its money' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.resolution_supplement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.committed > 0 AND EXISTS (SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id AND c.supplement_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = c.supplement_id AND x.outcome = 'approved')) THEN RAISE EXCEPTION 'more money is committed by the approval of what was asked for' USING ERRCODE = 'check_violation'; END IF; IF NEW.freed > 0 AND EXISTS (SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id AND c.supplement_id IS NOT NULL AND EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = c.supplement_id AND x.outcome = 'approved')) THEN RAISE EXCEPTION 'an approval commits all that was reserved for it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.review_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id AND p.state = 'in_review' AND v.hash = NEW.revision_hash) THEN RAISE EXCEPTION 'a review names the current revision of a pitch in review by its hash' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.review_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'review is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.review_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = NEW.pitch_id AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not review it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not review it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.review_hours() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = NEW.pitch_id FOR NO KEY UPDATE; IF NEW.verdict = 'approved' AND EXISTS (SELECT 1 FROM time_agreement t WHERE t.revision_id = NEW.revision_id AND COALESCE((SELECT a.verdict FROM time_answer a WHERE a.agreement_id = t.id ORDER BY a.id DESC LIMIT 1), (SELECT a.verdict FROM time_answer a WHERE a.agreement_id = t.rests_on_id ORDER BY a.id DESC LIMIT 1), 'open') <> 'agreed') THEN RAISE EXCEPTION 'a pitch is approved once the head of the unit agreed to its hours' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.review_promised() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF 1 = 1 AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = NEW.pitch_id AND (NEW.by_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF 1 = 1 AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = NEW.pitch_id AND (NEW.deputy_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.review_standing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF substr(NEW.rule, 1, 18) = 'standing approval ' AND (NEW.verdict <> 'approved' OR NOT EXISTS (SELECT 1 FROM standing_use u JOIN standing_approval s ON s.id = u.approval_id WHERE u.revision_id = NEW.revision_id AND s.by_id = NEW.by_id AND substr(NEW.rule, 19, length(s.ref) + 1) = s.ref || ',')) THEN RAISE EXCEPTION 'a verdict by standing approval rests on its use' USING ERRCODE = 'check_violation'; END IF; IF NOT (substr(NEW.rule, 1, 18) = 'standing approval ') AND EXISTS (SELECT 1 FROM standing_use u WHERE u.revision_id = NEW.revision_id) THEN RAISE EXCEPTION 'what a standing approval approved is approved by it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.revision_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'revision is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.revision_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.submitted_by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.revision_hours_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'revision_hours is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.round_kept() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'rows of round are never deleted' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.round_rolls() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.state <> OLD.state AND NEW.kind = 'rolling' AND OLD.state || '>' || NEW.state NOT IN ('draft>funding', 'funding>closed', 'draft>cancelled') THEN RAISE EXCEPTION 'a rolling round has no stages' USING ERRCODE = 'check_violation'; END IF; IF NEW.state <> OLD.state AND NEW.kind <> 'rolling' AND OLD.state || '>' || NEW.state IN ('draft>funding', 'funding>closed') THEN RAISE EXCEPTION 'a round with stages takes one after the other' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.round_rules() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF OLD.state <> 'draft' AND ((NEW.id IS DISTINCT FROM OLD.id) OR (NEW.key IS DISTINCT FROM OLD.key) OR (NEW.name IS DISTINCT FROM OLD.name) OR (NEW.unit_id IS DISTINCT FROM OLD.unit_id) OR (NEW.chair_id IS DISTINCT FROM OLD.chair_id) OR (NEW.created_by_id IS DISTINCT FROM OLD.created_by_id) OR (NEW.kind IS DISTINCT FROM OLD.kind) OR (NEW.fiscal_year IS DISTINCT FROM OLD.fiscal_year) OR (NEW.quorum IS DISTINCT FROM OLD.quorum) OR (NEW.conflict_rule IS DISTINCT FROM OLD.conflict_rule) OR (NEW.roi_objective_pct IS DISTINCT FROM OLD.roi_objective_pct) OR (NEW.pitches_close_at IS DISTINCT FROM OLD.pitches_close_at) OR (NEW.scoring_closes_at IS DISTINCT FROM OLD.scoring_closes_at) OR (NEW.funding_closes_at IS DISTINCT FROM OLD.funding_closes_at AND NOT EXISTS (SELECT 1 FROM extension e WHERE e.round_id = OLD.id AND e.was_at = OLD.funding_closes_at AND e.until_at = NEW.funding_closes_at)) OR (NEW.decision_on IS DISTINCT FROM OLD.decision_on)) THEN RAISE EXCEPTION 'the rules of a round are frozen once it has opened' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.round_states() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ('decided>published', 'deliberation>funding', 'draft>cancelled', 'draft>funding', 'draft>open', 'finance_review>decided', 'funding>closed', 'funding>finance_review', 'open>scoring', 'published>closed', 'scoring>deliberation') THEN RAISE EXCEPTION 'this state of a round may not follow the one it is in' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.score_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r JOIN scorecard c ON c.round_id = r.id WHERE c.id = OLD.scorecard_id FOR SHARE OF r; IF NOT EXISTS (SELECT 1 FROM round r JOIN scorecard c ON c.round_id = r.id WHERE c.id = OLD.scorecard_id AND r.state = 'scoring') THEN RAISE EXCEPTION 'scores are taken while the round is scoring' USING ERRCODE = 'check_violation'; END IF; RETURN OLD; END $function$
function CREATE OR REPLACE FUNCTION public.score_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r JOIN scorecard c ON c.round_id = r.id WHERE c.id = NEW.scorecard_id FOR SHARE OF r; IF NOT EXISTS (SELECT 1 FROM round r JOIN scorecard c ON c.round_id = r.id WHERE c.id = NEW.scorecard_id AND r.state = 'scoring') THEN RAISE EXCEPTION 'scores are taken while the round is scoring' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.score_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r JOIN scorecard c ON c.round_id = r.id WHERE c.id = NEW.scorecard_id FOR SHARE OF r; IF NOT EXISTS (SELECT 1 FROM round r JOIN scorecard c ON c.round_id = r.id WHERE c.id = NEW.scorecard_id AND r.state = 'scoring') THEN RAISE EXCEPTION 'scores are taken while the round is scoring' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.scorecard_deputy_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.investor_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = NEW.pitch_id AND h.deputy_id IN (NEW.investor_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not score for another' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id AND s.person_id = NEW.deputy_id) THEN RAISE EXCEPTION 'whoever sits on the panel does not score for another' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.scorecard_deputy_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.investor_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = NEW.pitch_id AND h.deputy_id IN (NEW.investor_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not score for another' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id AND s.person_id = NEW.deputy_id) THEN RAISE EXCEPTION 'whoever sits on the panel does not score for another' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.scorecard_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id = NEW.round_id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.state = 'scoring') THEN RAISE EXCEPTION 'scores are taken while the round is scoring' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p WHERE p.id = NEW.pitch_id AND p.round_id = NEW.round_id) THEN RAISE EXCEPTION 'a scorecard is for a pitch of its round' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id AND s.person_id = NEW.investor_id) THEN RAISE EXCEPTION 'only the panel of the round scores' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.investor_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.investor_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.investor_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.investor_id OR m.owner_id = NEW.investor_id)) AND EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.conflict_rule = 'strict') THEN RAISE EXCEPTION 'under the strict rule a sponsor does not score' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.scorecard_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r WHERE r.id = NEW.round_id FOR SHARE; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.state = 'scoring') THEN RAISE EXCEPTION 'scores are taken while the round is scoring' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p WHERE p.id = NEW.pitch_id AND p.round_id = NEW.round_id) THEN RAISE EXCEPTION 'a scorecard is for a pitch of its round' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id AND s.person_id = NEW.investor_id) THEN RAISE EXCEPTION 'only the panel of the round scores' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.investor_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.investor_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = NEW.investor_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not score it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = NEW.investor_id OR m.owner_id = NEW.investor_id)) AND EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.conflict_rule = 'strict') THEN RAISE EXCEPTION 'under the strict rule a sponsor does not score' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.search_claim_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = (SELECT id FROM pitch WHERE key = NEW.pitch_key) AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_co_author_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.pitch_id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_co_author_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = OLD.pitch_id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_draft_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.pitch_id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_draft_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.pitch_id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_fold(whole text) RETURNS text LANGUAGE sql STABLE SET search_path TO 'public', 'pg_temp' AS $function$ SELECT TRIM(REPLACE(REPLACE(REPLACE(COALESCE(string_agg(piece, '' ORDER BY n), ''), ' ', ' ' || CHR(1)), CHR(1) || ' ', ''), CHR(1), '')) FROM ( SELECT n, COALESCE((SELECT l.folded FROM search_letter l WHERE l.letter = told.letter), CASE WHEN told.letter COLLATE "C" BETWEEN 'ぁ' AND 'ゟ' OR told.letter COLLATE "C" BETWEEN 'ァ' AND 'ヺ' OR told.letter COLLATE "C" BETWEEN 'ー' AND 'ヿ' OR told.letter COLLATE "C" BETWEEN '㐀' AND '鿿' THEN ' ' || told.letter || CASE WHEN told.following COLLATE "C" BETWEEN 'ぁ' AND 'ゟ' OR told.following COLLATE "C" BETWEEN 'ァ' AND 'ヺ' OR told.following COLLATE "C" BETWEEN 'ー' AND 'ヿ' OR told.following COLLATE "C" BETWEEN '㐀' AND '鿿' THEN told.following ELSE '' END || ' ' ELSE told.letter END) AS piece FROM ( SELECT n, letter, COALESCE(lead(letter) OVER (ORDER BY n), '') AS following FROM string_to_table(whole, NULL) WITH ORDINALITY AS t(letter, n)) AS told) AS folded $function$
function CREATE OR REPLACE FUNCTION public.search_goal_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN INSERT INTO search_entry (kind, row_id, own, tokens) VALUES ('goal', NEW.id, search_fold(NEW.name), '');UPDATE search_entry SET tokens = t.tokens FROM search_goal t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_goal_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET own = search_fold(NEW.name) WHERE kind = 'goal' AND row_id = NEW.id;UPDATE search_entry SET tokens = t.tokens FROM search_goal t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.id AND search_entry.tokens <> t.tokens;UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = ANY (ARRAY(SELECT pitch_id FROM revision WHERE goal_id = NEW.id UNION SELECT d.pitch_id FROM draft d JOIN measure m ON m.id = d.measure_id WHERE m.goal_id = NEW.id)) AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_investment_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.pitch_id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_measure_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = ANY (ARRAY(SELECT pitch_id FROM draft WHERE measure_id = NEW.id UNION SELECT pitch_id FROM revision WHERE measure_id = NEW.id)) AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_person_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN INSERT INTO search_entry (kind, row_id, own, tokens) VALUES ('person', NEW.id, search_fold(NEW.name), '');UPDATE search_entry SET tokens = t.tokens FROM search_person t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_person_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET own = search_fold(NEW.name) WHERE kind = 'person' AND row_id = NEW.id;UPDATE search_entry SET tokens = t.tokens FROM search_person t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.id AND search_entry.tokens <> t.tokens;UPDATE search_entry SET tokens = t.tokens FROM search_goal t WHERE search_entry.id = t.entry_id AND t.row_id = ANY (ARRAY(SELECT id FROM goal WHERE owner_id = NEW.id)) AND search_entry.tokens <> t.tokens;UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = ANY (ARRAY(SELECT id FROM pitch WHERE presenter_id = NEW.id UNION SELECT pitch_id FROM revision WHERE sponsor_id = NEW.id UNION SELECT d.pitch_id FROM draft d JOIN measure m ON m.id = d.measure_id WHERE m.owner_id = NEW.id)) AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_pitch_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN INSERT INTO search_entry (kind, row_id, own, tokens) VALUES ('pitch', NEW.id, search_fold(NEW.title || COALESCE(' ' || NEW.ref || ' ' || LTRIM(SUBSTR(NEW.ref, 8), '0'), '')), '');UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_pitch_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET own = search_fold(NEW.title || COALESCE(' ' || NEW.ref || ' ' || LTRIM(SUBSTR(NEW.ref, 8), '0'), '')) WHERE kind = 'pitch' AND row_id = NEW.id AND (NEW.title IS DISTINCT FROM OLD.title OR NEW.ref IS DISTINCT FROM OLD.ref);UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_revision_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = NEW.pitch_id AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_unit_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN INSERT INTO search_entry (kind, row_id, own, tokens) VALUES ('unit', NEW.id, search_fold(NEW.name), ''); RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.search_unit_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN UPDATE search_entry SET own = search_fold(NEW.name) WHERE kind = 'unit' AND row_id = NEW.id;UPDATE search_entry SET tokens = t.tokens FROM search_person t WHERE search_entry.id = t.entry_id AND t.row_id = ANY (ARRAY(SELECT id FROM person WHERE unit_id = NEW.id)) AND search_entry.tokens <> t.tokens;UPDATE search_entry SET tokens = t.tokens FROM search_goal t WHERE search_entry.id = t.entry_id AND t.row_id = ANY (ARRAY(SELECT id FROM goal WHERE unit_id = NEW.id)) AND search_entry.tokens <> t.tokens;UPDATE search_entry SET tokens = t.tokens FROM search_pitch t WHERE search_entry.id = t.entry_id AND t.row_id = ANY (ARRAY(SELECT id FROM pitch WHERE unit_id = NEW.id)) AND search_entry.tokens <> t.tokens; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.setting_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'setting_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.setting_change_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'setting_change is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f WHERE f.id = NEW.fund_id FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NULL) THEN RAISE EXCEPTION 'a fund that holds nothing lacks nothing' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall h WHERE h.fund_id = NEW.fund_id AND NOT EXISTS (SELECT 1 FROM shortfall_end x WHERE x.shortfall_id = h.id)) THEN RAISE EXCEPTION 'a fund has one open shortfall at a time' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'shortfall is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_consent_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'shortfall_consent is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_consented() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f JOIN shortfall h ON h.fund_id = f.id JOIN shortfall_list y ON y.shortfall_id = h.id WHERE y.id = NEW.list_id FOR NO KEY UPDATE OF f; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_list y JOIN shortfall h ON h.id = y.shortfall_id WHERE y.id = NEW.list_id AND EXISTS (SELECT 1 FROM shortfall_end x WHERE x.shortfall_id = h.id)) THEN RAISE EXCEPTION 'a shortfall that is over is not confirmed' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM shortfall_list y JOIN shortfall h ON h.id = y.shortfall_id WHERE y.id = NEW.list_id AND NOT EXISTS (SELECT 1 FROM shortfall_list n WHERE n.shortfall_id = h.id AND n.number > y.number)) THEN RAISE EXCEPTION 'the newest list of a shortfall is confirmed' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM shortfall_list y JOIN shortfall h ON h.id = y.shortfall_id WHERE y.id = NEW.list_id AND h.amount = (SELECT COALESCE(SUM(l.amount), 0) FROM shortfall_line l WHERE l.list_id = NEW.list_id) + (SELECT COALESCE(SUM(l.amount), 0) FROM promise_line l WHERE l.list_id = NEW.list_id)) THEN RAISE EXCEPTION 'a list adds up to what is missing' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_consent o WHERE o.list_id = NEW.list_id AND (NEW.by_id IN (o.by_id, COALESCE(o.deputy_id, o.by_id)) OR NEW.deputy_id IN (o.by_id, COALESCE(o.deputy_id, o.by_id)))) THEN RAISE EXCEPTION 'a list is confirmed by two persons' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = k.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = k.pitch_id AND w.person_id = NEW.by_id))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = k.pitch_id AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id))) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = k.pitch_id AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed')) THEN RAISE EXCEPTION 'whoever invested in a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = k.pitch_id AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor'))) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = k.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = k.pitch_id AND w.person_id = NEW.deputy_id))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = k.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id))) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = k.pitch_id AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed')) THEN RAISE EXCEPTION 'whoever invested in a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = k.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor'))) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = k.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = k.pitch_id AND w.person_id = NEW.by_id))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = k.pitch_id AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id))) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = k.pitch_id AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed')) THEN RAISE EXCEPTION 'whoever invested in a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = k.pitch_id AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor'))) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = k.pitch_id AND (NEW.by_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed'))) OR EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = k.pitch_id AND (NEW.by_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed'))) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = k.pitch_id AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = k.pitch_id AND w.person_id = NEW.deputy_id))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = k.pitch_id AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id))) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = k.pitch_id AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed')) THEN RAISE EXCEPTION 'whoever invested in a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = k.pitch_id AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor'))) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM promise_line l JOIN advance k ON k.id = l.advance_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = k.pitch_id AND (NEW.deputy_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed'))) OR EXISTS (SELECT 1 FROM shortfall_line l JOIN commitment k ON k.id = l.commitment_id WHERE l.list_id = NEW.list_id AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = k.pitch_id AND (NEW.deputy_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed'))) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not confirm what is cut' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'shortfall_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f JOIN shortfall h ON h.fund_id = f.id WHERE h.id = NEW.shortfall_id FOR NO KEY UPDATE OF f; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome = 'carried_out' AND NOT ((SELECT COUNT(*) FROM shortfall_consent o WHERE o.list_id = NEW.list_id) = 2 AND EXISTS (SELECT 1 FROM shortfall_list y WHERE y.id = NEW.list_id AND y.shortfall_id = NEW.shortfall_id)) THEN RAISE EXCEPTION 'what is cut was confirmed by two persons' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome = 'dropped' AND EXISTS (SELECT 1 FROM shortfall h WHERE h.id = NEW.shortfall_id AND h.cuts_budget = 0 AND h.amount = (SELECT COALESCE(SUM(o.kept - (SELECT COALESCE(SUM(q.amount), 0) FROM advance_cut q WHERE q.advance_id = a.id)), 0) FROM advance a JOIN pitch p ON p.id = a.pitch_id JOIN advance_approval o ON o.advance_id = a.id, fund f WHERE f.id = h.fund_id AND a.unit_id = f.unit_id AND a.fiscal_year = f.fiscal_year AND p.state = 'funded' AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id)) - (SELECT b.balance FROM account b WHERE b.fund_id = h.fund_id AND b.kind = 'fund')) THEN RAISE EXCEPTION 'what is missing for promises is cut, or the fund is raised' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_line_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM shortfall_consent o WHERE o.list_id = NEW.list_id) THEN RAISE EXCEPTION 'a list that was confirmed is not changed' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM purse u WHERE u.id = COALESCE(NEW.purse_id, (SELECT k.purse_id FROM commitment k WHERE k.id = NEW.commitment_id)) AND u.fund_id <> (SELECT h.fund_id FROM shortfall_list y JOIN shortfall h ON h.id = y.shortfall_id WHERE y.id = NEW.list_id)) THEN RAISE EXCEPTION 'a list cuts money of its own fund' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_line_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'shortfall_line is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_list_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM fund f JOIN shortfall h ON h.fund_id = f.id WHERE h.id = NEW.shortfall_id FOR NO KEY UPDATE OF f; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM shortfall_end x WHERE x.shortfall_id = NEW.shortfall_id) THEN RAISE EXCEPTION 'a shortfall that is over takes no new list' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.shortfall_list_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'shortfall_list is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standard_value_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'standard_value is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standby_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM round r JOIN purse u ON u.round_id = r.id WHERE u.id = NEW.purse_id FOR SHARE OF r; IF NOT EXISTS (SELECT 1 FROM purse u JOIN round r ON r.id = u.round_id JOIN pitch p ON p.round_id = r.id WHERE u.id = NEW.purse_id AND p.id = NEW.pitch_id AND r.state = 'funding' AND u.investor_id = NEW.by_id) THEN RAISE EXCEPTION 'an investor stands by with a purse of theirs while the round is funding' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.standby_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'standby is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standby_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'standby_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standby_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.outcome = 'told' AND NOT EXISTS (SELECT 1 FROM standby s WHERE s.id = NEW.standby_id AND s.amount <= NEW.room) THEN RAISE EXCEPTION 'who stands by is told of room for what they would commit' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome = 'left' AND NOT EXISTS (SELECT 1 FROM standby s WHERE s.id = NEW.standby_id AND s.by_id = NEW.by_id) THEN RAISE EXCEPTION 'only who stands by leaves the list' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.standing_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'standing_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standing_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM standing_approval s WHERE s.id = NEW.approval_id FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM standing_approval s WHERE s.id = NEW.approval_id AND (s.by_id IN (NEW.by_id, COALESCE(NEW.deputy_id, NEW.by_id)) OR COALESCE(s.deputy_id, s.by_id) IN (NEW.by_id, COALESCE(NEW.deputy_id, NEW.by_id)))) THEN RAISE EXCEPTION 'a second person confirms a standing approval' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM standing_end e WHERE e.approval_id = NEW.approval_id) THEN RAISE EXCEPTION 'what was ended is not confirmed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.standing_approval_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'standing_approval is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standing_approval_set() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'a standing approval is for a confirmed fund' USING ERRCODE = 'check_violation'; END IF; IF NEW.most_minor > (SELECT small_minor FROM organisation) THEN RAISE EXCEPTION 'a standing approval is for small pitches alone' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.standing_category_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'standing_category is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standing_category_named() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM standing_approval s WHERE s.id = NEW.approval_id FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM standing_answer a WHERE a.approval_id = NEW.approval_id) THEN RAISE EXCEPTION 'what a standing approval covers is confirmed with it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.standing_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'standing_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standing_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.standing_use_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'standing_use is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.standing_used() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM standing_approval s WHERE s.id = NEW.approval_id FOR NO KEY UPDATE; IF NOT EXISTS (SELECT 1 FROM standing_answer a WHERE a.approval_id = NEW.approval_id AND a.verdict = 'confirmed') THEN RAISE EXCEPTION 'a standing approval works once a second person confirmed it' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM standing_end e WHERE e.approval_id = NEW.approval_id) THEN RAISE EXCEPTION 'a standing approval that was ended approves nothing' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM standing_approval s WHERE s.id = NEW.approval_id AND NEW.used_on >= s.valid_from AND NEW.used_on <= s.valid_to) THEN RAISE EXCEPTION 'a standing approval works on its days alone' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id AND p.state = 'in_review') THEN RAISE EXCEPTION 'a standing approval is used on a pitch in review' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM standing_approval s WHERE s.id = NEW.approval_id AND NEW.amount <= s.most_minor AND (SELECT v.ask_minor FROM revision v WHERE v.id = NEW.revision_id) <= s.most_minor) THEN RAISE EXCEPTION 'the pitch asks more than a standing approval allows' USING ERRCODE = 'check_violation'; END IF; IF NEW.amount + (SELECT COALESCE(SUM(u.amount), 0) FROM standing_use u WHERE u.approval_id = NEW.approval_id) > (SELECT s.total_minor FROM standing_approval s WHERE s.id = NEW.approval_id) THEN RAISE EXCEPTION 'a standing approval is exhausted' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment c JOIN purse u ON u.id = c.purse_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND COALESCE(e.outcome, 'held') <> 'freed' AND u.fund_id <> (SELECT s.fund_id FROM standing_approval s WHERE s.id = NEW.approval_id)) OR NOT EXISTS (SELECT 1 FROM commitment c JOIN purse u ON u.id = c.purse_id LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.pitch_id = NEW.pitch_id AND COALESCE(e.outcome, 'held') <> 'freed' AND u.fund_id = (SELECT s.fund_id FROM standing_approval s WHERE s.id = NEW.approval_id)) THEN RAISE EXCEPTION 'a standing approval is for money of its fund' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM ask_category k WHERE k.revision_id = NEW.revision_id AND k.category NOT IN (SELECT g.category FROM standing_category g WHERE g.approval_id = NEW.approval_id)) OR NOT EXISTS (SELECT 1 FROM ask_category k WHERE k.revision_id = NEW.revision_id) THEN RAISE EXCEPTION 'a standing approval is for its categories of cost' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = (SELECT s.by_id FROM standing_approval s WHERE s.id = NEW.approval_id)) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = (SELECT s.by_id FROM standing_approval s WHERE s.id = NEW.approval_id))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = (SELECT s.by_id FROM standing_approval s WHERE s.id = NEW.approval_id) OR m.owner_id = (SELECT s.by_id FROM standing_approval s WHERE s.id = NEW.approval_id))) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = (SELECT s.by_id FROM standing_approval s WHERE s.id = NEW.approval_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = (SELECT s.by_id FROM standing_approval s WHERE s.id = NEW.approval_id) AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = (SELECT s.deputy_id FROM standing_approval s WHERE s.id = NEW.approval_id)) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = (SELECT s.deputy_id FROM standing_approval s WHERE s.id = NEW.approval_id))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = (SELECT s.deputy_id FROM standing_approval s WHERE s.id = NEW.approval_id) OR m.owner_id = (SELECT s.deputy_id FROM standing_approval s WHERE s.id = NEW.approval_id))) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = (SELECT s.deputy_id FROM standing_approval s WHERE s.id = NEW.approval_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = (SELECT s.deputy_id FROM standing_approval s WHERE s.id = NEW.approval_id) AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = (SELECT t.by_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id)) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = (SELECT t.by_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = (SELECT t.by_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id) OR m.owner_id = (SELECT t.by_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id))) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = (SELECT t.by_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = (SELECT t.by_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id) AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = (SELECT t.deputy_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id)) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = (SELECT t.deputy_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id))) THEN RAISE EXCEPTION 'whoever wrote a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = NEW.pitch_id AND (v.sponsor_id = (SELECT t.deputy_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id) OR m.owner_id = (SELECT t.deputy_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id))) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = NEW.pitch_id AND i.by_id = (SELECT t.deputy_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = NEW.pitch_id AND q.person_id = (SELECT t.deputy_id FROM standing_answer t WHERE t.approval_id = NEW.approval_id) AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not approve it ahead' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.supplement_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'supplement is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.supplement_asked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = NEW.pitch_id FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT (EXISTS (SELECT 1 FROM pitch w WHERE w.id = NEW.pitch_id AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = NEW.pitch_id AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch asks for more money of it' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.state = 'funded' AND p.id = NEW.pitch_id AND v.id = NEW.revision_id AND EXISTS (SELECT 1 FROM investment i WHERE i.pitch_id = p.id AND i.state IN ('active', 'gate_due', 'rescoped', 'delivered', 'tracking', 'paused', 'stopped'))) THEN RAISE EXCEPTION 'more money is asked for a funded pitch that is under way' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.kind = 'rolling' AND r.state = 'funding' AND r.fiscal_year = NEW.fiscal_year) THEN RAISE EXCEPTION 'more money is asked of an open rolling round of its year' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM supplement s WHERE s.pitch_id = NEW.pitch_id AND s.fiscal_year = NEW.fiscal_year AND NOT EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = s.id)) THEN RAISE EXCEPTION 'a pitch asks for more money of a year once at a time' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.supplement_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'supplement_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.supplement_end_promised() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND (NEW.by_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM advance a WHERE a.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND (NEW.deputy_id IN (a.by_id, a.deputy_id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id AND e.outcome = 'freed')) THEN RAISE EXCEPTION 'whoever promised money to a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.supplement_ended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p JOIN supplement s ON s.pitch_id = p.id WHERE s.id = NEW.supplement_id FOR NO KEY UPDATE OF p; IF NEW.outcome IN ('approved', 'declined') AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome IN ('approved', 'declined') AND EXISTS (SELECT 1 FROM supplement s WHERE s.id = NEW.supplement_id AND s.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever asked for more money does not review it' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome = 'approved' AND NOT EXISTS (SELECT 1 FROM supplement s WHERE s.id = NEW.supplement_id AND s.amount = (SELECT COALESCE(SUM(c.amount), 0) FROM commitment c LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.supplement_id = NEW.supplement_id AND COALESCE(e.outcome, 'held') <> 'freed')) THEN RAISE EXCEPTION 'more money is approved once all of it is reserved' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome = 'approved' AND NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no WHERE p.state = 'funded' AND p.id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND v.hash = NEW.revision_hash) THEN RAISE EXCEPTION 'an approval of more money names the funded revision by its hash' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome <> 'approved' AND (SELECT COALESCE(SUM(c.amount), 0) FROM commitment c LEFT JOIN resolution e ON e.commitment_id = c.id WHERE c.supplement_id = NEW.supplement_id AND COALESCE(e.outcome, 'held') <> 'freed') > 0 THEN RAISE EXCEPTION 'what is not approved leaves nothing reserved' USING ERRCODE = 'check_violation'; END IF; IF NEW.outcome = 'withdrawn' AND NOT (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT s.pitch_id FROM supplement s WHERE s.id = NEW.supplement_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch withdraws what it asks for' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.supplement_settles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.settles = 1 AND (SELECT t.amount FROM tranche t WHERE t.id = NEW.tranche_id) > (SELECT COALESCE(SUM(o.amount - COALESCE((SELECT SUM(m.amount) FROM overrun_settlement m WHERE m.overrun_id = o.id), 0)), 0) FROM overrun o JOIN actual a ON a.id = o.actual_id JOIN investment i ON i.id = a.investment_id WHERE i.pitch_id = (SELECT t.pitch_id FROM tranche t WHERE t.id = NEW.tranche_id)) THEN RAISE EXCEPTION 'a tranche settles no more than was spent above what was released' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.supplement_tranche_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'supplement_tranche is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.supplement_tranche_own() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM supplement s WHERE s.id = NEW.supplement_id FOR NO KEY UPDATE; IF NOT EXISTS (SELECT 1 FROM supplement s JOIN tranche t ON t.pitch_id = s.pitch_id AND t.fiscal_year = s.fiscal_year WHERE s.id = NEW.supplement_id AND t.id = NEW.tranche_id AND (SELECT COALESCE(SUM(t.amount), 0) FROM supplement_tranche m JOIN tranche t ON t.id = m.tranche_id WHERE m.supplement_id = NEW.supplement_id) + t.amount <= s.amount AND EXISTS (SELECT 1 FROM supplement_end x WHERE x.supplement_id = s.id AND x.outcome = 'approved')) THEN RAISE EXCEPTION 'a tranche is of its approved supplement, and within it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.team_capacity_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'team_capacity is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.time_agreement_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'time_agreement is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.time_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'time_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.time_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = (SELECT t.pitch_id FROM time_agreement t WHERE t.id = NEW.agreement_id) FOR NO KEY UPDATE; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM unit_head h WHERE h.person_id = NEW.by_id AND h.id IN (SELECT MAX(n.id) FROM unit_head n GROUP BY n.unit_id)) THEN RAISE EXCEPTION 'hours are agreed to by who heads a unit' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT t.pitch_id FROM time_agreement t WHERE t.id = NEW.agreement_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT t.pitch_id FROM time_agreement t WHERE t.id = NEW.agreement_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not agree to its hours' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT t.pitch_id FROM time_agreement t WHERE t.id = NEW.agreement_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT t.pitch_id FROM time_agreement t WHERE t.id = NEW.agreement_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not agree to its hours' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT t.pitch_id FROM time_agreement t WHERE t.id = NEW.agreement_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not agree to its hours' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM review r JOIN time_agreement t ON t.revision_id = r.revision_id WHERE t.id = NEW.agreement_id AND r.verdict = 'approved') THEN RAISE EXCEPTION 'what finance approved rests on its agreements, which stay' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.time_asked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NOT EXISTS (SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id WHERE p.id = NEW.pitch_id AND p.unit_id = NEW.unit_id AND v.id = NEW.revision_id) THEN RAISE EXCEPTION 'hours are asked for a revision of the pitch, of the unit that it is for' USING ERRCODE = 'check_violation'; END IF; IF NEW.rests_on_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM time_agreement k WHERE k.id = NEW.rests_on_id AND k.pitch_id = NEW.pitch_id AND k.unit_id = NEW.unit_id AND k.rests_on_id IS NULL AND (SELECT a.verdict FROM time_answer a WHERE a.agreement_id = k.id ORDER BY a.id DESC LIMIT 1) = 'agreed') THEN RAISE EXCEPTION 'an agreement is kept where the head agreed before, for the same pitch and unit' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.time_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM time_agreement t WHERE t.id = NEW.agreement_id AND t.rests_on_id IS NOT NULL AND NEW.hours > t.limit_hours + 0.05 AND NEW.hours > COALESCE((SELECT q.hours FROM time_quarter q WHERE q.agreement_id = t.rests_on_id AND q.quarter_on = NEW.quarter_on), 0) + 0.05) THEN RAISE EXCEPTION 'more hours than were agreed to are asked for anew' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.time_quarter_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'time_quarter is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.tranche_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'tranche is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.tranche_cut_allowed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM tranche t JOIN pitch p ON p.id = t.pitch_id WHERE t.id = NEW.tranche_id FOR NO KEY UPDATE OF p; IF NEW.amount > (SELECT t.amount - COALESCE((SELECT SUM(q.amount) FROM tranche_cut q WHERE q.tranche_id = t.id), 0) FROM tranche t WHERE t.id = NEW.tranche_id) THEN RAISE EXCEPTION 'no more is cut of a tranche than there is' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM "release" r WHERE r.tranche_id = NEW.tranche_id) THEN RAISE EXCEPTION 'what is released is not cut with its tranche' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM shortfall_end x WHERE x.shortfall_id = NEW.shortfall_id AND x.outcome = 'carried_out') THEN RAISE EXCEPTION 'nothing is cut before two persons confirmed it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.tranche_cut_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'tranche_cut is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_ahead() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF (NEW.from_kind IN ('coming', 'promised')) <> (NEW.advance_id IS NOT NULL) THEN RAISE EXCEPTION 'what is promised names its advance commitment' USING ERRCODE = 'check_violation'; END IF; IF NEW.from_kind IN ('coming', 'promised') AND NEW.verb NOT IN ('reserve', 'free') THEN RAISE EXCEPTION 'a promise is freed by its end alone' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb = 'reserve' AND NEW.from_kind = 'coming' AND NOT EXISTS (SELECT 1 FROM advance a WHERE a.id = NEW.advance_id AND a.amount = NEW.amount AND EXISTS (SELECT 1 FROM account k WHERE k.id = NEW.from_id AND k.unit_id = a.unit_id AND k.fiscal_year = a.fiscal_year) AND EXISTS (SELECT 1 FROM account k WHERE k.id = NEW.to_id AND k.pitch_id = a.pitch_id AND k.fiscal_year = a.fiscal_year)) THEN RAISE EXCEPTION 'a promise is what its advance commitment says' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb = 'free' AND NEW.from_kind = 'promised' AND NOT EXISTS (SELECT 1 FROM advance a JOIN transfer t ON t.advance_id = a.id AND t.verb = 'reserve' WHERE a.id = NEW.advance_id AND t.from_id = NEW.to_id AND t.to_id = NEW.from_id) THEN RAISE EXCEPTION 'a promise is freed to where it came from' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'transfer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_beside_promises() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM account k WHERE k.id = NEW.from_id AND NEW.verb IN ('allot', 'give_back') AND k.kind = 'fund' FOR NO KEY UPDATE; IF (NEW.verb = 'allot' OR (NEW.verb = 'give_back' AND NEW.to_kind = 'authority')) AND NOT EXISTS (SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id AND EXISTS (SELECT 1 FROM advance_end e JOIN advance a ON a.id = e.advance_id JOIN purse o ON o.id = a.purse_id WHERE e.outcome = 'served' AND e.commitment_key = c.key AND e.amount = c.amount AND a.pitch_id = c.pitch_id AND a.revision_id = c.revision_id AND a.fiscal_year = c.fiscal_year AND a.by_id = c.by_id AND EXISTS (SELECT 1 FROM purse n JOIN fund f ON f.id = n.fund_id WHERE n.id = c.purse_id AND n.round_id = o.round_id AND f.unit_id = a.unit_id AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id))))) AND (SELECT k.balance FROM account k WHERE k.id = NEW.from_id) - NEW.amount < (SELECT COALESCE(SUM(CASE WHEN p.state = 'funded' THEN COALESCE(o.kept, a.amount) - (SELECT COALESCE(SUM(q.amount), 0) FROM advance_cut q WHERE q.advance_id = a.id) ELSE a.amount END), 0) FROM advance a JOIN pitch p ON p.id = a.pitch_id LEFT JOIN advance_approval o ON o.advance_id = a.id JOIN account k ON k.id = NEW.from_id JOIN fund f ON f.id = k.fund_id WHERE a.unit_id = f.unit_id AND a.fiscal_year = f.fiscal_year AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id)) AND (SELECT COALESCE(SUM(CASE WHEN p.state = 'funded' THEN COALESCE(o.kept, a.amount) - (SELECT COALESCE(SUM(q.amount), 0) FROM advance_cut q WHERE q.advance_id = a.id) ELSE a.amount END), 0) FROM advance a JOIN pitch p ON p.id = a.pitch_id LEFT JOIN advance_approval o ON o.advance_id = a.id JOIN account k ON k.id = NEW.from_id JOIN fund f ON f.id = k.fund_id WHERE a.unit_id = f.unit_id AND a.fiscal_year = f.fiscal_year AND (f.confirmed_at IS NOT NULL AND f.nature = 'opex' AND NOT EXISTS (SELECT 1 FROM fund_goal k WHERE k.fund_id = f.id) AND NOT EXISTS (SELECT 1 FROM fund_category k WHERE k.fund_id = f.id)) AND NOT EXISTS (SELECT 1 FROM advance_end e WHERE e.advance_id = a.id)) > 0 THEN RAISE EXCEPTION 'what was promised from this fund is served first' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_deputy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_explained() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM account f, account t WHERE f.id = NEW.from_id AND t.id = NEW.to_id AND f.pitch_id <> t.pitch_id) THEN RAISE EXCEPTION 'money stays with its pitch' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb NOT IN ('carry', 'reverse') AND EXISTS (SELECT 1 FROM account f, account t WHERE f.id = NEW.from_id AND t.id = NEW.to_id AND f.fiscal_year <> t.fiscal_year) THEN RAISE EXCEPTION 'money stays in its fiscal year unless it is carried' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM account f, account t WHERE f.id = NEW.from_id AND t.id = NEW.to_id AND f.fund_id <> t.fund_id) THEN RAISE EXCEPTION 'money stays with its fund' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM account f, account t WHERE f.id = NEW.from_id AND t.id = NEW.to_id AND EXISTS (SELECT 1 FROM purse p WHERE (p.id = f.purse_id AND p.fund_id <> t.fund_id) OR (p.id = t.purse_id AND p.fund_id <> f.fund_id))) THEN RAISE EXCEPTION 'a purse is filled from its own fund and returns to it' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb = 'open' AND NOT EXISTS (SELECT 1 FROM fund WHERE id = (SELECT fund_id FROM account WHERE id = NEW.to_id) AND confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'a fund opens when a second person confirmed' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb = 'reserve' AND NEW.from_kind = 'purse' AND NOT EXISTS (SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id AND c.amount = NEW.amount AND c.purse_id = (SELECT purse_id FROM account WHERE id = NEW.from_id) AND c.pitch_id = (SELECT pitch_id FROM account WHERE id = NEW.to_id) AND c.fiscal_year = (SELECT fiscal_year FROM account WHERE id = NEW.to_id)) THEN RAISE EXCEPTION 'a reservation is what its commitment says' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb = 'free' AND NEW.from_kind = 'reserved' AND NOT EXISTS (SELECT 1 FROM commitment c JOIN resolution r ON r.commitment_id = c.id WHERE c.id = NEW.commitment_id AND c.pitch_id = (SELECT pitch_id FROM account WHERE id = NEW.from_id) AND c.fiscal_year = (SELECT fiscal_year FROM account WHERE id = NEW.from_id) AND EXISTS (SELECT 1 FROM transfer x WHERE x.commitment_id = c.id AND x.verb = 'reserve') AND r.freed = NEW.amount AND c.purse_id = (SELECT purse_id FROM account WHERE id = NEW.to_id)) THEN RAISE EXCEPTION 'a reservation is freed by its resolution' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb = 'commit' AND NOT EXISTS (SELECT 1 FROM commitment c JOIN resolution r ON r.commitment_id = c.id WHERE c.id = NEW.commitment_id AND c.pitch_id = (SELECT pitch_id FROM account WHERE id = NEW.from_id) AND c.fiscal_year = (SELECT fiscal_year FROM account WHERE id = NEW.from_id) AND EXISTS (SELECT 1 FROM transfer x WHERE x.commitment_id = c.id AND x.verb = 'reserve') AND r.committed = NEW.amount) THEN RAISE EXCEPTION 'a reservation is committed by its resolution' USING ERRCODE = 'check_violation'; END IF; IF (NEW.verb = 'reverse') <> (NEW.reverses_id IS NOT NULL) OR (NEW.verb = 'reverse' AND NOT EXISTS (SELECT 1 FROM transfer o WHERE o.id = NEW.reverses_id AND o.from_id = NEW.to_id AND o.to_id = NEW.from_id AND o.amount = NEW.amount AND o.verb <> 'reverse')) THEN RAISE EXCEPTION 'a reversal undoes exactly the transfer that it names' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.verb = 'release' AND EXISTS (SELECT 1 FROM investment i JOIN account h ON h.pitch_id = i.pitch_id WHERE h.id = NEW.from_id AND (i.state IN ('gate_due', 'paused', 'stopped') OR EXISTS (SELECT 1 FROM gate g WHERE g.investment_id = i.id AND NOT EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = g.id)))) AND NOT EXISTS (SELECT 1 FROM "release" r JOIN tranche t ON t.id = r.tranche_id JOIN supplement_tranche s ON s.tranche_id = t.id JOIN account a ON a.pitch_id = t.pitch_id WHERE a.id = NEW.from_id AND s.settles = 1 AND r.by_id = NEW.by_id AND r.at = NEW.at AND NEW.amount + (SELECT COALESCE(SUM(m.amount), 0) FROM transfer m WHERE m.verb = 'release' AND m.from_id = NEW.from_id AND m.by_id = NEW.by_id AND m.at = NEW.at) <= t.amount) THEN RAISE EXCEPTION 'nothing is released while a gate, a pause or a stop stands' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM account WHERE id IN (NEW.from_id, NEW.to_id) ORDER BY id FOR NO KEY UPDATE; UPDATE account SET balance = balance - NEW.amount, last_transfer_id = NEW.id, ceiling = CASE WHEN NEW.verb = 'commit' THEN ceiling - NEW.amount ELSE ceiling END WHERE id = NEW.from_id; UPDATE account SET balance = balance + NEW.amount, last_transfer_id = NEW.id WHERE id = NEW.to_id; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_of_budget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.verb = 'open' AND NOT (NEW.amount = (SELECT f.amount FROM fund f JOIN account k ON k.fund_id = f.id WHERE k.id = NEW.to_id) AND NOT EXISTS (SELECT 1 FROM transfer o WHERE o.to_id = NEW.to_id AND o.verb = 'open' AND o.id <> NEW.id)) AND NOT (EXISTS (SELECT 1 FROM fund_change c LEFT JOIN fund_change_answer a ON a.change_id = c.id JOIN account k ON k.id = NEW.to_id WHERE c.key = NEW.document AND c.amount = NEW.amount AND c.to_fund_id = k.fund_id AND COALESCE(a.verdict, 'none') = CASE WHEN c.needs_second = 1 THEN 'confirmed' ELSE 'none' END) AND NOT EXISTS (SELECT 1 FROM transfer o WHERE o.to_id = NEW.to_id AND o.verb = NEW.verb AND o.document = NEW.document AND o.id <> NEW.id)) THEN RAISE EXCEPTION 'a fund is opened once, and raised by a decision alone' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb = 'give_back' AND NEW.to_kind = 'authority' AND NOT (EXISTS (SELECT 1 FROM fund_change c LEFT JOIN fund_change_answer a ON a.change_id = c.id JOIN account k ON k.id = NEW.from_id WHERE c.key = NEW.document AND c.amount = NEW.amount AND c.from_fund_id = k.fund_id AND COALESCE(a.verdict, 'none') = CASE WHEN c.needs_second = 1 THEN 'confirmed' ELSE 'none' END) AND NOT EXISTS (SELECT 1 FROM transfer o WHERE o.from_id = NEW.from_id AND o.verb = NEW.verb AND o.document = NEW.document AND o.id <> NEW.id)) THEN RAISE EXCEPTION 'a fund is cut by a decision alone' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_of_shortfall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.document <> '' AND EXISTS (SELECT 1 FROM shortfall h WHERE h.key = NEW.document) AND NOT EXISTS (SELECT 1 FROM shortfall h JOIN shortfall_list y ON y.shortfall_id = h.id WHERE h.key = NEW.document AND (SELECT COUNT(*) FROM shortfall_consent o WHERE o.list_id = y.id) = 2) THEN RAISE EXCEPTION 'nothing is cut before two persons confirmed it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_promised_limits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF NEW.advance_id IS NULL THEN RETURN NULL; END IF; PERFORM 1 FROM account r JOIN account p ON p.pitch_id = r.pitch_id AND p.fiscal_year = r.fiscal_year WHERE r.kind = 'reserved' AND p.kind = 'promised' AND p.id IN (NEW.from_id, NEW.to_id) FOR NO KEY UPDATE OF r; IF (SELECT COALESCE(SUM(t.amount), 0) FROM transfer t WHERE t.advance_id = NEW.advance_id AND t.verb = 'free') > (SELECT COALESCE((SELECT o.freed FROM advance_approval o WHERE o.advance_id = NEW.advance_id), 0) + COALESCE((SELECT e.amount FROM advance_end e WHERE e.advance_id = NEW.advance_id), 0)) + (SELECT COALESCE(SUM(q.amount), 0) FROM advance_cut q WHERE q.advance_id = NEW.advance_id) THEN RAISE EXCEPTION 'a promise is freed as far as it ended' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM account r JOIN account p ON p.pitch_id = r.pitch_id AND p.fiscal_year = r.fiscal_year WHERE r.kind = 'reserved' AND p.kind = 'promised' AND p.id IN (NEW.from_id, NEW.to_id) AND r.ceiling + CASE WHEN NEW.to_kind = 'promised' THEN -NEW.amount ELSE NEW.amount END >= r.balance) THEN RAISE EXCEPTION 'a promise fits under the ask' USING ERRCODE = 'check_violation'; END IF; INSERT INTO ceiling (account_id, amount, reason, by_id, at) SELECT r.id, r.ceiling + CASE WHEN NEW.to_kind = 'promised' THEN -NEW.amount ELSE NEW.amount END, 'promised in advance', NEW.by_id, NEW.at FROM account r JOIN account p ON p.pitch_id = r.pitch_id AND p.fiscal_year = r.fiscal_year WHERE r.kind = 'reserved' AND p.kind = 'promised' AND p.id IN (NEW.from_id, NEW.to_id); RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.transfer_year_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN IF EXISTS (SELECT 1 FROM account a WHERE a.id IN (NEW.from_id, NEW.to_id) AND a.kind = 'fund' AND EXISTS (SELECT 1 FROM fund_close k WHERE k.fund_id = a.fund_id AND k.fiscal_year = (SELECT f.fiscal_year FROM fund f WHERE f.id = a.fund_id) AND NOT EXISTS (SELECT 1 FROM reopening o JOIN reopening_answer w ON w.reopening_id = o.id WHERE o.close_id = k.id AND w.verdict = 'confirmed'))) THEN RAISE EXCEPTION 'no money moves in a fund whose fiscal year is closed' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM account a WHERE a.id IN (NEW.from_id, NEW.to_id) AND a.kind = 'purse' AND EXISTS (SELECT 1 FROM purse p JOIN fund f ON f.id = p.fund_id WHERE p.id = a.purse_id AND EXISTS (SELECT 1 FROM fund_close k WHERE k.fund_id = f.id AND k.fiscal_year = f.fiscal_year AND NOT EXISTS (SELECT 1 FROM reopening o JOIN reopening_answer w ON w.reopening_id = o.id WHERE o.close_id = k.id AND w.verdict = 'confirmed')))) THEN RAISE EXCEPTION 'no money moves in a purse of a fund whose fiscal year is closed' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM account a WHERE a.id IN (NEW.from_id, NEW.to_id) AND a.pitch_id IS NOT NULL AND (EXISTS (SELECT 1 FROM fund_close y WHERE y.fiscal_year = a.fiscal_year) AND EXISTS (SELECT 1 FROM commitment s JOIN purse u ON u.id = s.purse_id WHERE s.pitch_id = a.pitch_id AND (s.fiscal_year = a.fiscal_year OR EXISTS (SELECT 1 FROM transfer x JOIN account b ON b.id = x.to_id WHERE x.commitment_id = s.id AND x.verb = 'carry' AND b.fiscal_year = a.fiscal_year)) AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = s.id AND e.outcome = 'freed')) AND NOT EXISTS (SELECT 1 FROM commitment s JOIN purse u ON u.id = s.purse_id WHERE s.pitch_id = a.pitch_id AND (s.fiscal_year = a.fiscal_year OR EXISTS (SELECT 1 FROM transfer x JOIN account b ON b.id = x.to_id WHERE x.commitment_id = s.id AND x.verb = 'carry' AND b.fiscal_year = a.fiscal_year)) AND NOT EXISTS (SELECT 1 FROM resolution e WHERE e.commitment_id = s.id AND e.outcome = 'freed') AND NOT EXISTS (SELECT 1 FROM fund_close k WHERE k.fund_id = u.fund_id AND k.fiscal_year = a.fiscal_year AND NOT EXISTS (SELECT 1 FROM reopening o JOIN reopening_answer w ON w.reopening_id = o.id WHERE o.close_id = k.id AND w.verdict = 'confirmed'))))) THEN RAISE EXCEPTION 'no money of a pitch moves in a fiscal year that its funds have closed' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb = 'carry' AND (SELECT fiscal_year FROM account WHERE id = NEW.to_id) <> (SELECT fiscal_year FROM account WHERE id = NEW.from_id) + 1 THEN RAISE EXCEPTION 'money is carried into the next fiscal year' USING ERRCODE = 'check_violation'; END IF; IF NEW.verb IN ('carry', 'lapse') AND NEW.from_kind <> 'fund' AND NOT EXISTS (SELECT 1 FROM commitment c JOIN purse p ON p.id = c.purse_id WHERE c.id = NEW.commitment_id AND c.pitch_id = (SELECT pitch_id FROM account WHERE id = NEW.from_id) AND (NEW.verb = 'carry' OR p.fund_id = (SELECT fund_id FROM account WHERE id = NEW.to_id))) THEN RAISE EXCEPTION 'what is carried or lapses belongs to a commitment of its pitch and fund' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM transfer o WHERE o.id = NEW.reverses_id AND o.verb IN ('carry', 'lapse') AND o.commitment_id IS DISTINCT FROM NEW.commitment_id) THEN RAISE EXCEPTION 'what a year end moved goes back to the commitment that it came from' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $function$
function CREATE OR REPLACE FUNCTION public.unit_head_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'unit_head is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.vendor_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'vendor is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.vendor_end_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'vendor_end is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.window_answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'window_answer is append-only' USING ERRCODE = 'check_violation'; END $function$
function CREATE OR REPLACE FUNCTION public.window_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'public', 'pg_temp' AS $function$ BEGIN PERFORM 1 FROM pitch p WHERE p.id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) FOR NO KEY UPDATE; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND w.presenter_id = NEW.by_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND w.person_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND (v.sponsor_id = NEW.by_id OR m.owner_id = NEW.by_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND i.by_id = NEW.by_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND q.person_id = NEW.by_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF NEW.deputy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d WHERE d.deputy_id = NEW.deputy_id AND d.for_id = NEW.by_id AND d.confirmed_at IS NOT NULL) THEN RAISE EXCEPTION 'nobody acts for another without being named their deputy' USING ERRCODE = 'check_violation'; END IF; IF (EXISTS (SELECT 1 FROM pitch w WHERE w.id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND w.presenter_id = NEW.deputy_id) OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND w.person_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever wrote a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no JOIN measure m ON m.id = v.measure_id WHERE s.id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND (v.sponsor_id = NEW.deputy_id OR m.owner_id = NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND i.by_id = NEW.deputy_id AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND q.person_id = NEW.deputy_id AND q.kind IN ('personal', 'sponsor')) THEN RAISE EXCEPTION 'whoever has a conflict on a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND h.deputy_id IN (NEW.by_id, NEW.deputy_id)) THEN RAISE EXCEPTION 'whoever handed a pitch in for another does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id WHERE i.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND i.deputy_id IN (NEW.by_id, NEW.deputy_id) AND COALESCE(e.outcome, 'held') <> 'freed') THEN RAISE EXCEPTION 'whoever invested in a pitch for another does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM claim c JOIN measure m ON m.id = c.measure_id JOIN pitch p ON p.key = c.pitch_key WHERE p.id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND m.owner_id = NEW.by_id) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM claim c JOIN measure m ON m.id = c.measure_id JOIN pitch p ON p.key = c.pitch_key WHERE p.id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND m.owner_id = NEW.deputy_id) THEN RAISE EXCEPTION 'whoever sponsors a pitch does not accept its window' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 FROM window_ask n WHERE n.pitch_id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND n.id > NEW.ask_id) THEN RAISE EXCEPTION 'only the window that was asked for last is answered' USING ERRCODE = 'check_violation'; END IF; IF NOT EXISTS (SELECT 1 FROM pitch p WHERE p.id = (SELECT a.pitch_id FROM window_ask a WHERE a.id = NEW.ask_id) AND p.state IN ('draft', 'returned')) THEN RAISE EXCEPTION 'a window is answered while the pitch is being written' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $function$
function CREATE OR REPLACE FUNCTION public.window_ask_append_only() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RAISE EXCEPTION 'window_ask is append-only' USING ERRCODE = 'check_violation'; END $function$
index CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::procrastinate_job_status))
index CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat)
index CREATE INDEX ix_accrual_investment ON public.accrual USING btree (investment_id, id)
index CREATE INDEX ix_actual_investment ON public.actual USING btree (investment_id, id)
index CREATE INDEX ix_advance_approval_review ON public.advance_approval USING btree (review_id)
index CREATE INDEX ix_advance_by ON public.advance USING btree (by_id)
index CREATE INDEX ix_advance_cut_shortfall ON public.advance_cut USING btree (shortfall_id)
index CREATE INDEX ix_advance_pitch ON public.advance USING btree (pitch_id, id)
index CREATE INDEX ix_advance_unit ON public.advance USING btree (unit_id, fiscal_year, id)
index CREATE INDEX ix_cancellation_advance ON public.cancellation USING btree (advance_id, id)
index CREATE INDEX ix_capex_mark_pitch ON public.capex_mark USING btree (pitch_id, line, id)
index CREATE INDEX ix_ceiling_account ON public.ceiling USING btree (account_id, id)
index CREATE INDEX ix_claim_grant_person ON public.claim_grant USING btree (person_id)
index CREATE INDEX ix_claim_measure ON public.claim USING btree (measure_id)
index CREATE INDEX ix_claim_pitch ON public.claim USING btree (pitch_key, id)
index CREATE INDEX ix_closing_review_investment ON public.closing_review USING btree (investment_id, id)
index CREATE INDEX ix_commitment_by ON public.commitment USING btree (by_id)
index CREATE INDEX ix_commitment_pitch ON public.commitment USING btree (pitch_id, id)
index CREATE INDEX ix_commitment_purse ON public.commitment USING btree (purse_id, id)
index CREATE INDEX ix_commitment_supplement ON public.commitment USING btree (supplement_id) WHERE (supplement_id IS NOT NULL)
index CREATE INDEX ix_contract_investment ON public.contract USING btree (investment_id, id)
index CREATE INDEX ix_credit_note_actual ON public.credit_note USING btree (actual_id, id)
index CREATE INDEX ix_deputy_for ON public.deputy USING btree (for_id)
index CREATE INDEX ix_deputy_person ON public.deputy USING btree (deputy_id)
index CREATE INDEX ix_erp_match_actual ON public.erp_match USING btree (actual_id)
index CREATE INDEX ix_feed_person ON public.feed USING btree (person_id)
index CREATE INDEX ix_fund_change_from ON public.fund_change USING btree (from_fund_id)
index CREATE INDEX ix_fund_change_to ON public.fund_change USING btree (to_fund_id)
index CREATE INDEX ix_fund_close_fund ON public.fund_close USING btree (fund_id, fiscal_year, id)
index CREATE INDEX ix_fund_close_year ON public.fund_close USING btree (fiscal_year)
index CREATE INDEX ix_gate_investment ON public.gate USING btree (investment_id, id)
index CREATE INDEX ix_history_subject ON public.history USING btree (subject_kind, subject_key, id)
index CREATE INDEX ix_hours_worked_investment ON public.hours_worked USING btree (investment_id, id)
index CREATE INDEX ix_line_check_pitch ON public.line_check USING btree (pitch_id, id)
index CREATE INDEX ix_mandate_person ON public.mandate USING btree (person_id)
index CREATE INDEX ix_measure_owner ON public.measure USING btree (owner_id)
index CREATE INDEX ix_notice_person ON public.notice USING btree (person_id, id)
index CREATE INDEX ix_notice_waiting ON public.notice USING btree (way, told_at)
index CREATE INDEX ix_offer_from ON public.offer USING btree (from_round_id, id)
index CREATE INDEX ix_offer_pitch ON public.offer USING btree (pitch_id, id)
index CREATE INDEX ix_opening_fund ON public.opening USING btree (fund_id, id)
index CREATE INDEX ix_outbox_due ON public.outbox USING btree (due_at, id) WHERE ((done_at IS NULL) AND (dead_at IS NULL))
index CREATE INDEX ix_outbox_ended ON public.outbox USING btree (done_at, id)
index CREATE INDEX ix_overrun_settlement_overrun ON public.overrun_settlement USING btree (overrun_id, id)
index CREATE INDEX ix_panel_seat_person ON public.panel_seat USING btree (person_id)
index CREATE INDEX ix_person_sort ON public.person USING btree (sort_key, id)
index CREATE INDEX ix_personal_file_person ON public.personal_file USING btree (person_id, id)
index CREATE INDEX ix_pitch_presenter ON public.pitch USING btree (presenter_id, id)
index CREATE INDEX ix_pitch_round_state ON public.pitch USING btree (round_id, state, id)
index CREATE INDEX ix_posting_actual ON public.posting USING btree (actual_id)
index CREATE INDEX ix_posting_contract ON public.posting USING btree (contract_id, id)
index CREATE INDEX ix_purse_investor ON public.purse USING btree (investor_id)
index CREATE INDEX ix_purse_request_by ON public.purse_request USING btree (by_id, id)
index CREATE INDEX ix_purse_request_fund ON public.purse_request USING btree (fund_id, id)
index CREATE INDEX ix_rate_card_vendor ON public.rate_card USING btree (vendor_id, id)
index CREATE INDEX ix_reading_investment ON public.reading USING btree (investment_id, id)
index CREATE INDEX ix_recovery_code_person ON public.recovery_code USING btree (person_id)
index CREATE INDEX ix_reopening_close ON public.reopening USING btree (close_id)
index CREATE INDEX ix_review_pitch ON public.review USING btree (pitch_id, id)
index CREATE INDEX ix_revision_hours_unit ON public.revision_hours USING btree (unit_id, team)
index CREATE INDEX ix_scorecard_pitch ON public.scorecard USING btree (pitch_id)
index CREATE INDEX ix_search_entry_tokens ON public.search_entry USING gin (array_to_tsvector(string_to_array((tokens)::text, ' '::text))) WITH (fastupdate=off)
index CREATE INDEX ix_shortfall_fund ON public.shortfall USING btree (fund_id, id)
index CREATE INDEX ix_sign_in_failure_peer ON public.sign_in_failure USING btree (peer, at)
index CREATE INDEX ix_sign_in_failure_who ON public.sign_in_failure USING btree (who_hash, at)
index CREATE INDEX ix_sign_in_pass_person ON public.sign_in_pass USING btree (person_id)
index CREATE INDEX ix_sign_in_person ON public.sign_in USING btree (person_id)
index CREATE INDEX ix_standby_pitch ON public.standby USING btree (pitch_id, id)
index CREATE INDEX ix_standing_approval_fund ON public.standing_approval USING btree (fund_id, id)
index CREATE INDEX ix_standing_use_approval ON public.standing_use USING btree (approval_id, id)
index CREATE INDEX ix_supplement_pitch ON public.supplement USING btree (pitch_id, id)
index CREATE INDEX ix_supplement_round ON public.supplement USING btree (round_id, id)
index CREATE INDEX ix_team_capacity_unit ON public.team_capacity USING btree (unit_id, quarter_on, id)
index CREATE INDEX ix_time_agreement_pitch ON public.time_agreement USING btree (pitch_id, id)
index CREATE INDEX ix_time_agreement_unit ON public.time_agreement USING btree (unit_id, id)
index CREATE INDEX ix_time_answer_agreement ON public.time_answer USING btree (agreement_id, id)
index CREATE INDEX ix_transfer_advance ON public.transfer USING btree (advance_id) WHERE (advance_id IS NOT NULL)
index CREATE INDEX ix_transfer_at ON public.transfer USING btree (at)
index CREATE INDEX ix_transfer_commitment ON public.transfer USING btree (commitment_id)
index CREATE INDEX ix_transfer_from ON public.transfer USING btree (from_id, id)
index CREATE INDEX ix_transfer_to ON public.transfer USING btree (to_id, id)
index CREATE INDEX ix_unit_head_person ON public.unit_head USING btree (person_id)
index CREATE INDEX ix_unit_head_unit ON public.unit_head USING btree (unit_id, id)
index CREATE INDEX ix_window_ask_pitch ON public.window_ask USING btree (pitch_id, id)
index CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id)
index CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::procrastinate_job_status, 'doing'::procrastinate_job_status]))
index CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::procrastinate_job_status)
index CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name)
index CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id)
index CREATE UNIQUE INDEX alembic_version_pkc ON public.alembic_version USING btree (version_num)
index CREATE UNIQUE INDEX ix_outbox_key ON public.outbox USING btree (key)
index CREATE UNIQUE INDEX ix_sign_in_key ON public.sign_in USING btree (key)
index CREATE UNIQUE INDEX pk_account ON public.account USING btree (id)
index CREATE UNIQUE INDEX pk_accrual ON public.accrual USING btree (id)
index CREATE UNIQUE INDEX pk_accrual_end ON public.accrual_end USING btree (id)
index CREATE UNIQUE INDEX pk_actual ON public.actual USING btree (id)
index CREATE UNIQUE INDEX pk_advance ON public.advance USING btree (id)
index CREATE UNIQUE INDEX pk_advance_approval ON public.advance_approval USING btree (id)
index CREATE UNIQUE INDEX pk_advance_cut ON public.advance_cut USING btree (id)
index CREATE UNIQUE INDEX pk_advance_end ON public.advance_end USING btree (id)
index CREATE UNIQUE INDEX pk_ask ON public.ask USING btree (id)
index CREATE UNIQUE INDEX pk_ask_category ON public.ask_category USING btree (id)
index CREATE UNIQUE INDEX pk_ask_line ON public.ask_line USING btree (id)
index CREATE UNIQUE INDEX pk_attestation ON public.attestation USING btree (id)
index CREATE UNIQUE INDEX pk_benefit_line ON public.benefit_line USING btree (id)
index CREATE UNIQUE INDEX pk_cancellation ON public.cancellation USING btree (id)
index CREATE UNIQUE INDEX pk_cancellation_answer ON public.cancellation_answer USING btree (id)
index CREATE UNIQUE INDEX pk_capex_mark ON public.capex_mark USING btree (id)
index CREATE UNIQUE INDEX pk_ceiling ON public.ceiling USING btree (id)
index CREATE UNIQUE INDEX pk_claim ON public.claim USING btree (id)
index CREATE UNIQUE INDEX pk_claim_answer ON public.claim_answer USING btree (id)
index CREATE UNIQUE INDEX pk_claim_grant ON public.claim_grant USING btree (id)
index CREATE UNIQUE INDEX pk_closing_answer ON public.closing_answer USING btree (id)
index CREATE UNIQUE INDEX pk_closing_review ON public.closing_review USING btree (id)
index CREATE UNIQUE INDEX pk_co_author ON public.co_author USING btree (id)
index CREATE UNIQUE INDEX pk_commitment ON public.commitment USING btree (id)
index CREATE UNIQUE INDEX pk_commitment_condition ON public.commitment_condition USING btree (id)
index CREATE UNIQUE INDEX pk_condition_answer ON public.condition_answer USING btree (id)
index CREATE UNIQUE INDEX pk_contract ON public.contract USING btree (id)
index CREATE UNIQUE INDEX pk_contract_end ON public.contract_end USING btree (id)
index CREATE UNIQUE INDEX pk_cost_line ON public.cost_line USING btree (id)
index CREATE UNIQUE INDEX pk_counter ON public.counter USING btree (series)
index CREATE UNIQUE INDEX pk_credit_note ON public.credit_note USING btree (id)
index CREATE UNIQUE INDEX pk_criterion ON public.criterion USING btree (id)
index CREATE UNIQUE INDEX pk_deputy ON public.deputy USING btree (id)
index CREATE UNIQUE INDEX pk_deputy_end ON public.deputy_end USING btree (id)
index CREATE UNIQUE INDEX pk_draft ON public.draft USING btree (id)
index CREATE UNIQUE INDEX pk_erp_export ON public.erp_export USING btree (id)
index CREATE UNIQUE INDEX pk_erp_line ON public.erp_line USING btree (id)
index CREATE UNIQUE INDEX pk_erp_match ON public.erp_match USING btree (id)
index CREATE UNIQUE INDEX pk_extension ON public.extension USING btree (id)
index CREATE UNIQUE INDEX pk_feed ON public.feed USING btree (id)
index CREATE UNIQUE INDEX pk_fund ON public.fund USING btree (id)
index CREATE UNIQUE INDEX pk_fund_category ON public.fund_category USING btree (id)
index CREATE UNIQUE INDEX pk_fund_change ON public.fund_change USING btree (id)
index CREATE UNIQUE INDEX pk_fund_change_answer ON public.fund_change_answer USING btree (id)
index CREATE UNIQUE INDEX pk_fund_close ON public.fund_close USING btree (id)
index CREATE UNIQUE INDEX pk_fund_goal ON public.fund_goal USING btree (id)
index CREATE UNIQUE INDEX pk_gate ON public.gate USING btree (id)
index CREATE UNIQUE INDEX pk_gate_end ON public.gate_end USING btree (id)
index CREATE UNIQUE INDEX pk_gate_stop ON public.gate_stop USING btree (id)
index CREATE UNIQUE INDEX pk_gate_vote ON public.gate_vote USING btree (id)
index CREATE UNIQUE INDEX pk_goal ON public.goal USING btree (id)
index CREATE UNIQUE INDEX pk_history ON public.history USING btree (id)
index CREATE UNIQUE INDEX pk_history_seal ON public.history_seal USING btree (no)
index CREATE UNIQUE INDEX pk_hours_worked ON public.hours_worked USING btree (id)
index CREATE UNIQUE INDEX pk_idempotency ON public.idempotency USING btree (id)
index CREATE UNIQUE INDEX pk_investment ON public.investment USING btree (id)
index CREATE UNIQUE INDEX pk_letter ON public.letter USING btree (id)
index CREATE UNIQUE INDEX pk_line_check ON public.line_check USING btree (id)
index CREATE UNIQUE INDEX pk_logo ON public.logo USING btree (id)
index CREATE UNIQUE INDEX pk_mandate ON public.mandate USING btree (id)
index CREATE UNIQUE INDEX pk_mandate_change ON public.mandate_change USING btree (id)
index CREATE UNIQUE INDEX pk_mandate_end ON public.mandate_end USING btree (id)
index CREATE UNIQUE INDEX pk_measure ON public.measure USING btree (id)
index CREATE UNIQUE INDEX pk_movement ON public.movement USING btree (verb, from_kind, to_kind)
index CREATE UNIQUE INDEX pk_notice ON public.notice USING btree (id)
index CREATE UNIQUE INDEX pk_offer ON public.offer USING btree (id)
index CREATE UNIQUE INDEX pk_opening ON public.opening USING btree (id)
index CREATE UNIQUE INDEX pk_opening_answer ON public.opening_answer USING btree (id)
index CREATE UNIQUE INDEX pk_opening_pitch ON public.opening_pitch USING btree (id)
index CREATE UNIQUE INDEX pk_opening_programme ON public.opening_programme USING btree (id)
index CREATE UNIQUE INDEX pk_opening_round ON public.opening_round USING btree (id)
index CREATE UNIQUE INDEX pk_organisation ON public.organisation USING btree (id)
index CREATE UNIQUE INDEX pk_outbox ON public.outbox USING btree (id)
index CREATE UNIQUE INDEX pk_overrun ON public.overrun USING btree (id)
index CREATE UNIQUE INDEX pk_overrun_settlement ON public.overrun_settlement USING btree (id)
index CREATE UNIQUE INDEX pk_panel_seat ON public.panel_seat USING btree (id)
index CREATE UNIQUE INDEX pk_person ON public.person USING btree (id)
index CREATE UNIQUE INDEX pk_personal_file ON public.personal_file USING btree (id)
index CREATE UNIQUE INDEX pk_pitch ON public.pitch USING btree (id)
index CREATE UNIQUE INDEX pk_posting ON public.posting USING btree (id)
index CREATE UNIQUE INDEX pk_preference ON public.preference USING btree (id)
index CREATE UNIQUE INDEX pk_promise_line ON public.promise_line USING btree (id)
index CREATE UNIQUE INDEX pk_purse ON public.purse USING btree (id)
index CREATE UNIQUE INDEX pk_purse_answer ON public.purse_answer USING btree (id)
index CREATE UNIQUE INDEX pk_purse_request ON public.purse_request USING btree (id)
index CREATE UNIQUE INDEX pk_rate_card ON public.rate_card USING btree (id)
index CREATE UNIQUE INDEX pk_rate_card_end ON public.rate_card_end USING btree (id)
index CREATE UNIQUE INDEX pk_reading ON public.reading USING btree (id)
index CREATE UNIQUE INDEX pk_recovery_code ON public.recovery_code USING btree (id)
index CREATE UNIQUE INDEX pk_recusal ON public.recusal USING btree (id)
index CREATE UNIQUE INDEX pk_release ON public.release USING btree (id)
index CREATE UNIQUE INDEX pk_release_request ON public.release_request USING btree (id)
index CREATE UNIQUE INDEX pk_reopening ON public.reopening USING btree (id)
index CREATE UNIQUE INDEX pk_reopening_answer ON public.reopening_answer USING btree (id)
index CREATE UNIQUE INDEX pk_resolution ON public.resolution USING btree (id)
index CREATE UNIQUE INDEX pk_review ON public.review USING btree (id)
index CREATE UNIQUE INDEX pk_revision ON public.revision USING btree (id)
index CREATE UNIQUE INDEX pk_revision_hours ON public.revision_hours USING btree (id)
index CREATE UNIQUE INDEX pk_round ON public.round USING btree (id)
index CREATE UNIQUE INDEX pk_saved_view ON public.saved_view USING btree (id)
index CREATE UNIQUE INDEX pk_score ON public.score USING btree (id)
index CREATE UNIQUE INDEX pk_scorecard ON public.scorecard USING btree (id)
index CREATE UNIQUE INDEX pk_search_entry ON public.search_entry USING btree (id)
index CREATE UNIQUE INDEX pk_search_letter ON public.search_letter USING btree (letter)
index CREATE UNIQUE INDEX pk_second_factor ON public.second_factor USING btree (id)
index CREATE UNIQUE INDEX pk_seen ON public.seen USING btree (id)
index CREATE UNIQUE INDEX pk_setting_answer ON public.setting_answer USING btree (id)
index CREATE UNIQUE INDEX pk_setting_change ON public.setting_change USING btree (id)
index CREATE UNIQUE INDEX pk_setup_code ON public.setup_code USING btree (id)
index CREATE UNIQUE INDEX pk_shortfall ON public.shortfall USING btree (id)
index CREATE UNIQUE INDEX pk_shortfall_consent ON public.shortfall_consent USING btree (id)
index CREATE UNIQUE INDEX pk_shortfall_end ON public.shortfall_end USING btree (id)
index CREATE UNIQUE INDEX pk_shortfall_line ON public.shortfall_line USING btree (id)
index CREATE UNIQUE INDEX pk_shortfall_list ON public.shortfall_list USING btree (id)
index CREATE UNIQUE INDEX pk_sign_in ON public.sign_in USING btree (id)
index CREATE UNIQUE INDEX pk_sign_in_failure ON public.sign_in_failure USING btree (id)
index CREATE UNIQUE INDEX pk_sign_in_identity ON public.sign_in_identity USING btree (id)
index CREATE UNIQUE INDEX pk_sign_in_pass ON public.sign_in_pass USING btree (id)
index CREATE UNIQUE INDEX pk_standard_rate ON public.standard_rate USING btree (id)
index CREATE UNIQUE INDEX pk_standard_value ON public.standard_value USING btree (id)
index CREATE UNIQUE INDEX pk_standby ON public.standby USING btree (id)
index CREATE UNIQUE INDEX pk_standby_end ON public.standby_end USING btree (id)
index CREATE UNIQUE INDEX pk_standing_answer ON public.standing_answer USING btree (id)
index CREATE UNIQUE INDEX pk_standing_approval ON public.standing_approval USING btree (id)
index CREATE UNIQUE INDEX pk_standing_category ON public.standing_category USING btree (id)
index CREATE UNIQUE INDEX pk_standing_end ON public.standing_end USING btree (id)
index CREATE UNIQUE INDEX pk_standing_use ON public.standing_use USING btree (id)
index CREATE UNIQUE INDEX pk_supplement ON public.supplement USING btree (id)
index CREATE UNIQUE INDEX pk_supplement_end ON public.supplement_end USING btree (id)
index CREATE UNIQUE INDEX pk_supplement_tranche ON public.supplement_tranche USING btree (id)
index CREATE UNIQUE INDEX pk_team_capacity ON public.team_capacity USING btree (id)
index CREATE UNIQUE INDEX pk_time_agreement ON public.time_agreement USING btree (id)
index CREATE UNIQUE INDEX pk_time_answer ON public.time_answer USING btree (id)
index CREATE UNIQUE INDEX pk_time_quarter ON public.time_quarter USING btree (id)
index CREATE UNIQUE INDEX pk_tranche ON public.tranche USING btree (id)
index CREATE UNIQUE INDEX pk_tranche_cut ON public.tranche_cut USING btree (id)
index CREATE UNIQUE INDEX pk_transfer ON public.transfer USING btree (id)
index CREATE UNIQUE INDEX pk_unit ON public.unit USING btree (id)
index CREATE UNIQUE INDEX pk_unit_head ON public.unit_head USING btree (id)
index CREATE UNIQUE INDEX pk_vendor ON public.vendor USING btree (id)
index CREATE UNIQUE INDEX pk_vendor_end ON public.vendor_end USING btree (id)
index CREATE UNIQUE INDEX pk_webhook ON public.webhook USING btree (id)
index CREATE UNIQUE INDEX pk_window_answer ON public.window_answer USING btree (id)
index CREATE UNIQUE INDEX pk_window_ask ON public.window_ask USING btree (id)
index CREATE UNIQUE INDEX procrastinate_events_pkey ON public.procrastinate_events USING btree (id)
index CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::procrastinate_job_status)
index CREATE UNIQUE INDEX procrastinate_jobs_pkey ON public.procrastinate_jobs USING btree (id)
index CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::procrastinate_job_status)
index CREATE UNIQUE INDEX procrastinate_periodic_defers_pkey ON public.procrastinate_periodic_defers USING btree (id)
index CREATE UNIQUE INDEX procrastinate_periodic_defers_unique ON public.procrastinate_periodic_defers USING btree (task_name, periodic_id, defer_timestamp)
index CREATE UNIQUE INDEX procrastinate_workers_pkey ON public.procrastinate_workers USING btree (id)
index CREATE UNIQUE INDEX uq_account_id_currency ON public.account USING btree (id, currency)
index CREATE UNIQUE INDEX uq_account_id_kind ON public.account USING btree (id, kind)
index CREATE UNIQUE INDEX uq_account_kind_fund_id ON public.account USING btree (kind, fund_id)
index CREATE UNIQUE INDEX uq_account_kind_pitch_id_fiscal_year ON public.account USING btree (kind, pitch_id, fiscal_year)
index CREATE UNIQUE INDEX uq_account_kind_purse_id ON public.account USING btree (kind, purse_id)
index CREATE UNIQUE INDEX uq_account_kind_unit_id_fiscal_year ON public.account USING btree (kind, unit_id, fiscal_year)
index CREATE UNIQUE INDEX uq_accrual_end_accrual_id ON public.accrual_end USING btree (accrual_id)
index CREATE UNIQUE INDEX uq_accrual_end_transfer_id ON public.accrual_end USING btree (transfer_id)
index CREATE UNIQUE INDEX uq_accrual_key ON public.accrual USING btree (key)
index CREATE UNIQUE INDEX uq_accrual_transfer_id ON public.accrual USING btree (transfer_id)
index CREATE UNIQUE INDEX uq_actual_key ON public.actual USING btree (key)
index CREATE UNIQUE INDEX uq_actual_reverses_id ON public.actual USING btree (reverses_id)
index CREATE UNIQUE INDEX uq_advance_approval_advance_id ON public.advance_approval USING btree (advance_id)
index CREATE UNIQUE INDEX uq_advance_cut_advance_id_shortfall_id ON public.advance_cut USING btree (advance_id, shortfall_id)
index CREATE UNIQUE INDEX uq_advance_end_advance_id ON public.advance_end USING btree (advance_id)
index CREATE UNIQUE INDEX uq_advance_end_commitment_key ON public.advance_end USING btree (commitment_key)
index CREATE UNIQUE INDEX uq_advance_key ON public.advance USING btree (key)
index CREATE UNIQUE INDEX uq_ask_category_revision_id_fiscal_year_category ON public.ask_category USING btree (revision_id, fiscal_year, category)
index CREATE UNIQUE INDEX uq_ask_line_revision_id_fiscal_year_position ON public.ask_line USING btree (revision_id, fiscal_year, "position")
index CREATE UNIQUE INDEX uq_ask_revision_id_tier_fiscal_year ON public.ask USING btree (revision_id, tier, fiscal_year)
index CREATE UNIQUE INDEX uq_attestation_reading_id ON public.attestation USING btree (reading_id)
index CREATE UNIQUE INDEX uq_benefit_line_pitch_id_revision_no_position ON public.benefit_line USING btree (pitch_id, revision_no, "position")
index CREATE UNIQUE INDEX uq_cancellation_answer_cancellation_id ON public.cancellation_answer USING btree (cancellation_id)
index CREATE UNIQUE INDEX uq_cancellation_key ON public.cancellation USING btree (key)
index CREATE UNIQUE INDEX uq_claim_answer_claim_id ON public.claim_answer USING btree (claim_id)
index CREATE UNIQUE INDEX uq_claim_grant_mandate_id ON public.claim_grant USING btree (mandate_id)
index CREATE UNIQUE INDEX uq_claim_key ON public.claim USING btree (key)
index CREATE UNIQUE INDEX uq_closing_answer_review_id ON public.closing_answer USING btree (review_id)
index CREATE UNIQUE INDEX uq_closing_review_key ON public.closing_review USING btree (key)
index CREATE UNIQUE INDEX uq_co_author_pitch_id_person_id ON public.co_author USING btree (pitch_id, person_id)
index CREATE UNIQUE INDEX uq_commitment_condition_commitment_id ON public.commitment_condition USING btree (commitment_id)
index CREATE UNIQUE INDEX uq_commitment_key ON public.commitment USING btree (key)
index CREATE UNIQUE INDEX uq_condition_answer_condition_id ON public.condition_answer USING btree (condition_id)
index CREATE UNIQUE INDEX uq_contract_end_contract_id ON public.contract_end USING btree (contract_id)
index CREATE UNIQUE INDEX uq_contract_key ON public.contract USING btree (key)
index CREATE UNIQUE INDEX uq_cost_line_pitch_id_revision_no_position ON public.cost_line USING btree (pitch_id, revision_no, "position")
index CREATE UNIQUE INDEX uq_credit_note_drawn_transfer_id ON public.credit_note USING btree (drawn_transfer_id)
index CREATE UNIQUE INDEX uq_credit_note_key ON public.credit_note USING btree (key)
index CREATE UNIQUE INDEX uq_credit_note_reverses_id ON public.credit_note USING btree (reverses_id)
index CREATE UNIQUE INDEX uq_credit_note_transfer_id ON public.credit_note USING btree (transfer_id)
index CREATE UNIQUE INDEX uq_criterion_round_id_position ON public.criterion USING btree (round_id, "position")
index CREATE UNIQUE INDEX uq_deputy_end_deputy_id ON public.deputy_end USING btree (deputy_id)
index CREATE UNIQUE INDEX uq_deputy_key ON public.deputy USING btree (key)
index CREATE UNIQUE INDEX uq_draft_pitch_id ON public.draft USING btree (pitch_id)
index CREATE UNIQUE INDEX uq_erp_export_month_on_digest ON public.erp_export USING btree (month_on, digest)
index CREATE UNIQUE INDEX uq_erp_line_export_id_row_no ON public.erp_line USING btree (export_id, row_no)
index CREATE UNIQUE INDEX uq_erp_line_key ON public.erp_line USING btree (key)
index CREATE UNIQUE INDEX uq_erp_match_line_id ON public.erp_match USING btree (line_id)
index CREATE UNIQUE INDEX uq_extension_round_id ON public.extension USING btree (round_id)
index CREATE UNIQUE INDEX uq_feed_token_hash ON public.feed USING btree (token_hash)
index CREATE UNIQUE INDEX uq_fund_category_fund_id_category ON public.fund_category USING btree (fund_id, category)
index CREATE UNIQUE INDEX uq_fund_change_answer_change_id ON public.fund_change_answer USING btree (change_id)
index CREATE UNIQUE INDEX uq_fund_change_key ON public.fund_change USING btree (key)
index CREATE UNIQUE INDEX uq_fund_close_ref ON public.fund_close USING btree (ref)
index CREATE UNIQUE INDEX uq_fund_goal_fund_id_goal_id ON public.fund_goal USING btree (fund_id, goal_id)
index CREATE UNIQUE INDEX uq_fund_key ON public.fund USING btree (key)
index CREATE UNIQUE INDEX uq_gate_end_gate_id ON public.gate_end USING btree (gate_id)
index CREATE UNIQUE INDEX uq_gate_key ON public.gate USING btree (key)
index CREATE UNIQUE INDEX uq_gate_stop_gate_id ON public.gate_stop USING btree (gate_id)
index CREATE UNIQUE INDEX uq_gate_vote_gate_id_by_id ON public.gate_vote USING btree (gate_id, by_id)
index CREATE UNIQUE INDEX uq_goal_key ON public.goal USING btree (key)
index CREATE UNIQUE INDEX uq_history_seal_history_id ON public.history_seal USING btree (history_id)
index CREATE UNIQUE INDEX uq_hours_worked_key ON public.hours_worked USING btree (key)
index CREATE UNIQUE INDEX uq_hours_worked_reverses_id ON public.hours_worked USING btree (reverses_id)
index CREATE UNIQUE INDEX uq_idempotency_person_id_key ON public.idempotency USING btree (person_id, key)
index CREATE UNIQUE INDEX uq_investment_key ON public.investment USING btree (key)
index CREATE UNIQUE INDEX uq_investment_pitch_id ON public.investment USING btree (pitch_id)
index CREATE UNIQUE INDEX uq_letter_pitch_id_revision_id_at ON public.letter USING btree (pitch_id, revision_id, at)
index CREATE UNIQUE INDEX uq_logo_digest ON public.logo USING btree (digest)
index CREATE UNIQUE INDEX uq_mandate_change_mandate_id ON public.mandate_change USING btree (mandate_id)
index CREATE UNIQUE INDEX uq_mandate_end_mandate_id ON public.mandate_end USING btree (mandate_id)
index CREATE UNIQUE INDEX uq_mandate_key ON public.mandate USING btree (key)
index CREATE UNIQUE INDEX uq_measure_key ON public.measure USING btree (key)
index CREATE UNIQUE INDEX uq_notice_key ON public.notice USING btree (key)
index CREATE UNIQUE INDEX uq_opening_answer_opening_id ON public.opening_answer USING btree (opening_id)
index CREATE UNIQUE INDEX uq_opening_key ON public.opening USING btree (key)
index CREATE UNIQUE INDEX uq_opening_pitch_pitch_id ON public.opening_pitch USING btree (pitch_id)
index CREATE UNIQUE INDEX uq_opening_pitch_programme_id ON public.opening_pitch USING btree (programme_id)
index CREATE UNIQUE INDEX uq_opening_programme_opening_id_position ON public.opening_programme USING btree (opening_id, "position")
index CREATE UNIQUE INDEX uq_opening_round_round_id ON public.opening_round USING btree (round_id)
index CREATE UNIQUE INDEX uq_overrun_actual_id ON public.overrun USING btree (actual_id)
index CREATE UNIQUE INDEX uq_overrun_settlement_transfer_id ON public.overrun_settlement USING btree (transfer_id)
index CREATE UNIQUE INDEX uq_panel_seat_round_id_person_id ON public.panel_seat USING btree (round_id, person_id)
index CREATE UNIQUE INDEX uq_person_email ON public.person USING btree (email)
index CREATE UNIQUE INDEX uq_person_key ON public.person USING btree (key)
index CREATE UNIQUE INDEX uq_personal_file_key ON public.personal_file USING btree (key)
index CREATE UNIQUE INDEX uq_pitch_key ON public.pitch USING btree (key)
index CREATE UNIQUE INDEX uq_pitch_ref ON public.pitch USING btree (ref)
index CREATE UNIQUE INDEX uq_posting_transfer_id ON public.posting USING btree (transfer_id)
index CREATE UNIQUE INDEX uq_preference_person_id_kind ON public.preference USING btree (person_id, kind)
index CREATE UNIQUE INDEX uq_promise_line_list_id_advance_id ON public.promise_line USING btree (list_id, advance_id)
index CREATE UNIQUE INDEX uq_promise_line_list_id_position ON public.promise_line USING btree (list_id, "position")
index CREATE UNIQUE INDEX uq_purse_answer_request_id ON public.purse_answer USING btree (request_id)
index CREATE UNIQUE INDEX uq_purse_fund_id_investor_id_round_id ON public.purse USING btree (fund_id, investor_id, round_id)
index CREATE UNIQUE INDEX uq_purse_key ON public.purse USING btree (key)
index CREATE UNIQUE INDEX uq_purse_request_key ON public.purse_request USING btree (key)
index CREATE UNIQUE INDEX uq_rate_card_end_rate_card_id ON public.rate_card_end USING btree (rate_card_id)
index CREATE UNIQUE INDEX uq_rate_card_key ON public.rate_card USING btree (key)
index CREATE UNIQUE INDEX uq_reading_key ON public.reading USING btree (key)
index CREATE UNIQUE INDEX uq_recovery_code_code_hash ON public.recovery_code USING btree (code_hash)
index CREATE UNIQUE INDEX uq_recusal_pitch_id_person_id ON public.recusal USING btree (pitch_id, person_id)
index CREATE UNIQUE INDEX uq_release_request_tranche_id ON public.release_request USING btree (tranche_id)
index CREATE UNIQUE INDEX uq_release_tranche_id ON public.release USING btree (tranche_id)
index CREATE UNIQUE INDEX uq_reopening_answer_reopening_id ON public.reopening_answer USING btree (reopening_id)
index CREATE UNIQUE INDEX uq_reopening_key ON public.reopening USING btree (key)
index CREATE UNIQUE INDEX uq_resolution_commitment_id ON public.resolution USING btree (commitment_id)
index CREATE UNIQUE INDEX uq_revision_hours_revision_id_team_month_no ON public.revision_hours USING btree (revision_id, team, month_no)
index CREATE UNIQUE INDEX uq_revision_pitch_id_number ON public.revision USING btree (pitch_id, number)
index CREATE UNIQUE INDEX uq_round_key ON public.round USING btree (key)
index CREATE UNIQUE INDEX uq_round_rolling ON public.round USING btree (unit_id, fiscal_year) WHERE (((kind)::text = 'rolling'::text) AND ((state)::text = 'funding'::text))
index CREATE UNIQUE INDEX uq_saved_view_default ON public.saved_view USING btree (person_id, page) WHERE (is_default = 1)
index CREATE UNIQUE INDEX uq_saved_view_key ON public.saved_view USING btree (key)
index CREATE UNIQUE INDEX uq_saved_view_person_id_page_name ON public.saved_view USING btree (person_id, page, name)
index CREATE UNIQUE INDEX uq_score_scorecard_id_criterion_id ON public.score USING btree (scorecard_id, criterion_id)
index CREATE UNIQUE INDEX uq_scorecard_revision_id_investor_id ON public.scorecard USING btree (revision_id, investor_id)
index CREATE UNIQUE INDEX uq_search_entry_kind_row_id ON public.search_entry USING btree (kind, row_id)
index CREATE UNIQUE INDEX uq_second_factor_person_id ON public.second_factor USING btree (person_id)
index CREATE UNIQUE INDEX uq_seen_kind_key ON public.seen USING btree (kind, key)
index CREATE UNIQUE INDEX uq_setting_answer_change_id ON public.setting_answer USING btree (change_id)
index CREATE UNIQUE INDEX uq_setting_change_key ON public.setting_change USING btree (key)
index CREATE UNIQUE INDEX uq_shortfall_consent_list_id_side ON public.shortfall_consent USING btree (list_id, side)
index CREATE UNIQUE INDEX uq_shortfall_end_shortfall_id ON public.shortfall_end USING btree (shortfall_id)
index CREATE UNIQUE INDEX uq_shortfall_key ON public.shortfall USING btree (key)
index CREATE UNIQUE INDEX uq_shortfall_line_list_id_position ON public.shortfall_line USING btree (list_id, "position")
index CREATE UNIQUE INDEX uq_shortfall_list_shortfall_id_number ON public.shortfall_list USING btree (shortfall_id, number)
index CREATE UNIQUE INDEX uq_sign_in_identity_issuer_subject ON public.sign_in_identity USING btree (issuer, subject)
index CREATE UNIQUE INDEX uq_sign_in_identity_person_id_issuer ON public.sign_in_identity USING btree (person_id, issuer)
index CREATE UNIQUE INDEX uq_sign_in_pass_token_hash ON public.sign_in_pass USING btree (token_hash)
index CREATE UNIQUE INDEX uq_sign_in_token_hash ON public.sign_in USING btree (token_hash)
index CREATE UNIQUE INDEX uq_standard_rate_key ON public.standard_rate USING btree (key)
index CREATE UNIQUE INDEX uq_standard_value_key ON public.standard_value USING btree (key)
index CREATE UNIQUE INDEX uq_standby_end_standby_id ON public.standby_end USING btree (standby_id)
index CREATE UNIQUE INDEX uq_standby_key ON public.standby USING btree (key)
index CREATE UNIQUE INDEX uq_standing_answer_approval_id ON public.standing_answer USING btree (approval_id)
index CREATE UNIQUE INDEX uq_standing_approval_key ON public.standing_approval USING btree (key)
index CREATE UNIQUE INDEX uq_standing_approval_ref ON public.standing_approval USING btree (ref)
index CREATE UNIQUE INDEX uq_standing_category_approval_id_category ON public.standing_category USING btree (approval_id, category)
index CREATE UNIQUE INDEX uq_standing_end_approval_id ON public.standing_end USING btree (approval_id)
index CREATE UNIQUE INDEX uq_standing_use_revision_id ON public.standing_use USING btree (revision_id)
index CREATE UNIQUE INDEX uq_supplement_end_supplement_id ON public.supplement_end USING btree (supplement_id)
index CREATE UNIQUE INDEX uq_supplement_key ON public.supplement USING btree (key)
index CREATE UNIQUE INDEX uq_supplement_tranche_supplement_id_settles ON public.supplement_tranche USING btree (supplement_id, settles)
index CREATE UNIQUE INDEX uq_supplement_tranche_tranche_id ON public.supplement_tranche USING btree (tranche_id)
index CREATE UNIQUE INDEX uq_team_capacity_key ON public.team_capacity USING btree (key)
index CREATE UNIQUE INDEX uq_time_agreement_key ON public.time_agreement USING btree (key)
index CREATE UNIQUE INDEX uq_time_agreement_revision_id_unit_id ON public.time_agreement USING btree (revision_id, unit_id)
index CREATE UNIQUE INDEX uq_time_quarter_agreement_id_quarter_on ON public.time_quarter USING btree (agreement_id, quarter_on)
index CREATE UNIQUE INDEX uq_tranche_cut_tranche_id_shortfall_id ON public.tranche_cut USING btree (tranche_id, shortfall_id)
index CREATE UNIQUE INDEX uq_tranche_key ON public.tranche USING btree (key)
index CREATE UNIQUE INDEX uq_tranche_pitch_id_number ON public.tranche USING btree (pitch_id, number)
index CREATE UNIQUE INDEX uq_transfer_advance_reserved ON public.transfer USING btree (advance_id) WHERE (((verb)::text = 'reserve'::text) AND ((from_kind)::text = 'coming'::text))
index CREATE UNIQUE INDEX uq_transfer_commitment_verb ON public.transfer USING btree (commitment_id, verb) WHERE ((commitment_id IS NOT NULL) AND ((verb)::text = ANY ((ARRAY['reserve'::character varying, 'free'::character varying, 'commit'::character varying])::text[])))
index CREATE UNIQUE INDEX uq_transfer_reverses_id ON public.transfer USING btree (reverses_id)
index CREATE UNIQUE INDEX uq_unit_key ON public.unit USING btree (key)
index CREATE UNIQUE INDEX uq_unit_name ON public.unit USING btree (name)
index CREATE UNIQUE INDEX uq_vendor_end_vendor_id ON public.vendor_end USING btree (vendor_id)
index CREATE UNIQUE INDEX uq_vendor_key ON public.vendor USING btree (key)
index CREATE UNIQUE INDEX uq_vendor_name ON public.vendor USING btree (name)
index CREATE UNIQUE INDEX uq_webhook_key ON public.webhook USING btree (key)
index CREATE UNIQUE INDEX uq_window_answer_ask_id ON public.window_answer USING btree (ask_id)
index CREATE UNIQUE INDEX uq_window_ask_key ON public.window_ask USING btree (key)
trigger CREATE TRIGGER account_guard BEFORE UPDATE ON public.account FOR EACH ROW EXECUTE FUNCTION account_guard()
trigger CREATE TRIGGER account_kept BEFORE DELETE OR TRUNCATE ON public.account FOR EACH STATEMENT EXECUTE FUNCTION account_kept()
trigger CREATE TRIGGER account_opening BEFORE INSERT ON public.account FOR EACH ROW EXECUTE FUNCTION account_opening()
trigger CREATE TRIGGER accrual_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.accrual FOR EACH STATEMENT EXECUTE FUNCTION accrual_append_only()
trigger CREATE TRIGGER accrual_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.accrual_end FOR EACH STATEMENT EXECUTE FUNCTION accrual_end_append_only()
trigger CREATE TRIGGER accrual_end_explained BEFORE INSERT ON public.accrual_end FOR EACH ROW EXECUTE FUNCTION accrual_end_explained()
trigger CREATE TRIGGER accrual_explained BEFORE INSERT ON public.accrual FOR EACH ROW EXECUTE FUNCTION accrual_explained()
trigger CREATE TRIGGER actual_accrual_kept BEFORE UPDATE ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_accrual_kept()
trigger CREATE TRIGGER actual_confirmed BEFORE UPDATE OF confirmed_by_id ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_confirmed()
trigger CREATE TRIGGER actual_contract BEFORE INSERT ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_contract()
trigger CREATE TRIGGER actual_contract_kept BEFORE UPDATE ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_contract_kept()
trigger CREATE TRIGGER actual_credited BEFORE INSERT ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_credited()
trigger CREATE TRIGGER actual_delete BEFORE DELETE ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_delete()
trigger CREATE TRIGGER actual_deputy BEFORE UPDATE ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_deputy()
trigger CREATE TRIGGER actual_independent BEFORE UPDATE OF confirmed_by_id ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_independent()
trigger CREATE TRIGGER actual_reported BEFORE INSERT ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_reported()
trigger CREATE TRIGGER actual_reporter BEFORE INSERT ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_reporter()
trigger CREATE TRIGGER actual_update BEFORE UPDATE ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_update()
trigger CREATE TRIGGER actual_year_open BEFORE INSERT ON public.actual FOR EACH ROW EXECUTE FUNCTION actual_year_open()
trigger CREATE TRIGGER advance_allowed BEFORE INSERT ON public.advance FOR EACH ROW EXECUTE FUNCTION advance_allowed()
trigger CREATE TRIGGER advance_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.advance FOR EACH STATEMENT EXECUTE FUNCTION advance_append_only()
trigger CREATE TRIGGER advance_approval_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.advance_approval FOR EACH STATEMENT EXECUTE FUNCTION advance_approval_append_only()
trigger CREATE TRIGGER advance_approved BEFORE INSERT ON public.advance_approval FOR EACH ROW EXECUTE FUNCTION advance_approved()
trigger CREATE TRIGGER advance_cut_allowed BEFORE INSERT ON public.advance_cut FOR EACH ROW EXECUTE FUNCTION advance_cut_allowed()
trigger CREATE TRIGGER advance_cut_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.advance_cut FOR EACH STATEMENT EXECUTE FUNCTION advance_cut_append_only()
trigger CREATE TRIGGER advance_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.advance_end FOR EACH STATEMENT EXECUTE FUNCTION advance_end_append_only()
trigger CREATE TRIGGER advance_ended BEFORE INSERT ON public.advance_end FOR EACH ROW EXECUTE FUNCTION advance_ended()
trigger CREATE TRIGGER advance_nature BEFORE INSERT ON public.advance FOR EACH ROW EXECUTE FUNCTION advance_nature()
trigger CREATE TRIGGER ask_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ask FOR EACH STATEMENT EXECUTE FUNCTION ask_append_only()
trigger CREATE TRIGGER ask_category_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ask_category FOR EACH STATEMENT EXECUTE FUNCTION ask_category_append_only()
trigger CREATE TRIGGER ask_line_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ask_line FOR EACH STATEMENT EXECUTE FUNCTION ask_line_append_only()
trigger CREATE TRIGGER attestation_allowed BEFORE INSERT ON public.attestation FOR EACH ROW EXECUTE FUNCTION attestation_allowed()
trigger CREATE TRIGGER attestation_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.attestation FOR EACH STATEMENT EXECUTE FUNCTION attestation_append_only()
trigger CREATE TRIGGER attestation_by_owner BEFORE INSERT ON public.attestation FOR EACH ROW EXECUTE FUNCTION attestation_by_owner()
trigger CREATE TRIGGER attestation_deputy BEFORE INSERT ON public.attestation FOR EACH ROW EXECUTE FUNCTION attestation_deputy()
trigger CREATE TRIGGER benefit_line_delete BEFORE DELETE ON public.benefit_line FOR EACH ROW EXECUTE FUNCTION benefit_line_delete()
trigger CREATE TRIGGER benefit_line_update BEFORE UPDATE ON public.benefit_line FOR EACH ROW EXECUTE FUNCTION benefit_line_update()
trigger CREATE TRIGGER cancellation_allowed BEFORE INSERT ON public.cancellation FOR EACH ROW EXECUTE FUNCTION cancellation_allowed()
trigger CREATE TRIGGER cancellation_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cancellation_answer FOR EACH STATEMENT EXECUTE FUNCTION cancellation_answer_append_only()
trigger CREATE TRIGGER cancellation_answered BEFORE INSERT ON public.cancellation_answer FOR EACH ROW EXECUTE FUNCTION cancellation_answered()
trigger CREATE TRIGGER cancellation_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cancellation FOR EACH STATEMENT EXECUTE FUNCTION cancellation_append_only()
trigger CREATE TRIGGER capex_mark_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.capex_mark FOR EACH STATEMENT EXECUTE FUNCTION capex_mark_append_only()
trigger CREATE TRIGGER capex_marked BEFORE INSERT ON public.capex_mark FOR EACH ROW EXECUTE FUNCTION capex_marked()
trigger CREATE TRIGGER ceiling_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ceiling FOR EACH STATEMENT EXECUTE FUNCTION ceiling_append_only()
trigger CREATE TRIGGER ceiling_limits AFTER INSERT ON public.ceiling FOR EACH ROW EXECUTE FUNCTION ceiling_limits()
trigger CREATE TRIGGER claim_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.claim_answer FOR EACH STATEMENT EXECUTE FUNCTION claim_answer_append_only()
trigger CREATE TRIGGER claim_answer_deputy BEFORE INSERT ON public.claim_answer FOR EACH ROW EXECUTE FUNCTION claim_answer_deputy()
trigger CREATE TRIGGER claim_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.claim FOR EACH STATEMENT EXECUTE FUNCTION claim_append_only()
trigger CREATE TRIGGER closing_answer_allowed BEFORE INSERT ON public.closing_answer FOR EACH ROW EXECUTE FUNCTION closing_answer_allowed()
trigger CREATE TRIGGER closing_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.closing_answer FOR EACH STATEMENT EXECUTE FUNCTION closing_answer_append_only()
trigger CREATE TRIGGER closing_review_allowed BEFORE INSERT ON public.closing_review FOR EACH ROW EXECUTE FUNCTION closing_review_allowed()
trigger CREATE TRIGGER closing_review_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.closing_review FOR EACH STATEMENT EXECUTE FUNCTION closing_review_append_only()
trigger CREATE TRIGGER commitment_allowed BEFORE INSERT ON public.commitment FOR EACH ROW EXECUTE FUNCTION commitment_allowed()
trigger CREATE TRIGGER commitment_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.commitment FOR EACH STATEMENT EXECUTE FUNCTION commitment_append_only()
trigger CREATE TRIGGER commitment_condition_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.commitment_condition FOR EACH STATEMENT EXECUTE FUNCTION commitment_condition_append_only()
trigger CREATE TRIGGER commitment_deputy BEFORE INSERT ON public.commitment FOR EACH ROW EXECUTE FUNCTION commitment_deputy()
trigger CREATE TRIGGER commitment_for BEFORE INSERT ON public.commitment FOR EACH ROW EXECUTE FUNCTION commitment_for()
trigger CREATE TRIGGER commitment_nature BEFORE INSERT ON public.commitment FOR EACH ROW EXECUTE FUNCTION commitment_nature()
trigger CREATE TRIGGER commitment_supplement BEFORE INSERT ON public.commitment FOR EACH ROW EXECUTE FUNCTION commitment_supplement()
trigger CREATE TRIGGER condition_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.condition_answer FOR EACH STATEMENT EXECUTE FUNCTION condition_answer_append_only()
trigger CREATE TRIGGER condition_answered BEFORE INSERT ON public.condition_answer FOR EACH ROW EXECUTE FUNCTION condition_answered()
trigger CREATE TRIGGER condition_with_its_commitment BEFORE INSERT ON public.commitment_condition FOR EACH ROW EXECUTE FUNCTION condition_with_its_commitment()
trigger CREATE TRIGGER contract_confirmed BEFORE UPDATE ON public.contract FOR EACH ROW EXECUTE FUNCTION contract_confirmed()
trigger CREATE TRIGGER contract_delete BEFORE DELETE ON public.contract FOR EACH ROW EXECUTE FUNCTION contract_delete()
trigger CREATE TRIGGER contract_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.contract_end FOR EACH STATEMENT EXECUTE FUNCTION contract_end_append_only()
trigger CREATE TRIGGER contract_end_whole BEFORE INSERT ON public.contract_end FOR EACH ROW EXECUTE FUNCTION contract_end_whole()
trigger CREATE TRIGGER contract_gate BEFORE INSERT ON public.contract FOR EACH ROW EXECUTE FUNCTION contract_gate()
trigger CREATE TRIGGER contract_reported BEFORE INSERT ON public.contract FOR EACH ROW EXECUTE FUNCTION contract_reported()
trigger CREATE TRIGGER contract_update BEFORE UPDATE ON public.contract FOR EACH ROW EXECUTE FUNCTION contract_update()
trigger CREATE TRIGGER cost_line_delete BEFORE DELETE ON public.cost_line FOR EACH ROW EXECUTE FUNCTION cost_line_delete()
trigger CREATE TRIGGER cost_line_update BEFORE UPDATE ON public.cost_line FOR EACH ROW EXECUTE FUNCTION cost_line_update()
trigger CREATE TRIGGER credit_note_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.credit_note FOR EACH STATEMENT EXECUTE FUNCTION credit_note_append_only()
trigger CREATE TRIGGER credit_note_within BEFORE INSERT ON public.credit_note FOR EACH ROW EXECUTE FUNCTION credit_note_within()
trigger CREATE TRIGGER criterion_delete BEFORE DELETE ON public.criterion FOR EACH ROW EXECUTE FUNCTION criterion_delete()
trigger CREATE TRIGGER criterion_insert BEFORE INSERT ON public.criterion FOR EACH ROW EXECUTE FUNCTION criterion_insert()
trigger CREATE TRIGGER criterion_update BEFORE UPDATE ON public.criterion FOR EACH ROW EXECUTE FUNCTION criterion_update()
trigger CREATE TRIGGER deputy_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.deputy_end FOR EACH STATEMENT EXECUTE FUNCTION deputy_end_append_only()
trigger CREATE TRIGGER deputy_kept BEFORE DELETE OR TRUNCATE ON public.deputy FOR EACH STATEMENT EXECUTE FUNCTION deputy_kept()
trigger CREATE TRIGGER erp_export_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.erp_export FOR EACH STATEMENT EXECUTE FUNCTION erp_export_append_only()
trigger CREATE TRIGGER erp_line_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.erp_line FOR EACH STATEMENT EXECUTE FUNCTION erp_line_append_only()
trigger CREATE TRIGGER erp_match_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.erp_match FOR EACH STATEMENT EXECUTE FUNCTION erp_match_append_only()
trigger CREATE TRIGGER extension_allowed BEFORE INSERT ON public.extension FOR EACH ROW EXECUTE FUNCTION extension_allowed()
trigger CREATE TRIGGER extension_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.extension FOR EACH STATEMENT EXECUTE FUNCTION extension_append_only()
trigger CREATE TRIGGER extension_moves AFTER INSERT ON public.extension FOR EACH ROW EXECUTE FUNCTION extension_moves()
trigger CREATE TRIGGER fiscal_year_kept BEFORE UPDATE OF fiscal_year_start ON public.organisation FOR EACH ROW EXECUTE FUNCTION fiscal_year_kept()
trigger CREATE TRIGGER fund_category_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fund_category FOR EACH STATEMENT EXECUTE FUNCTION fund_category_append_only()
trigger CREATE TRIGGER fund_category_named BEFORE INSERT ON public.fund_category FOR EACH ROW EXECUTE FUNCTION fund_category_named()
trigger CREATE TRIGGER fund_change_allowed BEFORE INSERT ON public.fund_change FOR EACH ROW EXECUTE FUNCTION fund_change_allowed()
trigger CREATE TRIGGER fund_change_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fund_change_answer FOR EACH STATEMENT EXECUTE FUNCTION fund_change_answer_append_only()
trigger CREATE TRIGGER fund_change_answered BEFORE INSERT ON public.fund_change_answer FOR EACH ROW EXECUTE FUNCTION fund_change_answered()
trigger CREATE TRIGGER fund_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fund_change FOR EACH STATEMENT EXECUTE FUNCTION fund_change_append_only()
trigger CREATE TRIGGER fund_close_allowed BEFORE INSERT ON public.fund_close FOR EACH ROW EXECUTE FUNCTION fund_close_allowed()
trigger CREATE TRIGGER fund_close_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fund_close FOR EACH STATEMENT EXECUTE FUNCTION fund_close_append_only()
trigger CREATE TRIGGER fund_delete BEFORE DELETE ON public.fund FOR EACH ROW EXECUTE FUNCTION fund_delete()
trigger CREATE TRIGGER fund_deputy_insert BEFORE INSERT ON public.fund FOR EACH ROW EXECUTE FUNCTION fund_deputy_insert()
trigger CREATE TRIGGER fund_deputy_update BEFORE UPDATE ON public.fund FOR EACH ROW EXECUTE FUNCTION fund_deputy_update()
trigger CREATE TRIGGER fund_goal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fund_goal FOR EACH STATEMENT EXECUTE FUNCTION fund_goal_append_only()
trigger CREATE TRIGGER fund_goal_named BEFORE INSERT ON public.fund_goal FOR EACH ROW EXECUTE FUNCTION fund_goal_named()
trigger CREATE TRIGGER fund_nature BEFORE UPDATE ON public.fund FOR EACH ROW EXECUTE FUNCTION fund_nature()
trigger CREATE TRIGGER fund_update BEFORE UPDATE ON public.fund FOR EACH ROW EXECUTE FUNCTION fund_update()
trigger CREATE TRIGGER gate_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gate FOR EACH STATEMENT EXECUTE FUNCTION gate_append_only()
trigger CREATE TRIGGER gate_called BEFORE INSERT ON public.gate FOR EACH ROW EXECUTE FUNCTION gate_called()
trigger CREATE TRIGGER gate_decided BEFORE INSERT ON public.gate_end FOR EACH ROW EXECUTE FUNCTION gate_decided()
trigger CREATE TRIGGER gate_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gate_end FOR EACH STATEMENT EXECUTE FUNCTION gate_end_append_only()
trigger CREATE TRIGGER gate_stop_allowed BEFORE INSERT ON public.gate_stop FOR EACH ROW EXECUTE FUNCTION gate_stop_allowed()
trigger CREATE TRIGGER gate_stop_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gate_stop FOR EACH STATEMENT EXECUTE FUNCTION gate_stop_append_only()
trigger CREATE TRIGGER gate_vote_allowed BEFORE INSERT ON public.gate_vote FOR EACH ROW EXECUTE FUNCTION gate_vote_allowed()
trigger CREATE TRIGGER gate_vote_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gate_vote FOR EACH STATEMENT EXECUTE FUNCTION gate_vote_append_only()
trigger CREATE TRIGGER history_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.history FOR EACH STATEMENT EXECUTE FUNCTION history_append_only()
trigger CREATE TRIGGER history_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.history_seal FOR EACH STATEMENT EXECUTE FUNCTION history_seal_append_only()
trigger CREATE TRIGGER hours_worked_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.hours_worked FOR EACH STATEMENT EXECUTE FUNCTION hours_worked_append_only()
trigger CREATE TRIGGER investment_baseline BEFORE UPDATE ON public.investment FOR EACH ROW EXECUTE FUNCTION investment_baseline()
trigger CREATE TRIGGER investment_ended BEFORE UPDATE OF state ON public.investment FOR EACH ROW EXECUTE FUNCTION investment_ended()
trigger CREATE TRIGGER investment_gate BEFORE UPDATE OF state ON public.investment FOR EACH ROW EXECUTE FUNCTION investment_gate()
trigger CREATE TRIGGER investment_kept BEFORE DELETE OR TRUNCATE ON public.investment FOR EACH STATEMENT EXECUTE FUNCTION investment_kept()
trigger CREATE TRIGGER investment_states BEFORE UPDATE OF state ON public.investment FOR EACH ROW EXECUTE FUNCTION investment_states()
trigger CREATE TRIGGER letter_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.letter FOR EACH STATEMENT EXECUTE FUNCTION letter_append_only()
trigger CREATE TRIGGER letter_deputy BEFORE INSERT ON public.letter FOR EACH ROW EXECUTE FUNCTION letter_deputy()
trigger CREATE TRIGGER line_check_allowed BEFORE INSERT ON public.line_check FOR EACH ROW EXECUTE FUNCTION line_check_allowed()
trigger CREATE TRIGGER line_check_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.line_check FOR EACH STATEMENT EXECUTE FUNCTION line_check_append_only()
trigger CREATE TRIGGER logo_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.logo FOR EACH STATEMENT EXECUTE FUNCTION logo_append_only()
trigger CREATE TRIGGER mandate_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.mandate_change FOR EACH STATEMENT EXECUTE FUNCTION mandate_change_append_only()
trigger CREATE TRIGGER mandate_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.mandate_end FOR EACH STATEMENT EXECUTE FUNCTION mandate_end_append_only()
trigger CREATE TRIGGER mandate_kept BEFORE DELETE OR TRUNCATE ON public.mandate FOR EACH STATEMENT EXECUTE FUNCTION mandate_kept()
trigger CREATE TRIGGER movement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.movement FOR EACH STATEMENT EXECUTE FUNCTION movement_append_only()
trigger CREATE TRIGGER movement_closed BEFORE INSERT ON public.movement FOR EACH ROW EXECUTE FUNCTION movement_closed()
trigger CREATE TRIGGER offer_allowed BEFORE INSERT ON public.offer FOR EACH ROW EXECUTE FUNCTION offer_allowed()
trigger CREATE TRIGGER offer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.offer FOR EACH STATEMENT EXECUTE FUNCTION offer_append_only()
trigger CREATE TRIGGER opening_allowed BEFORE INSERT ON public.opening FOR EACH ROW EXECUTE FUNCTION opening_allowed()
trigger CREATE TRIGGER opening_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.opening_answer FOR EACH STATEMENT EXECUTE FUNCTION opening_answer_append_only()
trigger CREATE TRIGGER opening_answered BEFORE INSERT ON public.opening_answer FOR EACH ROW EXECUTE FUNCTION opening_answered()
trigger CREATE TRIGGER opening_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.opening FOR EACH STATEMENT EXECUTE FUNCTION opening_append_only()
trigger CREATE TRIGGER opening_pitch_allowed BEFORE INSERT ON public.opening_pitch FOR EACH ROW EXECUTE FUNCTION opening_pitch_allowed()
trigger CREATE TRIGGER opening_pitch_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.opening_pitch FOR EACH STATEMENT EXECUTE FUNCTION opening_pitch_append_only()
trigger CREATE TRIGGER opening_programme_allowed BEFORE INSERT ON public.opening_programme FOR EACH ROW EXECUTE FUNCTION opening_programme_allowed()
trigger CREATE TRIGGER opening_programme_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.opening_programme FOR EACH STATEMENT EXECUTE FUNCTION opening_programme_append_only()
trigger CREATE TRIGGER opening_round_allowed BEFORE INSERT ON public.opening_round FOR EACH ROW EXECUTE FUNCTION opening_round_allowed()
trigger CREATE TRIGGER opening_round_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.opening_round FOR EACH STATEMENT EXECUTE FUNCTION opening_round_append_only()
trigger CREATE TRIGGER outbox_enqueued AFTER INSERT ON public.outbox FOR EACH ROW EXECUTE FUNCTION outbox_enqueued()
trigger CREATE TRIGGER outbox_revived AFTER UPDATE OF dead_at ON public.outbox FOR EACH ROW WHEN (((old.dead_at IS NOT NULL) AND (new.dead_at IS NULL))) EXECUTE FUNCTION outbox_enqueued()
trigger CREATE TRIGGER overrun_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.overrun FOR EACH STATEMENT EXECUTE FUNCTION overrun_append_only()
trigger CREATE TRIGGER overrun_settled BEFORE INSERT ON public.overrun_settlement FOR EACH ROW EXECUTE FUNCTION overrun_settled()
trigger CREATE TRIGGER overrun_settlement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.overrun_settlement FOR EACH STATEMENT EXECUTE FUNCTION overrun_settlement_append_only()
trigger CREATE TRIGGER panel_seat_delete BEFORE DELETE ON public.panel_seat FOR EACH ROW EXECUTE FUNCTION panel_seat_delete()
trigger CREATE TRIGGER panel_seat_insert BEFORE INSERT ON public.panel_seat FOR EACH ROW EXECUTE FUNCTION panel_seat_insert()
trigger CREATE TRIGGER panel_seat_update BEFORE UPDATE ON public.panel_seat FOR EACH ROW EXECUTE FUNCTION panel_seat_update()
trigger CREATE TRIGGER person_resorted BEFORE UPDATE OF name, title ON public.person FOR EACH ROW EXECUTE FUNCTION person_resorted()
trigger CREATE TRIGGER person_sorted BEFORE INSERT ON public.person FOR EACH ROW EXECUTE FUNCTION person_sorted()
trigger CREATE TRIGGER pitch_kept BEFORE DELETE OR TRUNCATE ON public.pitch FOR EACH STATEMENT EXECUTE FUNCTION pitch_kept()
trigger CREATE TRIGGER pitch_offered BEFORE UPDATE OF state, round_id ON public.pitch FOR EACH ROW EXECUTE FUNCTION pitch_offered()
trigger CREATE TRIGGER pitch_rolls BEFORE UPDATE OF state ON public.pitch FOR EACH ROW EXECUTE FUNCTION pitch_rolls()
trigger CREATE TRIGGER pitch_states BEFORE UPDATE OF state ON public.pitch FOR EACH ROW EXECUTE FUNCTION pitch_states()
trigger CREATE TRIGGER posting_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.posting FOR EACH STATEMENT EXECUTE FUNCTION posting_append_only()
trigger CREATE TRIGGER posting_explained BEFORE INSERT ON public.posting FOR EACH ROW EXECUTE FUNCTION posting_explained()
trigger CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::procrastinate_job_status))) EXECUTE FUNCTION procrastinate_notify_queue_abort_job_v1()
trigger CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION procrastinate_trigger_abort_requested_events_procedure_v1()
trigger CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION procrastinate_unlink_periodic_defers_v1()
trigger CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::procrastinate_job_status))) EXECUTE FUNCTION procrastinate_trigger_function_scheduled_events_v1()
trigger CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::procrastinate_job_status)) EXECUTE FUNCTION procrastinate_trigger_function_status_events_insert_v1()
trigger CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION procrastinate_trigger_function_status_events_update_v1()
trigger CREATE TRIGGER promise_line_allowed BEFORE INSERT ON public.promise_line FOR EACH ROW EXECUTE FUNCTION promise_line_allowed()
trigger CREATE TRIGGER promise_line_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.promise_line FOR EACH STATEMENT EXECUTE FUNCTION promise_line_append_only()
trigger CREATE TRIGGER purse_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.purse_answer FOR EACH STATEMENT EXECUTE FUNCTION purse_answer_append_only()
trigger CREATE TRIGGER purse_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.purse FOR EACH STATEMENT EXECUTE FUNCTION purse_append_only()
trigger CREATE TRIGGER purse_request_answered BEFORE INSERT ON public.purse_answer FOR EACH ROW EXECUTE FUNCTION purse_request_answered()
trigger CREATE TRIGGER purse_request_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.purse_request FOR EACH STATEMENT EXECUTE FUNCTION purse_request_append_only()
trigger CREATE TRIGGER purse_requested BEFORE INSERT ON public.purse_request FOR EACH ROW EXECUTE FUNCTION purse_requested()
trigger CREATE TRIGGER rate_card_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rate_card FOR EACH STATEMENT EXECUTE FUNCTION rate_card_append_only()
trigger CREATE TRIGGER rate_card_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rate_card_end FOR EACH STATEMENT EXECUTE FUNCTION rate_card_end_append_only()
trigger CREATE TRIGGER reading_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reading FOR EACH STATEMENT EXECUTE FUNCTION reading_append_only()
trigger CREATE TRIGGER reading_deputy BEFORE INSERT ON public.reading FOR EACH ROW EXECUTE FUNCTION reading_deputy()
trigger CREATE TRIGGER reading_gate BEFORE INSERT ON public.reading FOR EACH ROW EXECUTE FUNCTION reading_gate()
trigger CREATE TRIGGER recusal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.recusal FOR EACH STATEMENT EXECUTE FUNCTION recusal_append_only()
trigger CREATE TRIGGER release_allowed BEFORE INSERT ON public.release FOR EACH ROW EXECUTE FUNCTION release_allowed()
trigger CREATE TRIGGER release_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.release FOR EACH STATEMENT EXECUTE FUNCTION release_append_only()
trigger CREATE TRIGGER release_deputy BEFORE INSERT ON public.release FOR EACH ROW EXECUTE FUNCTION release_deputy()
trigger CREATE TRIGGER release_gate BEFORE INSERT ON public.release FOR EACH ROW EXECUTE FUNCTION release_gate()
trigger CREATE TRIGGER release_of_a_cut BEFORE INSERT ON public.release FOR EACH ROW EXECUTE FUNCTION release_of_a_cut()
trigger CREATE TRIGGER release_promised BEFORE INSERT ON public.release FOR EACH ROW EXECUTE FUNCTION release_promised()
trigger CREATE TRIGGER release_request_allowed BEFORE INSERT ON public.release_request FOR EACH ROW EXECUTE FUNCTION release_request_allowed()
trigger CREATE TRIGGER release_request_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.release_request FOR EACH STATEMENT EXECUTE FUNCTION release_request_append_only()
trigger CREATE TRIGGER release_request_promised BEFORE INSERT ON public.release_request FOR EACH ROW EXECUTE FUNCTION release_request_promised()
trigger CREATE TRIGGER release_second_person BEFORE INSERT ON public.release FOR EACH ROW EXECUTE FUNCTION release_second_person()
trigger CREATE TRIGGER reopening_allowed BEFORE INSERT ON public.reopening FOR EACH ROW EXECUTE FUNCTION reopening_allowed()
trigger CREATE TRIGGER reopening_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reopening_answer FOR EACH STATEMENT EXECUTE FUNCTION reopening_answer_append_only()
trigger CREATE TRIGGER reopening_answered BEFORE INSERT ON public.reopening_answer FOR EACH ROW EXECUTE FUNCTION reopening_answered()
trigger CREATE TRIGGER reopening_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reopening FOR EACH STATEMENT EXECUTE FUNCTION reopening_append_only()
trigger CREATE TRIGGER resolution_allowed BEFORE INSERT ON public.resolution FOR EACH ROW EXECUTE FUNCTION resolution_allowed()
trigger CREATE TRIGGER resolution_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.resolution FOR EACH STATEMENT EXECUTE FUNCTION resolution_append_only()
trigger CREATE TRIGGER resolution_conditioned BEFORE INSERT ON public.resolution FOR EACH ROW EXECUTE FUNCTION resolution_conditioned()
trigger CREATE TRIGGER resolution_deputy BEFORE INSERT ON public.resolution FOR EACH ROW EXECUTE FUNCTION resolution_deputy()
trigger CREATE TRIGGER resolution_promised BEFORE INSERT ON public.resolution FOR EACH ROW EXECUTE FUNCTION resolution_promised()
trigger CREATE TRIGGER resolution_supplement BEFORE INSERT ON public.resolution FOR EACH ROW EXECUTE FUNCTION resolution_supplement()
trigger CREATE TRIGGER review_allowed BEFORE INSERT ON public.review FOR EACH ROW EXECUTE FUNCTION review_allowed()
trigger CREATE TRIGGER review_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.review FOR EACH STATEMENT EXECUTE FUNCTION review_append_only()
trigger CREATE TRIGGER review_deputy BEFORE INSERT ON public.review FOR EACH ROW EXECUTE FUNCTION review_deputy()
trigger CREATE TRIGGER review_hours BEFORE INSERT ON public.review FOR EACH ROW EXECUTE FUNCTION review_hours()
trigger CREATE TRIGGER review_promised BEFORE INSERT ON public.review FOR EACH ROW EXECUTE FUNCTION review_promised()
trigger CREATE TRIGGER review_standing BEFORE INSERT ON public.review FOR EACH ROW EXECUTE FUNCTION review_standing()
trigger CREATE TRIGGER revision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.revision FOR EACH STATEMENT EXECUTE FUNCTION revision_append_only()
trigger CREATE TRIGGER revision_deputy BEFORE INSERT ON public.revision FOR EACH ROW EXECUTE FUNCTION revision_deputy()
trigger CREATE TRIGGER revision_hours_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.revision_hours FOR EACH STATEMENT EXECUTE FUNCTION revision_hours_append_only()
trigger CREATE TRIGGER round_kept BEFORE DELETE OR TRUNCATE ON public.round FOR EACH STATEMENT EXECUTE FUNCTION round_kept()
trigger CREATE TRIGGER round_rolls BEFORE UPDATE OF state ON public.round FOR EACH ROW EXECUTE FUNCTION round_rolls()
trigger CREATE TRIGGER round_rules BEFORE UPDATE ON public.round FOR EACH ROW EXECUTE FUNCTION round_rules()
trigger CREATE TRIGGER round_states BEFORE UPDATE OF state ON public.round FOR EACH ROW EXECUTE FUNCTION round_states()
trigger CREATE TRIGGER score_delete BEFORE DELETE ON public.score FOR EACH ROW EXECUTE FUNCTION score_delete()
trigger CREATE TRIGGER score_insert BEFORE INSERT ON public.score FOR EACH ROW EXECUTE FUNCTION score_insert()
trigger CREATE TRIGGER score_update BEFORE UPDATE ON public.score FOR EACH ROW EXECUTE FUNCTION score_update()
trigger CREATE TRIGGER scorecard_deputy_insert BEFORE INSERT ON public.scorecard FOR EACH ROW EXECUTE FUNCTION scorecard_deputy_insert()
trigger CREATE TRIGGER scorecard_deputy_update BEFORE UPDATE ON public.scorecard FOR EACH ROW EXECUTE FUNCTION scorecard_deputy_update()
trigger CREATE TRIGGER scorecard_insert BEFORE INSERT ON public.scorecard FOR EACH ROW EXECUTE FUNCTION scorecard_insert()
trigger CREATE TRIGGER scorecard_update BEFORE UPDATE ON public.scorecard FOR EACH ROW EXECUTE FUNCTION scorecard_update()
trigger CREATE TRIGGER search_claim_added AFTER INSERT ON public.claim FOR EACH ROW EXECUTE FUNCTION search_claim_added()
trigger CREATE TRIGGER search_co_author_added AFTER INSERT ON public.co_author FOR EACH ROW EXECUTE FUNCTION search_co_author_added()
trigger CREATE TRIGGER search_co_author_removed AFTER DELETE ON public.co_author FOR EACH ROW EXECUTE FUNCTION search_co_author_removed()
trigger CREATE TRIGGER search_draft_added AFTER INSERT ON public.draft FOR EACH ROW WHEN ((new.measure_id IS NOT NULL)) EXECUTE FUNCTION search_draft_added()
trigger CREATE TRIGGER search_draft_changed AFTER UPDATE OF measure_id ON public.draft FOR EACH ROW WHEN ((new.measure_id IS DISTINCT FROM old.measure_id)) EXECUTE FUNCTION search_draft_changed()
trigger CREATE TRIGGER search_goal_added AFTER INSERT ON public.goal FOR EACH ROW EXECUTE FUNCTION search_goal_added()
trigger CREATE TRIGGER search_goal_changed AFTER UPDATE OF name, unit_id, owner_id ON public.goal FOR EACH ROW WHEN ((((new.name)::text IS DISTINCT FROM (old.name)::text) OR (new.unit_id IS DISTINCT FROM old.unit_id) OR (new.owner_id IS DISTINCT FROM old.owner_id))) EXECUTE FUNCTION search_goal_changed()
trigger CREATE TRIGGER search_investment_added AFTER INSERT ON public.investment FOR EACH ROW EXECUTE FUNCTION search_investment_added()
trigger CREATE TRIGGER search_measure_changed AFTER UPDATE OF owner_id, goal_id ON public.measure FOR EACH ROW WHEN (((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.goal_id IS DISTINCT FROM old.goal_id))) EXECUTE FUNCTION search_measure_changed()
trigger CREATE TRIGGER search_person_added AFTER INSERT ON public.person FOR EACH ROW EXECUTE FUNCTION search_person_added()
trigger CREATE TRIGGER search_person_changed AFTER UPDATE OF name, active, unit_id ON public.person FOR EACH ROW WHEN ((((new.name)::text IS DISTINCT FROM (old.name)::text) OR (new.active IS DISTINCT FROM old.active) OR (new.unit_id IS DISTINCT FROM old.unit_id))) EXECUTE FUNCTION search_person_changed()
trigger CREATE TRIGGER search_pitch_added AFTER INSERT ON public.pitch FOR EACH ROW EXECUTE FUNCTION search_pitch_added()
trigger CREATE TRIGGER search_pitch_changed AFTER UPDATE OF title, ref, state, presenter_id, unit_id, round_id, revision_no ON public.pitch FOR EACH ROW WHEN ((((new.title)::text IS DISTINCT FROM (old.title)::text) OR ((new.ref)::text IS DISTINCT FROM (old.ref)::text) OR ((new.state)::text IS DISTINCT FROM (old.state)::text) OR (new.presenter_id IS DISTINCT FROM old.presenter_id) OR (new.unit_id IS DISTINCT FROM old.unit_id) OR (new.round_id IS DISTINCT FROM old.round_id) OR (new.revision_no IS DISTINCT FROM old.revision_no))) EXECUTE FUNCTION search_pitch_changed()
trigger CREATE TRIGGER search_revision_added AFTER INSERT ON public.revision FOR EACH ROW EXECUTE FUNCTION search_revision_added()
trigger CREATE TRIGGER search_unit_added AFTER INSERT ON public.unit FOR EACH ROW EXECUTE FUNCTION search_unit_added()
trigger CREATE TRIGGER search_unit_changed AFTER UPDATE OF name ON public.unit FOR EACH ROW WHEN (((new.name)::text IS DISTINCT FROM (old.name)::text)) EXECUTE FUNCTION search_unit_changed()
trigger CREATE TRIGGER setting_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.setting_answer FOR EACH STATEMENT EXECUTE FUNCTION setting_answer_append_only()
trigger CREATE TRIGGER setting_change_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.setting_change FOR EACH STATEMENT EXECUTE FUNCTION setting_change_append_only()
trigger CREATE TRIGGER shortfall_allowed BEFORE INSERT ON public.shortfall FOR EACH ROW EXECUTE FUNCTION shortfall_allowed()
trigger CREATE TRIGGER shortfall_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.shortfall FOR EACH STATEMENT EXECUTE FUNCTION shortfall_append_only()
trigger CREATE TRIGGER shortfall_consent_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.shortfall_consent FOR EACH STATEMENT EXECUTE FUNCTION shortfall_consent_append_only()
trigger CREATE TRIGGER shortfall_consented BEFORE INSERT ON public.shortfall_consent FOR EACH ROW EXECUTE FUNCTION shortfall_consented()
trigger CREATE TRIGGER shortfall_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.shortfall_end FOR EACH STATEMENT EXECUTE FUNCTION shortfall_end_append_only()
trigger CREATE TRIGGER shortfall_ended BEFORE INSERT ON public.shortfall_end FOR EACH ROW EXECUTE FUNCTION shortfall_ended()
trigger CREATE TRIGGER shortfall_line_allowed BEFORE INSERT ON public.shortfall_line FOR EACH ROW EXECUTE FUNCTION shortfall_line_allowed()
trigger CREATE TRIGGER shortfall_line_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.shortfall_line FOR EACH STATEMENT EXECUTE FUNCTION shortfall_line_append_only()
trigger CREATE TRIGGER shortfall_list_allowed BEFORE INSERT ON public.shortfall_list FOR EACH ROW EXECUTE FUNCTION shortfall_list_allowed()
trigger CREATE TRIGGER shortfall_list_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.shortfall_list FOR EACH STATEMENT EXECUTE FUNCTION shortfall_list_append_only()
trigger CREATE TRIGGER standard_value_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.standard_value FOR EACH STATEMENT EXECUTE FUNCTION standard_value_append_only()
trigger CREATE TRIGGER standby_allowed BEFORE INSERT ON public.standby FOR EACH ROW EXECUTE FUNCTION standby_allowed()
trigger CREATE TRIGGER standby_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.standby FOR EACH STATEMENT EXECUTE FUNCTION standby_append_only()
trigger CREATE TRIGGER standby_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.standby_end FOR EACH STATEMENT EXECUTE FUNCTION standby_end_append_only()
trigger CREATE TRIGGER standby_ended BEFORE INSERT ON public.standby_end FOR EACH ROW EXECUTE FUNCTION standby_ended()
trigger CREATE TRIGGER standing_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.standing_answer FOR EACH STATEMENT EXECUTE FUNCTION standing_answer_append_only()
trigger CREATE TRIGGER standing_answered BEFORE INSERT ON public.standing_answer FOR EACH ROW EXECUTE FUNCTION standing_answered()
trigger CREATE TRIGGER standing_approval_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.standing_approval FOR EACH STATEMENT EXECUTE FUNCTION standing_approval_append_only()
trigger CREATE TRIGGER standing_approval_set BEFORE INSERT ON public.standing_approval FOR EACH ROW EXECUTE FUNCTION standing_approval_set()
trigger CREATE TRIGGER standing_category_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.standing_category FOR EACH STATEMENT EXECUTE FUNCTION standing_category_append_only()
trigger CREATE TRIGGER standing_category_named BEFORE INSERT ON public.standing_category FOR EACH ROW EXECUTE FUNCTION standing_category_named()
trigger CREATE TRIGGER standing_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.standing_end FOR EACH STATEMENT EXECUTE FUNCTION standing_end_append_only()
trigger CREATE TRIGGER standing_ended BEFORE INSERT ON public.standing_end FOR EACH ROW EXECUTE FUNCTION standing_ended()
trigger CREATE TRIGGER standing_use_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.standing_use FOR EACH STATEMENT EXECUTE FUNCTION standing_use_append_only()
trigger CREATE TRIGGER standing_used BEFORE INSERT ON public.standing_use FOR EACH ROW EXECUTE FUNCTION standing_used()
trigger CREATE TRIGGER supplement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.supplement FOR EACH STATEMENT EXECUTE FUNCTION supplement_append_only()
trigger CREATE TRIGGER supplement_asked BEFORE INSERT ON public.supplement FOR EACH ROW EXECUTE FUNCTION supplement_asked()
trigger CREATE TRIGGER supplement_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.supplement_end FOR EACH STATEMENT EXECUTE FUNCTION supplement_end_append_only()
trigger CREATE TRIGGER supplement_end_promised BEFORE INSERT ON public.supplement_end FOR EACH ROW EXECUTE FUNCTION supplement_end_promised()
trigger CREATE TRIGGER supplement_ended BEFORE INSERT ON public.supplement_end FOR EACH ROW EXECUTE FUNCTION supplement_ended()
trigger CREATE TRIGGER supplement_settles BEFORE INSERT ON public.supplement_tranche FOR EACH ROW EXECUTE FUNCTION supplement_settles()
trigger CREATE TRIGGER supplement_tranche_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.supplement_tranche FOR EACH STATEMENT EXECUTE FUNCTION supplement_tranche_append_only()
trigger CREATE TRIGGER supplement_tranche_own BEFORE INSERT ON public.supplement_tranche FOR EACH ROW EXECUTE FUNCTION supplement_tranche_own()
trigger CREATE TRIGGER team_capacity_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.team_capacity FOR EACH STATEMENT EXECUTE FUNCTION team_capacity_append_only()
trigger CREATE TRIGGER time_agreement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.time_agreement FOR EACH STATEMENT EXECUTE FUNCTION time_agreement_append_only()
trigger CREATE TRIGGER time_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.time_answer FOR EACH STATEMENT EXECUTE FUNCTION time_answer_append_only()
trigger CREATE TRIGGER time_answered BEFORE INSERT ON public.time_answer FOR EACH ROW EXECUTE FUNCTION time_answered()
trigger CREATE TRIGGER time_asked BEFORE INSERT ON public.time_agreement FOR EACH ROW EXECUTE FUNCTION time_asked()
trigger CREATE TRIGGER time_kept BEFORE INSERT ON public.time_quarter FOR EACH ROW EXECUTE FUNCTION time_kept()
trigger CREATE TRIGGER time_quarter_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.time_quarter FOR EACH STATEMENT EXECUTE FUNCTION time_quarter_append_only()
trigger CREATE TRIGGER tranche_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.tranche FOR EACH STATEMENT EXECUTE FUNCTION tranche_append_only()
trigger CREATE TRIGGER tranche_cut_allowed BEFORE INSERT ON public.tranche_cut FOR EACH ROW EXECUTE FUNCTION tranche_cut_allowed()
trigger CREATE TRIGGER tranche_cut_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.tranche_cut FOR EACH STATEMENT EXECUTE FUNCTION tranche_cut_append_only()
trigger CREATE TRIGGER transfer_ahead BEFORE INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_ahead()
trigger CREATE TRIGGER transfer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.transfer FOR EACH STATEMENT EXECUTE FUNCTION transfer_append_only()
trigger CREATE TRIGGER transfer_beside_promises BEFORE INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_beside_promises()
trigger CREATE TRIGGER transfer_deputy BEFORE INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_deputy()
trigger CREATE TRIGGER transfer_explained BEFORE INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_explained()
trigger CREATE TRIGGER transfer_gate BEFORE INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_gate()
trigger CREATE TRIGGER transfer_moves AFTER INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_moves()
trigger CREATE TRIGGER transfer_of_budget BEFORE INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_of_budget()
trigger CREATE TRIGGER transfer_of_shortfall BEFORE INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_of_shortfall()
trigger CREATE TRIGGER transfer_promised_limits AFTER INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_promised_limits()
trigger CREATE TRIGGER transfer_year_open AFTER INSERT ON public.transfer FOR EACH ROW EXECUTE FUNCTION transfer_year_open()
trigger CREATE TRIGGER unit_head_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.unit_head FOR EACH STATEMENT EXECUTE FUNCTION unit_head_append_only()
trigger CREATE TRIGGER vendor_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.vendor FOR EACH STATEMENT EXECUTE FUNCTION vendor_append_only()
trigger CREATE TRIGGER vendor_end_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.vendor_end FOR EACH STATEMENT EXECUTE FUNCTION vendor_end_append_only()
trigger CREATE TRIGGER window_answer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.window_answer FOR EACH STATEMENT EXECUTE FUNCTION window_answer_append_only()
trigger CREATE TRIGGER window_answered BEFORE INSERT ON public.window_answer FOR EACH ROW EXECUTE FUNCTION window_answered()
trigger CREATE TRIGGER window_ask_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.window_ask FOR EACH STATEMENT EXECUTE FUNCTION window_ask_append_only()
