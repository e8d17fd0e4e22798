using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>
/// Finance and operations apps as their documentation and public reports describe their OData service, and not as the connector would like it. Pages named
/// <c>odata.md</c> and others lie in MicrosoftDocs/dynamics-365-unified-operations-public, articles/fin-ops-core/dev-itpro/data-entities.
/// </summary>
internal sealed class AppsServer : ScriptedServer
{
    private const string Namespace = "Microsoft.Dynamics.DataEntities";

    // service-protection-api-limits.md and DynamicsWebApi commit ba2f241: the quota of the OData library.
    private const int MostOperations = 1000;

    private static readonly Dictionary<string, string[]> Enumerations = new(StringComparer.Ordinal)
    {
        // Members as in a client generated from a $metadata of 2025.
        ["ProjCDSTransType"] = ["Cost", "Sales", "Tax", "BilledSales", "InterOrgSales", "ResourcingUnitCost"],
        ["ProjBillingType"] = ["NotSpecified", "Chargeable", "NonChargeable", "Complimentary", "NotAvailable"],
        ["NoYes"] = ["No", "Yes"],
    };

    // Name, type and length; an exclamation mark: it is not editable (AllowEdit, AllowEditOnCreate), so that what is sent is passed over without a word.
    private static readonly Dictionary<string, (string[] Keys, string[] Fields)> Sets = new(StringComparer.Ordinal)
    {
        ["ProjInvoiceProposals"] = (
            ["dataAreaId", "InvoiceProposalId"],
            [
                "dataAreaId:String:4",
                "InvoiceProposalId:String:20",
                "ProjectContractId:String:20",
                "FundingSourceId:String:40",
                "SalesCurrency:String:3",
                "InvoiceDate:DateTimeOffset",
                "InvoiceHeaderText:String:60",
                "ShouldAutoPost:NoYes",
                "HashedListOfBillableSalesActualIds:String:100",
                "TermsOfPayment:String:10",
            ]
        ),
        // The published set of the actuals staging: names and types as in the same client.
        ["ProjActualsImports"] = (
            ["dataAreaId", "ActualsImportId"],
            [
                "dataAreaId:String:4",
                "ActualsImportId:Guid",
                "ActualId:Guid",
                "TransactionType:ProjCDSTransType",
                "TransactionClassification:Int64",
                "BillingType:ProjBillingType",
                "AdjustmentStatus:Int64",
                "BillingStatusId:Int64",
                "AccountingDate:DateTimeOffset",
                "DocumentDate:DateTimeOffset",
                "StartDate:DateTimeOffset",
                "EndDate:DateTimeOffset",
                "Quantity:Decimal",
                "UnitPrice:Decimal",
                "Amount:Decimal",
                "TransactionCurrencyId:String:3",
                "ContractId:String:20",
                "ContractLineId:String:40",
                "FundingSource:String:40",
                "CustomerAccountNumber:String:20",
                "ProjectId:String:20",
                "ProjectDataAreaId:String:4",
                "TaskNumber:String:50",
                "TransactionCategoryId:String:30",
                "ProductNumber:String:70",
                "UnitOfMeasure:String:10",
                "BookableResourceName:String:100",
                "Description:String:255",
                "ExternalDescription:String:255",
                "ExternalReference:String:100",
                "InvoiceProposalId:String:20",
                "IsJournalized:NoYes",
                "VoucherNumber:String:20!",
                "ExchangeRate:Decimal!",
                "AccountingAmount:Decimal!",
                "SalesTaxAmount:Decimal!",
            ]
        ),
        ["ProjTransactionRelationships"] = (
            ["ConnectionId"],
            [
                "ConnectionId:Guid",
                "Transaction1Id:Guid",
                "Transaction1Role:String:100",
                "Transaction1Type:String:100",
                "Transaction2Id:Guid",
                "Transaction2Role:String:100",
                "Transaction2Type:String:100",
            ]
        ),
        ["ProjectContractLineMilestones"] = (
            ["dataAreaId", "ContractLineMilestoneIdentifier"],
            [
                "dataAreaId:String:4",
                "ContractLineMilestoneIdentifier:String:40",
                "ContractLineMilestoneGuid:Guid",
                "ProjectNumber:String:20",
                "ProjectContractId:String:20",
                "Description:String:60",
                "CurrencyCode:String:3",
                "Amount:Decimal",
                "TransactionDate:DateTimeOffset",
                "CustomerAccountNumber:String:20",
                "ContractLineId:String:40",
            ]
        ),
        // Only its label and what it tells are published (dual-write map of invoices); the names are the profile's, for an administrator to correct.
        ["ProjInvoiceProposalExports"] = (
            ["dataAreaId", "InvoiceProposalId"],
            [
                "dataAreaId:String:4",
                "InvoiceProposalId:String:20",
                "CustomerInvoiceNumber:String:20!",
                "CustomerInvoiceDate:DateTimeOffset!",
                "SalesTaxAmount:Decimal!",
                "SalesCurrency:String:3!",
            ]
        ),
    };

    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<string, JObject>> stored = Sets.Keys.ToDictionary(
        name => name,
        _ => new Dictionary<string, JObject>(StringComparer.OrdinalIgnoreCase)
    );

