using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Database;

/// <summary>
/// One transaction for one act. The acting partnership and account are set with <c>set_config(…, is_local := true)</c>, so they
/// end with the transaction; row-level security shows nothing without them. The audit entry commits with the rows, or neither does.
/// </summary>
public sealed class UnitOfWork(SpacesContext context, AuditTrail trail) : IAsyncDisposable
{
    /// <summary>Longest statement of a request; jobs have their own limit.</summary>
    public static readonly TimeSpan InteractiveLimit = TimeSpan.FromSeconds(10);

    private IDbContextTransaction? transaction;

    /// <summary>
    /// Opens the transaction and reads who the account is in the partnership now. Null when the account or the membership is
    /// ended; nothing stays open then.
    /// </summary>
    public async Task<ActorIdentity?> BeginAsync(Guid accountId, Guid partnershipId, TimeSpan statementLimit, CancellationToken cancel) =>
        (await BeginAsync(accountId, partnershipId, statementLimit, null, cancel))?.Who;

    /// <summary>The same, and reads in the same round trip the session that the account came with; none when it is not theirs.</summary>
    internal async Task<(ActorIdentity Who, SessionNow? Session)?> BeginAsync(
        Guid accountId, Guid partnershipId, TimeSpan statementLimit, Guid? sessionId, CancellationToken cancel)
    {
        transaction = await context.Database.BeginTransactionAsync(cancel);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection());
        batch.BatchCommands.Add(Settings(partnershipId.ToString(), accountId, statementLimit, house: false));
        foreach (var name in (string[])["member_now", "agreements_now"]) batch.BatchCommands.Add(Of(name, partnershipId, accountId));
        if (sessionId is { } one) batch.BatchCommands.Add(Of("session_now", partnershipId, accountId, one));

        var who = await ReadAsync(batch, sessionId is not null, accountId, partnershipId, cancel);
        if (who is null)
        {
            await RollbackAsync();
            return null;
        }

