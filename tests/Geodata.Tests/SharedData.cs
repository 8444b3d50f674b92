using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests;

/// <summary>
/// Reference data that lies beside the repository, in a folder named <c>shared</c>, and is not part of it. Where it is absent
/// a test says so and passes over; the laws and frozen expectations beside it still hold the same code.
/// </summary>
internal static class SharedData
{
    public static string[]? Lines(string path, ITestOutputHelper output) => Find(path, output) is { } file ? File.ReadAllLines(file) : null;

    public static byte[]? Bytes(string path, ITestOutputHelper output) => Find(path, output) is { } file ? File.ReadAllBytes(file) : null;

    private static string? Find(string path, ITestOutputHelper output)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", path);
            if (File.Exists(file)) return file;
        }

        output.WriteLine($"Passed over: shared/data/{path} is not beside this repository.");
        return null;
    }
}
