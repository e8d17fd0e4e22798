using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>Makes rows of finance out of rows of Dataverse, as a map says.</summary>
/// <param name="lookups">Rows that lookups lead to.</param>
/// <param name="zone">The time zone in which a moment is a day.</param>
internal sealed class RowMapper(BoundMap map, LookupCache lookups, TimeZoneInfo zone)
{
    private static readonly Dictionary<Guid, string?> NothingKept = [];

    private readonly HashSet<string> uncompared = map
        .Fields.Where(field => !field.Map.Compared)
        .Select(field => field.Map.Field)
        .ToHashSet(StringComparer.Ordinal);
    private readonly List<BoundPath> ownPaths = map.Fields.SelectMany(field => field.Paths).Where(path => path.Related is null).ToList();

    /// <summary>Maps rows. A row's fault is its own; the others are mapped.</summary>
    /// <param name="rows">Rows as the Web API reads them.</param>
    /// <param name="kept">Of rows that finance has: the natural keys with which they were delivered, as JSON.</param>
    public async Task<IReadOnlyList<MappedRow>> MapAsync(IReadOnlyList<JObject> rows, IReadOnlyDictionary<Guid, string?> kept, CancellationToken cancellation)
    {
        await lookups.Messages.LoadAsync(rows, cancellation);
        await lookups.LoadTiedAsync(rows, cancellation);
        await lookups.LoadAsync(rows.Select(row => (row, (IReadOnlyList<BoundPath>)ownPaths)).ToList(), cancellation);
        return rows.Select(row => Map(row, null, null, kept)).ToList();
    }

    /// <summary>Maps one row with its related rows.</summary>
    /// <param name="related">Its related rows by name.</param>
    /// <param name="correlationId">The correlation id of the message.</param>
    public async Task<MappedRow> MapAsync(
        JObject row,
        IReadOnlyDictionary<string, IReadOnlyList<JObject>> related,
        string correlationId,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(related);
        var work = new List<(JObject, IReadOnlyList<BoundPath>)> { (row, ownPaths) };
        foreach (var (name, rows) in related)
        {
            var paths = map.Fields.SelectMany(field => field.Paths).Where(path => path.Related == name).ToList();
            work.AddRange(rows.Select(relatedRow => (relatedRow, (IReadOnlyList<BoundPath>)paths)));
        }

        await lookups.Messages.LoadAsync([row], cancellation);
        await lookups.LoadAsync(work, cancellation);
        return Map(row, related, correlationId, NothingKept);
    }

    /// <summary>
    /// What each field of a row becomes, a fault of one field beside the others. The row was mapped before, so that what its ways lead to is known.
    /// </summary>
    /// <param name="related">Its related rows by name; null for a map that has none.</param>
    /// <param name="correlationId">The correlation id of the message; null for a map that runs on changes.</param>
    /// <param name="kept">The natural keys with which finance has the row, as JSON; null where it does not have it.</param>
    public IReadOnlyList<FieldPreview> Preview(JObject row, IReadOnlyDictionary<string, IReadOnlyList<JObject>>? related, string? correlationId, string? kept)
    {
        var (record, known) = (Record(row), Known(kept));
        return map.Fields.Select(field => Preview(field, row, related, correlationId, known, record)).ToList();
    }

    /// <summary>What the row is called in errors.</summary>
    public string Record(JObject row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var name = (string?)row[map.Table.PrimaryName];
        var id = (string?)row[map.Table.PrimaryId];
        return string.IsNullOrWhiteSpace(name) ? $"{map.Map.Record} {id}" : $"{map.Map.Record} {name} ({id})";
    }