        return (await ActAsMemberAsync(who.Value.Who, cancel), who.Value.Session);
    }

    /// <summary>Opens the transaction for an account that works in no partnership yet: it sees its own memberships and nothing else.</summary>
    public async Task BeginAsAccountAsync(Guid accountId, CancellationToken cancel) =>
        await OpenAsync(accountId, Access.Partnership.House, InteractiveLimit, cancel);

    /// <summary>Opens the transaction for the program itself, for instance a command of the operator.</summary>
    public async Task BeginForHouseAsync(Guid partnershipId, CancellationToken cancel) =>
        await OpenAsync(Guid.Empty, partnershipId, TimeSpan.Zero, cancel, house: true);

    /// <summary>
    /// Opens the transaction for somebody without an account who came with a link: they act in no partnership, so all that row-level
    /// security shows is what hangs on the link.
    /// </summary>
    /// <param name="linkSha256">Digest of the link's token.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task BeginForLinkAsync(byte[] linkSha256, CancellationToken cancel)
    {
        transaction = await context.Database.BeginTransactionAsync(cancel);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection());
        batch.BatchCommands.Add(Settings("", Guid.Empty, InteractiveLimit, house: false));
        batch.BatchCommands.Add(new("select set_config('spacesplaces.link', $1, true)") { Parameters = { new() { Value = Convert.ToHexStringLower(linkSha256) } } });
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Opens the transaction of nobody in particular, who reads published data of a partnership: row-level security shows them nothing
    /// of what its members recorded about anybody.
    /// </summary>
    /// <param name="partnershipId">The partnership that the operator opened; none when empty.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task BeginForAnybodyAsync(Guid partnershipId, CancellationToken cancel) =>
        await OpenAsync(Guid.Empty, partnershipId, InteractiveLimit, cancel);

    /// <summary>Writes what is tracked and the audit entry, and commits both.</summary>
    public async Task CommitAsync(ActorIdentity who, AuditAction action, string address, CancellationToken cancel)
    {
        if (who.IsMember && !await StillStandsAsync(who, cancel)) throw new AdmissionEndedException();
        await context.SaveChangesAsync(cancel);
        await trail.AppendAsync(context, who, action, problem: null, address, cancel);
        await transaction!.CommitAsync(cancel);
        await ForgetAsync();
    }

    /// <summary>Commits the note that a session was used: an act of nobody, so without an entry.</summary>
    internal async Task CommitUseAsync()
    {
        await transaction!.CommitAsync(CancellationToken.None);
        await ForgetAsync();
    }

    /// <summary>Commits what somebody did who came with a link: nobody knows who, so without an entry.</summary>
    internal async Task CommitUnsignedAsync(CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        await transaction!.CommitAsync(cancel);
        await ForgetAsync();
    }

    /// <summary>
    /// Called by whoever takes rights from an account, before reading and writing what is taken. Acts of the account that are about
    /// to commit finish first; those that come later wait for this transaction and then find that they may not commit.
    /// </summary>
    public async Task LockOutAsync(Guid accountId, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtextextended($1, 0))", (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = accountId.ToString() });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Undoes everything of this act and records, in a transaction of its own, that it was refused.</summary>
    public async Task RefuseAsync(ActorIdentity who, AuditAction action, string problem, string address, CancellationToken cancel)
    {
        await RollbackAsync();
        context.ChangeTracker.Clear();
        await OpenAsync(who.UserId, who.PartnershipId, InteractiveLimit, cancel);
        try
        {
            await trail.AppendAsync(context, who, action, problem, address, cancel);
        }
        catch (AuditUnavailableException)
        {
            // The connection is given back clean; what was refused stays refused.
            await RollbackAsync();
            throw;
        }

        await transaction!.CommitAsync(cancel);
        await ForgetAsync();
    }

    /// <summary>The server has ended the connection of the open transaction, and undone it.</summary>
    internal bool HasLostItsConnection =>
        transaction is not null && context.Database.GetDbConnection().State != System.Data.ConnectionState.Open;

    /// <summary>Undoes everything of this act.</summary>
    public async Task RollbackAsync()
    {
        if (transaction is null) return;
        try
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }
        catch (Exception lost) when (lost is NpgsqlException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is gone, and with it the server has undone everything.
        }

        await ForgetAsync();
    }

    public ValueTask DisposeAsync() => transaction?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Stands for the program itself in the audit: no account, the administrator's role.</summary>
    public static ActorIdentity Operator(Guid partnershipId, string name) =>
        new(Guid.Empty, name, partnershipId, Role.Admin, Agency.Other);

    // Two statements of one round trip: the second sees whatever committed before the lock was given.
    private async Task<bool> StillStandsAsync(ActorIdentity who, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection());
        batch.BatchCommands.Add(new("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))") { Parameters = { new() { Value = who.UserId.ToString() } } });
        var standing = new NpgsqlBatchCommand(NamedSql.Read("member_still_stands"));
        standing.Parameters.Add(new() { Value = who.PartnershipId });
        standing.Parameters.Add(new() { Value = who.UserId });
        standing.Parameters.Add(new() { Value = WireName.Of(who.Role) });
        standing.Parameters.Add(new() { Value = WireName.Of(who.Agency) });
        standing.Parameters.Add(new() { Value = (object?)who.SessionId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        standing.Parameters.Add(new() { Value = (object?)who.AccessKeyId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        batch.BatchCommands.Add(standing);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        return await reader.ReadAsync(cancel) && reader.GetBoolean(0);
    }

    // The answers of the batch in its order: the settings, the member, the agreements, the session.
    private static async Task<(ActorIdentity Who, SessionNow? Session)?> ReadAsync(
        NpgsqlBatch batch, bool withSession, Guid accountId, Guid partnershipId, CancellationToken cancel)
    {
        await using var row = await batch.ExecuteReaderAsync(cancel);
        await row.NextResultAsync(cancel);
        if (!await row.ReadAsync(cancel)) return null;
        var who = new ActorIdentity(
            accountId, row.GetString(0), partnershipId, WireName.Parse<Role>(row.GetString(1)), WireName.Parse<Agency>(row.GetString(2)));

        await row.NextResultAsync(cancel);
        List<Sharing.Agreed> agreements = [];
        while (await row.ReadAsync(cancel))
            agreements.Add(new(row.GetString(1), Words<Agency>(2), Words<DataItem>(3), row.GetGuid(0), row.GetFieldValue<DateOnly>(4)));
        who = who with { Sharing = new(agreements) };

        if (!withSession) return (who, null);
        await row.NextResultAsync(cancel);
        return await row.ReadAsync(cancel)
            ? (who, new(
                WireName.Parse<SessionKind>(row.GetString(0)), Time(1), Time(2), Time(3), row.IsDBNull(4) ? null : Time(4),
                row.GetInt32(5), row.GetInt32(6), row.IsDBNull(7) ? null : row.GetString(7)))
            : (who, null);

        T[] Words<T>(int column) where T : struct, Enum => Array.ConvertAll(row.GetFieldValue<string[]>(column), WireName.Parse<T>);
        DateTimeOffset Time(int column) => row.GetFieldValue<DateTimeOffset>(column);
    }

    // Row-level security reads what is set here: which agencies' records, which of them not, which restricted ones all the same.
    private async Task<ActorIdentity> ActAsMemberAsync(ActorIdentity who, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("act_as_member"), (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = who.PartnershipId });
        command.Parameters.Add(new() { Value = who.UserId });
        command.Parameters.Add(new() { Value = who.Sharing.Agencies.Append(who.Agency).Distinct().Select(WireName.Of).ToArray() });
        command.Parameters.Add(new() { Value = who.Role == Role.YouthLead ? WireName.Of(who.Agency) : "" });
        var excluded = (bool)(await command.ExecuteScalarAsync(cancel))!;
        if (excluded)
        {
            await using var hide = new NpgsqlCommand(NamedSql.Read("hide_excluded"), (NpgsqlConnection)context.Database.GetDbConnection());
            hide.Parameters.Add(new() { Value = who.PartnershipId });
            hide.Parameters.Add(new() { Value = who.UserId });
            await hide.ExecuteNonQueryAsync(cancel);
        }

        return who with { HidesRecords = excluded, IsMember = true };
    }

    private async Task OpenAsync(Guid accountId, Guid partnershipId, TimeSpan statementLimit, CancellationToken cancel, bool house = false)
    {
        transaction = await context.Database.BeginTransactionAsync(cancel);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection());
        batch.BatchCommands.Add(Settings(partnershipId.ToString(), accountId, statementLimit, house));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlBatchCommand Settings(string partnership, Guid accountId, TimeSpan statementLimit, bool house) => Of(
        "begin_act", partnership, accountId.ToString(),
        ((long)statementLimit.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture), house ? "on" : "off");

    private static NpgsqlBatchCommand Of(string name, params object[] values)
    {
        var command = new NpgsqlBatchCommand(NamedSql.Read(name));
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task ForgetAsync()
    {
        await transaction!.DisposeAsync();
        transaction = null;
    }
}

/// <summary>A session as it stands, with the limits that hold for it.</summary>
/// <param name="Kind">How it was signed in.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastUsedAt">When it was last used, to half a minute.</param>
/// <param name="AuthenticatedAt">When the person last proved who they are.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="BrowserIdleMinutes">How long a browser may be silent.</param>
/// <param name="ProgramIdleMinutes">How long a program may be silent.</param>
/// <param name="SecurityStamp">The account's stamp now.</param>
internal sealed record SessionNow(
    SessionKind Kind, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset AuthenticatedAt, DateTimeOffset? EndedAt,
    int BrowserIdleMinutes, int ProgramIdleMinutes, string? SecurityStamp);

/// <summary>Between the begin of an act and its commit the person lost the session, the role or the account: the act is undone.</summary>
public sealed class AdmissionEndedException() : Exception("The right to act ended while the act ran.");
