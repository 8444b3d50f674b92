using SpacesPlaces.Api.Audit;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>What a database operator with all rights can do to the audit, and where the verification finds it (SEC-54).</summary>
public sealed class AuditChainTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Content = "at, actor_id, actor_name, role, agency, action, outcome, problem, subjects, address, detail";

    [Fact]
    public async Task UntouchedChain_IsWhole_AndItsHashesAreTheDatabases()
    {
        var chain = await Chain.WriteAsync(api, 12);
        var finding = await chain.VerifyAsync();
        Assert.Null(finding.Fault);
        Assert.Equal((12, 12), (finding.Entries, finding.Head!.Sequence));
        Assert.Equal(
            await api.ScalarAsync<string>("select encode(hash, 'hex') from audit_head where partnership_id = $1", chain.Partnership), finding.Head.Hash);
    }

    [Theory]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("at = 'infinity'")]
    [InlineData("actor_id = gen_random_uuid()")]
    [InlineData("actor_id = null, actor_name = 'somebody'")]
    [InlineData("actor_name = 'Sian'")]
    [InlineData("role = 'admin'")]
    [InlineData("agency = 'health'")]
    [InlineData("action = 'incident_seen'")]
    [InlineData("outcome = 'refused'")]
    [InlineData("problem = ''")]
    [InlineData("problem = 'not_found'")]
    [InlineData("subjects = subjects[2:]")]
    [InlineData("subjects = subjects || null::uuid")]
    [InlineData("address = ''")]
    [InlineData("detail = detail || '{\"x\": \"1\"}'")]
    [InlineData("hash = previous_hash")]
    [InlineData("previous_hash = hash")]
    public async Task ChangedEntry_IsNamed(string change)
    {
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync($"update audit_entry set {change} where partnership_id = $p and sequence = 5");
        Assert.Equal(new(ChainFaultKind.Changed, 5), (await chain.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task ChangedEntryWithAFittingHash_IsNamedByTheOneAfterIt()
    {
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync("update audit_entry set actor_name = 'somebody' where partnership_id = $p and sequence = 5");
        await chain.RehashAsync(5, to: 5);
        Assert.Equal(new(ChainFaultKind.Rewritten, 5), (await chain.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task ChangedLastEntryWithAFittingHash_IsNotTheKeptEnd()
    {
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync("update audit_entry set actor_name = 'somebody' where partnership_id = $p and sequence = 9");
        await chain.RehashAsync(9, to: 9);
        Assert.Equal(new(ChainFaultKind.HeadWrong, 9), (await chain.VerifyAsync()).Fault);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(5, true)]
    [InlineData(8, true)]
    public async Task DeletedEntry_IsNamed_AlsoWhenTheRestIsRenumbered(int position, bool renumbered)
    {
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync($"delete from audit_entry where partnership_id = $p and sequence = {position}");
        if (renumbered)
        {
            await ShiftAsync(chain, position, -1);
            await chain.OperatorAsync("update audit_head set sequence = 8 where partnership_id = $p");
        }

        Assert.Equal(new(ChainFaultKind.Missing, position), (await chain.VerifyAsync()).Fault);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(5, true)]
    [InlineData(9, true)]
    public async Task InsertedEntry_IsNamed_WithAFittingHashOrWithout(int position, bool hashed)
    {
        var chain = await Chain.WriteAsync(api, 9);
        await ShiftAsync(chain, position - 1, 1);
        await CopyAsync(chain, 2, position);
        if (hashed) await chain.RehashAsync(position, to: position);
        await chain.OperatorAsync("update audit_head set sequence = 10 where partnership_id = $p");
        Assert.Equal(new(ChainFaultKind.Inserted, position), (await chain.VerifyAsync()).Fault);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public async Task EntryPutBehindTheEndOrBeforeTheBeginning_IsNamed(int position)
    {
        var chain = await Chain.WriteAsync(api, 9);
        await CopyAsync(chain, 2, position);
        await chain.RehashAsync(position, to: position);
        Assert.Equal(new(ChainFaultKind.Inserted, position), (await chain.VerifyAsync()).Fault);
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(3, 7)]
    [InlineData(1, 9)]
    public async Task SwappedEntries_AreNamed(int one, int other)
    {
        var rows = await Chain.WriteAsync(api, 9);
        await rows.OperatorAsync(
            $"""
            update audit_entry set sequence = -{one} where partnership_id = $p and sequence = {one};
            update audit_entry set sequence = {one} where partnership_id = $p and sequence = {other};
            update audit_entry set sequence = {other} where partnership_id = $p and sequence = -{one};
            """);
        Assert.Equal(new(ChainFaultKind.Swapped, one, other), (await rows.VerifyAsync()).Fault);

        // Only what they say is exchanged; places and hashes stay.
        var contents = await Chain.WriteAsync(api, 9);
        await contents.OperatorAsync(
            $"""
            update audit_entry e set ({Content}) = (select {Content} from audit_entry o
                where o.partnership_id = $p and o.sequence = {one} + {other} - e.sequence)
            where partnership_id = $p and sequence in ({one}, {other})
            """);
        Assert.Equal(new(ChainFaultKind.Swapped, one, other), (await contents.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task EntryCopiedOverAnother_IsNamedWithItsOrigin()
    {
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync(
            $"update audit_entry set ({Content}) = (select {Content} from audit_entry where partnership_id = $p and sequence = 8) where partnership_id = $p and sequence = 3");
        Assert.Equal(new(ChainFaultKind.Moved, 3, 8), (await chain.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task CutTail_IsMissing_WhileTheEndIsStillKept()
    {
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync("delete from audit_entry where partnership_id = $p and sequence > 6");
        Assert.Equal(new(ChainFaultKind.Missing, 7, 9), (await chain.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task CutTailWithItsEndRewritten_IsWholeInItself_AndFoundByTheAnchor()
    {
        var chain = await Chain.WriteAsync(api, 9);
        var anchor = await chain.AnchorAsync();
        await chain.OperatorAsync("delete from audit_entry where partnership_id = $p and sequence > 6");
        await chain.RehashAsync(6);
        Assert.Null((await chain.VerifyAsync()).Fault);
        Assert.Equal(new(ChainFaultKind.TailCut, 7, 9), (await chain.VerifyAsync(anchor)).Fault);

        // Grown again beyond the anchor it is another chain there.
        await chain.AppendAsync(5);
        Assert.Equal(new(ChainFaultKind.NotTheAnchors, 9, 0), (await chain.VerifyAsync(anchor)).Fault);
    }

    [Fact]
    public async Task TailMadeAnew_IsWholeInItself_AndFoundBetweenTwoAnchors()
    {
        var chain = await Chain.WriteAsync(api, 4);
        var early = await chain.AnchorAsync();
        await chain.AppendAsync(5);
        var late = await chain.AnchorAsync();
        Assert.Null((await chain.VerifyAsync(late, early)).Fault);
        await chain.OperatorAsync("update audit_entry set actor_name = 'somebody' where partnership_id = $p and sequence = 6");
        await chain.RehashAsync(6);
        Assert.Null((await chain.VerifyAsync(early)).Fault);
        Assert.Equal(new(ChainFaultKind.NotTheAnchors, 9, 4), (await chain.VerifyAsync(late, early)).Fault);
    }

    [Fact]
    public async Task ChainThatIsGone_IsFoundByTheAnchorOnly()
    {
        var chain = await Chain.WriteAsync(api, 9);
        var anchor = await chain.AnchorAsync();
        await chain.OperatorAsync("delete from audit_entry where partnership_id = $p; delete from audit_head where partnership_id = $p");
        Assert.Equal(new ChainFinding(0, null, null), await chain.VerifyAsync());
        Assert.Equal(new(ChainFaultKind.TailCut, 1, 9), (await chain.VerifyAsync(anchor)).Fault);
    }

    [Fact]
    public async Task KeptEndThatIsGone_IsSaid()
    {
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync("delete from audit_head where partnership_id = $p");
        Assert.Equal(new(ChainFaultKind.HeadWrong, 9), (await chain.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task ClockSetBack_IsNamedWhereItHappened()
    {
        // What a server writes whose clock was set back by an hour before the sixth act: fitting hashes, earlier times.
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync("update audit_entry set at = at - interval '1 hour' where partnership_id = $p and sequence >= 6");
        await chain.RehashAsync(6);
        Assert.Equal(new(ChainFaultKind.ClockBack, 6), (await chain.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task EntriesOfOneInstant_StandInTheOrderOfTheirPositions()
    {
        var chain = await Chain.WriteAsync(api, 9);
        await chain.OperatorAsync("update audit_entry set at = '2026-03-06T21:00:00Z' where partnership_id = $p");
        await chain.RehashAsync(1);
        Assert.Null((await chain.VerifyAsync()).Fault);
        await chain.OperatorAsync(
            """
            update audit_entry set sequence = -4 where partnership_id = $p and sequence = 4;
            update audit_entry set sequence = 4 where partnership_id = $p and sequence = 6;
            update audit_entry set sequence = 6 where partnership_id = $p and sequence = -4;
            """);
        Assert.Equal(new(ChainFaultKind.Swapped, 4, 6), (await chain.VerifyAsync()).Fault);
    }

    [Fact]
    public async Task TimesFollowTheOrder_HoweverManyWriteAtOnce()
    {
        var chain = await Chain.WriteAsync(api, 1);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => chain.AppendAsync(25)));
        Assert.False(await api.ScalarAsync<bool>(
            "select bool_or(at < before) from (select at, lag(at) over (order by sequence) as before from audit_entry where partnership_id = $1) e",
            chain.Partnership));
        Assert.Equal(201, (await chain.VerifyAsync()).Entries);
    }

    private static Task ShiftAsync(Chain chain, int behind, int by) => chain.OperatorAsync(
        $"""
        update audit_entry set sequence = -sequence where partnership_id = $p and sequence > {behind};
        update audit_entry set sequence = -sequence + {by} where partnership_id = $p and sequence < 0;
        """);

    private static Task CopyAsync(Chain chain, int from, int to) => chain.OperatorAsync(
        $"""
        insert into audit_entry (partnership_id, sequence, {Content}, previous_hash, hash)
        select partnership_id, {to}, {Content}, previous_hash, hash from audit_entry where partnership_id = $p and sequence = {from}
        """);
}
