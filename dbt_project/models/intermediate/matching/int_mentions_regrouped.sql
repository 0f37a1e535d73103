-- depends_on: {{ ref('int_mention_pairs_compared') }}
-- The mentions to group into events again: all of them, unless this build amends the tables.
select mention_id
from {% if is_amending_build() %}{{ mentions_to_regroup() }}{% else %}{{ ref('int_incidents_profiled') }}{% endif %}
