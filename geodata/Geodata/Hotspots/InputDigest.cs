using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// The fingerprint of an analysis' input: equal for the same events and parameters in any row order and culture, different as
/// soon as one value that can change the result differs.
/// </summary>
/// <remarks>
/// SHA-256 over these bytes, all numbers big-endian, doubles as their IEEE 754 bits (with -0 written as 0), texts as UTF-8
/// after their length in bytes (int32):
/// <list type="number">
/// <item>text <see cref="HotspotAnalysis.NameOf"/> of the method, text <see cref="HotspotAnalysis.MethodVersion"/>;</item>
/// <item>double eps, int32 minEvents, double maxAccuracy; for ST-DBSCAN int32 eps in days; int32 number of events;</item>
/// <item>for each event in ascending order of its id's bytes: 16 bytes id (RFC 9562 order), double easting, double northing,
/// int32 day number of the date (days since 0001-01-01; of a month-only date, its first), byte precision (0 day, 1 month),
/// byte context (0 or 1), double accuracy (-1 when not stated), int32 children unknown, text wire name of the agency,
/// int32 number of different child tokens, then each as text in ordinal order.</item>
/// </list>
/// </remarks>
public static class InputDigest
{
    /// <summary>The digest as 64 lower-case hexadecimal digits.</summary>
    /// <param name="events">The whole input, in any order, ids different.</param>
    /// <param name="parameters">The parameters of the run.</param>
    public static string Of(IReadOnlyCollection<HotspotEvent> events, HotspotParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(parameters);
        using var sha = new Fields();
        sha.Add(HotspotAnalysis.NameOf(parameters.By));
        sha.Add(HotspotAnalysis.MethodVersion);
        sha.Add(parameters.EpsMetres);
        sha.Add(parameters.MinEvents);
        sha.Add(parameters.MaxAccuracyMetres);
        if (parameters.By == ClusterMethod.StDbscan) sha.Add(parameters.EpsDays);
        sha.Add(events.Count);
        foreach (var e in EventOrder.ById(events))
        {
            sha.Add(e.Id);
            sha.Add(e.Point.Easting);
            sha.Add(e.Point.Northing);
            var isMonth = e.DatePrecision == DatePrecision.Month;
            sha.Add((isMonth ? new DateOnly(e.Date.Year, e.Date.Month, 1) : e.Date).DayNumber);
            sha.Add(isMonth);
            sha.Add(e.IsContext);
            sha.Add(e.AccuracyMetres ?? -1);
            sha.Add(e.ChildrenUnknown);
            sha.Add(WireName.Of(e.Agency));
            // One child or none, as most events have, is in order and different as it is.
            var children = e.Children.Count <= 1 ? e.Children : [.. e.Children.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            sha.Add(children.Count);
            foreach (var child in children) sha.Add(child);
        }

        return sha.Digest();
    }

    /// <summary>Collects fields before they are hashed: one call a field would cost more than the hash.</summary>
    private sealed class Fields : IDisposable
    {
        private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] _bytes = new byte[64 * 1024];
        private int _used;

        public void Add(double value) => BinaryPrimitives.WriteDoubleBigEndian(Next(8), value + 0.0); // -0 + 0 is 0

        public void Add(int value) => BinaryPrimitives.WriteInt32BigEndian(Next(4), value);

        public void Add(bool value) => Next(1)[0] = value ? (byte)1 : (byte)0;

        public void Add(Guid value) => value.TryWriteBytes(Next(16), bigEndian: true, out _);

        public void Add(string text)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            Add(length);
            if (length <= _bytes.Length) Encoding.UTF8.GetBytes(text, Next(length));
            else
            {
                Flush();
                _sha.AppendData(Encoding.UTF8.GetBytes(text));
            }
        }

        public string Digest()
        {
            Flush();
            return Convert.ToHexStringLower(_sha.GetHashAndReset());
        }

        public void Dispose() => _sha.Dispose();

        private Span<byte> Next(int count)
        {
            if (_used + count > _bytes.Length) Flush();
            _used += count;
            return _bytes.AsSpan(_used - count, count);
        }

        private void Flush()
        {
            _sha.AppendData(_bytes, 0, _used);
            _used = 0;
        }
    }
}
