using Npgsql;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>
/// The oracle of acts and their entries: reads both as a superuser and lists every act without its entry, every entry without its
/// act, and every record of which only a part was written. Records of these tests have exactly one child.
/// </summary>
internal static class WrittenTogether
{
    private const string Differences =
        """
        with entry as (
            select partnership_id, action, unnest(subjects) as id from audit_entry where outcome = 'done'),
        written as (
            select i.partnership_id, i.id, i.version,
                (select count(*) from entry e where e.partnership_id = i.partnership_id and e.id = i.id and e.action = 'incident_recorded') as recorded,
                (select count(*) from entry e where e.partnership_id = i.partnership_id and e.id = i.id
                    and e.action in ('incident_corrected', 'incident_withdrawn')) as changed,
                (select count(*) from incident_revision r where r.partnership_id = i.partnership_id and r.incident_id = i.id) as revisions,
                (select count(*) from incident_child c where c.partnership_id = i.partnership_id and c.incident_id = i.id) as children
            from incident i)
        select 'record without entry: ' || id from written where recorded = 0
        union all select 'entered twice: ' || id from written where recorded > 1
        union all select 'version ' || version || ' after ' || changed || ' entered changes: ' || id from written where version <> changed + 1
        union all select 'version ' || version || ' with ' || revisions || ' earlier ones kept: ' || id from written where version <> revisions + 1
        union all select 'written in part, ' || children || ' children: ' || id from written where children <> 1
        union all select 'entry without record: ' || e.id from entry e
            where e.action in ('incident_recorded', 'incident_corrected', 'incident_withdrawn')
            and not exists (select from incident i where i.partnership_id = e.partnership_id and i.id = e.id)
        """;

    public static async Task<IReadOnlyList<string>> DifferencesAsync(string superuser)
    {
        await using var source = NpgsqlDataSource.Create(superuser);
        await using var command = source.CreateCommand(Differences);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }
}
