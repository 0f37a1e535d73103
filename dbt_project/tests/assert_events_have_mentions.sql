-- Every event has a mention that can create it: in a current revision, and not only recalled.
select events.event_id
from {{ ref('events') }} as events
anti join {{ ref('event_mentions') }} as mentions
    on
        events.event_id = mentions.event_id
        and mentions.is_current
        and coalesce(mentions.time_scope, 'incident') = 'incident'
