using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Commands;

/// <summary>Recomputes the audit chains, against anchors kept elsewhere, and names the first bad position of each.</summary>
internal static class VerifyAuditCommand
{
    public static Command Define(CommonOptions options)
    {
        var anchor = new Option<string?>("--anchor") { Description = "File of anchors kept elsewhere: shows a cut tail and a chain made anew.", HelpName = "FILE" };
        var write = new Option<string?>("--write-anchor") { Description = "Add the ends of the chains to this file, when all are whole.", HelpName = "FILE" };
        var command = new Command("verify-audit", "Recompute the audit chains and name the first bad position.") { options.Partnership, anchor, write };
        command.SetAction(async (parsed, cancel) =>
        {
            var data = DataFolder.Open(parsed.GetValue(options.Data)!);
            var anchors = parsed.GetValue(anchor) is { } file ? Read(file) : [];
            await using var database = await OpenDatabase.OpenAsync(data, cancel);
            await Migrator.VerifyApiRoleAsync(database.ApiConnection, cancel);
            var chains = await ChainsAsync(database, parsed.GetValue(options.Partnership), anchors, cancel);
            return await VerifyAsync(database, chains, anchors, parsed.GetValue(write), cancel);
        });
        return command;
    }

    private static async Task<int> VerifyAsync(
        OpenDatabase database, IReadOnlyList<PartnershipName> chains, IReadOnlyList<AuditAnchor> anchors, string? write, CancellationToken cancel)
    {
        await using var source = DatabaseSetup.BuildDataSource(database.OwnerConnection ?? database.ApiConnection);
        var verification = new AuditVerification(source, TimeProvider.System);
        List<AuditAnchor> ends = [];
        var broken = 0;
        foreach (var chain in chains)
        {
            var finding = await verification.VerifyAsync(chain.PartnershipId, anchors, cancel);
            if (finding.Fault is null)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chain.NameEn}: {finding.Entries} entries, whole."));
            else
            {
                broken++;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chain.NameEn}: entry {finding.Fault.Position}: {Say(finding.Fault)}"));
            }

            if (finding.Head is not null) ends.Add(finding.Head);
        }

        if (broken > 0) return CommandLine.Refused;
        if (write is not null) await WriteAsync(write, ends, cancel);
        return 0;
    }

    // Anchors know partnerships too: one that was removed with its chain is looked for all the same.
    private static async Task<IReadOnlyList<PartnershipName>> ChainsAsync(
        OpenDatabase database, string? partnership, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancel)
    {
        if (database.OwnerConnection is null && !Guid.TryParse(partnership, out _))
            throw new OperatorException($"Name the partnership by its id with --partnership, or set {OpenDatabase.OwnerVariable}: only the owner knows them all.");
        List<PartnershipName> known = database.OwnerConnection is null ? [] : [.. await PartnershipRegister.ReadAsync(database.Owner, cancel)];
        known.Insert(0, new(Partnership.House, "House", "Y Tŷ", false));
        if (partnership is not null)
        {
            var id = await database.FindPartnershipAsync(partnership, cancel);
            return [known.Find(p => p.PartnershipId == id) ?? new(id, id.ToString(), id.ToString(), false)];
        }

        known.AddRange(anchors.Select(anchor => anchor.Partnership).Distinct().Where(id => known.TrueForAll(p => p.PartnershipId != id))
            .Select(id => new PartnershipName(id, id.ToString(), id.ToString(), false)).ToList());
        return known;
    }

    private static string Say(ChainFault fault) => fault.Kind switch
    {
        ChainFaultKind.Changed => "its content is not what was written.",
        ChainFaultKind.Rewritten => "it was written anew: the entry after it belongs to another one.",
        ChainFaultKind.Missing when fault.Other is { } end => Numbers($"it and all after it are missing; the chain goes on to {end}."),
        ChainFaultKind.Missing => "it is missing.",
        ChainFaultKind.Inserted => "it was put in; it was never written by the program.",
        ChainFaultKind.Swapped => Numbers($"it is swapped with entry {fault.Other}."),
        ChainFaultKind.Moved => Numbers($"it was written as entry {fault.Other}."),
        ChainFaultKind.ClockBack => "the clock was set back before it was written.",
        ChainFaultKind.HeadWrong => "the kept end of the chain is not this entry.",
        ChainFaultKind.TailCut => Numbers($"it and all after it are cut off; an anchor knows entry {fault.Other}."),
        ChainFaultKind.NotTheAnchors => Numbers($"an anchor knows another one; the chain was made anew somewhere after entry {fault.Other}."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static string Numbers(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<AuditAnchor> Read(string file)
    {
        try
        {
            return AnchorFile.Read(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be read: {error.Message}");
        }
        catch (JsonException)
        {
            throw new OperatorException($"{file} holds a line that is not an anchor.");
        }
    }

    private static async Task WriteAsync(string file, IReadOnlyList<AuditAnchor> ends, CancellationToken cancel)
    {
        try
        {
            await AnchorFile.AppendAsync(file, ends, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be written: {error.Message}");
        }
    }
}
