using System.Globalization;
using System.Text;
using Connector.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Connector.Callbacks;

/// <summary>Reads the body of a posting part. What is missing or not understood is refused whole.</summary>
public static class PostingReader
{
    /// <summary>Most lines a part may carry: as many actuals as Dataverse takes in one call.</summary>
    public const int MostLines = 1000;

    private static readonly string[] LineAmounts = ["exchangeRate", "accountingAmount", "taxAmount"];

    /// <summary>Reads a body.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <exception cref="ConnectorException">PINV3006: it is no posting part.</exception>
    public static ReceivedPosting Read(ReadOnlySpan<byte> body)
    {
        JObject? json;
        try
        {
            json = NewtonsoftSerializer.Parse(new UTF8Encoding(false, true).GetString(body)) as JObject;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            throw Refusal("the body is no JSON", exception);
        }

        if (json is null)
        {
            throw Refusal("the body is no JSON object");
        }

        var eventId = Guid.TryParse(Text(json, "eventId"), out var id) && id != Guid.Empty ? id : throw Refusal("eventId is no id");
        var (part, parts) = (Number(json, "part"), Number(json, "parts"));
        if (part < 1 || part > parts)
        {
            throw Refusal($"part {part} of {parts} is no part");
        }

        var isInvoice = Text(json, "kind") switch
        {
            "Invoice" => true,
            "Journal" => false,
            var kind => throw Refusal($"kind {kind} is not known"),
        };
        var document = Text(json, isInvoice ? "proposal" : "journal");
        if (isInvoice)
        {
            if (Text(json, "outcome") is not ("Posted" or "NothingToInvoice"))
            {
                throw Refusal("outcome is neither Posted nor NothingToInvoice");
            }

            Amount(json, "taxAmount");
            OptionalText(json, "customerInvoiceNumber");
            if (OptionalText(json, "customerInvoiceDate") is { Length: > 0 } date && !DateOnly.TryParseExact(date.Split('T')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                throw Refusal("customerInvoiceDate is no date");
            }
        }

        if (json["lines"] is not JArray lines || lines.Count > MostLines || lines.Any(line => line is not JObject))
        {
            throw Refusal($"lines is no list of at most {MostLines}");
        }

        foreach (var line in lines.Cast<JObject>())
        {
            Text(line, "actualsImportId");
            foreach (var name in LineAmounts.Where(name => line[name] is JValue { Value: not null }))
            {
                Amount(line, name);
            }
        }

        return new ReceivedPosting(eventId, part, parts, isInvoice, document, OptionalText(json, "correlationId") ?? "", json);
    }

    private static string Text(JObject json, string name) => json[name] is JValue { Value: string { Length: > 0 } text } ? text : throw Refusal($"{name} is missing");

    private static string? OptionalText(JObject json, string name) => json[name] switch
    {
        null or JValue { Value: null } => null,
        JValue { Value: string text } => text,
        _ => throw Refusal($"{name} is no text"),
    };

    private static int Number(JObject json, string name) => json[name] is JValue { Value: long number } && number is >= 0 and <= int.MaxValue
        ? (int)number
        : throw Refusal($"{name} is no whole number");

    private static void Amount(JObject json, string name)
    {
        if (json[name] is not JValue { Type: JTokenType.Integer or JTokenType.Float })
        {
            throw Refusal($"{name} is no number");
        }
    }

    private static ConnectorException Refusal(string cause, Exception? exception = null) =>
        new("PINV3006", "Posting", cause, "Send the part as the contract between finance and the connector says", innerException: exception);
}
