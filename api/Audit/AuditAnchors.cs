using Npgsql;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Audit;

/// <summary>
/// Writes the ends of all audit chains into the data folder: when the program starts, once a day, and when it stops. They hold no
/// content. Against somebody who may write the database they help once a copy lies elsewhere; docs/operate.md says how.
/// </summary>
internal sealed partial class AuditAnchors(NpgsqlDataSource source, HostSettings settings, TimeProvider clock, ILogger<AuditAnchors> log)
    : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(2);
    private readonly Dictionary<Guid, long> written = [];

    public string File => Path.Combine(settings.DataFolder, AnchorFile.Name);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(PatienceAtTheEnd);
        await TryWriteAsync(limit.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var day = new PeriodicTimer(Every, clock);
        try
        {
            do await TryWriteAsync(stoppingToken);
            while (await day.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The end of the program, orderly or not.
        }
    }

    /// <summary>Adds the chains that have grown since the last time.</summary>
    internal async Task WriteAsync(CancellationToken cancel)
    {
        var grown = (await ReadAsync(cancel)).Where(anchor => written.GetValueOrDefault(anchor.Partnership) != anchor.Sequence).ToList();
        await AnchorFile.AppendAsync(File, grown, cancel);
        foreach (var anchor in grown) written[anchor.Partnership] = anchor.Sequence;
    }

    private async Task<IReadOnlyList<AuditAnchor>> ReadAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var all = new NpgsqlCommand("set local spacesplaces.anchors = 'on'; set local statement_timeout = '10s'", connection))
            await all.ExecuteNonQueryAsync(cancel);
        await using var heads = new NpgsqlCommand("select partnership_id, sequence, hash from audit_head order by partnership_id", connection);
        await using var reader = await heads.ExecuteReaderAsync(cancel);
        List<AuditAnchor> anchors = [];
        while (await reader.ReadAsync(cancel))
            anchors.Add(new(
                reader.GetGuid(0), reader.GetInt64(1), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(2)), clock.GetUtcNow()));
        return anchors;
    }

    // A program that cannot write an anchor still serves: the audit itself is written or refused with each act.
    private async Task TryWriteAsync(CancellationToken cancel)
    {
        try
        {
            await WriteAsync(cancel);
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or UnauthorizedAccessException or TimeoutException
            || (fault is OperationCanceledException && cancel.IsCancellationRequested))
        {
            NotWritten(log, fault.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The anchor of the audit was not written: {Fault}")]
    private static partial void NotWritten(ILogger log, string fault);
}
