-- One interval per event, article, origin, outcome and part: what one origin says in one article.
--   * Figures of one list are disjoint and add; additional ones ("two others") add; parts never add.
--   * Equal numbers with and without a qualifier are one, the qualified one; then an update wins, then an exact number
--     over a qualified one over a vague one, then the higher.
--   * The total is at least the largest group and the sum of the disjoint parts of one axis.
--   * Named victims are parts of a figure of the same article; alone they sum.
with figures as (

    select * from {{ ref('int_figures_prepared') }}

),

unnamed as (

    select * from figures
    where victim_key is null or list_id is not null

),

list_members as (

    select * from unnamed
    where list_id is not null and part_of is null

),

lists_by_part as (

    select
        event_id,
        article_id,
        origin_id,
        dimension,
        outcome,
        list_id,
        part,
        min(claim_id) as claim_id,
        bool_or(is_update) as is_update,
        sum(low) as low,
        case when count(*) = count(best) then sum(best) end as best,
        case when count(*) = count(high) then sum(high) end as high,
        max(strength) as strength
    from list_members
    group by event_id, article_id, origin_id, dimension, outcome, list_id, part

),

-- The whole of a list is a figure for all; members whose group is not told are not the total.
lists_whole as (

    select
        event_id,
        article_id,
        origin_id,
        dimension,
        outcome,
        'total' as part,
        min(claim_id) as claim_id,
        bool_or(is_update) as is_update,
        sum(low) as low,
        case when count(*) = count(best) then sum(best) end as best,
        case when count(*) = count(high) then sum(high) end as high,
        max(strength) as strength
    from list_members
    where dimension = 'group'
    group by event_id, article_id, origin_id, dimension, outcome, list_id

),

candidates as (

    select event_id, article_id, origin_id, dimension, outcome, part, claim_id, is_update, low, best, high, strength
    from unnamed
    where (list_id is null or part_of is not null) and not is_additional

    union all

    select event_id, article_id, origin_id, dimension, outcome, part, claim_id, is_update, low, best, high, strength
    from lists_by_part
    where dimension != 'group' or part != 'total'

    union all

    select event_id, article_id, origin_id, dimension, outcome, part, claim_id, is_update, low, best, high, strength
    from lists_whole

),

numbered as (

    select
        *,
        -- The number as told: equal numbers are one claim, whatever their qualifier.
        concat_ws(
            ' ', event_id, article_id, origin_id, dimension, outcome, part,
            case when best is not null then 'best' when high is not null then 'high' else 'low' end, coalesce(best, high, low)
        ) as number_key
    from candidates

),

merged as (

    select
        * replace (bool_or(is_update) over (partition by number_key) as is_update),
        min(strength) over (partition by number_key) as best_strength,
        row_number() over (
            partition by number_key
            order by strength = 2 desc, high is null desc, claim_id asc
        ) as position_in_number
    from numbered

),

chosen as (

    select
        *,
        row_number() over (
            partition by event_id, article_id, origin_id, dimension, outcome, part
            order by is_update desc, best_strength asc, coalesce(best, high, low) desc, claim_id asc
        ) as position
    from merged
    where position_in_number = 1

),

additions as (

    select
        event_id,
        article_id,
        origin_id,
        dimension,
        outcome,
        part,
        sum(coalesce(low, 0)) as low,
        case when count(*) = count(best) then sum(best) end as best,
        case when count(*) = count(high) then sum(high) end as high
    from (
        -- Told twice, an addition is one.
        select distinct event_id, article_id, origin_id, dimension, outcome, part, low, best, high
        from unnamed
        where list_id is null and is_additional and part_of is null
    ) as distinct_additions
    group by event_id, article_id, origin_id, dimension, outcome, part

),

-- What is told as additional adds to the figure for all, too.
additions_spread as (

    select * from additions

    union all

    select
        event_id,
        article_id,
        origin_id,
        dimension,
        outcome,
        'total' as part,
        sum(low) as low,
        case when count(*) = count(best) then sum(best) end as best,
        case when count(*) = count(high) then sum(high) end as high
    from additions
    where dimension = 'group' and part != 'total'
    group by event_id, article_id, origin_id, dimension, outcome

),

additions_summed as (

    select
        event_id,
        article_id,
        origin_id,
        dimension,
        outcome,
        part,
        sum(low) as low,
        case when count(*) = count(best) then sum(best) end as best,
        case when count(*) = count(high) then sum(high) end as high
    from additions_spread
    group by event_id, article_id, origin_id, dimension, outcome, part

),

based as (

    select * from chosen
    where position = 1

),

