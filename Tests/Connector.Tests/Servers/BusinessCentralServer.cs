using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>
/// Business Central's API v2.0 as it is documented, and not as the connector would like it. <c>docs</c> is MicrosoftDocs/dynamics365smb-devitpro-pb, dev-itpro;
/// <c>pages</c> is microsoft/ALAppExtensions, Apps/W1/APIV2/app/src/pages, the source of the API itself.
/// </summary>
internal sealed partial class BusinessCentralServer : ScriptedServer
{
    private const string Root = "/api/v2.0/";

    // docs/webservices, operational limits: 100 operations a batch.
    private const int MostOperations = 100;

    private readonly Lock gate = new();
    private readonly List<JObject> invoices = [];
    private readonly List<JObject> memos = [];
    private int numbers = 103_000;
    private int versions;

    public Guid CompanyId { get; } = Guid.NewGuid();

    private Guid OtherCompanyId { get; } = Guid.NewGuid();

    /// <summary>Whether the connector's user may read the other company; all are listed either way.</summary>
    public bool MayReadOther { get; set; } = true;

    /// <summary>The name of the company; one that the connector does not write to is there too.</summary>
    public string Company { get; set; } = "USPM";

    /// <summary>The company's own currency: an invoice in it has none (pages/APIV2SalesInvoices, currencyCode).</summary>
    public string OwnCurrency { get; set; } = "USD";

    public HashSet<string> Customers { get; } = new(StringComparer.OrdinalIgnoreCase) { "C-0001" };