    private MappedRow Map(
        JObject row,
        IReadOnlyDictionary<string, IReadOnlyList<JObject>>? related,
        string? correlationId,
        IReadOnlyDictionary<Guid, string?> kept
    )
    {
        var record = Record(row);
        var id = Guid.Parse((string)row[map.Table.PrimaryId]!);
        var known = Known(kept.GetValueOrDefault(id));
        try
        {
            var content = new JObject();
            foreach (var field in map.Fields.Where(field => field.Map.Computed != MapComputation.Ordinal))
            {
                if ((KeptValue(field, known) ?? Sent(field, Source(field, row, related, correlationId, record).Value, record)) is { } value)
                {
                    content[field.Map.Field] = value;
                }
                else if (IsNeeded(field))
                {
                    throw new ConnectorException(Missing(field, record));
                }
            }

            return new MappedRow(id, record, content, CanonicalJson.Hash(content, name => !uncompared.Contains(name)), null) { Kept = Kept(content) };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new MappedRow(id, record, null, "", ConnectorException.From(exception, record));
        }
    }

    private string? Kept(JObject content)
    {
        var kept = new JObject(
            map.Fields.Where(field => field.Map.Kept).Select(field => content.Property(field.Map.Field, StringComparison.Ordinal)).OfType<JProperty>()
        );
        return kept.Count == 0 ? null : kept.ToString(Formatting.None);
    }

    private FieldPreview Preview(
        BoundField field,
        JObject row,
        IReadOnlyDictionary<string, IReadOnlyList<JObject>>? related,
        string? correlationId,
        JObject known,
        string record
    )
    {
        if (KeptValue(field, known) is { } kept)
        {
            return new FieldPreview(field.Map.Field, "as it was delivered", kept.Value, "kept", kept.Value, null);
        }

        SourceValue source = default;
        try
        {
            source = Source(field, row, related, correlationId, record);
            var sent = Sent(field, source.Value, record);
            return Told(sent, sent is null && IsNeeded(field) ? Missing(field, record) : null);
        }
        catch (ConnectorException failure)
        {
            return Told(null, failure.Fault);
        }

        FieldPreview Told(JValue? sent, Fault? fault) =>
            new(field.Map.Field, source.From ?? string.Join(", ", field.Map.Columns), source.Read?.Value, Transform(field, source), sent?.Value, fault);
    }

    private static string Transform(BoundField field, SourceValue source) =>
        field.Map.ValueMap.Count > 0 && !ReferenceEquals(source.Value, field.Map.Default) ? "value map"
        : source.Value is not null && !ReferenceEquals(source.Value, source.Read) ? "day"
        : "";

    private bool IsNeeded(BoundField field) => field.Map.Required || map.Map.Keys.Contains(field.Map.Field);

    private static Fault Missing(BoundField field, string record) =>
        TableMapErrors.ValueMissing.For(record, field.Map.Field, string.Join(", ", field.Map.Columns), field.Property!.IsDate ? " or hold no date" : "");

    private static JObject Known(string? kept) => kept is null ? [] : (JObject)NewtonsoftSerializer.Parse(kept);

    private static JValue? KeptValue(BoundField field, JObject known) => field.Map.Kept ? known[field.Map.Field] as JValue : null;

    private SourceValue Source(
        BoundField field,
        JObject row,
        IReadOnlyDictionary<string, IReadOnlyList<JObject>>? related,
        string? correlationId,
        string record
    ) =>
        field.Map.Computed switch
        {
            MapComputation.CorrelationId => SourceValue.Of(correlationId is null ? null : new JValue(correlationId), "the correlation id"),
            MapComputation.Count => SourceValue.Of(new JValue(Counted(field, related).Count()), "how many rows"),
            MapComputation.Checksum => SourceValue.Of(
                new JValue(Checksum(Counted(field, related).Select(counted => Guid.Parse((string)counted[map.Related[field.Map.Related!].Table.PrimaryId]!)))),
                "the checksum of rows"
            ),
            _ => FromColumns(field, row, related, record),
        };

    private SourceValue FromColumns(BoundField field, JObject row, IReadOnlyDictionary<string, IReadOnlyList<JObject>>? related, string record)
    {
        if (lookups.Messages.Value(row, field.Map.MessageKey) is { } carried)
        {
            return SourceValue.Of(carried, "the message");
        }

        foreach (var path in field.Paths)
        {
            if (FromPath(path, field, row, related, record) is { Value: not null } found)
            {
                return found;
            }
        }

        return SourceValue.Of(field.Map.Default, field.Map.Default is null ? null : "default");
    }

