using System.Text;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>
/// A finance system with an OData service: with the bulk action of the embedded finance (same row again changes nothing, a different one is refused),
/// or without it, as a finance and operations environment (a second row of a key always fails, only change sets).
/// </summary>
internal sealed class FinanceServer(bool hasBulkAction = true) : ScriptedServer
{
    private const string Namespace = "Microsoft.Dynamics.DataEntities";
    private readonly Lock gate = new();

    private static readonly Dictionary<string, (string[] Keys, string[] Fields)> Sets = new(StringComparer.Ordinal)
    {
        ["ProjInvoiceProposals"] = (
            ["dataAreaId", "InvoiceProposalId"],
            [
                "dataAreaId:String",
                "InvoiceProposalId:String",
                "ProjectContractId:String",
                "FundingSourceId:String",
                "CustomerAccountNumber:String",
                "SalesCurrency:String",
                "InvoiceDate:Date",
                "AccountingDate:Date",
                "InvoiceHeaderText:String",
                "BillableSalesActualCount:Int32",
                "HashedListOfBillableSalesActualIds:String",
                "CorrelationId:String",
            ]
        ),
        ["ProjActualsImports"] = (
            ["dataAreaId", "ActualsImportId"],
            [
                "dataAreaId:String",
                "ActualsImportId:Guid",
                "ActualId:Guid",
                "TransactionType:ProjCDSTransType",
                "TransactionClassification:Int64",
                "BillingType:ProjBillingType",
                "BillingMethod:ProjBillingMethod",
                "AdjustmentStatus:Int64",
                "BillingStatusId:Int64",
                "AccountingDate:DateTimeOffset",
                "DocumentDate:DateTimeOffset",
                "StartDate:DateTimeOffset",
                "EndDate:DateTimeOffset",
                "Quantity:Decimal",
                "UnitPrice:Decimal",
                "Amount:Decimal",
                "TransactionCurrencyId:String",
                "ContractId:String",
                "ContractLineId:String",
                "FundingSource:String",
                "CustomerAccountNumber:String",
                "ProjectId:String",
                "ProjectDataAreaId:String",
                "TaskNumber:String",
                "TransactionCategoryId:String",
                "ProductNumber:String",
                "UnitOfMeasure:String",
                "BookableResourceName:String",
                "Description:String",
                "ExternalDescription:String",
                "InvoiceProposalId:String",
                "MilestoneId:Guid",
                "RetainerId:Guid",
            ]
        ),
        ["ProjTransactionRelationships"] = (
            ["ConnectionId"],
            [
                "ConnectionId:Guid",
                "Transaction1Id:Guid",
                "Transaction1Role:String",
                "Transaction1Type:String",
                "Transaction2Id:Guid",
                "Transaction2Role:String",
                "Transaction2Type:String",
            ]
        ),
        ["ProjectContractLineMilestones"] = (
            ["dataAreaId", "ContractLineMilestoneIdentifier"],
            [
                "dataAreaId:String",
                "ContractLineMilestoneIdentifier:String",
                "ContractLineMilestoneGuid:Guid",
                "ProjectNumber:String",
                "ProjectContractId:String",
                "Description:String",
                "CurrencyCode:String",
                "Amount:Decimal",
                "TransactionDate:DateTimeOffset",
                "CustomerAccountNumber:String",
                "ContractLineId:String",
            ]
        ),
    };

    private int lost;

    private readonly Dictionary<string, Dictionary<string, JObject>> stored = Sets.Keys.ToDictionary(
        name => name,
        _ => new Dictionary<string, JObject>(StringComparer.Ordinal)
    );

    /// <summary>How often a row was written for the first time, and how often it was sent again unchanged.</summary>
    public (int Inserted, int Unchanged) Counts { get; private set; }

    /// <summary>Whether a created row is answered with 204 and its address in place of the row, as <c>Prefer: return=minimal</c> has it.</summary>
    public bool AnswersNoContent { get; set; }

    /// <summary>What the test makes of a row that is read.</summary>
    public Action<JObject> Spell { get; set; } = _ => { };

    /// <summary>A business rule of the test: a reason refuses the row.</summary>
    public Func<string, JObject, string?> Rule { get; set; } = (_, _) => null;