    private int version;

    /// <summary>The default company of the user that the connector signs in as.</summary>
    public string DefaultCompany { get; set; } = "dat";

    /// <summary>How this user reads that a record is there (the language of the user's options).</summary>
    public string AlreadyExists { get; set; } = "The record already exists.";

    /// <summary>Rows a page. The product has 10,000 (odata.md).</summary>
    public int PageSize { get; set; } = 10_000;

    /// <summary>A business rule of the test: a reason refuses the row.</summary>
    public Func<string, JObject, string?> Rule { get; set; } = (_, _) => null;

    /// <summary>Called before a page is read: what others do meanwhile.</summary>
    public Action BeforePage { get; set; } = () => { };

    public IReadOnlyList<JObject> Rows(string set)
    {
        lock (gate)
        {
            return [.. stored[set].Values.Select(row => (JObject)row.DeepClone())];
        }
    }

    /// <summary>Writes a row as the apps themselves do, beside their service.</summary>
    public void Put(string set, JObject row)
    {
        lock (gate)
        {
            var known = stored[set].GetValueOrDefault(Key(set, row)) ?? [];
            known.Merge(row);
            stored[set][Key(set, row)] = Touch(known);
        }
    }

    public void Remove(string set, Func<JObject, bool> which)
    {
        lock (gate)
        {
            foreach (var key in stored[set].Where(pair => which(pair.Value)).Select(pair => pair.Key).ToList())
            {
                stored[set].Remove(key);
            }
        }
    }

    /// <summary>What priority-based throttling answers (priority-based-throttling.md, service-protection-api-limits.md).</summary>
    public static Reply Throttled(string? retryAfter = "1") =>
        Reply.Json(
            new JObject
            {
                ["error"] = new JObject
                {
                    ["code"] = "",
                    ["message"] =
                        "This request could not be processed at this time due to system experiencing high resource utilization. Please try again later.",
                },
            },
            429
        ) with
        {
            Headers = retryAfter is null ? [] : new Dictionary<string, string> { ["Retry-After"] = retryAfter },
        };

    /// <summary>A token that is not for this environment, or a client that no user is mapped to (services-home-page.md): no body, only the header.</summary>
    public static Reply Unauthorized =>
        new(401) { Headers = { ["WWW-Authenticate"] = "Bearer authorization_uri=https://login.windows.net/common/oauth2/authorize, error=invalid_token" } };

    protected override Reply Answer(Recorded request)
    {
        lock (gate)
        {
            if (request.Headers.GetValueOrDefault("Authorization")?.StartsWith("Bearer ", StringComparison.Ordinal) != true)
            {
                return Unauthorized;
            }

            var path = Uri.UnescapeDataString(request.Path["/data/".Length..]);
            return path switch
            {
                "$metadata" => new Reply(200, Metadata(), "application/xml"),
                "$batch" => Batch(request),
                _ => Single(request.Method, path, request.Option, request.Text),
            };
        }
    }

