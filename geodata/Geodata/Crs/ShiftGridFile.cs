using System.Globalization;

namespace SpacesPlaces.Geodata.Crs;

/// <summary>
/// Reads the shifts of OSTN15 as Ordnance Survey publishes them: text, one node a line, columns by their headings
/// (<c>OSTN15_OSGM15_DataFile.txt</c>). A part of the file, for instance the nodes of Wales, is a grid too.
/// </summary>
public static class ShiftGridFile
{
    /// <summary>The file's name where it is published.</summary>
    public const string FileName = "OSTN15_OSGM15_DataFile.txt";

    private const int MostNodes = 2_000_000;

    // Twice the largest shift of Great Britain: a file in other units, or with other columns, is noticed.
    private const double LargestShift = 250;

    private static readonly string[] Headings = ["ETRS89_Easting", "ETRS89_Northing", "ETRS89_OSGB36_EShift", "ETRS89_OSGB36_NShift"];

    /// <summary>Reads all nodes.</summary>
    /// <param name="text">The file. It is read to its end and left open.</param>
    /// <returns>The grid of all nodes that the file has.</returns>
    /// <exception cref="InvalidDataException">
    /// Not such a file: a heading is missing, a line has no four numbers, a node is not on the kilometre, is given twice or lies outside the
    /// grid of Great Britain, a shift is impossible, or there are fewer than four nodes. The message names the line.
    /// </exception>
    public static ShiftGrid Read(TextReader text)
    {
        var columns = Columns(text.ReadLine() ?? throw new InvalidDataException("The file is empty."));
        List<(int X, int Y, int East, int North)> nodes = [];
        Span<double> values = stackalloc double[4];
        var number = 1;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (nodes.Count == MostNodes) throw new InvalidDataException($"Line {number}: more nodes than Great Britain has.");
            if (!TryParse(line, columns, values)) throw new InvalidDataException($"Line {number}: four numbers are expected where the headings say.");
            var (x, y) = (values[0], values[1]);
            if (!NationalGrid.Contains(x, y) || x % ShiftGrid.Spacing != 0 || y % ShiftGrid.Spacing != 0)
                throw new InvalidDataException($"Line {number}: a node lies on whole kilometres of the grid of Great Britain.");
            if (Math.Abs(values[2]) > LargestShift || Math.Abs(values[3]) > LargestShift)
                throw new InvalidDataException($"Line {number}: a shift is more than {LargestShift} m.");
            nodes.Add(((int)x, (int)y, (int)Math.Round(values[2] * 1_000), (int)Math.Round(values[3] * 1_000)));
        }

        return Laid(nodes);
    }

    private static int[] Columns(string heading)
    {
        var names = heading.Split(',').Select(name => name.Trim()).ToArray();
        int[] at = [.. Headings.Select(wanted => Array.FindIndex(names, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)))];
        return at.Contains(-1) ? throw new InvalidDataException($"Line 1: there is no column {Headings[Array.IndexOf(at, -1)]}.") : at;
    }

    private static bool TryParse(ReadOnlySpan<char> line, int[] columns, Span<double> values)
    {
        var (column, found) = (0, 0);
        foreach (var range in line.Split(','))
        {
            var wanted = Array.IndexOf(columns, column++);
            if (wanted < 0) continue;
            if (!double.TryParse(line[range].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out values[wanted]) || !double.IsFinite(values[wanted])) return false;
            found++;
        }

        return found == columns.Length;
    }

    private static ShiftGrid Laid(List<(int X, int Y, int East, int North)> nodes)
    {
        if (nodes.Count < 4) throw new InvalidDataException("The file has fewer than four nodes.");
        var (west, south) = (nodes.Min(node => node.X), nodes.Min(node => node.Y));
        var columns = (nodes.Max(node => node.X) - west) / ShiftGrid.Spacing + 1;
        var rows = (nodes.Max(node => node.Y) - south) / ShiftGrid.Spacing + 1;
        if (columns < 2 || rows < 2) throw new InvalidDataException("All nodes of the file lie on one line.");
        var (east, north) = (new int[columns * rows], new int[columns * rows]);
        Array.Fill(east, ShiftGrid.Missing);
        Array.Fill(north, ShiftGrid.Missing);
        foreach (var node in nodes)
        {
            var at = (node.Y - south) / ShiftGrid.Spacing * columns + (node.X - west) / ShiftGrid.Spacing;
            if (east[at] != ShiftGrid.Missing) throw new InvalidDataException($"The node {node.X}, {node.Y} is given twice.");
            (east[at], north[at]) = (node.East, node.North);
        }

        return new(west, south, columns, rows, east, north);
    }
}
