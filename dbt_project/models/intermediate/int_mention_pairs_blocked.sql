-- The pairs worth comparing: mentions of one article or one story; across articles, those that meet in a block of day
-- and place, of day, country and figure, of day, country and sides, or of a named victim. Never a full cross join.
with profiles as (

    select * from {{ ref('int_event_mentions_profiled') }}

),

lent as (

    {{ lend_places('profiles') }}

),

incidents as (

    select * from lent
    where is_incident

),

dated as (

    select
        *,
        unnest(range(date_start, date_end + interval 1 day, interval 1 day)) as day
    from incidents
    where date_start is not null and date_end is not null and date_diff('day', date_start, date_end) <= 7

),

keys as (

    select mention_id, article_id, 'cell ' || day || ' ' || floor(latitude * 2) || ' ' || floor(longitude * 2) as key
    from dated
    where where_prec <= 3 and latitude is not null

    union all

    select mention_id, article_id, 'place ' || day || ' ' || place_key as key
    from dated
    where where_prec <= 4 and place_key is not null

    union all

    select mention_id, article_id, 'figure ' || day || ' ' || coalesce(country_iso3, '') || ' ' || unnest(figures) as key
    from dated

    union all

    select
        dated.mention_id,
        dated.article_id,
        'town ' || dated.day || ' ' || towns.town as key
    from dated
    cross join unnest(dated.towns) as towns (town)
    where dated.date_prec = 1

    union all

    select
        mention_id,
        article_id,
        'sides ' || day || ' ' || coalesce(country_iso3, '') || ' ' || agent_side || ' ' || target_side as key
    from dated
    where agent_side is not null and target_side is not null

    union all

    select mention_id, article_id, 'name ' || unnest(victim_keys) as key
    from incidents

),

-- The other partner of a pair also looks at the next day and the one before, and at the cells around its own.
reach as (

    select
        dated.mention_id,
        dated.article_id,
        dated.day + to_days(cast(shifts.days as integer)) as day,
        dated.* exclude (mention_id, article_id, day)
    from dated
    cross join (select unnest([-1, 0, 1]) as days) as shifts

),

reach_keys as (

    select
        reach.mention_id,
        reach.article_id,
        'cell '
        || reach.day
        || ' '
        || (floor(reach.latitude * 2) + north.step)
        || ' '
        || (floor(reach.longitude * 2) + east.step) as key
    from reach
    cross join (select unnest([-1, 0, 1]) as step) as north
    cross join (select unnest([-1, 0, 1]) as step) as east
    where reach.where_prec <= 3 and reach.latitude is not null

    union all

    select mention_id, article_id, 'place ' || day || ' ' || place_key as key
    from reach
    where where_prec <= 4 and place_key is not null

    union all

    select mention_id, article_id, 'figure ' || day || ' ' || coalesce(country_iso3, '') || ' ' || unnest(figures) as key
    from reach

    union all

    select
        dated.mention_id,
        dated.article_id,
        'town ' || dated.day || ' ' || towns.town as key
    from dated
    cross join unnest(dated.towns) as towns (town)
    where dated.date_prec = 1

    union all

    select
        mention_id,
        article_id,
        'sides ' || day || ' ' || coalesce(country_iso3, '') || ' ' || agent_side || ' ' || target_side as key
    from reach
    where agent_side is not null and target_side is not null

    union all

    select mention_id, article_id, 'name ' || unnest(victim_keys) as key
    from incidents

),

met as (

    select
        keys.mention_id as mention_a,
        reach_keys.mention_id as mention_b
    from keys
    inner join reach_keys on keys.key = reach_keys.key and keys.article_id != reach_keys.article_id

    union all

    select
        a.mention_id as mention_a,
        b.mention_id as mention_b
    from incidents as a
    inner join incidents as b on a.story_id = b.story_id and a.article_id != b.article_id

    union all

    select
        a.mention_id as mention_a,
        b.mention_id as mention_b
    from profiles as a
    inner join profiles as b
        on
            a.document_id = b.document_id
            and a.mention_id != b.mention_id
            and (a.is_incident or b.is_incident)

)

select distinct
    least(mention_a, mention_b) as mention_a,
    greatest(mention_a, mention_b) as mention_b
from met