    public HashSet<string> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase) { "40100", "40200", "40300", "40400", "40500" };

    public HashSet<string> TaxCodes { get; } = new(StringComparer.OrdinalIgnoreCase) { "STANDARD" };

    public HashSet<string> Currencies { get; } = new(StringComparer.OrdinalIgnoreCase) { "GBP", "EUR" };

    /// <summary>Currency, first day, units of the other currency, units of the company's.</summary>
    public List<(string Currency, string From, decimal Per, decimal Units)> Rates { get; } =
    [("GBP", "2026-01-01", 100m, 120m), ("GBP", "2026-09-01", 100m, 125m)];

    /// <summary>Percent of sales tax.</summary>
    public decimal TaxPercent { get; set; } = 20m;

    /// <summary>Rows a page: 20,000 (docs/api-reference, limits).</summary>
    public int PageSize { get; set; } = 20_000;

    /// <summary>The clock of the server.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero);

    private int lost;

    /// <summary>Tears the connection behind the next writes: they are done, and nobody is told.</summary>
    public void Lose(int answers) => lost = answers;

    public IReadOnlyList<JObject> Documents(string set)
    {
        lock (gate)
        {
            return [.. Of(set).Select(document => (JObject)document.DeepClone())];
        }
    }

    public static IReadOnlyList<JObject> Lines(JObject document) => [.. ((JArray)document["lines"]!).Cast<JObject>().OrderBy(line => (int)line["sequence"]!)];

    /// <summary>What somebody else does with a document in the client.</summary>
    public void Edit(string set, Action<JObject> edit)
    {
        lock (gate)
        {
            foreach (var document in Of(set))
            {
                edit(document);
                Compute(document);
            }
        }
    }

    public void Delete(string set)
    {
        lock (gate)
        {
            Of(set).Clear();
        }
    }

    /// <summary>An invoice that somebody made there by hand.</summary>
    public void Put(string number, string external)
    {
        lock (gate)
        {
            var document = Document("salesInvoices", new JObject { ["externalDocumentNumber"] = external, ["customerNumber"] = "C-0001" });
            (document["number"], document["status"]) = (number, "Open");
            invoices.Add(document);
        }
    }

    /// <summary>Posts every draft, as a clerk does in the client.</summary>
    public void PostAll(string set)
    {
        lock (gate)
        {
            foreach (var draft in Of(set).Where(document => (string)document["status"]! == "Draft"))
            {
                Assert.IsNull(Post(set, draft), "the clerk cannot post it");
            }
        }
    }

    protected override Reply Answer(Recorded request)
    {
        lock (gate)
        {
            var path = Uri.UnescapeDataString(request.Path[Root.Length..]);
            var reply = path switch
            {
                "$metadata" => new Reply(200, Metadata(), "application/xml"),
                "$batch" => Batch(request),
                _ => Single(request.Method, path, request.Option, request.Text, request.Headers),
            };
            return request.Method == "POST" && lost-- > 0 ? reply with { Torn = true } : reply;
        }
    }

    private Reply Single(string method, string path, Func<string, string?> option, string body, IReadOnlyDictionary<string, string> headers)
    {
        if (path == "companies")
        {
            return Page(path, [CompanyRow(CompanyId, Company), CompanyRow(OtherCompanyId, "My Company")], option);
        }

        var match = InCompany().Match(path);
        if (match.Success && match.Groups["company"].Value == OtherCompanyId.ToString("D") && method == "GET")
        {
            return MayReadOther ? Page(path, [], option) : Error(403, "Authorization_Forbidden", "You do not have the following permissions on Company: Read");
        }

        if (!match.Success || match.Groups["company"].Value != CompanyId.ToString("D"))
        {
            // docs/dynamics-error-codes.md
            return Error(404, "BadRequest_ResourceNotFound", $"Resource not found for the segment '{path}'.");
        }

        var (set, id, rest) = (match.Groups["set"].Value, match.Groups["id"].Value, match.Groups["rest"].Value);
        return set switch
        {
            "salesInvoices" or "salesCreditMemos" => Documents(method, set, id, rest, option, body, headers),

            // pages/APIV2SalesInvoiceLines, OnFindRecord
            "salesInvoiceLines" or "salesCreditMemoLines" => Error(
                400,
                "Application_DialogException",
                "You must specify an Id or a Document Id to get the lines."
            ),
            "companyInformation" => Page(path, [new JObject { ["id"] = Guid.Empty.ToString("D"), ["currencyCode"] = OwnCurrency }], option),
            "currencyExchangeRates" => Page(path, [.. Rates.Select(Rate)], option),
            _ => Error(404, "BadRequest_ResourceNotFound", $"Resource not found for the segment '{set}'."),
        };
    }

    private Reply Documents(
        string method,
        string set,
        string id,
        string rest,
        Func<string, string?> option,
        string body,
        IReadOnlyDictionary<string, string> headers
    )
    {
        if (id.Length == 0)
        {
            return method == "GET" ? Page($"companies({CompanyId})/{set}", [.. Of(set)], option) : Create(set, body);
        }

        if (Of(set).FirstOrDefault(document => (string?)document["id"] == id) is not { } found)
        {
            return Error(404, "Internal_RecordNotFound", "The Sales Invoice Entity Aggregate does not exist.");
        }

        var line = LineOf().Match(rest);
        return (method, rest) switch
        {
            ("GET", "") => Reply.Json(Shown(found)),
            ("POST", "/Microsoft.NAV.post") => Post(set, found) ?? new Reply(204),
            ("GET", "/salesInvoiceLines" or "/salesCreditMemoLines") => Page($"companies({CompanyId})/{set}({id}){rest}", Lines(found), option),
            ("POST", "/salesInvoiceLines" or "/salesCreditMemoLines") => AddLine(found, body),
            ("PATCH", _) when line.Success => ChangeLine(found, line.Groups["id"].Value, body, headers),
            _ => Error(405, "BadRequest_MethodNotAllowed", $"'{method}' requests for '{rest}' are not allowed."),
        };
    }

    private Reply Create(string set, string body)
    {
        var row = (JObject)NewtonsoftSerializer.Parse(body);
        if (Fault(set, row) is { } fault)
        {
            return fault;
        }

        // pages/APIV2SalesInvoices: the texts of CheckSellToCustomerSpecified and of the fields' OnValidate
        if (string.IsNullOrEmpty((string?)row["customerNumber"]))
        {
            return Error(400, "Application_DialogException", "A \"customerNumber\" or a \"customerId\" must be provided.");
        }

        if (!Customers.Contains((string)row["customerNumber"]!))
        {
            return Error(400, "Application_DialogException", "The sell-to customer cannot be found.");
        }

        if ((string?)row["currencyCode"] is { Length: > 0 } code && code != OwnCurrency && !Currencies.Contains(code))
        {
            return Error(400, "Application_DialogException", "The \"currencyCode\" does not match to a Currency.");
        }

        var document = Document(set, row);
        Of(set).Add(document);
        return Reply.Json(Shown(document), 201);
    }

    private JObject Document(string set, JObject row)
    {
        var document = new JObject { ["id"] = Guid.NewGuid().ToString("D"), ["number"] = $"DRAFT-{++numbers}" };
        foreach (var (name, type, _, _) in Types[set].Select(Parse).Where(field => field.Name is not ("id" or "number")))
        {
            document[name] = row[name] ?? Empty(type);
        }

        (document["status"], document["lines"]) = ("Draft", new JArray());

        // pages/APIV2SalesInvoices: the company's own currency is read as such, whether it was given or not.
        document["currencyCode"] = (string?)document["currencyCode"] is { Length: > 0 } given ? given : OwnCurrency;
        foreach (var day in new[] { "postingDate", set == "salesInvoices" ? "invoiceDate" : "creditMemoDate" })
        {
            document[day] = (string?)document[day] is { } known && known != "0001-01-01" ? known : Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        Compute(document);
        return document;
    }

    private Reply AddLine(JObject document, string body)
    {
        var row = (JObject)NewtonsoftSerializer.Parse(body);
        if (Fault("salesInvoiceLines", row) is { } fault)
        {
            return fault;
        }

        if ((string)document["status"]! != "Draft")
        {
            return Error(400, "Application_DialogException", "The action can be applied to a draft invoice only.");
        }

        var sequence = (int?)row["sequence"] ?? Lines(document).Select(line => (int)line["sequence"]!).DefaultIfEmpty().Max() + 10_000;
        if (Lines(document).Any(line => (int)line["sequence"]! == sequence))
        {
            return Error(400, "Internal_EntityWithSameKeyExists", $"The Sales Line already exists. Identification fields and values: Line No.='{sequence}'");
        }

        // pages/APIV2SalesInvoiceLines, lineObjectNumber
        if ((string?)row["lineType"] == "Account" && !Accounts.Contains((string?)row["lineObjectNumber"] ?? ""))
        {
            return Error(400, "Application_DialogException", "Account does not exist.");
        }

        if ((string?)row["taxCode"] is { Length: > 0 } tax && !TaxCodes.Contains(tax))
        {
            // docs/dynamics-error-codes.md, NavCSideValidateTableRelationException
            return Error(
                400,
                "Internal_InvalidTableRelation",
                $"The field VAT Prod. Posting Group of table Sales Line contains a value ({tax}) "
                    + "that cannot be found in the related table (VAT Product Posting Group)."
            );
        }

        var line = new JObject
        {
            ["id"] = Guid.NewGuid().ToString("D"),
            ["documentId"] = document["id"],
            ["sequence"] = sequence,
        };
        foreach (var (name, type, _, _) in Types["salesInvoiceLines"].Select(Parse).Where(field => line[field.Name] is null))
        {
            line[name] = row[name] ?? Empty(type);
        }

        ((JArray)document["lines"]!).Add(line);
        Compute(document);
        return Reply.Json(Shown(line), 201);
    }

    private Reply ChangeLine(JObject document, string id, string body, IReadOnlyDictionary<string, string> headers)
    {
        var change = (JObject)NewtonsoftSerializer.Parse(body);
        var line = Lines(document).Single(row => (string?)row["id"] == id);
        if (Fault("salesInvoiceLines", change) is { } fault)
        {
            return fault;
        }

        // docs/dynamics-error-codes.md: ODataBadRequestInvalidTokenException, ODataConflictException
        if (!headers.TryGetValue("If-Match", out var version))
        {
            return Error(
                400,
                "BadRequest_InvalidToken",
                "Could not validate the client concurrency token required by the service. Please provide a valid token in the client request."
            );
        }

        if (version != "*" && version != (string?)line["@odata.etag"])
        {
            return Error(409, "Request_EntityChanged", "Another user has already changed the record.");
        }

        // pages/APIV2SalesInvoiceLines, sequence and lineObjectNumber
        if (change["sequence"] is not null)
        {
            return Error(400, "Application_DialogException", "The value for \"sequence\" cannot be modified. Delete and insert the line again.");
        }

        line.Merge(change);
        Compute(document);
        return Reply.Json(Shown(line));
    }

    // pages/APIV2SalesInvoices, Post; the base application's codeunit Sales-Post for the texts of what cannot be posted.
    private Reply? Post(string set, JObject document)
    {
        if ((string)document["status"]! != "Draft")
        {
            return Error(400, "Application_DialogException", "The action can be applied to a draft invoice only.");
        }

        if (Lines(document).Count == 0)
        {
            return Error(400, "Application_DialogException", "There is nothing to post.");
        }

        if ((decimal)document["totalAmountIncludingTax"]! < 0m)
        {
            return Error(400, "Application_DialogException", "The total amount for the invoice must be 0 or greater.");
        }

        // The id of a document stays when it is posted; its number does not.
        (document["status"], document["number"]) = ("Open", $"{(set == "salesInvoices" ? "PS-INV" : "PS-CR")}{++numbers}");
        Touch(document);
        return null;
    }

    // Amounts of lines are rounded at 0.01, quantities and prices at 0.00001 (the general ledger set-up that the demonstration company comes with).
    private void Compute(JObject document)
    {
        var (net, tax) = (0m, 0m);
        foreach (var line in Lines(document))
        {
            var quantity = Math.Round((decimal)line["quantity"]!, 5, MidpointRounding.AwayFromZero);
            var price = Math.Round((decimal)line["unitPrice"]!, 5, MidpointRounding.AwayFromZero);
            var amount = Math.Round(quantity * price, 2, MidpointRounding.AwayFromZero);
            var taxAmount = Math.Round(amount * TaxPercent / 100m, 2, MidpointRounding.AwayFromZero);
            (line["quantity"], line["unitPrice"], line["taxPercent"]) = (quantity, price, TaxPercent);
            (line["amountExcludingTax"], line["netAmount"], line["totalTaxAmount"], line["netTaxAmount"]) = (amount, amount, taxAmount, taxAmount);
            (line["amountIncludingTax"], line["netAmountIncludingTax"]) = (amount + taxAmount, amount + taxAmount);
            line["@odata.etag"] ??= Version();
            (net, tax) = (net + amount, tax + taxAmount);
        }

        (document["totalAmountExcludingTax"], document["totalTaxAmount"], document["totalAmountIncludingTax"]) = (net, tax, net + tax);
        Touch(document);
    }

    private void Touch(JObject document)
    {
        document["@odata.etag"] = Version();
        document["lastModifiedDateTime"] = Now.ToString("yyyy-MM-dd'T'HH:mm:ss.ff'Z'", CultureInfo.InvariantCulture);
    }

    private string Version() => $"W/\"{Convert.ToBase64String(Encoding.ASCII.GetBytes($"19;{++versions};1;'"))}\"";

    private List<JObject> Of(string set) => set == "salesInvoices" ? invoices : memos;

    private static JObject CompanyRow(Guid id, string name) =>
        new()
        {
            ["id"] = id.ToString("D"),
            ["name"] = name,
            ["displayName"] = name,
        };

    private static JObject Rate((string Currency, string From, decimal Per, decimal Units) rate) =>
        new()
        {
            ["currencyCode"] = rate.Currency,
            ["startingDate"] = rate.From,
            ["exchangeRateAmount"] = rate.Per,
            ["relationalExchangeRateAmount"] = rate.Units,
        };

    [GeneratedRegex(
        @"^companies\((?<company>[^)]+)\)/(?<set>\w+)(\((?<id>[^)]+)\))?(?<rest>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex InCompany();

    [GeneratedRegex(@"^/sales(Invoice|CreditMemo)Lines\((?<id>[^)]+)\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LineOf();
}
