-- In one country a spelling means one actor only.
select
    name_key,
    country_iso3
from {{ ref('int_actor_aliases_keyed') }}
group by name_key, country_iso3
having count(distinct actor_id) > 1
