with spellings as (

    select
        {{ hash_id('source', ['lower(trim(source_name))']) }} as source_id,
        lower(trim(source_name)) as folded_name,
        mode(source_name order by source_name) as name
    from {{ ref('int_revisions_ordered') }}
    where is_current and source_name is not null
    group by lower(trim(source_name))

),

-- An outlet is recognised by its name or by the host of its articles.
known as (

    select
        spellings.source_id,
        listed.name,
        listed.domain,
        row_number() over (partition by spellings.source_id order by listed.name asc, listed.domain asc) as position
    from spellings
    inner join {{ ref('listed_sources') }} as listed
        on
            spellings.folded_name = lower(listed.name)
            or regexp_replace(spellings.folded_name, '^www\.', '') = lower(listed.domain)

),

counted as (

    select
        source_id,
        count(*) as n_articles,
        max(published_at) as last_published_at
    from {{ ref('articles') }}
    where source_id is not null
    group by source_id

)

select
    spellings.source_id,
    coalesce(known.name, spellings.name) as name,
    coalesce(
        known.domain,
        case when regexp_matches(spellings.folded_name, '^[a-z0-9-]+(\.[a-z0-9-]+)+$') then spellings.folded_name end
    ) as domain,
    cast(counted.n_articles as integer) as n_articles,
    counted.last_published_at
from spellings
inner join counted on spellings.source_id = counted.source_id
left join known on spellings.source_id = known.source_id and known.position = 1
