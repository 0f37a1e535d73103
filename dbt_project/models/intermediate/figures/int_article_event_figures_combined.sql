{{ config(materialized='amended', grain='event_id', scope=events_to_recompute()) }}
-- What one article alone states about an event: the same rules, applied to the origins of that article. Figures that differ are
-- uncertainty: the best is an update, else the figure that the article leads with.
with votes as (

    select * from {{ ref('int_article_figures_reconciled') }}
    where dimension = 'group' and part = 'total' and outcome in ('killed', 'wounded') and {{ in_scope() }}

),

{{ combine_votes(
    'votes', ['event_id', 'article_id', 'outcome'],
    ['bool_or(is_update) desc', 'bool_and(is_derived) asc', 'min(article_position) asc']
) }}

select
    event_id,
    article_id,
    cast(max(low) filter (where outcome = 'killed') as integer) as killed_low,
    cast(max(best) filter (where outcome = 'killed') as integer) as killed_best,
    cast(max(high) filter (where outcome = 'killed') as integer) as killed_high,
    cast(max(low) filter (where outcome = 'wounded') as integer) as wounded_low,
    cast(max(best) filter (where outcome = 'wounded') as integer) as wounded_best,
    cast(max(high) filter (where outcome = 'wounded') as integer) as wounded_high
from combined
group by event_id, article_id
