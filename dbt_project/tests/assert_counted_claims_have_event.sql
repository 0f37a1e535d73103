-- A counted claim has an event and no reason against it. A claim that is not counted has a reason.
select claim_id
from {{ ref('claims') }}
where
    (is_counted and (event_id is null or not_counted_reason is not null))
    or (not is_counted and not_counted_reason is null)
