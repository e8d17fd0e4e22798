using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Postings;

/// <summary>Reads the body of a posting part. What is missing or not understood is refused whole.</summary>
internal static class PostingReader
{
    /// <summary>Most lines a part may carry: as many actuals as Dataverse takes in one call.</summary>
    public const int MostLines = 1000;

    private const string Record = "Posting";

    private static readonly string[] LineAmounts = ["exchangeRate", "accountingAmount", "taxAmount", "accountingTaxAmount"];

    /// <summary>Reads a body. Ids are taken as ids and days as days, so that the same content is the same however it is written.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <exception cref="ConnectorException">PINV3006: it is no posting part.</exception>
    public static ReceivedPosting Read(ReadOnlySpan<byte> body)
    {
        var json = Parse(body);
        var eventId = Id(json, "eventId");
        var (part, parts) = PartOf(json);
        var kind = KindOf(json);
        var document = Text(json, kind == PostingKind.Invoice ? "proposal" : "journal");
        if (kind == PostingKind.Invoice)
        {
            ReadInvoice(json);
        }

        ReadLines(json);
        return new ReceivedPosting(eventId, part, parts, kind, document, Correlation(json), json) { Books = Books(json) };
    }

    private static JObject Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return ExactJson.Parse(body) as JObject ?? throw Refusal(PostingErrors.NoObject);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or JsonException)
        {
            throw new ConnectorException(PostingErrors.NoJson.For(Record), exception);
        }
        catch (OverflowException exception)
        {
            throw new ConnectorException(PostingErrors.NumberTooLong.For(Record, exception.Message), exception);
        }
    }

    private static (int Part, int Parts) PartOf(JObject json)
    {
        var (part, parts) = (Number(json, "part"), Number(json, "parts"));
        return part >= 1 && part <= parts ? (part, parts) : throw Refusal(PostingErrors.NoPart, part, parts);
    }

    private static PostingKind KindOf(JObject json) =>
        Text(json, "kind") switch
        {
            nameof(PostingKind.Invoice) => PostingKind.Invoice,
            nameof(PostingKind.Journal) => PostingKind.Journal,
            var other => throw Refusal(PostingErrors.KindUnknown, other),
        };

    private static void ReadInvoice(JObject json)
    {
        if (Text(json, "outcome") is not (nameof(PostingOutcome.Posted) or nameof(PostingOutcome.NothingToInvoice)))
        {
            throw Refusal(PostingErrors.OutcomeUnknown);
        }

        Amount(json, "taxAmount");
        OptionalText(json, "customerInvoiceNumber");
        json["customerInvoiceDate"] = OptionalDay(json, "customerInvoiceDate");
    }

    private static void ReadLines(JObject json)
    {
        if (json["lines"] is not JArray lines || lines.Count > MostLines || lines.Any(line => line is not JObject))
        {
            throw Refusal(PostingErrors.NoLines, MostLines);
        }

        foreach (var line in lines.Cast<JObject>())
        {
            line["actualsImportId"] = Canonical(Text(line, "actualsImportId"));
            foreach (var name in LineAmounts.Where(name => line[name] is JValue { Value: not null }))
            {
                Amount(line, name);
            }
        }
    }

    /// <summary>An id, written back in its usual form.</summary>
    private static Guid Id(JObject json, string name)
    {
        var id = Guid.TryParse(Text(json, name), out var given) && given != Guid.Empty ? given : throw Refusal(PostingErrors.NoId, name);
        json[name] = id.ToString("D");
        return id;
    }

    private static string Text(JObject json, string name) =>
        json[name] is not JValue { Value: string { Length: > 0 } text } ? throw Refusal(PostingErrors.TextMissing, name)
        : StorableText.IsOne(text) ? text
        : throw Refusal(PostingErrors.NullCharacter, name);

    private static string? OptionalText(JObject json, string name) =>
        json[name] switch
        {
            null or JValue { Value: null } => null,
            JValue { Value: string text } => text,
            _ => throw Refusal(PostingErrors.NoText, name),
        };

    private static PostedBooks? Books(JObject json)
    {
        if (json["source"] is null or JValue { Value: null })
        {
            return null;
        }

        var source = Id(json, "source");
        var generation = Number(json, "generation");
        return generation > 0 && json["numbers"] is JArray numbers && numbers.All(number => number is JObject)
            ? new PostedBooks(source, generation, Text(json, "company").ToUpperInvariant(), numbers.Cast<JObject>().Select(Given).ToList())
            : throw Refusal(PostingErrors.NoBooks);
    }

    private static PostedNumber Given(JObject number) =>
        number["number"] is JValue { Value: long and >= 0 and var given }
            ? new PostedNumber(Text(number, "reference"), given)
            : throw Refusal(PostingErrors.NoWholeNumber, "a number of numbers");

    private static string Correlation(JObject json)
    {
        var correlation = Canonical(OptionalText(json, "correlationId") ?? "");
        json["correlationId"] = correlation;
        return correlation;
    }

    private static string Canonical(string text) => Guid.TryParse(text, out var id) ? id.ToString("D") : text;

    private static string? OptionalDay(JObject json, string name)
    {
        if (OptionalText(json, name) is not { Length: > 0 } text)
        {
            return null;
        }

        // As the product writes a day: without a time, or at midnight or noon.
        if (!CalendarDay.TryParse(text, out var moment) || (moment.TimeOfDay != TimeSpan.Zero && moment.TimeOfDay != TimeSpan.FromHours(12)))
        {
            throw Refusal(PostingErrors.NoDay, name, text);
        }

        try
        {
            return CalendarDay.Of(moment, DateTimeBehavior.DateOnly, TimeZoneInfo.Utc)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new ConnectorException(PostingErrors.DayOutside.For(Record, name, text), exception);
        }
    }

    private static int Number(JObject json, string name) =>
        json[name] is JValue { Value: long number } && number is >= 0 and <= int.MaxValue ? (int)number : throw Refusal(PostingErrors.NoWholeNumber, name);

    private static void Amount(JObject json, string name)
    {
        if (json[name] is not JValue { Type: JTokenType.Integer or JTokenType.Float })
        {
            throw Refusal(PostingErrors.NoNumber, name);
        }
    }

    private static ConnectorException Refusal(ErrorCode error, params object?[] values) => new(error.For(Record, values));
}
