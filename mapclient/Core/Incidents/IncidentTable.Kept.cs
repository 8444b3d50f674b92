using System.Runtime.InteropServices;

namespace SpacesPlaces.MapClient.Incidents;

/// <content>How the table is kept for when there is no network: its columns and nothing else, so no text of any record.</content>
public sealed partial class IncidentTable
{
    private const int Form = 1;

    private IncidentTable(BinaryReader reader)
    {
        if (reader.ReadInt32() != Form) throw new InvalidDataException("Kept in another form.");
        (Placeless, Count) = (reader.ReadInt32(), reader.ReadInt32());
        ids = Column<Guid>(reader);
        (lons, lats, eastings, northings) = (Column<double>(reader), Column<double>(reader), Column<double>(reader), Column<double>(reader));
        (from, to, harm) = (Column<long>(reader), Column<long>(reader), Column<uint>(reader));
        (kinds, agencies, grades, sources) = (Column<byte>(reader), Column<byte>(reader), Column<byte>(reader), Column<byte>(reader));
        exact = Column<bool>(reader);
    }

    /// <summary>Reads a table that was written on this computer.</summary>
    /// <exception cref="InvalidDataException">It was written by a program that kept it otherwise.</exception>
    /// <exception cref="EndOfStreamException">It breaks off.</exception>
    public static IncidentTable Read(Stream from)
    {
        using BinaryReader reader = new(from, System.Text.Encoding.UTF8, leaveOpen: true);
        return new(reader);
    }

    /// <summary>Writes the table to be read on this computer.</summary>
    public void Write(Stream to)
    {
        ArgumentNullException.ThrowIfNull(to);
        using BinaryWriter writer = new(to, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Form);
        writer.Write(Placeless);
        writer.Write(Count);
        Write(writer, ids);
        foreach (var column in (double[][])[lons, lats, eastings, northings]) Write(writer, column);
        Write(writer, from);
        Write(writer, this.to);
        Write(writer, harm);
        foreach (var column in (byte[][])[kinds, agencies, grades, sources]) Write(writer, column);
        Write(writer, exact);
    }

    private static void Write<T>(BinaryWriter writer, T[] column) where T : struct => writer.Write(MemoryMarshal.AsBytes(column.AsSpan()));

    private T[] Column<T>(BinaryReader reader) where T : struct
    {
        var column = new T[Count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(column.AsSpan()));
        return column;
    }
}
