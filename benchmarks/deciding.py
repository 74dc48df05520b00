"""The files that decide, and the tests that concern each, the quickest first: what mutate_python.py bends and asks."""

PAGES = [
    f"test_digest::test_{name}"
    for name in (
        "the_sample_day_reads_as_kept",
        "one_call_a_person_and_cautions_last",
        "a_lead_of_two_searches_stands_once",
        "names_can_be_hidden_in_every_format",
        "long_lists_are_cut_and_counted_on_pages_and_whole_in_tables",
        "a_day_without_news_names_people_for_open_leads",
    )
]
ANSWERS = [
    f"test_answers::test_{name}"
    for name in (
        "leads_by_search_new_ones_and_a_limit_that_counts_the_rest",
        "show_takes_any_unique_beginning_of_an_id",
        "show_says_who_for_what_who_not_yet_and_why",
        "show_without_anybody_says_checked_and_the_next_step",
        "somebody_in_the_market_is_not_taken_for_somebody_there",
        "show_tells_a_closed_opening_and_what_changed",
        "show_refuses_unknown_and_ambiguous_ids_in_one_line",
        "market_names_people_where_nothing_is_advertised",
        "boards_put_trouble_first_and_work_before_the_first_run",
        "who_may_know_you_is_told_apart_from_contacts",
    )
]
RULES = {
    "app/faults.py": ["test_faults"],
    "commands/cli.py": ["rules/test_exit"],
    "commands/pulling.py": ["rules/test_exit"],
    "exports/acquaintance.py": ["rules/test_acquaintance"],
    "exports/answer.py": ["rules/test_export_values"],
    "exports/answers.py": ["rules/test_acquaintance", *ANSWERS],
    "exports/brief.py": ["rules/test_export_values"],
    "exports/content.py": ["rules/test_digest_rows", *PAGES],
    "exports/day.py": ["rules/test_export_values"],
    "exports/digest.py": ["rules/test_export_values", *PAGES],
    "exports/draft.py": [
        "rules/test_letters",
        "test_draft::test_asks_are_counted_over_a_month_and_a_group_on_a_day",
        "test_draft::test_no_header_is_smuggled_in",
    ],
    "exports/feeds.py": ["rules/test_export_values"],
    "exports/greeting.py": ["rules/test_letters", "test_draft::test_how_a_letter_begins"],
    "exports/matching.py": ["rules/test_export_values", "rules/test_acquaintance"],
    "exports/names.py": ["rules/test_export_values"],
    "exports/network_files.py": ["rules/test_export_values", "rules/test_acquaintance"],
    "exports/news.py": ["rules/test_export_values", "rules/test_letters"],
    "exports/numbers.py": ["rules/test_export_values"],
    "exports/published.py": ["rules/test_acquaintance", *PAGES],
    "exports/safe.py": ["rules/test_export_values"],
    "exports/sheets.py": ["rules/test_export_values", *PAGES],
    "exports/story.py": ["rules/test_export_values", *ANSWERS],
    "exports/today.py": ["rules/test_export_values", "test_today"],
    "extractors/pull.py": ["test_pull"],
    "extractors/readers/closing.py": [
        f"test_closing::test_{name}"
        for name in (
            "where_on_a_page_closing_is_said",
            "a_page_named_for_related_jobs_is_still_a_page",
            "letters_of_any_charset_and_an_apostrophe_of_html_are_read",
            "a_heading_that_bears_the_mark_closes",
            "a_status_badge_closes",
            "what_the_page_does_not_show_or_says_of_others_closes_nothing",
            "words_of_closing_close",
            "talk_of_closing_does_not",
        )
    ],
    "extractors/web/ask.py": ["rules/test_ask_again", "test_client_reach", "test_client"],
    "extractors/web/clocks.py": ["rules/test_ask_again"],
    "extractors/web/expect.py": ["rules/test_ask_again"],
    "extractors/web/gate.py": ["rules/test_ask_again"],
    "extractors/web/host.py": ["test_host", "test_client"],
    "extractors/web/retry.py": ["rules/test_ask_again"],
    "extractors/web/robots.py": ["rules/test_ask_again", "test_robots"],
    "job/clock.py": ["rules/test_job", "test_steps"],
    "job/let_go.py": ["rules/test_job", "test_steps"],
    "job/part.py": ["rules/test_job"],
    "job/resting.py": ["rules/test_job"],
    "job/retention.py": ["rules/test_retention_rules"],
    "job/steps.py": ["rules/test_job", "test_steps"],
    "job/timetable.py": ["rules/test_job"],
    "job/told.py": ["rules/test_job", "test_steps"],
    "landing/keeping.py": ["rules/test_retention_rules"],
    "landing/runs.py": ["rules/test_runs"],
    "network/contact_log.py": ["test_contact_files", "test_mailboxes", "test_calendars"],
    "network/dates.py": [
        "test_network_parts::test_days_in_all_their_forms",
        "test_network_parts::test_years_and_days_in_phrases",
    ],
    "network/health.py": ["rules/test_network_files"],
    "network/ics.py": ["test_ics", "test_calendars"],
    "network/names.py": [
        "test_names",
        "test_network_parts::test_names_of_physicians",
        "test_network_parts::test_spellings_of_one_name_share_a_key",
    ],
    "network/roster.py": ["test_roster", "test_people_odd"],
    "network/signs.py": ["rules/test_signs"],
    "transforms/dates.py": ["test_dates"],
    "transforms/pay.py": ["test_pay"],
    "transforms/pay_amounts.py": ["rules/test_pay_amounts", "test_pay"],
    "transforms/terms.py": ["test_terms"],
    "transforms/title.py": ["test_title"],
    "vocabulary/days.py": ["rules/test_days"],
    "warehouse/posting/__init__.py": ["rules/test_posting", "test_parse_run", "test_presence"],
}
