{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
{#- The columns that every step below groups by, and what a sum of figures is: unknown where one of them is unknown. -#}
{%- set origin = 'event_id, article_id, origin_id, dimension, outcome' -%}
{%- set summed -%}
sum(low) as low,
        case when count(*) = count(best) then sum(best) end as best,
        case when count(*) = count(high) then sum(high) end as high
{%- endset -%}
-- One interval per event, article, origin, outcome and part: what one origin states in one article.
--   * Figures of one list are disjoint and are added. An additional figure ("two others") is added to the figure, or to the named
--     victims if the article gives no other figure. Parts are never added and are no figure for everyone.
--   * Equal numbers with and without a qualifier are one figure, the qualified one. Then an update wins, then a number of the title
--     or the opening, then one that is not below the least that another states, then an exact number over a qualified one over a
--     vague one, then the higher number.
--   * The total is at least the largest group, the sum of the disjoint parts of one axis, and the number of named victims.
--   * Named victims are parts of a figure of the same article; without a figure they are summed. The same holds for a single person
--     ("a woman", "his son") that another origin of the article reports.
with figures as (

    select * from {{ ref('int_figures_prepared') }}
    where {{ in_scope() }}

),

unnamed as (

    select * from figures
    where victim_key is null or list_id is not null

),

-- A person named twice in one list ("John Smith", "Smith") is one member of it.
list_members as (

    select members.*
    from unnamed as members
    anti join unnamed as namesakes
        on
            members.list_id = namesakes.list_id
            and members.article_id = namesakes.article_id
            and members.event_id = namesakes.event_id
            and members.origin_id = namesakes.origin_id
            and members.dimension = namesakes.dimension
            and members.outcome = namesakes.outcome
            and namesakes.part_of is null
            and (
                ends_with(namesakes.victim_key, ' ' || members.victim_key)
                or (members.victim_key = namesakes.victim_key and members.claim_id > namesakes.claim_id)
            )
    where members.list_id is not null and members.part_of is null

),

-- The sum of a list is a figure for everyone. Members without a stated group are not the total themselves.
lists as (

    select
        {{ origin }}, list_id, part,
        min(claim_id) as claim_id,
        bool_or(is_update) as is_update,
        max(strength) as strength,
        min(article_position) as article_position,
        {{ summed }}
    from list_members
    where dimension != 'group' or part != 'total'
    group by {{ origin }}, list_id, part

    union all

    select
        {{ origin }}, list_id, 'total' as part,
        min(claim_id) as claim_id,
        bool_or(is_update) as is_update,
        max(strength) as strength,
        min(article_position) as article_position,
        {{ summed }}
    from list_members
    where dimension = 'group'
    group by {{ origin }}, list_id

),

candidates as (

    select {{ origin }}, part, claim_id, is_update, strength, article_position, low, best, high
    from unnamed
    where
        (list_id is null or part_of is not null) and not is_additional
        and not (dimension = 'group' and part = 'total' and part_of is not null)

    union all

    select {{ origin }}, part, claim_id, is_update, strength, article_position, low, best, high
    from lists

),

numbered as (

    select
        *,
        -- The stated number: equal numbers are one claim, whatever their qualifiers.
        concat_ws(
            ' ', {{ origin }}, part,
            case when best is not null then 'best' when high is not null then 'high' else 'low' end, coalesce(best, high, low)
        ) as number_key
    from candidates

),

merged as (

    select
        * replace (
            bool_or(is_update) over (partition by number_key) as is_update,
            min(article_position) over (partition by number_key) as article_position
        ),
        min(strength) over (partition by number_key) as best_strength,
        min(article_position) over (partition by number_key) % 1000000000 < {{ var('opening_characters', 250) }} as is_in_lead,
        row_number() over (
            partition by number_key
            order by strength = 2 desc, high is null desc, claim_id asc
        ) as position_in_number
    from numbered

),

-- "At least 27" leaves no room for an exact 21: the lower number is a part.
bounded as (

    select
        *,
        coalesce(best, high, low) < max(low) filter (where high is null and best_strength < 3) over (
            partition by {{ origin }}, part, is_in_lead
        ) as is_below_least
    from merged
    where position_in_number = 1

),

chosen as (

    select
        *,
        row_number() over (
            partition by {{ origin }}, part
            order by
                is_update desc,
                best_strength = 3 asc,
                is_in_lead desc,
                coalesce(is_below_least, false) asc,
                best_strength asc,
                coalesce(best, high, low) desc,
                claim_id asc
        ) as position
    from bounded

),

based as (

    select {{ origin }}, part, is_update, low, best, high
    from chosen
    where position = 1

),

-- The same addition stated twice counts once. An addition to a group is also an addition to the total.
additions as (

    select distinct {{ origin }}, part, low, best, high
    from unnamed
    where list_id is null and is_additional and part_of is null

),

additions_spread as (

    select {{ origin }}, part, low, best, high
    from additions

    union all

    select {{ origin }}, 'total' as part, low, best, high
    from additions
    where dimension = 'group' and part != 'total'

),

added as (

    select
        {{ origin }}, part,
        {{ summed }}
    from additions_spread
    group by {{ origin }}, part

),

-- An update ("rose to 14") already includes earlier additions.
stated as (

    select
        {{ origin }}, part,
        based.origin_id is null as is_only_added,
        case
            when added.origin_id is null or based.is_update then based.low
            else coalesce(based.low, 0) + coalesce(added.low, 0)
        end as low,
        case
            when based.origin_id is null then added.best
            when added.origin_id is null or based.is_update then based.best
            else based.best + added.best
        end as best,
        case
            when based.origin_id is null then added.high
            when added.origin_id is null or based.is_update then based.high
            else based.high + added.high
        end as high
    from based
    full join added using ({{ origin }}, part)

),

-- Named victims: a name that is the end of another one ("Binali", "Turki Binali") is the same person.
names as (

    select distinct {{ origin }}, part, victim_key
    from figures
    where victim_key is not null and coalesce(best, low) > 0

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

-- Origins that give no figure, only single persons and parts of another origin's figure.
of_persons as (

    select {{ origin }}
    from figures
    group by {{ origin }}
    having bool_and(is_person or part_of is not null)

),

people_in_article as (

    select event_id, article_id, dimension, outcome, count(distinct victim_key) as n_named
    from people
    group by event_id, article_id, dimension, outcome

),

named_alone as (

    select {{ origin }}, part, count(distinct victim_key) as n_named
    from people
    anti join stated using (event_id, article_id, dimension, outcome)
    group by {{ origin }}, part

),

stated_all as (

    select {{ origin }}, part, is_only_added, low, best, high
    from stated

    union all

    select {{ origin }}, part, false as is_only_added, n_named as low, n_named as best, n_named as high
    from named_alone

),

-- The groups of everything stated, and the groups before additions.
groups as (

    select {{ origin }}, part, low, best, high, false as is_before_additions
    from stated_all
    where dimension = 'group' and part != 'total'

    union all

    select {{ origin }}, part, low, best, high, true as is_before_additions
    from based
    where dimension = 'group' and part != 'total'

),

axes as (

    select
        {{ origin }}, is_before_additions,
        part in ('children', 'women', 'men') as is_second_axis,
        {{ summed }}
    from groups
    group by {{ origin }}, is_before_additions, is_second_axis

),

largest as (

    select
        {{ origin }}, is_before_additions,
        max(low) as low,
        case when max(best) >= coalesce(max(low), max(best)) then max(best) end as best,
        case when count(*) = count(high) then max(high) end as high
    from axes
    group by {{ origin }}, is_before_additions

),

floors as (

    select * exclude (is_before_additions)
    from largest
    where not is_before_additions

),

floors_based as (

    select * exclude (is_before_additions)
    from largest
    where is_before_additions

),

-- If only an addition is stated ("ten others"), it is added to the groups: "eight civilians … ten others" are eighteen.
stated_totals as (

    select
        {{ origin }},
        stated_all.part,
        stated_all.is_only_added and floors_based.origin_id is null as is_only_added,
        stated_all.low + case when stated_all.is_only_added then coalesce(floors_based.low, 0) else 0 end as low,
        case
            when stated_all.is_only_added and floors_based.origin_id is not null then stated_all.best + floors_based.best
            else stated_all.best
        end as best,
        case
            when stated_all.is_only_added and floors_based.origin_id is not null then stated_all.high + floors_based.high
            else stated_all.high
        end as high
    from stated_all
    left join floors_based using (event_id, article_id, origin_id, dimension, outcome)
    where stated_all.part = 'total' and dimension = 'group'

),

totals as (

    select
        {{ origin }},
        stated_totals.part is null as is_derived,
        coalesce(stated_totals.is_only_added, false) as is_only_added,
        greatest(stated_totals.low, floors.low) as low,
        case
            when stated_totals.part is null then floors.best
            when stated_totals.best is not null then greatest(stated_totals.best, floors.best, floors.low)
        end as best,
        case
            when stated_totals.part is null then floors.high
            when stated_totals.high is not null then greatest(stated_totals.high, floors.best, floors.low)
        end as high
    from stated_totals
    full join floors using ({{ origin }})

),

-- If everything stated is an addition, the named victims are added to it. Otherwise the total is at least their number.
completed as (

    select
        {{ origin }},
        'total' as part,
        totals.is_derived,
        case
            when totals.is_only_added then totals.low + coalesce(named.n_named, 0)
            else greatest(totals.low, named.n_named)
        end as low,
        case
            when totals.is_only_added then totals.best + coalesce(named.n_named, 0)
            when totals.best is not null then greatest(totals.best, named.n_named)
        end as best,
        case
            when totals.is_only_added then totals.high + coalesce(named.n_named, 0)
            when totals.high is not null then greatest(totals.high, named.n_named)
        end as high
    from totals
    left join people_in_article as named using (event_id, article_id, dimension, outcome)

    union all

    select {{ origin }}, part, false as is_derived, low, best, high
    from stated_all
    where dimension != 'group' or part != 'total'

),

-- Where the article first states a figure of this origin: the lead comes before what is reported later.
firsts as (

    select
        {{ origin }},
        min(article_position) as article_position,
        bool_or(is_update) as is_update,
        bool_or(is_corrected_toll) as is_corrected_toll
    from figures
    where part_of is null and not is_additional
    group by {{ origin }}

),

weighed as (

    select
        completed.*,
        of_persons.origin_id is not null as is_of_persons,
        max(coalesce(completed.best, completed.low)) filter (where of_persons.origin_id is null) over (
            partition by completed.event_id, completed.article_id, completed.dimension, completed.outcome, completed.part
        ) as most_in_article
    from completed
    left join of_persons using (event_id, article_id, origin_id, dimension, outcome)

)

select
    {{ origin }}, part, is_derived,
    firsts.article_position,
    coalesce(firsts.is_update, false) as is_update,
    coalesce(firsts.is_corrected_toll, false) as is_corrected_toll,
    cast(low as integer) as low,
    cast(best as integer) as best,
    cast(high as integer) as high
from weighed
left join firsts using ({{ origin }})
where not (dimension = 'group' and part = 'total' and is_of_persons and coalesce(coalesce(best, low) < most_in_article, false))
