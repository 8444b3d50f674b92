using Npgsql;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>A partnership's audit chain of its own, and a database operator with superuser's rights who lays hands on it.</summary>
internal sealed class Chain
{
    private readonly TestApi api;

    private Chain(TestApi api) => this.api = api;

    public Guid Partnership { get; } = Guid.CreateVersion7();

    /// <summary>Writes entries as the API's role does, with everything in them that could be spelled in two ways.</summary>
    public static async Task<Chain> WriteAsync(TestApi api, int entries)
    {
        var chain = new Chain(api);
        await chain.OperatorAsync(
            "insert into partnership (partnership_id, name_en, name_cy, buffer_metres, is_demonstration, created_at) values ($p, 'A', 'B', 0, false, now())");
        await chain.AppendAsync(entries);
        return chain;
    }

    public async Task AppendAsync(int entries)
    {
        await using var connection = new NpgsqlConnection(api.ApiConnection);
        await connection.OpenAsync();
        for (var i = 1; i <= entries; i++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var append = new NpgsqlCommand(
                $$"""
                select set_config('spacesplaces.partnership', '{{Partnership}}', true);
                select append_audit(
                    {{(i % 3 == 0 ? "null" : "gen_random_uuid()")}}, 'Siân Ŵ {{i}} 🙂', 'analyst', 'police', 'incidents_listed',
                    '{{(i % 2 == 0 ? "refused" : "done")}}', {{(i % 2 == 0 ? "'not_found'" : "null")}},
                    array(select gen_random_uuid() from generate_series(1, {{i % 4}})), '127.0.0.1', '{"shown": "{{i}}", "b": "tŷ \"\\"}')
                """, connection);
            await append.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }

    /// <summary>Does this as a superuser; <c>$p</c> stands for the partnership.</summary>
    public async Task OperatorAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql.Replace("$p", $"'{Partnership}'", StringComparison.Ordinal), connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the chain anew from a position on, as somebody would who knows how it is made: only the database's own functions.</summary>
    public Task RehashAsync(int from, int? to = null) => OperatorAsync(
        $"""
        do $$
        declare e record; v_previous bytea; v_hash bytea;
        begin
            v_previous := coalesce((select hash from audit_entry where partnership_id = $p and sequence = {from} - 1), '\x00');
            for e in select * from audit_entry where partnership_id = $p and sequence >= {from} and sequence <= {to ?? int.MaxValue} order by sequence loop
                v_hash := sha256(v_previous || convert_to(concat_ws(E'\x1f',
                    e.partnership_id, e.sequence, (extract(epoch from e.at) * 1000000)::bigint, coalesce(e.actor_id::text, ''), e.actor_name,
                    e.role, e.agency, e.action, e.outcome, coalesce(e.problem, ''), array_to_string(e.subjects, ','), e.address, e.detail::text), 'UTF8'));
                update audit_entry set previous_hash = v_previous, hash = v_hash where partnership_id = $p and sequence = e.sequence;
                v_previous := v_hash;
            end loop;
            {(to is null ? "update audit_head set hash = v_previous, sequence = (select max(sequence) from audit_entry where partnership_id = $p) where partnership_id = $p;" : "")}
        end $$
        """);

    public async Task<ChainFinding> VerifyAsync(params AuditAnchor[] anchors)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        return await new AuditVerification(source, TimeProvider.System).VerifyAsync(Partnership, anchors, default);
    }

    /// <summary>The chain's end, as an operator who is honest writes it down now.</summary>
    public async Task<AuditAnchor> AnchorAsync() => (await VerifyAsync()).Head!;
}
