{#
    The comparison of two incidents of different articles, as CTEs over `pairs` (mention_a < mention_b by id) and `profiles`. An
    incident is known by its first mention. The last CTE is `judged`. The rules are in docs/vocabulary.md, "Matching mentions to
    events"; the numbers have names in dbt_project.yml.
#}
{#
    Whether two folded names of victims mean one person: the names are equal or one letter apart; one is the surname of the other; or
    the first names are equal and the last name of one is among the names of the other (middle names, second surnames).
#}
{% macro is_same_person(a, b) -%}
    {{ a }} = {{ b }}
    or ends_with({{ a }}, ' ' || {{ b }})
    or ends_with({{ b }}, ' ' || {{ a }})
    or (least(len({{ a }}), len({{ b }})) >= 8 and damerau_levenshtein({{ a }}, {{ b }}) <= 1)
    or (
        contains({{ a }}, ' ') and contains({{ b }}, ' ') and split_part({{ a }}, ' ', 1) = split_part({{ b }}, ' ', 1)
        and (
            contains(' ' || {{ a }} || ' ', ' ' || split_part({{ b }}, ' ', -1) || ' ')
            or contains(' ' || {{ b }} || ' ', ' ' || split_part({{ a }}, ' ', -1) || ' ')
        )
    )
{%- endmacro %}

{# The numbers of killed in `figures` that are not common: five or more. #}
{% macro tolls(alias) -%}
    list_filter({{ alias }}.figures, lambda figure: starts_with(figure, 'killed ') and cast(split_part(figure, ' ', 2) as integer) >= 5)
{%- endmacro %}

{# Whether two lists of folded names share a person. #}
{% macro share_person(a, b) -%}
    len(list_filter({{ a }}, lambda name: len(list_filter({{ b }}, lambda other: {{ is_same_person('name', 'other') }})) > 0)) > 0
{%- endmacro %}

{# First and last word of each name. `int_people_shared` identifies a victim by these. #}
{% macro first_and_last_words(names) -%}
    list_transform({{ names }}, lambda name: split_part(name, ' ', 1) || ' ' || split_part(name, ' ', -1))
{%- endmacro %}

{#
    Whether both sides are stated in a comparable way: "gunmen" may be the group that the other mention names, "soldiers" its army.
#}
{% macro are_comparable_sides(role) -%}
    a.{{ role }}_side is not null
        and b.{{ role }}_side is not null
        and (
            a.{{ role }}_side = b.{{ role }}_side
            or coalesce(a.is_{{ role }}_described, false) = coalesce(b.is_{{ role }}_described, false)
            or coalesce(a.is_{{ role }}_of_states, false) != coalesce(b.is_{{ role }}_of_states, false)
        )
{%- endmacro %}

{% macro compare_mentions(pairs, profiles) -%}
located as (

    {{ infer_places(profiles) }}

),

people_of_mention as (

    select
        mention_id,
        list(name_key) as named_people,
        coalesce(list(name_key) filter (where is_suspect), cast([] as varchar[])) as suspects
    from {{ ref('int_people_shared') }}
    group by mention_id

),

prepared as (

    select
        located.*,
        coalesce(people_of_mention.named_people, cast([] as varchar[])) as named_people,
        list_filter(
            case when located.is_lead then located.victims_of_article else located.victim_keys end, lambda name: contains(name, ' ')
        ) as full_names,
        cast(located.published_at as date) as published_on,
        list_max(list_transform(
            list_filter(located.figures, lambda figure: starts_with(figure, 'killed ')),
            lambda figure: cast(split_part(figure, ' ', 2) as integer)
        )) as most_killed,
        coalesce(people_of_mention.suspects, cast([] as varchar[])) as suspects
    from located
    left join people_of_mention on located.mention_id = people_of_mention.mention_id

),

measured as (

    select
        a.mention_id as mention_a,
        b.mention_id as mention_b,
        a.document_id = b.document_id as same_article,
        coalesce(a.story_id = b.story_id, false) as same_story,
        a.is_incident and b.is_incident as both_incident,
        a.is_lead and b.is_lead as both_lead,
        a.context as context_a,
        b.context as context_b,
        -- A report of a crime is about one town, where little else happens on that day.
        coalesce(a.context = 'crime' and b.context = 'crime', false) as are_crimes,
        a.event_type as event_type_a,
        b.event_type as event_type_b,
        a.sub_event_type as sub_event_type_a,
        b.sub_event_type as sub_event_type_b,
        coalesce(a.folded_sentence = b.folded_sentence and a.folded_trigger = b.folded_trigger, false) as same_sentence,
        -- Days between the two time spans: 0 if they overlap, NULL if one is unknown.
        -- (DuckDB's greatest and least skip NULL, so the unknown case comes first.)
        case
            when a.date_start is not null and b.date_start is not null
                then greatest(date_diff('day', a.date_end, b.date_start), date_diff('day', b.date_end, a.date_start), 0)
        end as date_gap_days,
        -- An undated event in the lead of a report may have happened in the days before publication.
        coalesce(
            (a.date_start is null or b.date_start is null)
            and coalesce(a.date_start, a.published_on - {{ var('news_days', 6) }}) <= coalesce(b.date_end, b.published_on)
            and coalesce(b.date_start, b.published_on - {{ var('news_days', 6) }}) <= coalesce(a.date_end, a.published_on),
            false
        ) as is_news_of_same_days,
        -- Age of the dated event when the undated one was published; for two undated events, days between their reports.
        case
            when a.date_start is not null then date_diff('day', a.date_end, b.published_on)
            when b.date_start is not null then date_diff('day', b.date_end, a.published_on)
            else abs(date_diff('day', a.published_on, b.published_on))
        end as news_age_days,
        coalesce(a.date_prec = 1 and b.date_prec = 1, false) as both_exact_days,
        coalesce(a.date_prec <= 2 and b.date_prec <= 2, false) as are_both_days_known,
        coalesce(a.date_is_anaphoric, false) or coalesce(b.date_is_anaphoric, false) as is_anaphoric,
        a.date_is_inferred or b.date_is_inferred as has_inferred_date,
        -- "Late on Monday", "early on Tuesday": one night.
        coalesce(
            case when a.date_start < b.date_start then a.is_late and b.is_early else b.is_late and a.is_early end, false
        ) as is_one_night,
        coalesce(
            case when a.date_start < b.date_start then a.is_late or b.is_early else b.is_late or a.is_early end, false
        ) as may_be_one_night,
        -- Both reports are equally late (for example both about the day before): then the different days are not an error of one of them.
        coalesce(
            date_diff('day', a.date_start, cast(a.published_at as date)) = date_diff('day', b.date_start, cast(b.published_at as date)), false
        ) as same_lag,
        -- A place that the gazetteer does not contain has the point of its region. Distances from that point mean nothing.
        case
            when a.place_id is not null and b.place_id is not null
                then 6371 * 2 * asin(least(1, sqrt(
                    power(sin(radians(b.latitude - a.latitude) / 2), 2)
                    + cos(radians(a.latitude)) * cos(radians(b.latitude)) * power(sin(radians(b.longitude - a.longitude) / 2), 2)
                )))
        end as distance_km,
        a.where_prec as where_prec_a,
        b.where_prec as where_prec_b,
        case when a.where_prec is not null and b.where_prec is not null then greatest(a.where_prec, b.where_prec) end as coarser_prec,
        coalesce(a.place_id = b.place_id, false) as same_place_id,
        a.place_id is null or b.place_id is null as is_unresolved,
        a.place_is_inferred or b.place_is_inferred as place_is_inferred,
        a.place_key as place_key_a,
        b.place_key as place_key_b,
        coalesce(a.admin1 = b.admin1, false) as same_admin1,
        a.country_iso3 = b.country_iso3 as same_country,
        a.is_province_stated and b.is_province_stated as are_provinces_stated,
        {{ are_comparable_sides('agent') }} as agents_known,
        {{ are_comparable_sides('target') }} as targets_known,
        coalesce(a.agent_side = b.agent_side, false) as same_agent,
        coalesce(a.target_side = b.target_side, false) as same_target,
        coalesce(a.agent_actor_id = b.agent_actor_id, false) as same_agent_itself,
        coalesce(a.victim_side = b.victim_side, false) as same_victims,
        -- Reported from the other side: the agent of one is the target of the other, where both are stated.
        coalesce(a.agent_side = b.target_side, a.target_side = b.agent_side, false)
        and coalesce(a.agent_side = b.target_side, true)
        and coalesce(a.target_side = b.agent_side, true) as is_swapped,
        coalesce(a.agent_side = b.target_side and a.target_side = b.agent_side, false) as is_exchanged,
        -- A town and its district are one place. The district counts only if no town is shared.
        case
            when list_has_any(a.towns, b.towns) then len(list_intersect(a.towns, b.towns))
            else cast(list_has_any(a.districts, b.districts) as integer)
        end as n_shared_places,
        coalesce(greatest(len(a.towns), len(b.towns)) <= {{ var('few_towns', 3) }}, false) as has_few_towns,
        list_has_any(a.towns, b.towns) as is_town_shared,
        coalesce(a.main_town = b.main_town, false) as same_main_town,
        coalesce(
            list_contains(a.towns, {{ drop_direction('b.place_key') }}) or list_contains(b.towns, {{ drop_direction('a.place_key') }}), false
        ) as is_place_named,
        -- Nothing dates one of the two reports.
        coalesce(a.date_start, a.published_on) is null or coalesce(b.date_start, b.published_on) is null as is_day_open,
        list_has_any({{ tolls('a') }}, {{ tolls('b') }}) as shared_toll,
        -- Two tolls that differ by what one day of rescue or one count adds.
        coalesce(
            least(a.most_killed, b.most_killed) >= 10
            and greatest(a.most_killed, b.most_killed) <= 1.25 * least(a.most_killed, b.most_killed),
            false
        ) as is_toll_close,
        coalesce(greatest(a.most_killed, b.most_killed) <= 2 * least(a.most_killed, b.most_killed), false) as is_toll_alike,
        list_has_any(a.target_sites, b.target_sites) as shared_site,
        coalesce(
            (a.published_at < b.published_at and a.most_killed < b.most_killed)
            or (b.published_at < a.published_at and b.most_killed < a.most_killed),
            false
        ) as is_toll_risen,
        list_has_any(a.figures, b.figures) as shared_figure,
        list_has_any(
            list_filter(a.figures, lambda figure: cast(split_part(figure, ' ', 2) as integer) > 2),
            list_filter(b.figures, lambda figure: cast(split_part(figure, ' ', 2) as integer) > 2)
        ) as shared_large_figure,
        list_has_any(
            list_filter(a.figures, lambda figure: cast(split_part(figure, ' ', 2) as integer) > 1),
            list_filter(b.figures, lambda figure: cast(split_part(figure, ' ', 2) as integer) > 1)
        ) as shared_figure_of_several,
        len(a.figures) > 0 as has_figures_a,
        len(b.figures) > 0 as has_figures_b,
        list_has_any(a.firm_outcomes, b.firm_outcomes) and not list_has_any(a.figures, b.figures) as different_figures,
        {{ share_person('a.victim_keys', 'b.victim_keys') }} as shared_name,
        {{ share_person('a.full_names', 'b.full_names') }} as shared_full_name,
        list_has_any({{ first_and_last_words('a.victim_keys') }}, b.named_people)
        or list_has_any({{ first_and_last_words('b.victim_keys') }}, a.named_people) as is_victim_named,
        list_has_any(a.suspects, b.named_people) or list_has_any(b.suspects, a.named_people) as is_suspect_named,
        len(a.victim_keys) as n_names_a,
        len(b.victim_keys) as n_names_b,
        greatest(a.n_victims_of_article, b.n_victims_of_article) as largest_figure
    from {{ pairs }} as pairs
    inner join prepared as a on pairs.mention_a = a.mention_id
    inner join prepared as b on pairs.mention_b = b.mention_id

),

-- A person dies once: two reports of one town and one victim are about one event, whatever else differs. A report of a crime or an
-- accident is about one event and may name the victim in another sentence. A report about several events of a weekend names the
-- victims of all of them, and its toll differs.
united as (

    select
        *,
        context_a in ('accident', 'crime') and context_b in ('accident', 'crime') as is_local_news,
        shared_full_name and n_shared_places > 0 and (shared_name or (is_local_news and not different_figures)) as is_one_victim,
        both_lead and not are_crimes and (shared_toll or is_toll_close or (shared_site and is_toll_alike)) as is_lead_alike
    from measured

),

agreed as (

    select
        *,
        case
            when context_a in ('accident', 'disaster') or context_b in ('accident', 'disaster')
                then context_a = context_b or (is_one_victim and is_local_news)
            else true
        end as is_context_compatible,
        case
            when context_a in ('accident', 'disaster') and not is_one_victim
                then coalesce(event_type_a = event_type_b, event_type_a is null and event_type_b is null)
            when event_type_a is null or event_type_b is null or event_type_a = event_type_b then true
            when least(event_type_a, event_type_b) = 'Battles' and greatest(event_type_a, event_type_b) = 'Explosions/Remote violence'
                then same_agent_itself or is_swapped
            when
                greatest(event_type_a, event_type_b) = 'Violence against civilians'
                and least(event_type_a, event_type_b) in ('Battles', 'Explosions/Remote violence')
                then shared_figure or shared_name or same_victims
            else false
        end as is_type_compatible,
        -- Fighting and a strike, one of them without a stated agent; and types of crimes, which are often empty: this is evidence
        -- neither for one event nor against it.
        coalesce(
            are_crimes
            or (
                least(event_type_a, event_type_b) in ('Battles', 'Explosions/Remote violence')
                and greatest(event_type_a, event_type_b) in ('Explosions/Remote violence', 'Violence against civilians')
                and not agents_known
            ),
            false
        ) as is_type_open,
        coalesce(
            sub_event_type_a in ('Air/drone strike', 'Shelling/artillery/missile attack')
            and sub_event_type_b in ('Suicide bomb', 'Remote explosive/landmine/IED', 'Grenade')
            or sub_event_type_b in ('Air/drone strike', 'Shelling/artillery/missile attack')
            and sub_event_type_a in ('Suicide bomb', 'Remote explosive/landmine/IED', 'Grenade'),
            false
        ) as different_means,
        coalesce(event_type_a = event_type_b, false) as same_type,
        event_type_a is null or event_type_b is null as is_type_unknown,
        -- One name contains the other word by word ("Raqqa", "Raqqa city"), or they differ in one letter.
        coalesce(
            contains(' ' || place_key_a || ' ', ' ' || place_key_b || ' ')
            or contains(' ' || place_key_b || ' ', ' ' || place_key_a || ' ')
            or (len(place_key_a) >= 5 and len(place_key_b) >= 5 and levenshtein(place_key_a, place_key_b) <= 1),
            false
        ) as same_place_name,
        -- Both reports use the same place name, and not both name the province. The gazetteer then guesses between namesakes.
        coalesce(place_key_a = place_key_b and same_country and not are_provinces_stated, false) as is_namesake,
        coalesce(where_prec_a in (1, 2) and where_prec_b in (1, 2), false) as both_places_exact,
        -- One mention names a street, a quarter or a suburb, and its article names the same town as the other mention. Reports of
        -- crimes in one town name different parts of it. Two leads that agree in their toll may have named one place by a place near it.
        case
            when
                is_place_named
                and (is_unresolved or coalesce(distance_km <= {{ var('near_km', 25) }}, false) or is_lead_alike)
                then true
            else are_crimes and is_unresolved and same_main_town
        end as is_place_open
    from united

),

placed as (

    select
        *,
        case
            when coarser_prec is null then false
            when both_places_exact
                then same_place_id or same_place_name or coalesce(coarser_prec = 2 and distance_km <= {{ var('near_km', 25) }}, false)
            when coarser_prec in (3, 4) then same_place_id or same_place_name or (same_admin1 and coalesce(same_country, false))
            when coarser_prec = 6 then coalesce(same_country, false)
            else same_place_name and coalesce(same_country, true)
        end as same_place,
        coalesce(date_gap_days <= 1, false) as is_date_near,
        -- The inferred date may be that of a plea or a funeral: no reason to assume two deaths of one person.
        is_anaphoric or (is_one_victim and has_inferred_date) as is_date_doubted,
        coalesce(date_gap_days = 0, false) as is_date_same
    from agreed

),

vetoed as (

    select
        *,
        case
            when same_article then 'two incidents of one article'
            when not is_context_compatible then 'different contexts: ' || context_a || ', ' || context_b
            when not (is_type_compatible or is_type_open) then 'different types: ' || coalesce(event_type_a, 'none') || ', ' || coalesce(event_type_b, 'none')
            when different_means and not is_lead_alike then 'different means: ' || sub_event_type_a || ', ' || sub_event_type_b
            when
                both_places_exact and not place_is_inferred and not same_place_id and not is_namesake and not is_one_victim
                and not (is_place_named and is_lead_alike) and distance_km > {{ var('near_km', 25) }}
                then 'places ' || cast(round(distance_km) as integer) || ' km apart'
            when
                both_places_exact and not place_is_inferred and is_unresolved and not same_place_name and not is_place_open
                and not is_one_victim and place_key_a is not null and place_key_b is not null
                then 'different place names: ' || place_key_a || ', ' || place_key_b
            when
                coarser_prec in (3, 4, 6) and not place_is_inferred and not coalesce(same_country, true)
                and coalesce(distance_km, 1000) > {{ var('near_km', 25) }}
                then 'different countries'
            when both_exact_days and not is_date_doubted and date_gap_days > 1 then 'dates ' || date_gap_days || ' days apart'
            when not is_date_doubted and date_gap_days > 3 then 'dates do not overlap'
            when
                both_exact_days and has_inferred_date and date_gap_days > 1 and not (same_story or are_crimes)
                and not shared_name and not is_one_victim and not is_victim_named and not shared_large_figure
                then 'dates ' || date_gap_days || ' days apart, inferred from their articles'
            when
                both_exact_days and date_gap_days = 1 and not (same_story or are_crimes)
                and not is_anaphoric and not has_inferred_date and not may_be_one_night and not shared_name and not is_one_victim and not is_victim_named
                and (different_figures or (same_lag and not (shared_figure and coalesce(largest_figure, 0) >= 10)))
                then 'another day' || case when different_figures then ' and different figures' else ', same reporting delay' end
            when
                n_names_a > 0 and n_names_b > 0 and not shared_name and not is_victim_named
                and coalesce(largest_figure, 0) < n_names_a + n_names_b
                then 'different named victims'
            when targets_known and not same_target and not is_swapped and agents_known and not same_agent then 'different sides'
        end as veto
    from placed

),

named as (

    select
        *,
        -- The leads of two reports about one place: exactly there, or one of them names it by a part or by the town around it. In
        -- crimes, one town and one day are too little: other rules join these.
        both_lead and not are_crimes
        and (
            (both_places_exact and same_place)
            or (is_place_open and n_shared_places > 0)
            or coalesce(greatest(where_prec_a, where_prec_b) <= 3 and place_key_a = place_key_b and same_country, false)
        ) as is_one_place_led,
        coalesce(sub_event_type_a = sub_event_type_b, false) as same_sub_type,
        -- One states a name, the other a figure: then weak similarity does not join them.
        (n_names_a > 0) != (n_names_b > 0)
        and (case when n_names_a > 0 then has_figures_b else has_figures_a end)
        and not shared_name as is_name_against_figure
    from vetoed

),

reasoned as (

    select
        *,
        case
            when
                is_one_place_led and (is_type_compatible or is_type_open)
                and (is_date_same or (is_date_near and (is_anaphoric or has_inferred_date)))
                and (
                    is_toll_close
                    or (is_date_same and same_sub_type and (is_toll_risen or same_target))
                    or (shared_site and same_type and (same_agent or not agents_known))
                )
                then 'same lead'
            when
                is_one_place_led and same_type and date_gap_days is null and (is_day_open or is_news_of_same_days)
                and (shared_toll or (shared_site and is_toll_close)) and (same_agent or not agents_known)
                then 'same lead, figure and place'
            when not is_type_compatible then null
            when same_story then
                case
                    when shared_name then 'shared name'
                    when same_sentence then 'same sentence'
                    when shared_large_figure then 'shared figure'
                    -- One death each, on the date of the whole story, may be two deaths.
                    when shared_figure and (same_place or same_agent or (is_date_same and not has_inferred_date)) then 'shared figure'
                    when is_name_against_figure then null
                    when is_date_same and same_place and coarser_prec <= 3 and (same_agent or not agents_known) then 'same date and place'
                    when coalesce(date_gap_days, 0) > 0 and not is_anaphoric then null
                    when both_places_exact and not same_place then null
                    when (same_agent and same_target) or (is_exchanged and same_type) then 'same agent and target'
                end
            when shared_name and (date_gap_days is null or is_date_near or (is_anaphoric and n_shared_places > 0)) then 'shared name'
            when is_one_victim and (date_gap_days is null or is_date_near or has_inferred_date) then 'shared victim'
            when
                is_victim_named and (date_gap_days is null or is_date_near or is_anaphoric) and n_shared_places > 0
                and (same_place or not both_places_exact or is_place_open)
                then 'victim named'
            when
                is_suspect_named and are_crimes and (date_gap_days is null or is_date_near or is_anaphoric) and n_shared_places > 0
                and (same_place or not both_places_exact or is_place_open)
                then 'suspect named'
            when
                is_date_near and n_shared_places > 0 and (same_place or not both_places_exact or is_place_open)
                and (
                    shared_large_figure
                    or (n_shared_places > 1 and (shared_figure or (are_crimes and is_date_same and (same_type or is_type_unknown))))
                    or (
                        (both_exact_days or (are_crimes and are_both_days_known)) and is_date_same and (has_few_towns or same_main_town)
                        and (
                            shared_figure
                            or (
                                both_exact_days and is_town_shared and not different_figures and (are_crimes or has_few_towns)
                                and (same_type or (are_crimes and is_type_unknown))
                            )
                        )
                    )
                )
                then 'same day and town'
            when
                are_crimes and both_lead and is_news_of_same_days and n_shared_places > 0
                and (same_place or not both_places_exact or is_place_open)
                and (shared_figure_of_several or (shared_figure and has_few_towns and same_main_town))
                then 'same news, figure and town'
            when not is_date_near or not same_place then null
            when shared_large_figure then 'shared figure'
            -- On a front the same sides attack the same place day after day. Different days are different events, except "Monday night".
            when not (is_date_same or is_one_night or are_crimes) then null
            when coarser_prec <= 3 and (same_type or same_victims or shared_figure) and (same_agent or not agents_known)
                and (is_date_same or is_one_night)
                -- Of a window of days, only the toll says which day is meant.
                and not (has_inferred_date and different_figures and not (are_crimes or is_toll_close or is_toll_risen))
                then 'same date and place'
            when coarser_prec <= 3 and same_agent and same_type then 'same agent, near in time and place'
            when same_agent and same_target then 'same agent and target'
        end as reason
    from named

),

judged as (

    select
        mention_a,
        mention_b,
        reason,
        veto,
        cast(case
            when veto is not null or reason is null then 0
            else round(least(1.0,
                case reason
                    when 'shared name' then 0.9
                    when 'shared victim' then 0.86
                    when 'same sentence' then 0.9
                    when 'shared figure' then 0.8
                    when 'same date and place' then 0.72
                    when 'same lead' then 0.72
                    when 'same lead, figure and place' then 0.6
                    when 'same day and town' then 0.72
                    when 'victim named' then 0.72
                    when 'same news, figure and town' then 0.68 - 0.02 * greatest(news_age_days, 0)
                    when 'suspect named' then 0.72
                    else 0.5
                end
                + case when same_place then 0.04 else 0 end
                + case when is_date_same then 0.04 else 0 end
                + case when same_agent then 0.02 else 0 end
                + case when same_target then 0.02 else 0 end
                + case when shared_figure then 0.02 else 0 end
            ), 4)
        end as double) as score,
        case
            when veto is not null then veto
            when reason is not null then null
            when not is_type_compatible then 'compatible types, but no supporting evidence'
            when is_name_against_figure then 'one states a name, the other a figure'
            when date_gap_days is null then 'a date is unknown, and nothing else joins them'
            when not is_date_near then 'dates ' || date_gap_days || ' days apart'
            when not (same_story or is_place_open) and coarser_prec is null
                then 'a place is unknown, and nothing else is shared'
            when not (same_story or same_place or is_place_open) then 'places do not agree'
            else 'no shared details'
        end as not_joined_reason,
        same_story,
        both_incident,
        both_lead,
        cast(date_gap_days as integer) as date_gap_days,
        cast(round(distance_km, 3) as double) as distance_km,
        same_place,
        same_type,
        same_agent,
        same_target,
        shared_figure,
        shared_name
    from reasoned

)
{%- endmacro %}