    private Reply Single(string method, string path, Func<string, string?> option, string body)
    {
        var set = path.Split('(', '/')[0];
        if (!Sets.ContainsKey(set))
        {
            return new Reply(404, "{\"Message\":\"No HTTP resource was found that matches the request URI.\"}");
        }

        var spans = option("cross-company") == "true";
        return (method, path.Contains('(', StringComparison.Ordinal)) switch
        {
            ("GET", false) => Page(set, option, spans),
            ("GET", true) => Find(set, path, spans) is { } row ? Reply.Json(Spelled(set, row)) : new Reply(404),
            ("POST", false) => Create(set, body, spans),
            ("PATCH", true) => Find(set, path, spans) is { } row ? Change(set, row, body) : new Reply(404),
            _ => Reply.FinanceError(405, "The requested resource does not support this method."),
        };
    }

    // odata.md: without cross-company only the default company of the user is seen; $skip passes over rows, however they moved meanwhile.
    private Reply Page(string set, Func<string, string?> option, bool spans)
    {
        BeforePage();
        var visible = stored[set]
            .Values.Where(row => IsSeen(row, spans))
            .Select(row => Spelled(set, row))
            .Where(row => ODataFilter.Matches(option("$filter"), row));
        var sorted = (option("$orderby") is { } order ? visible.OrderBy(row => (string?)row[order], StringComparer.Ordinal) : visible).ToList();
        var skip = int.Parse(option("$skip") ?? "0", CultureInfo.InvariantCulture);
        var wanted = option("$select")?.Split(',');
        var page = sorted.Skip(skip).Take(PageSize).Select(row => wanted is null ? row : new JObject(wanted.Select(name => row.Property(name))));
        var answer = new JObject { ["@odata.context"] = $"{Url}/data/$metadata#{set}", ["value"] = new JArray(page) };
        if (sorted.Count > skip + PageSize)
        {
            var options = new[] { "$filter", "$orderby", "$select", "cross-company" }.Where(name => option(name) is not null);
            var query = string.Join('&', options.Select(name => $"{name}={Uri.EscapeDataString(option(name)!)}"));
            answer["@odata.nextLink"] = $"{Url}/data/{set}?{query}&$skip={skip + PageSize}";
        }

        return Reply.Json(answer);
    }

    private Reply Create(string set, string body, bool spans)
    {
        var row = (JObject)NewtonsoftSerializer.Parse(body);
        if (Fault(set, row, spans) is { } fault)
        {
            return fault;
        }

        var kept = Touch(Editable(set, row));
        stored[set][Key(set, kept)] = kept;
        return Reply.Json(Spelled(set, kept), 201) with { Headers = new Dictionary<string, string> { ["OData-EntityId"] = $"{Url}/data/{set}" } };
    }

    private Reply Change(string set, JObject row, string body)
    {
        var change = (JObject)NewtonsoftSerializer.Parse(body);
        if (Unknown(set, change) is { } fault)
        {
            return fault;
        }

        row.Merge(Editable(set, change));
        Touch(row);
        return new Reply(204);
    }

    // The OData library reads the body first; then the entity checks fields and writes (odata.md: validateField, validateWrite).
    private Reply? Fault(string set, JObject row, bool spans)
    {
        if (Unknown(set, row) is { } unknown)
        {
            return unknown;
        }

        if (!spans && row["dataAreaId"] is { } company && !DefaultCompany.Equals((string?)company, StringComparison.OrdinalIgnoreCase))
        {
            return Write(set, $"Company {company} is not the current company.");
        }

        if (Sets[set].Keys.FirstOrDefault(key => string.IsNullOrEmpty((string?)row[key])) is { } missing)
        {
            return Write(set, $"Field '{missing}' must be filled in.; Warning: validateWrite failed on data source '{set}'.");
        }

        return Rule(set, row) is { } reason ? Write(set, $"{reason}; Warning: validateField failed on field '{set}.X'.")
            : stored[set].ContainsKey(Key(set, row)) ? Write(set, $"Cannot create a record in {set} ({set}Table). {AlreadyExists}", 500)
            : null;
    }

