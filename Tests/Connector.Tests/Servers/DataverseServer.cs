using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>
/// As much of the Dataverse Web API as the connector calls, over the real metadata: definitions, rows, filters, pages, change tracking, conditional updates,
/// custom APIs. Rows are kept as the Web API reads them.
/// </summary>
internal sealed class DataverseServer : ScriptedServer
{
    private const string Root = "/api/data/v9.2/";
    private readonly Lock gate = new();
    private readonly Dictionary<string, JObject> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tableOfSet = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, Guid Id), JObject> rows = [];
    private readonly List<(long Version, string Table, Guid Id, bool Deleted)> changes = [];
    private long version = 1000;

    public DataverseServer()
    {
        using var stream = typeof(DataverseServer).Assembly.GetManifestResourceStream("project-operations.json")!;
        using var reader = new StreamReader(stream);
        foreach (var table in ((JArray)((JObject)Http.NewtonsoftSerializer.Parse(reader.ReadToEnd()))["tables"]!).Cast<JObject>())
        {
            Declare(table);
        }

        Column("msdyn_actual", "pinv_skipsync", "Boolean");
        Column("msdyn_actual", "pinv_taxamount", "Money");
        Column("invoice", "pinv_financestatus", "Picklist");
        Column("invoice", "pinv_lasterror", "Memo");
        Column("invoice", "pinv_accountingdate", "DateTime", "DateOnly");
        Column("invoice", "pinv_confirmationstatus", "Picklist");
        Column("invoice", "pinv_confirmationattempt", "Integer");
        Column("invoice", "pinv_customerinvoicenumber", "String");
        Column("invoice", "pinv_customerinvoicedate", "DateTime", "DateOnly");
        Column("invoice", "pinv_taxamount", "Money");
        var detail = (JArray)tables["msdyn_invoicelinetransaction"]["columns"]!;
        detail.Add(
            new JObject
            {
                ["logicalName"] = "pinv_milestoneid",
                ["type"] = "Lookup",
                ["targets"] = new JArray("msdyn_contractlinescheduleofvalue"),
            }
        );
        detail.Add(
            new JObject
            {
                ["logicalName"] = "pinv_retainerid",
                ["type"] = "Lookup",
                ["targets"] = new JArray("pinv_retainer"),
            }
        );
        Declare(
            new JObject
            {
                ["logicalName"] = "pinv_integrationmessage",
                ["entitySetName"] = "pinv_integrationmessages",
                ["primaryId"] = "pinv_integrationmessageid",
                ["primaryName"] = "pinv_name",
                ["changeTracking"] = true,
                ["columns"] = new JArray(
                    Definition("pinv_integrationmessageid", "Uniqueidentifier"),
                    Definition("pinv_name", "String"),
                    Definition("pinv_messagetype", "Picklist"),
                    Definition("pinv_status", "Picklist"),
                    Definition("pinv_correlationid", "String"),
                    Definition("pinv_keys", "Memo"),
                    Definition("pinv_lasterror", "Memo"),
                    Definition("createdon", "DateTime", "UserLocal"),
                    Definition("pinv_billed", "Memo"),
                    Definition("pinv_senton", "DateTime", "UserLocal"),
                    new JObject
                    {
                        ["logicalName"] = "pinv_invoiceid",
                        ["type"] = "Lookup",
                        ["targets"] = new JArray("invoice"),
                    }
                ),
            }
        );
        Declare(
            new JObject
            {
                ["logicalName"] = "pinv_confirmationchunk",
                ["entitySetName"] = "pinv_confirmationchunks",
                ["primaryId"] = "pinv_confirmationchunkid",
                ["primaryName"] = "pinv_name",
                ["columns"] = new JArray(
                    Definition("pinv_confirmationchunkid", "Uniqueidentifier"),
                    Definition("pinv_name", "String"),
                    Definition("pinv_kind", "Picklist"),
                    Definition("pinv_status", "Picklist"),
                    Definition("pinv_attempt", "Integer"),
                    Definition("pinv_result", "Memo"),
                    new JObject
                    {
                        ["logicalName"] = "pinv_invoiceid",
                        ["type"] = "Lookup",
                        ["targets"] = new JArray("invoice"),
                    }
                ),
            }
        );
        Declare(
            new JObject
            {
                ["logicalName"] = "environmentvariabledefinition",
                ["entitySetName"] = "environmentvariabledefinitions",
                ["primaryId"] = "environmentvariabledefinitionid",
                ["primaryName"] = "schemaname",
                ["columns"] = new JArray(
                    Definition("environmentvariabledefinitionid", "Uniqueidentifier"),
                    Definition("schemaname", "String"),
                    Definition("defaultvalue", "Memo")
                ),
            }
        );
        TimeZoneVariable = Put("environmentvariabledefinition", new { schemaname = "pinv_TimeZone", defaultvalue = "UTC" });
    }

    /// <summary>The definition of the environment variable pinv_TimeZone.</summary>
    public Guid TimeZoneVariable { get; }

    /// <summary>The value that the environment gives pinv_TimeZone; null for none, so that the default counts.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Calls of custom APIs, in order.</summary>
    public IReadOnlyList<(string Name, JObject Body)> Calls =>
        Requests
            .Where(request => request.Method == "POST" && request.Path.StartsWith(Root + "pinv_", StringComparison.Ordinal))
            .Select(request => (request.Path[Root.Length..], request.Json))
            .ToList();

    /// <summary>A change of the version of the tokens that are out: Dataverse forgets them after seven days.</summary>
    public bool TokensAreLost { get; set; }

    /// <summary>What pinv_ResendInvoice does with an invoice; nothing where the actuals are not there.</summary>
    public event Action<Guid>? Resent;

    /// <summary>What pinv_RecordWithdrawal does with an invoice, and what it was told.</summary>
    public event Action<Guid, JObject>? WithdrawalRecorded;

    public static Func<Recorded, bool> Path(string part, string? method = null) =>
        request => request.Path.Contains(part, StringComparison.Ordinal) && (method is null || request.Method == method);

    /// <summary>The reading of the changes of a set, beside other reading of it.</summary>
    public static Func<Recorded, bool> ChangesOf(string set) =>
        request =>
            Path("/" + set, "GET")(request) && request.Headers.GetValueOrDefault("Prefer")?.Contains("odata.track-changes", StringComparison.Ordinal) == true;

    /// <summary>Writes a row. Lookups are given by logical name.</summary>
    public Guid Put(string table, Guid id, object values)
    {
        lock (gate)
        {
            var definition = tables[table];
            var row = rows.TryGetValue((table, id), out var known)
                ? known
                : rows[(table, id)] = new JObject { [(string)definition["primaryId"]!] = id.ToString("D") };
            foreach (var property in JObject.FromObject(values).Properties())
            {
                var column = ((JArray)definition["columns"]!).First(item => (string)item["logicalName"]! == property.Name);
                row[(string)column["type"]! is "Lookup" or "Customer" or "Owner" ? $"_{property.Name}_value" : property.Name] =
                    property.Value.Type == JTokenType.Guid ? ((Guid)property.Value).ToString("D") : property.Value;
            }

            Touch(table, id, row);
            return id;
        }
    }

    public Guid Put(string table, object values) => Put(table, Guid.NewGuid(), values);

    public void Delete(string table, Guid id)
    {
        lock (gate)
        {
            rows.Remove((table, id));
            changes.Add((++version, table, id, true));
        }
    }

    /// <summary>Puts a deleted row back as it was.</summary>
    public void Restore(string table, Guid id, JObject row)
    {
        lock (gate)
        {
            rows[(table, id)] = (JObject)row.DeepClone();
            Touch(table, id, rows[(table, id)]);
        }
    }

    public JObject Row(string table, Guid id)
    {
        lock (gate)
        {
            return (JObject)rows[(table, id)].DeepClone();
        }
    }

    public void AddColumn(string table, string name, string type, string? behavior = null) => Column(table, name, type, behavior);

    public void RemoveColumn(string table, string column) => ((JArray)tables[table]["columns"]!).First(item => (string)item["logicalName"]! == column).Remove();

    protected override Reply Answer(Recorded request)
    {
        lock (gate)
        {
            var path = request.Path[Root.Length..];
            if (path.StartsWith("EntityDefinitions(", StringComparison.Ordinal))
            {
                return Definition(path.Split('\'')[1]);
            }

            var set = path.Split('(')[0];
            if (set.StartsWith("pinv_Record", StringComparison.Ordinal))
            {
                return Reply.Json(
                    new JObject
                    {
                        ["@odata.context"] = $"{Url}{Root}$metadata#Microsoft.Dynamics.CRM.{set}Response",
                        ["UpdatedRows"] = ((JArray)request.Json["Actuals"]!).Count,
                    }
                );
            }

            if (!tableOfSet.TryGetValue(set, out var table))
            {
                return Reply.DataverseError(404, "0x8006088a", $"Resource not found for the segment '{set}'.");
            }

            if (path.Contains('(', StringComparison.Ordinal))
            {
                var id = Guid.Parse(path.Split('(', ')')[1]);
                if (path.EndsWith("/Microsoft.Dynamics.CRM.pinv_ResendInvoice", StringComparison.Ordinal))
                {
                    Resent?.Invoke(id);
                    return new Reply(204);
                }

                if (path.EndsWith("/Microsoft.Dynamics.CRM.pinv_RecordWithdrawal", StringComparison.Ordinal))
                {
                    WithdrawalRecorded?.Invoke(id, request.Json);
                    return Reply.Json(
                        new JObject
                        {
                            ["@odata.context"] = $"{Url}{Root}$metadata#Microsoft.Dynamics.CRM.pinv_RecordWithdrawalResponse",
                            ["ConfirmationStatus"] = 482190005,
                        }
                    );
                }

                return request.Method == "PATCH" ? Update(table, id, request) : Single(table, id, request);
            }

            return request.Headers.TryGetValue("Prefer", out var prefer) && prefer.Contains("odata.track-changes", StringComparison.Ordinal)
                ? Changes(table, set, request, prefer)
                : Query(table, set, request);
        }
    }

    private static JObject Definition(string name, string type, string? behavior = null) =>
        new()
        {
            ["logicalName"] = name,
            ["type"] = type,
            ["behavior"] = behavior,
        };

    // Derived properties come with $expand=Attributes where nothing is selected of it.
    private static JObject Attribute(JToken column)
    {
        var attribute = new JObject { ["LogicalName"] = column["logicalName"], ["AttributeType"] = column["type"] };
        if ((string?)column["type"] == "DateTime")
        {
            attribute["@odata.type"] = "#Microsoft.Dynamics.CRM.DateTimeAttributeMetadata";
            attribute["DateTimeBehavior"] = new JObject { ["Value"] = column["behavior"] ?? "UserLocal" };
        }

        return attribute;
    }

    private static int PageSize(Recorded request) =>
        request.Headers.TryGetValue("Prefer", out var prefer) && prefer.Contains("maxpagesize=", StringComparison.Ordinal)
            ? int.Parse(prefer.Split("maxpagesize=")[1].Split(',')[0], CultureInfo.InvariantCulture)
            : 5000;

    private void Declare(JObject table)
    {
        tables[(string)table["logicalName"]!] = table;
        tableOfSet[(string)table["entitySetName"]!] = (string)table["logicalName"]!;
    }

    private void Column(string table, string name, string type, string? behavior = null) =>
        ((JArray)tables[table]["columns"]!).Add(Definition(name, type, behavior));

    private void Touch(string table, Guid id, JObject row)
    {
        row["@odata.etag"] = $"W/\"{++version}\"";
        changes.Add((version, table, id, false));
    }

    private Reply Definition(string name)
    {
        if (!tables.TryGetValue(name, out var table))
        {
            return Reply.DataverseError(404, "0x80060888", $"Could not find an entity with specified entity name: {name}");
        }

        return Reply.Json(
            new JObject
            {
                ["LogicalName"] = name,
                ["EntitySetName"] = table["entitySetName"],
                ["PrimaryIdAttribute"] = table["primaryId"],
                ["PrimaryNameAttribute"] = table["primaryName"],
                ["ChangeTrackingEnabled"] = table["changeTracking"],
                ["Attributes"] = new JArray(((JArray)table["columns"]!).Select(Attribute)),
                ["ManyToOneRelationships"] = new JArray(
                    ((JArray)table["columns"]!).SelectMany(column =>
                        ((JArray?)column["targets"] ?? []).Select(target => new JObject
                        {
                            ["ReferencingAttribute"] = column["logicalName"],
                            ["ReferencedEntity"] = target,
                            ["ReferencingEntityNavigationPropertyName"] = "x",
                        })
                    )
                ),
            }
        );
    }

    private Reply Single(string table, Guid id, Recorded request) =>
        rows.TryGetValue((table, id), out var row)
            ? Reply.Json(Selected(table, row, request))
            : Reply.DataverseError(404, "0x80040217", $"{table} With Id = {id} Does Not Exist");

    private Reply Update(string table, Guid id, Recorded request)
    {
        if (!request.Headers.TryGetValue("If-Match", out var match))
        {
            return Reply.DataverseError(400, "0x80040203", "A PATCH without If-Match creates.");
        }

        if (!rows.TryGetValue((table, id), out var row))
        {
            return Reply.DataverseError(404, "0x80040217", $"{table} With Id = {id} Does Not Exist");
        }

        if (match != "*" && match != (string?)row["@odata.etag"])
        {
            return Reply.DataverseError(412, "0x80060882", "The version of the existing record doesn't match the RowVersion property provided.");
        }

        row.Merge(request.Json, new JsonMergeSettings { MergeNullValueHandling = MergeNullValueHandling.Merge });
        Touch(table, id, row);
        return new Reply(204);
    }

    // Maps have no functions: of those that Dataverse has, the connector itself uses two.
    private static Func<JObject, bool> Filter(string text)
    {
        if (Regex.Match(text, @"^startswith\((?<column>\w+),'(?<value>.*)'\)$") is { Success: true } begin)
        {
            return row => ((string?)row[begin.Groups["column"].Value])?.StartsWith(begin.Groups["value"].Value, StringComparison.OrdinalIgnoreCase) == true;
        }

        var function = Regex.Match(text, @"^(?<rest>.+) or contains\((?<column>\w+),'(?<value>.*)'\)$");
        var rest = FilterExpression.Parse(function.Success ? function.Groups["rest"].Value : text);
        return row =>
            rest.Matches(row)
            || (
                function.Success
                && ((string?)row[function.Groups["column"].Value])?.Contains(function.Groups["value"].Value, StringComparison.OrdinalIgnoreCase) == true
            );
    }

    private Reply Query(string table, string set, Recorded request)
    {
        var matches = request.Option("$filter") is { } text ? Filter(text) : _ => true;
        var found = rows.Where(pair => pair.Key.Table == table && matches(pair.Value)).Select(pair => Selected(table, pair.Value, request)).ToList();
        var skip = int.Parse(request.Option("$skiptoken") ?? "0", CultureInfo.InvariantCulture);
        var size = PageSize(request);
        var answer = new JObject { ["value"] = new JArray(found.Skip(skip).Take(size)) };
        if (found.Count > skip + size)
        {
            var options = string.Join('&', request.Query.TrimStart('?').Split('&').Where(option => !option.StartsWith("$skiptoken", StringComparison.Ordinal)));
            answer["@odata.nextLink"] = $"{Url}{Root}{set}?{options}&$skiptoken={skip + size}";
        }

        return Reply.Json(answer);
    }

    private Reply Changes(string table, string set, Recorded request, string prefer)
    {
        var token = request.Option("$deltatoken") ?? request.Option("$skiptoken");
        if (token is not null && TokensAreLost)
        {
            TokensAreLost = false;
            return Reply.DataverseError(400, "0x80044352", "Version stamp associated with the client has expired. Please perform a full sync.");
        }

        var since = token is null ? 0 : long.Parse(token.Split('!')[0], CultureInfo.InvariantCulture);
        var last = changes
            .Where(change => change.Table == table)
            .GroupBy(change => change.Id)
            .Select(group => group.Last())
            .Where(change => change.Version > since && !(change.Deleted && since == 0))
            .OrderBy(change => change.Version)
            .ToList();
        var page = last.Take(PageSize(request)).ToList();
        var answer = new JObject
        {
            ["value"] = new JArray(
                page.Select(change =>
                    change.Deleted
                        ? new JObject
                        {
                            ["@odata.context"] = $"{Url}{Root}$metadata#{set}/$deletedEntity",
                            ["id"] = change.Id.ToString("D"),
                            ["reason"] = "deleted",
                        }
                        : Selected(table, rows[(table, change.Id)], request)
                )
            ),
        };
        var select = request.Option("$select");
        var place = page.Count > 0 ? page[^1].Version : Math.Max(since, version);
        answer[last.Count > page.Count ? "@odata.nextLink" : "@odata.deltaLink"] =
            $"{Url}{Root}{set}?$select={select}&{(last.Count > page.Count ? "$skiptoken" : "$deltatoken")}={place}%2111%2F22%2F2026%2010%3A00%3A00";
        return Reply.Json(answer);
    }

    private JObject Selected(string table, JObject row, Recorded request)
    {
        var wanted = request.Option("$select")?.Split(',') ?? [];
        var definition = tables[table];
        var known = ((JArray)definition["columns"]!)
            .Select(column => (string)column["type"]! is "Lookup" or "Customer" or "Owner" ? $"_{column["logicalName"]}_value" : (string)column["logicalName"]!)
            .ToHashSet(StringComparer.Ordinal);
        Assert.IsTrue(wanted.All(known.Contains), $"unknown column in $select of {table}: {string.Join(',', wanted.Where(name => !known.Contains(name)))}");
        var selected = new JObject { ["@odata.etag"] = row["@odata.etag"], [(string)definition["primaryId"]!] = row[(string)definition["primaryId"]!] };
        foreach (var name in wanted)
        {
            selected[name] = row[name] ?? JValue.CreateNull();
        }

        if (request.Option("$expand") is { } expand)
        {
            Assert.AreEqual("environmentvariabledefinition_environmentvariablevalue($select=value)", expand);
            selected["environmentvariabledefinition_environmentvariablevalue"] = TimeZone is null ? [] : new JArray(new JObject { ["value"] = TimeZone });
        }

        return selected;
    }
}
