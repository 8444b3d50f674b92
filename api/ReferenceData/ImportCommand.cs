using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>Imports as the operator, for commands: the same work as the job, from a file, folder or archive on this machine.</summary>
public static class ImportCommand
{
    private const string OperatorName = "operator";

    /// <summary>Imports and commits, with an audit entry.</summary>
    /// <param name="kind">A word of <see cref="ImportKinds"/>.</param>
    /// <param name="path">File, folder or zip archive.</param>
    /// <param name="partnershipId">Whose data it becomes.</param>
    /// <param name="services">The program's services.</param>
    /// <param name="report">Told how far the work is: share done (0 to 1) and a key of the section <c>job_step</c>.</param>
    /// <param name="cancel">Stops the work; nothing is stored then.</param>
    /// <param name="columns">Headings of columns, by what they are, where they do not say it themselves.</param>
    /// <exception cref="JobRefusedException">The source cannot be imported; nothing is stored, and the audit says so.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static async Task<ImportView> RunAsync(
        string kind, string path, Guid partnershipId, IServiceProvider services, Action<double, string> report, CancellationToken cancel,
        IReadOnlyDictionary<string, string>? columns = null)
    {
        var fileName = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (!Directory.Exists(path) && !ImportKinds.Takes(kind, fileName))
            throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        await using var scope = services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        var who = UnitOfWork.Operator(partnershipId, OperatorName);
        var run = new ImportRun(
            Guid.CreateVersion7(), partnershipId, Guid.Empty, await ImportSource.DigestAsync(path, cancel),
            services.GetRequiredService<TimeProvider>().GetUtcNow(), context, services.GetRequiredService<IGridTransform>(), report);
        trail.Subject(run.Id);
        trail.Note("kind", kind);
        trail.Note("sha256", Convert.ToHexStringLower(run.Sha256));
        await work.BeginForHouseAsync(partnershipId, cancel);
        try
        {
            using var source = ImportSource.Open(path, fileName);
            await ImportKinds.ImportAsync(kind, run, source, cancel, columns);
        }
        catch (JobRefusedException refused)
        {
            await work.RefuseAsync(who, AuditAction.ImportFinished, refused.Refusal.Code.Code, "", CancellationToken.None);
            throw;
        }

        var view = await ImportViews.OneAsync(context, partnershipId, run.Id, cancel);
        await work.CommitAsync(who, AuditAction.ImportFinished, "", cancel);
        report(1, "storing");
        return view!;
    }
}