stated as (

    select
        coalesce(based.event_id, added.event_id) as event_id,
        coalesce(based.article_id, added.article_id) as article_id,
        coalesce(based.origin_id, added.origin_id) as origin_id,
        coalesce(based.dimension, added.dimension) as dimension,
        coalesce(based.outcome, added.outcome) as outcome,
        coalesce(based.part, added.part) as part,
        case when added.part is null then based.low else coalesce(based.low, 0) + added.low end as low,
        case
            when based.part is null then added.best
            when added.part is null then based.best
            else based.best + added.best
        end as best,
        case
            when based.part is null then added.high
            when added.part is null then based.high
            else based.high + added.high
        end as high
    from based
    full join additions_summed as added
        on
            based.event_id = added.event_id
            and based.article_id = added.article_id
            and based.origin_id = added.origin_id
            and based.dimension = added.dimension
            and based.outcome = added.outcome
            and based.part = added.part

),

-- Named victims: a name that ends another one ("Binali", "Turki Binali") is the same person.
names as (

    select distinct
        event_id,
        article_id,
        origin_id,
        dimension,
        outcome,
        part,
        victim_key
    from figures
    where victim_key is not null and list_id is null and coalesce(best, low) > 0

),

people as (

    select names.*
    from names
    anti join names as longer
        on
            names.event_id = longer.event_id
            and names.article_id = longer.article_id
            and names.dimension = longer.dimension
            and names.outcome = longer.outcome
            and ends_with(longer.victim_key, ' ' || names.victim_key)

),

people_counted as (

    select
        event_id,
        article_id,
        origin_id,
        dimension,
        outcome,
        part,
        count(distinct victim_key) as n_named
    from people
    group by event_id, article_id, origin_id, dimension, outcome, part

),

articles_with_figures as (

    select distinct event_id, article_id, dimension, outcome
    from stated

),

named_alone as (

    select
        people_counted.*
    from people_counted
    anti join articles_with_figures as told
        on
            people_counted.event_id = told.event_id
            and people_counted.article_id = told.article_id
            and people_counted.dimension = told.dimension
            and people_counted.outcome = told.outcome

),

named_in_article as (

    select
        event_id,
        article_id,
        dimension,
        outcome,
        count(distinct victim_key) as n_named
    from people
    group by event_id, article_id, dimension, outcome

),

stated_all as (

    select event_id, article_id, origin_id, dimension, outcome, part, low, best, high
    from stated

    union all

    select event_id, article_id, origin_id, dimension, outcome, part, n_named as low, n_named as best, n_named as high
    from named_alone

),

axes as (

    select
        event_id,
        article_id,
        origin_id,
        outcome,
        part in ('children', 'women', 'men') as is_second_axis,
        sum(low) as low,
        case when count(*) = count(best) then sum(best) end as best,
        case when count(*) = count(high) then sum(high) end as high
    from stated_all
    where dimension = 'group' and part != 'total'
    group by event_id, article_id, origin_id, outcome, part in ('children', 'women', 'men')

),

floors as (

    select
        event_id,
        article_id,
        origin_id,
        outcome,
        max(low) as low,
        case when max(best) >= coalesce(max(low), max(best)) then max(best) end as best,
        case when count(*) = count(high) then max(high) end as high
    from axes
    group by event_id, article_id, origin_id, outcome

),

stated_totals as (

    select * from stated_all
    where dimension = 'group' and part = 'total'

),

totals as (

    select
        coalesce(told.event_id, floors.event_id) as event_id,
        coalesce(told.article_id, floors.article_id) as article_id,
        coalesce(told.origin_id, floors.origin_id) as origin_id,
        coalesce(told.outcome, floors.outcome) as outcome,
        told.part is null as is_derived,
        greatest(told.low, floors.low) as low,
        case
            when told.part is null then floors.best
            when told.best is not null then greatest(told.best, floors.best, floors.low)
        end as best,
        case
            when told.part is null then floors.high
            when told.high is not null then greatest(told.high, floors.best, floors.low)
        end as high
    from stated_totals as told
    full join floors
        on
            told.event_id = floors.event_id
            and told.article_id = floors.article_id
            and told.origin_id = floors.origin_id
            and told.outcome = floors.outcome

),

completed as (

    select
        totals.event_id,
        totals.article_id,
        totals.origin_id,
        'group' as dimension,
        totals.outcome,
        'total' as part,
        totals.is_derived,
        -- As many named victims as there is room for are certain.
        case
            when named.n_named is null then totals.low
            else greatest(totals.low, least(named.n_named, coalesce(totals.best, totals.high, named.n_named)))
        end as low,
        totals.best,
        totals.high
    from totals
    left join named_in_article as named
        on
            totals.event_id = named.event_id
            and totals.article_id = named.article_id
            and totals.outcome = named.outcome
            and named.dimension = 'group'

    union all

    select
        event_id,
        article_id,
        origin_id,
        dimension,
        outcome,
        part,
        false as is_derived,
        low,
        best,
        high
    from stated_all
    where not (dimension = 'group' and part = 'total')

)

select
    event_id,
    article_id,
    origin_id,
    dimension,
    outcome,
    part,
    is_derived,
    cast(low as integer) as low,
    cast(best as integer) as best,
    cast(high as integer) as high
from completed