    public IReadOnlyList<JObject> Rows(string set)
    {
        lock (gate)
        {
            return [.. stored[set].Values];
        }
    }

    /// <summary>Tears the connection behind the next writes: they are done, and nobody is told.</summary>
    public void Lose(int answers) => lost = answers;

    /// <summary>Holds a row that somebody else sent.</summary>
    public void Put(string set, JObject row)
    {
        lock (gate)
        {
            stored[set][Key(set, row)] = row;
        }
    }

    /// <summary>Loses the rows of which the test says so.</summary>
    public void Forget(string set, Func<JObject, bool> which)
    {
        lock (gate)
        {
            foreach (var key in stored[set].Where(pair => which(pair.Value)).Select(pair => pair.Key).ToList())
            {
                stored[set].Remove(key);
            }
        }
    }

    /// <summary>Whether it offers to withdraw invoices.</summary>
    public bool HasWithdrawal { get; set; } = true;

    /// <summary>What it answers to a withdrawal instead of carrying it out; null: it carries it out.</summary>
    public Func<JObject, Reply?> Withdrawal { get; set; } = _ => null;

    /// <summary>Loses everything, as a database restored from before does.</summary>
    public void Forget()
    {
        lock (gate)
        {
            foreach (var rows in stored.Values)
            {
                rows.Clear();
            }
        }
    }

    protected override Reply Answer(Recorded request)
    {
        lock (gate)
        {
            var reply = Written(request);
            return request.Method == "POST" && lost-- > 0 ? reply with { Torn = true } : reply;
        }
    }

    private Reply Written(Recorded request)
    {
        if (request.Path.StartsWith("/api/outbox/", StringComparison.Ordinal))
        {
            // It has posted nothing.
            return request.Method == "GET"
                ? new Reply(200, "[]", "application/json")
                : new Reply(
                    404,
                    $"{{\"error\":{{\"code\":\"{CodesOfOthers.NoPosting}\",\"record\":\"\",\"message\":\"Nothing was posted.\"}}}}",
                    "application/json"
                );
        }

        var path = request.Path["/data/".Length..];
        if (path == "$metadata")
        {
            return new Reply(200, Metadata(), "application/xml");
        }

        Assert.AreEqual("true", path == "$batch" ? "true" : request.Option("cross-company"), "only the default company is seen without cross-company=true");
        if (path == "$batch")
        {
            return Batch(request);
        }

        var set = path.Split('(', '/')[0];
        if (request.Method == "GET" && !path.Contains('(', StringComparison.Ordinal))
        {
            return Page(set, request);
        }

        if (request.Method == "GET")
        {
            return Find(set, Uri.UnescapeDataString(path.Split('(', ')')[1])) is { } found ? Reply.Json(Spelled(set, found)) : Missing();
        }

        if (path.EndsWith("/" + Namespace + ".WithdrawInvoice", StringComparison.Ordinal))
        {
            return Withdrawal(request.Json) ?? Withdraw(request.Json);
        }

        if (path.EndsWith("/" + Namespace + ".ImportRows", StringComparison.Ordinal))
        {
            return WriteAll(set, ((JArray)request.Json["rows"]!).Cast<JObject>().ToList());
        }

        return Write(set, [request.Json]) is { } reason ? Reply.FinanceError(500, reason) : Created(set, request.Json);
    }

    /// <summary>Rows a page of a set that is read.</summary>
    private const int PageSize = 3;

