using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
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
    public async Task<ActorIdentity?> BeginAsync(Guid accountId, Guid partnershipId, TimeSpan statementLimit, CancellationToken cancel)
    {
        await OpenAsync(accountId, partnershipId, statementLimit, cancel);
        var found = await (
            from membership in context.Memberships
            join account in context.Users on membership.AccountId equals account.Id
            where membership.PartnershipId == partnershipId && membership.AccountId == accountId
                && membership.EndedAt == null && account.DisabledAt == null
            select new { account.UserName, membership.Role, membership.Agency }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            await RollbackAsync();
            return null;
        }

        return new(accountId, found.UserName!, partnershipId, found.Role, found.Agency);
    }

    /// <summary>Opens the transaction for an account that works in no partnership yet: it sees its own memberships and nothing else.</summary>
    public async Task BeginAsAccountAsync(Guid accountId, CancellationToken cancel) =>
        await OpenAsync(accountId, Access.Partnership.House, InteractiveLimit, cancel);

    /// <summary>Opens the transaction for the program itself, for instance a command of the operator.</summary>
    public async Task BeginForHouseAsync(Guid partnershipId, CancellationToken cancel) =>
        await OpenAsync(Guid.Empty, partnershipId, TimeSpan.Zero, cancel);

    /// <summary>Writes what is tracked and the audit entry, and commits both.</summary>
    public async Task CommitAsync(ActorIdentity who, AuditAction action, string address, CancellationToken cancel)
    {
        await context.SaveChangesAsync(cancel);
        await trail.AppendAsync(context, who, action, problem: null, address, cancel);
        await transaction!.CommitAsync(cancel);
        await ForgetAsync();
    }

    /// <summary>Undoes everything of this act and records, in a transaction of its own, that it was refused.</summary>
    public async Task RefuseAsync(ActorIdentity who, AuditAction action, string problem, string address, CancellationToken cancel)
    {
        await RollbackAsync();
        context.ChangeTracker.Clear();
        await OpenAsync(who.UserId, who.PartnershipId, InteractiveLimit, cancel);
        await trail.AppendAsync(context, who, action, problem, address, cancel);
        await transaction!.CommitAsync(cancel);
        await ForgetAsync();
    }

    /// <summary>Undoes everything of this act.</summary>
    public async Task RollbackAsync()
    {
        if (transaction is null) return;
        await transaction.RollbackAsync(CancellationToken.None);
        await ForgetAsync();
    }

    public ValueTask DisposeAsync() => transaction?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Stands for the program itself in the audit: no account, the administrator's role.</summary>
    public static ActorIdentity Operator(Guid partnershipId, string name) =>
        new(Guid.Empty, name, partnershipId, Role.Admin, Agency.Other);

    private async Task OpenAsync(Guid accountId, Guid partnershipId, TimeSpan statementLimit, CancellationToken cancel)
    {
        transaction = await context.Database.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand(
            """
            select set_config('spacesplaces.partnership', $1, true), set_config('spacesplaces.account', $2, true),
                   set_config('statement_timeout', $3, true)
            """,
            (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = partnershipId.ToString() });
        command.Parameters.Add(new() { Value = accountId.ToString() });
        command.Parameters.Add(new() { Value = ((long)statementLimit.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task ForgetAsync()
    {
        await transaction!.DisposeAsync();
        transaction = null;
    }
}
