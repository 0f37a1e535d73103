-- A counted claim has an event, stands in the current revision and gives no reason against itself.
select claim_id
from {{ ref('claims') }}
where
    (is_counted and (event_id is null or not_counted_reason is not null))
    or (not is_counted and not_counted_reason is null)
