-- event_date equals date_start exactly if the day is known.
select event_id
from {{ ref('events') }}
where event_date is distinct from case when date_prec = 1 then date_start end or date_start > date_end
