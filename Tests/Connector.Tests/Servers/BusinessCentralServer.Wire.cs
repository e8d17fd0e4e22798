using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>How Business Central writes: its types, its errors, its pages and its batches.</summary>
internal sealed partial class BusinessCentralServer
{
    // docs/api-reference/v2.0/resources: name and type; pages: the length, and an exclamation mark where the field is not editable.
    private static readonly string[] DocumentFields =
    [
        "id:Guid!",
        "number:String:20!",
        "externalDocumentNumber:String:35",
        "postingDate:Date",
        "dueDate:Date",
        "customerNumber:String:20",
        "customerName:String:100!",
        "currencyCode:String:10",
        "salesperson:String:20",
        "pricesIncludeTax:Boolean!",
        "totalAmountExcludingTax:Decimal!",
        "totalTaxAmount:Decimal!",
        "totalAmountIncludingTax:Decimal!",
        "status:String!",
        "lastModifiedDateTime:DateTimeOffset!",
    ];

    private static readonly string[] LineFields =
    [
        "id:Guid!",
        "documentId:Guid",
        "sequence:Int32",
        "lineType:String:20",
        "lineObjectNumber:String:20",
        "description:String:100",
        "unitOfMeasureCode:String:10",
        "quantity:Decimal",
        "unitPrice:Decimal",
        "discountAmount:Decimal",
        "taxCode:String:20",
        "taxPercent:Decimal!",
        "amountExcludingTax:Decimal!",
        "totalTaxAmount:Decimal!",
        "amountIncludingTax:Decimal!",
        "netAmount:Decimal!",
        "netTaxAmount:Decimal!",
        "netAmountIncludingTax:Decimal!",
    ];

    private static readonly Dictionary<string, string[]> Types = new(StringComparer.Ordinal)
    {
        ["companies"] = ["id:Guid!", "name:String:30!", "displayName:String:250!"],
        ["companyInformation"] = ["id:Guid!", "currencyCode:String:10!"],
        ["currencyExchangeRates"] = ["currencyCode:String:10!", "startingDate:Date!", "exchangeRateAmount:Decimal!", "relationalExchangeRateAmount:Decimal!"],
        ["salesInvoices"] = [.. DocumentFields, "invoiceDate:Date"],
        ["salesInvoiceLines"] = LineFields,
        ["salesCreditMemos"] = [.. DocumentFields, "creditMemoDate:Date", "invoiceNumber:String:20"],
        ["salesCreditMemoLines"] = LineFields,
    };

    /// <summary>docs/api-reference/v2.0/dynamics-rate-limits.md: 429 says nothing of how long.</summary>
    public static Reply TooManyRequests => Error(429, "Application_TooManyRequests", "The server is processing too many requests. Please try again later.");

    /// <summary>docs/api-reference/v2.0/dynamics-current-limits.md: a request that ran for ten minutes.</summary>
    public static Reply GatewayTimeout => new(504, "<html><body>504 Gateway Timeout</body></html>", "text/html");

    // docs/dynamics-error-codes.md: the code and the text; captured answers end in the correlation id.
    private static Reply Error(int status, string code, string message) =>
        Reply.Json(
            new JObject
            {
                ["error"] = new JObject { ["code"] = code, ["message"] = $"{message}  CorrelationId:  {Guid.NewGuid():D}." },
            },
            status
        );

    private static Reply? Fault(string set, JObject row)
    {
        foreach (var property in row.Properties())
        {
            var field = Types[set].Select(Parse).FirstOrDefault(known => known.Name == property.Name);
            if (field.Name is null)
            {
                return Error(400, "BadRequest", $"The property '{property.Name}' does not exist on type 'Microsoft.NAV.{set.TrimEnd('s')}'.");
            }

            if (field.IsReadOnly)
            {
                return Error(400, "BadRequest_InvalidOperation", $"Control '{property.Name}' is read-only.");
            }

            if (!IsOf(field.Type, property.Value))
            {
                return Error(400, "BadRequest", $"Cannot convert the literal '{property.Value}' to the expected type 'Edm.{field.Type}'.");
            }

            if (field.Length is { } length && property.Value.ToString() is var text && text.Length > length)
            {
                return Error(
                    400,
                    "Application_StringExceededLength",
                    $"The length of the string is {text.Length}, but it must be less than or equal to {length} characters. Value: {text}"
                );
            }
        }

        return null;
    }

