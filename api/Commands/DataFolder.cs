using System.Globalization;
using System.Security.Cryptography;
using SpacesPlaces.Api.Database;

#pragma warning disable CA1416 // File modes do not exist on Windows; the program's private files are made on Linux.

namespace SpacesPlaces.Api.Commands;

/// <summary>The folder in which the program keeps what is its own: private to its user.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const string ApiPasswordFile = "api-role-password";

    private DataFolder(string path) => Path = path;

    public static string DefaultPath => System.IO.Path.Combine(
        Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } home
            ? home
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share"),
        "spacesplaces");

    public string Path { get; }

    public string DemonstrationAccounts => File("demo-accounts.json");

    /// <summary>Opens the folder, making it if absent.</summary>
    /// <exception cref="OperatorException">It cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            // As root, others may pass through (the database's own user must reach its part), and still read nothing.
            if (!Directory.Exists(path))
                Directory.CreateDirectory(path, OwnerOnlyFolder
                    | (PostgresPrograms.RunsAsSystemUser ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None));
            Directory.CreateDirectory(System.IO.Path.Combine(path, "keys"), OwnerOnlyFolder);
            var probe = System.IO.Path.Combine(path, ".writable");
            System.IO.File.WriteAllText(probe, "");
            System.IO.File.Delete(probe);
            return new(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The data folder {path} cannot be written: {error.Message}");
        }
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>
    /// Holds the folder against every other program until disposed of; null while another holds it. A killed program holds
    /// nothing: the lock is the system's.
    /// </summary>
    public IDisposable? TryHold()
    {
        try
        {
            return new FileStream(File("running-lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Writes down who holds the folder, for whoever finds it held.</summary>
    public void SayRunning(string address) => System.IO.File.WriteAllText(
        File("running"), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}, {address}\n"));

    public void SayStopped() => System.IO.File.Delete(File("running"));

    public string WhoRuns() => System.IO.File.Exists(File("running")) ? System.IO.File.ReadAllText(File("running")).Trim() : "just starting";

    /// <summary>The password of the API's database role: random, made once, readable by its owner only.</summary>
    public string ApiPassword()
    {
        var file = File(ApiPasswordFile);
        if (!System.IO.File.Exists(file)) WritePrivate(file, RandomNumberGenerator.GetHexString(48, lowercase: true) + "\n");
        return System.IO.File.ReadAllText(file).Trim();
    }

    /// <summary>Writes a file that only its owner may read, all of it or nothing.</summary>
    public static void WritePrivate(string file, string text)
    {
        var making = file + ".new";
        System.IO.File.Delete(making);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (var writer = new StreamWriter(making, options)) writer.Write(text);
        System.IO.File.Move(making, file, overwrite: true);
    }
}
