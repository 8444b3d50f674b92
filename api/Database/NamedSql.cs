using System.Collections.Concurrent;

namespace SpacesPlaces.Api.Database;

/// <summary>SQL that lies in a file beside the code that uses it, one subject a file.</summary>
internal static class NamedSql
{
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    /// <summary>The text of <c>name.sql</c>, whichever room it lies in; names are unique.</summary>
    public static string Read(string name) => Texts.GetOrAdd(name, static name =>
    {
        var assembly = typeof(NamedSql).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(r => r.EndsWith($".{name}.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    });
}