    private static bool IsOf(string type, JToken? value) =>
        (type, (value as JValue)?.Value) switch
        {
            (_, null) => false,
            ("Guid", string text) => Guid.TryParse(text, out _),
            ("Date", string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            ("Decimal", decimal or long) => true,
            ("Int32", long) => true,
            ("Boolean", bool) => true,
            ("String", string) => true,
            _ => false,
        };

    // What was not given: captured answers show empty texts, the first date of .NET, the empty id.
    private static JToken Empty(string type) =>
        type switch
        {
            "Guid" => Guid.Empty.ToString("D"),
            "Date" => "0001-01-01",
            "Decimal" or "Int32" => 0,
            "Boolean" => false,
            _ => "",
        };

    private static JObject Shown(JObject row) => new(row.Properties().Where(property => property.Name != "lines"));

    // docs/webservices, paging: links with aid and a token that names where to go on, not how many rows to pass over.
    private Reply Page(string path, IReadOnlyList<JObject> rows, Func<string, string?> option)
    {
        var order = option("$orderby")?.Split(' ');
        var found = rows.Select(Shown).Where(row => ODataFilter.Matches(option("$filter"), row));
        if (order is not null)
        {
            found =
                order.Length > 1 && order[1] == "desc"
                    ? found.OrderByDescending(row => (string?)row[order[0]], StringComparer.Ordinal)
                    : found.OrderBy(row => (string?)row[order[0]], StringComparer.Ordinal);
        }

        var all = found.ToList();
        var start = option("$skiptoken") is { } token ? all.FindIndex(row => (string?)row["id"] == token) + 1 : 0;
        var size = int.TryParse(option("$top"), CultureInfo.InvariantCulture, out var top) ? top : PageSize;
        var select = option("$select")?.Split(',');
        var page = all.Skip(start).Take(size).ToList();
        var answer = new JObject
        {
            ["@odata.context"] = $"{Url}{Root}$metadata#{path}",
            ["value"] = new JArray(
                page.Select(row => select is null ? row : new JObject(select.Append("@odata.etag").Select(row.Property).OfType<JProperty>()))
            ),
        };
        if (all.Count > start + page.Count && option("$top") is null)
        {
            var options = new[] { "$filter", "$orderby", "$select" }
                .Where(name => option(name) is not null)
                .Select(name => $"&{name}={Uri.EscapeDataString(option(name)!)}");
            answer["@odata.nextLink"] = $"{Url}{Root}{path}?aid=FIN{string.Concat(options)}&$skiptoken={page[^1]["id"]}";
        }

        return Reply.Json(answer);
    }

    // docs/webservices/use-odata-batch.md: with Isolation: snapshot all of it is undone where one request fails, and the outer status stays 200.
    private Reply Batch(Recorded request)
    {
        var requests = ((JArray)request.Json["requests"]!).Cast<JObject>().ToList();
        if (requests.Count > MostOperations)
        {
            return Error(400, "BadRequest", $"The batch request contains more than {MostOperations} operations.");
        }

        var isAtomic = request.Headers.GetValueOrDefault("Isolation") == "snapshot";
        var before = (invoices.Select(Copy).ToList(), memos.Select(Copy).ToList());
        var responses = new JArray();
        foreach (var inner in requests)
        {
            var headers = ((JObject?)inner["headers"] ?? []).Properties().ToDictionary(header => header.Name, header => (string)header.Value!);
            var reply = Single((string)inner["method"]!, Uri.UnescapeDataString((string)inner["url"]!), _ => null, inner["body"]!.ToString(), headers);
            responses.Add(
                new JObject
                {
                    ["id"] = inner["id"],
                    ["status"] = reply.Status,
                    ["body"] = NewtonsoftSerializer.Parse(reply.Body),
                }
            );
            if (reply.Status >= 300 && isAtomic)
            {
                Restore(invoices, before.Item1);
                Restore(memos, before.Item2);
                break;
            }
        }

        return Reply.Json(new JObject { ["responses"] = responses });
    }

    private static JObject Copy(JObject document) => (JObject)document.DeepClone();

    private static void Restore(List<JObject> documents, List<JObject> before)
    {
        documents.Clear();
        documents.AddRange(before);
    }

    private static (string Name, string Type, int? Length, bool IsReadOnly) Parse(string text)
    {
        var parts = text.TrimEnd('!').Split(':');
        return (parts[0], parts[1], parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : null, text.EndsWith('!'));
    }

    private static string Metadata()
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
            .Append("<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>")
            .Append("<Schema Namespace=\"Microsoft.NAV\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
        foreach (var (name, fields) in Types)
        {
            text.Append(CultureInfo.InvariantCulture, $"<EntityType Name=\"{name}Row\"><Key><PropertyRef Name=\"{Parse(fields[0]).Name}\"/></Key>");
            text.AppendJoin("", fields.Select(Parse).Select(field => $"<Property Name=\"{field.Name}\" Type=\"Edm.{field.Type}\"/>")).Append("</EntityType>");
        }

        text.Append("<EntityContainer Name=\"NAV\">");
        text.AppendJoin("", Types.Keys.Select(name => $"<EntitySet Name=\"{name}\" EntityType=\"Microsoft.NAV.{name}Row\"/>"));
        return text.Append("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>").ToString();
    }
}