    private Reply? Unknown(string set, JObject row)
    {
        foreach (var property in row.Properties())
        {
            if (Field(set, property.Name) is not { } field)
            {
                return Bad(
                    $"The property '{property.Name}' does not exist on type '{Namespace}.{set}Row'. "
                        + "Make sure to only use property names that are defined by the type."
                );
            }

            if (!IsOf(field.Type, property.Value))
            {
                return Bad($"Cannot convert the literal '{property.Value}' to the expected type '{field.Type}'.");
            }

            // A key that is too long is refused; other texts are cut, as the kernel does with strings that are too long for their field.
            if (field.Length is { } length && ((string?)property.Value)?.Length > length && Sets[set].Keys.Contains(property.Name))
            {
                return Write(set, $"The value is too long for field '{property.Name}'.");
            }
        }

        return null;
    }

    private static Reply Bad(string reason) => Reply.FinanceError(400, reason);

    private static Reply Write(string set, string reason, int status = 400) =>
        Reply.FinanceError(status, $"Write failed for table row of type '{set}Entity'. Infolog: Warning: {reason}");

    private static bool IsOf(string type, JToken? value) =>
        (type, (value as JValue)?.Value) switch
        {
            (_, null) => false,
            ("Guid", string text) => Guid.TryParse(text, out _),
            ("DateTimeOffset", string text) => Regex.IsMatch(text, @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$"),
            ("Decimal", decimal or long) => true,
            ("Int64", long) => true,
            ("String", string) => true,
            (_, string text) => Enumerations.TryGetValue(type, out var members) && members.Contains(text),
            _ => false,
        };

    private JObject Editable(string set, JObject row)
    {
        var kept = new JObject();
        foreach (var property in row.Properties())
        {
            var field = Field(set, property.Name)!.Value;
            if (!field.IsReadOnly)
            {
                kept[property.Name] =
                    field.Length is { } length && property.Value.ToString() is var text && text.Length > length ? text[..length] : property.Value;
            }
        }

        return kept;
    }

    // Companies in small letters, dates at noon, nothing as empty text, the first date or zero (public captures of answers).
    private static JObject Spelled(string set, JObject row)
    {
        var answer = new JObject { ["@odata.etag"] = row["@odata.etag"] };
        foreach (var text in Sets[set].Fields)
        {
            var (name, type, _, _) = Parse(text);
            answer[name] = Spelled(name, type, row[name]);
        }

        return answer;
    }

    private static JToken Spelled(string name, string type, JToken? value) =>
        (type, (value as JValue)?.Value) switch
        {
            ("String", null) => "",
            ("DateTimeOffset", null) => "1900-01-01T12:00:00Z",
            ("Guid", null) => Guid.Empty.ToString("D"),
            ("Decimal" or "Int64", null) => 0,
            (_, null) => Enumerations[type][0],
            (_, string code) when name == "dataAreaId" => code.ToLowerInvariant(),
            ("DateTimeOffset", string day) => day[..10] + "T12:00:00Z",
            _ => value!.DeepClone(),
        };

    private bool IsSeen(JObject row, bool spans) =>
        spans || row["dataAreaId"] is not { } company || DefaultCompany.Equals((string?)company, StringComparison.OrdinalIgnoreCase);

    private JObject? Find(string set, string path, bool spans)
    {
        var given = Regex
            .Matches(path, @"(\w+)=(?:'((?:[^']|'')*)'|([^,)]+))")
            .ToDictionary(
                match => match.Groups[1].Value,
                match => match.Groups[2].Success ? match.Groups[2].Value.Replace("''", "'", StringComparison.Ordinal) : match.Groups[3].Value
            );
        Assert.IsTrue(Sets[set].Keys.All(given.ContainsKey), "all fields of the key have to be given (odata.md)");
        var key = string.Join('|', Sets[set].Keys.Select(name => given[name]));
        return stored[set].TryGetValue(key, out var row) && IsSeen(row, spans) ? row : null;
    }

    // odata.md: a change set is one transaction; public reports: the outer status is 200 even where it failed, and then one part answers for all.
    private Reply Batch(Recorded request)
    {
        var operations = Regex
            .Matches(request.Text.ReplaceLineEndings("\n"), @"\n(POST|PATCH) (\S+) HTTP/1\.1\n(?:[^\n]+\n)*\n([^\n]*)\n")
            .Select(match => (Method: match.Groups[1].Value, Uri: new Uri(match.Groups[2].Value), Body: match.Groups[3].Value))
            .ToList();
        if (operations.Count > MostOperations)
        {
            return Bad($"The current change set contains too many operations. A maximum number of '{MostOperations}' operations are allowed in a change set.");
        }

        var before = stored.ToDictionary(pair => pair.Key, pair => new Dictionary<string, JObject>(pair.Value, StringComparer.OrdinalIgnoreCase));
        var replies = new List<Reply>();
        foreach (var (method, uri, body) in operations)
        {
            var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query);
            var reply = Single(method, uri.AbsolutePath["/data/".Length..], name => query.TryGetValue(name, out var value) ? value.ToString() : null, body);
            if (reply.Status >= 300)
            {
                foreach (var (set, rows) in before)
                {
                    stored[set] = rows;
                }

                return Multipart([reply]);
            }

            replies.Add(reply);
        }

        return Multipart(replies);
    }

