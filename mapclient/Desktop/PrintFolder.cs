using System.ComponentModel;
using System.Diagnostics;

namespace SpacesPlaces.MapClient.Desktop;

/// <summary>
/// Where a sheet lies while a browser prints it: a folder of this program's own that no other user reads, never among temporary files. It lies
/// there until the next sheet, the next start, or signing out.
/// </summary>
internal sealed class PrintFolder
{
    private readonly string folder;

    public PrintFolder(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Clear();
    }

    /// <summary>Writes a sheet and opens it in the browser; where there is none, the path that is given back says where it lies.</summary>
    public string Show(string html)
    {
        Clear();
        var sheet = Path.Combine(folder, $"{Guid.NewGuid():N}.html");
        File.WriteAllText(sheet, html);
        try
        {
            using (Process.Start(new ProcessStartInfo(sheet) { UseShellExecute = true })) { }
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException)
        {
            // No browser.
        }

        return sheet;
    }

    /// <summary>Deletes what lies there.</summary>
    public void Clear()
    {
        foreach (var sheet in Directory.GetFiles(folder)) File.Delete(sheet);
    }
}