    private static JValue? Sent(BoundField field, JValue? source, string record)
    {
        if (source is null)
        {
            return null;
        }

        if (field.Map.ValueMap.Count > 0 && !ReferenceEquals(source, field.Map.Default))
        {
            source = field.Map.ValueMap.TryGetValue(FieldValue.Text(source), out var mapped)
                ? new JValue(mapped)
                : throw new ConnectorException(TableMapErrors.ValueNotMapped.For(record, field.Map.Field, FieldValue.Text(source)));
        }

        return FieldValue.Convert(Cut(source, field.Map.Cut), field.Property!)
            ?? throw new ConnectorException(TableMapErrors.ValueOfOtherType.For(record, field.Map.Field, field.Property!.Type));
    }

    // Not within a character that is written as two.
    private static JValue Cut(JValue source, int? length) =>
        length is { } most && source.Value is string text && text.Length > most
            ? new JValue(text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].TrimEnd())
            : source;

    /// <summary>SHA-256 over ids: lower-case, sorted ordinally, joined by line feeds (domain rules, section 6).</summary>
    internal static string Checksum(IEnumerable<Guid> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids.Select(id => id.ToString("D")).Order(StringComparer.Ordinal)))));

    private static IEnumerable<JObject> Counted(BoundField field, IReadOnlyDictionary<string, IReadOnlyList<JObject>>? related) =>
        (related?.GetValueOrDefault(field.Map.Related!) ?? []).Where(row => field.Where is null || field.Where.Matches(row));

    private SourceValue FromPath(BoundPath path, BoundField field, JObject row, IReadOnlyDictionary<string, IReadOnlyList<JObject>>? related, string record)
    {
        var value = FromPath(path, row, related, record);
        return value is not null && path.Column is { IsDate: true, Behavior: { } behavior } && field.Property!.IsDate
            ? new SourceValue(Day(value, path, behavior, field, record), value, path.Text)
            : SourceValue.Of(value, path.Text);
    }

    private JValue? Day(JValue value, BoundPath path, DateTimeBehavior behavior, BoundField field, string record)
    {
        var text = FieldValue.Text(value);
        if (!CalendarDay.TryParse(text, out var moment))
        {
            throw new ConnectorException(TableMapErrors.NoDay.For(record, field.Map.Field, path.Text, text));
        }

        try
        {
            return CalendarDay.Of(moment, behavior, zone) is { } day ? CalendarDay.Value(day, field.Property!) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ConnectorException(TableMapErrors.DayOutside.For(record, field.Map.Field, text, path.Text));
        }
    }

    private JValue? FromPath(BoundPath path, JObject row, IReadOnlyDictionary<string, IReadOnlyList<JObject>>? related, string record)
    {
        if (path.Related is null)
        {
            return lookups.Value(row, path);
        }

        var values = (related?.GetValueOrDefault(path.Related) ?? [])
            .Select(relatedRow => lookups.Value(relatedRow, path))
            .OfType<JValue>()
            .DistinctBy(FieldValue.Text)
            .Take(2)
            .ToList();
        return values.Count > 1
            ? throw new ConnectorException(TableMapErrors.RowsDisagree.For(record, path.Text, FieldValue.Text(values[0]), FieldValue.Text(values[1])))
            : values.FirstOrDefault();
    }

    /// <summary>What a field is made of.</summary>
    /// <param name="Value">The value before the value map.</param>
    /// <param name="Read">The value as it was read: of a moment the moment, not the day.</param>
    /// <param name="From">Where it was read, for people.</param>
    private readonly record struct SourceValue(JValue? Value, JValue? Read, string? From)
    {
        public static SourceValue Of(JValue? value, string? from) => new(value, value, from);
    }
}
