-- Every event is told of by a mention that made it: in a current revision, and not merely recalled.
select events.event_id
from {{ ref('events') }} as events
anti join {{ ref('event_mentions') }} as mentions
    on
        events.event_id = mentions.event_id
        and mentions.is_current
        and coalesce(mentions.time_scope, 'incident') = 'incident'
