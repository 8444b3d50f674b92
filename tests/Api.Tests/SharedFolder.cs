using Xunit.Abstractions;

namespace SpacesPlaces.Api.Tests;

/// <summary>
/// Published data that lies beside the repository, in a folder named <c>shared</c>, and is not part of it. Where it is absent
/// a test says so and passes over; the files made in the tests still hold the same code.
/// </summary>
internal static class SharedFolder
{
    /// <summary>Full path of a file or folder of the shared data; null when it is not there.</summary>
    public static string? Find(string path, ITestOutputHelper output)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "shared", "data", path);
            if (File.Exists(found) || Directory.Exists(found)) return found;
        }

        output.WriteLine($"Passed over: shared/data/{path} is not beside this repository.");
        return null;
    }
}
