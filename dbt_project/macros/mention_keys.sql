{#
    The blocking keys of mentions, as CTEs over `profiles`. The last CTE is `keys`. A mention is indexed under its own keys (`is_own`:
    its days, its cell). The other mention is looked up under all of its keys, including the days before and after and the cells
    around its own. The result is the same whichever of the two is looked up.
#}
{% macro mention_keys(profiles) -%}
located as (

    {{ infer_places(profiles) }}

),

incidents as (

    select * from located
    where is_incident

),

dated as (

    select
        *,
        unnest(range(date_start, date_end + interval 1 day, interval 1 day)) as day
    from incidents
    where date_start is not null and date_end is not null and date_diff('day', date_start, date_end) <= 7

),

reach as (

    select
        dated.* replace (cast(dated.day + to_days(cast(shifts.days as integer)) as date) as day),
        shifts.days = 0 as is_own_day
    from dated
    cross join (select unnest([-1, 0, 1]) as days) as shifts

),

-- An undated event in the lead of a report may have happened in the days before publication.
undated_news as (

    select
        *,
        cast(
            unnest(range(cast(published_at as date) - {{ var('news_days', 6) }}, cast(published_at as date) + 1, interval 1 day)) as date
        ) as day
    from incidents
    where is_lead and date_start is null

),

-- What the leads of reports state about one place, whatever the day: the toll, or what was hit.
led as (

    select
        mention_id,
        article_id,
        (date_start is null and published_at is null) or date_diff('day', date_start, date_end) > 7 as is_day_open,
        {{ tolls('incidents') }} || target_sites as facts,
        unnest(list_distinct(list_filter(
            case when len(towns) <= {{ var('some_towns', 6) }} then towns else [] end || [case when where_prec <= 3 then place_key end],
            lambda place: place is not null
        ))) as place
    from incidents
    where is_lead

),

led_keys as (

    select
        mention_id,
        article_id,
        is_day_open,
        concat_ws(' ', replace(place, ' ', ''), unnest(facts)) as key
    from led

),

named as (

    select
        mention_id,
        article_id,
        string_split(unnest(case when is_lead then list_distinct(victim_keys || victims_of_article) else victim_keys end), ' ') as words
    from incidents

),

keys as (

    select
        reach.mention_id,
        reach.article_id,
        reach.is_own_day and north.step = 0 and east.step = 0 as is_own,
        concat_ws(
            ' ', 'cell', reach.day, floor(reach.latitude * 2) + north.step, floor(reach.longitude * 2) + east.step
        ) as key
    from reach
    cross join (select unnest([-1, 0, 1]) as step) as north
    cross join (select unnest([-1, 0, 1]) as step) as east
    where reach.where_prec <= 3 and reach.latitude is not null

    union all

    select
        mention_id,
        article_id,
        is_own_day as is_own,
        concat_ws(' ', 'place', day, place_key) as key
    from reach
    where where_prec <= 4 and place_key is not null

    union all

    select
        mention_id,
        article_id,
        is_own_day as is_own,
        concat_ws(' ', 'figure', day, coalesce(country_iso3, ''), unnest(figures)) as key
    from reach

    union all

    select
        mention_id,
        article_id,
        is_own_day as is_own,
        concat_ws(' ', 'town', day, unnest(towns || districts)) as key
    from reach
    where date_prec <= 2

    union all

    select
        mention_id,
        article_id,
        true as is_own,
        concat_ws(' ', 'town', day, unnest(towns || districts)) as key
    from undated_news

    union all

    select
        mention_id,
        article_id,
        is_own_day as is_own,
        concat_ws(' ', 'sides', day, coalesce(country_iso3, ''), agent_side, target_side) as key
    from reach
    where agent_side is not null and target_side is not null

    union all

    -- Leads without a day are indexed under `undated` and look up the others under `dated`. The others look up only these.
    select
        mention_id,
        article_id,
        coalesce(is_day_open, false) as is_own,
        concat_ws(' ', 'undated', key) as key
    from led_keys

    union all

    select
        mention_id,
        article_id,
        not coalesce(is_day_open, false) as is_own,
        concat_ws(' ', 'dated', key) as key
    from led_keys

    union all

    -- Two words of a name are enough for a key: middle names are often left out.
    select
        named.mention_id,
        named.article_id,
        true as is_own,
        unnest(list_transform(
            coalesce(nullif(named.words[2:], []), ['']), lambda word: concat_ws(' ', 'name', named.words[1], word)
        )) as key
    from named

    union all

    select
        mention_id,
        article_id,
        true as is_own,
        concat_ws(' ', 'name', name_key) as key
    from {{ ref('int_people_shared') }}
    where mention_id in (select mention_id from incidents)

)
{%- endmacro %}

{# The keys under which all mentions are indexed: the stored ones if this build looks up only some mentions. #}
{% macro indexed_keys() -%}
    {%- if model is defined and model.resource_type != 'unit_test' %}{% do ref('int_mention_keys_indexed') %}{% endif -%}
    {%- if amends() %}{{ ref('int_mention_keys_indexed') }}{% else %}(select * from keys where is_own){% endif -%}
{%- endmacro %}
