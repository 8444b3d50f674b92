using SpacesPlaces.Api.Http;

namespace SpacesPlaces.Api.Audit;

/// <summary>
/// Records that nobody has a reason to touch, for instance an invented incident: whoever opens one is on the list of unusual access.
/// The operator keeps their ids, one a line, in a file of the data folder, where no account of the service can read which they are.
/// </summary>
public sealed class Canaries(HostSettings settings)
{
    private const string FileName = "canary-records.txt";

    /// <summary>The ids; what is no id is passed over.</summary>
    public Guid[] Read()
    {
        var file = Path.Combine(settings.DataFolder, FileName);
        return File.Exists(file)
            ? [.. File.ReadLines(file).Select(line => Guid.TryParse(line.Trim(), out var id) ? id : (Guid?)null).OfType<Guid>()]
            : [];
    }
}