    private static Reply Multipart(IEnumerable<Reply> replies)
    {
        var text = new StringBuilder("--batchresponse_a\r\nContent-Type: multipart/mixed; boundary=changesetresponse_b\r\n\r\n");
        foreach (var reply in replies)
        {
            text.Append("--changesetresponse_b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {reply.Status} X\r\nContent-Type: application/json; odata.metadata=minimal\r\n\r\n{reply.Body}\r\n"
                );
        }

        return new Reply(200, text.Append("--changesetresponse_b--\r\n--batchresponse_a--\r\n").ToString(), "multipart/mixed; boundary=batchresponse_a");
    }

    private JObject Touch(JObject row)
    {
        row["@odata.etag"] = $"W/\"{Convert.ToBase64String(Encoding.ASCII.GetBytes($"'{++version},5637144576'"))}\"";
        return row;
    }

    private static string Key(string set, JObject row) =>
        string.Join('|', Sets[set].Keys.Select(key => ((string?)row[key] ?? "").Trim('{', '}').ToLowerInvariant()));

    private static (string Type, int? Length, bool IsReadOnly)? Field(string set, string name) =>
        Sets[set]
            .Fields.Select(Parse)
            .Where(field => field.Name == name)
            .Select(field => ((string, int?, bool)?)(field.Type, field.Length, field.IsReadOnly))
            .FirstOrDefault();

    private static (string Name, string Type, int? Length, bool IsReadOnly) Parse(string text)
    {
        var parts = text.TrimEnd('!').Split(':');
        return (parts[0], parts[1], parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : null, text.EndsWith('!'));
    }

    private static string Metadata()
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
            .Append("<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>")
            .Append(CultureInfo.InvariantCulture, $"<Schema Namespace=\"{Namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
        foreach (var (name, members) in Enumerations)
        {
            text.Append(CultureInfo.InvariantCulture, $"<EnumType Name=\"{name}\">");
            text.AppendJoin("", members.Select((member, index) => $"<Member Name=\"{member}\" Value=\"{index}\"/>")).Append("</EnumType>");
        }

        foreach (var (name, (keys, fields)) in Sets)
        {
            text.Append(CultureInfo.InvariantCulture, $"<EntityType Name=\"{name}Row\"><Key>");
            text.AppendJoin("", keys.Select(key => $"<PropertyRef Name=\"{key}\"/>")).Append("</Key>");
            foreach (var (field, type, _, _) in fields.Select(Parse))
            {
                var full = Enumerations.ContainsKey(type) ? $"{Namespace}.{type}" : "Edm." + type;
                text.Append(CultureInfo.InvariantCulture, $"<Property Name=\"{field}\" Type=\"{full}\"/>");
            }

            text.Append("</EntityType>");
        }

        text.Append("<EntityContainer Name=\"Resources\">");
        text.AppendJoin("", Sets.Keys.Select(name => $"<EntitySet Name=\"{name}\" EntityType=\"{Namespace}.{name}Row\"/>"));
        return text.Append("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>").ToString();
    }
}