    private Reply Page(string set, Recorded request)
    {
        var skip = int.Parse(request.Option("$skiptoken") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var select = request.Option("$select")!.Split(',');
        var rows = stored[set].Values.Skip(skip).Take(PageSize).Select(row => new JObject(select.Select(name => new JProperty(name, Spelled(set, row)[name]))));
        var answer = new JObject { ["value"] = new JArray(rows) };
        if (stored[set].Count > skip + PageSize)
        {
            answer["@odata.nextLink"] = $"{Url}/data/{set}?cross-company=true&$select={string.Join(',', select)}&$skiptoken={skip + PageSize}";
        }

        return Reply.Json(answer);
    }

    private Reply WriteAll(string set, List<JObject> rows)
    {
        var before = Counts;
        return Write(set, rows) is { } refusal
            ? Reply.FinanceError(400, refusal)
            : Reply.Json(
                new JObject
                {
                    ["received"] = rows.Count,
                    ["inserted"] = Counts.Inserted - before.Inserted,
                    ["unchanged"] = Counts.Unchanged - before.Unchanged,
                }
            );
    }

    // An OData service of ASP.NET answers nothing at all where a key leads nowhere.
    private Reply Missing() => hasBulkAction ? Reply.FinanceError(404, "No such row.") : new Reply(404);

    private Reply Created(string set, JObject row)
    {
        var address = $"{Url}/data/{set}({string.Join(",", Sets[set].Keys.Select(key => $"{key}='{Uri.EscapeDataString((string?)row[key] ?? "")}'"))})";
        return AnswersNoContent ? new Reply(204) { Headers = { ["OData-EntityId"] = address } } : Reply.Json(Spelled(set, row), 201);
    }

    // A finance and operations environment: company in small letters, days at noon, nothing as empty text.
    private JObject Spelled(string set, JObject row)
    {
        var answer = (JObject)row.DeepClone();
        if (!hasBulkAction)
        {
            answer = new JObject { ["@odata.etag"] = "W/\"JzAsNTYzNzE0NTMyODsn\"" };
            foreach (var field in Sets[set].Fields.Select(field => field.Split(':')))
            {
                answer[field[0]] = Spelled(field[0], field[1], row[field[0]]);
            }
        }

        Spell(answer);
        return answer;
    }

    private static JToken Spelled(string name, string type, JToken? value) =>
        (type, (value as JValue)?.Value) switch
        {
            ("String", null) => "",
            ("DateTimeOffset", null) => "1900-01-01T12:00:00Z",
            ("Guid", null) => Guid.Empty.ToString("D"),
            ("Decimal" or "Int32" or "Int64", null) => 0,
            (_, null) => JValue.CreateNull(),
            _ when name == "dataAreaId" => ((string)value!).ToLowerInvariant(),
            ("DateTimeOffset", string day) => day.Replace("T00:00:00Z", "T12:00:00Z", StringComparison.Ordinal),
            _ => value!,
        };

    private string? Write(string set, IReadOnlyList<JObject> rows)
    {
        foreach (var row in rows)
        {
            if (Rule(set, row) is { } reason)
            {
                return $"Write failed for table row of type '{set}'. Infolog: Warning: {reason}; Warning: validateWrite failed on data source '{set}'.";
            }

            if (stored[set].TryGetValue(Key(set, row), out var known) && (!hasBulkAction || CanonicalJson.Write(known) != CanonicalJson.Write(row)))
            {
                return hasBulkAction
                    ? $"Infolog: Error: {CodesOfOthers.KeyTaken}: {Key(set, row)}: another row is staged under this key."
                    : $"Infolog: Error: Cannot create a record in {set} ({set}). The record already exists.";
            }
        }

        foreach (var row in rows)
        {
            Counts = stored[set].TryAdd(Key(set, row), row) ? (Counts.Inserted + 1, Counts.Unchanged) : (Counts.Inserted, Counts.Unchanged + 1);
        }

        return null;
    }

    private Reply Withdraw(JObject request)
    {
        var ids = ((JArray)request["ActualIds"]!).Select(id => (string)id!).ToHashSet(StringComparer.Ordinal);
        var taken =
            Remove("ProjInvoiceProposals", row => (string?)row["InvoiceProposalId"] == (string?)request["InvoiceProposalId"])
            + Remove("ProjActualsImports", row => ids.Contains((string)row["ActualId"]!));
        Remove("ProjTransactionRelationships", row => ids.Contains((string)row["Transaction1Id"]!) || ids.Contains((string)row["Transaction2Id"]!));
        return Reply.Json(
            new JObject
            {
                ["dataAreaId"] = request["DataAreaId"],
                ["invoiceProposalId"] = request["InvoiceProposalId"],
                ["asked"] = ids.Count,
                ["takenBack"] = taken,
                ["standing"] = 0,
            }
        );
    }

    private int Remove(string set, Func<JObject, bool> which)
    {
        var keys = stored[set].Where(pair => which(pair.Value)).Select(pair => pair.Key).ToList();
        keys.ForEach(key => stored[set].Remove(key));
        return keys.Count;
    }

    private Reply Batch(Recorded request)
    {
        var bodies = request.Text.Split("\r\n").Where(line => line.StartsWith('{')).Select(line => (JObject)NewtonsoftSerializer.Parse(line)).ToList();
        var set = request.Text.Split("/data/")[1].Split('?')[0];
        var reason = Write(set, bodies);
        var text = new StringBuilder("--batchresponse_x\r\nContent-Type: multipart/mixed; boundary=changesetresponse_y\r\n\r\n");
        foreach (var body in reason is null ? bodies : bodies.Take(1))
        {
            var reply = reason is null ? Created(set, body) : Reply.FinanceError(500, reason);
            text.Append("--changesetresponse_y\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {reply.Status} Status\r\nContent-Type: application/json\r\n\r\n{reply.Body}\r\n"
                );
        }

        text.Append("--changesetresponse_y--\r\n--batchresponse_x--\r\n");
        return new Reply(200, text.ToString(), "multipart/mixed; boundary=batchresponse_x");
    }

    private JObject? Find(string set, string key) =>
        stored[set]
            .Values.FirstOrDefault(row =>
                string.Equals(
                    key,
                    string.Join(
                        ",",
                        Sets[set].Keys.Select(name => $"{name}={(Sets[set].Fields.Contains(name + ":String") ? $"'{row[name]}'" : (string?)row[name])}")
                    ),
                    StringComparison.OrdinalIgnoreCase
                )
            );

    private static string Key(string set, JObject row) => string.Join("|", Sets[set].Keys.Select(key => (string?)row[key])).ToUpperInvariant();

    private string Metadata()
    {
        var text = new StringBuilder(
            $"""
            <?xml version="1.0" encoding="utf-8"?>
            <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
            <Schema Namespace="{Namespace}" xmlns="http://docs.oasis-open.org/odata/ns/edm">
            <EnumType Name="ProjCDSTransType"><Member Name="Cost" Value="0"/><Member Name="Sales" Value="1"/><Member Name="BilledSales" Value="3"/></EnumType>
            <EnumType Name="ProjBillingType"><Member Name="NotSpecified" Value="0"/><Member Name="Chargeable" Value="1"/><Member Name="NonChargeable" Value="2"/>
            <Member Name="Complimentary" Value="3"/><Member Name="NotAvailable" Value="4"/></EnumType>
            <EnumType Name="ProjBillingMethod"><Member Name="TimeAndMaterial" Value="0"/><Member Name="FixedPrice" Value="1"/></EnumType>
            """
        );
        foreach (var (name, (keys, fields)) in Sets)
        {
            text.Append($"<EntityType Name=\"{name}Row\"><Key>").AppendJoin("", keys.Select(key => $"<PropertyRef Name=\"{key}\"/>")).Append("</Key>");
            foreach (var field in fields.Select(field => field.Split(':')))
            {
                var type = field[1].StartsWith("Proj", StringComparison.Ordinal) ? $"{Namespace}.{field[1]}" : "Edm." + field[1];
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<Property Name=\"{field[0]}\" Type=\"{type}\"/>");
            }

            text.Append("</EntityType>");
            if (hasBulkAction)
            {
                text.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"<Action Name=\"ImportRows\" IsBound=\"true\"><Parameter Name=\"bindingParameter\" Type=\"Collection({Namespace}.{name}Row)\"/></Action>"
                );
            }
        }

        if (HasWithdrawal)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"<Action Name=\"WithdrawInvoice\" IsBound=\"true\"><Parameter Name=\"bindingParameter\" Type=\"Collection({Namespace}"
                    + $".ProjInvoiceProposalsRow)\"/></Action>"
            );
        }

        text.Append("<EntityContainer Name=\"Resources\">");
        text.AppendJoin("", Sets.Keys.Select(name => $"<EntitySet Name=\"{name}\" EntityType=\"{Namespace}.{name}Row\"/>"));
        return text.Append("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>").ToString().TrimStart();
    }
}
