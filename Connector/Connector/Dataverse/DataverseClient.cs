using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.ServiceDefaults.Http;
using RestSharp;

namespace ProjectInvoice.Connector.Dataverse;

/// <summary>The Dataverse Web API v9.2, as far as the connector uses it.</summary>
internal sealed partial class DataverseClient : RemoteClient
{
    private const string Root = "api/data/v9.2/";

    // There is no such row (Power Apps documentation, error codes: ObjectDoesNotExist).
    private const string NoSuchRow = "0x80040217";

    // Number, duration and concurrency of requests: the three service protection limits (Power Apps documentation, API limits).
    private static readonly HashSet<string> ServiceProtectionCodes = new(StringComparer.OrdinalIgnoreCase) { "0x80072322", "0x80072321", "0x80072326" };

    // A deadlock and a timeout of the database: the whole operation can be repeated (Power Apps documentation, handle errors).
    private static readonly HashSet<string> DatabaseCodes = new(StringComparer.OrdinalIgnoreCase) { "0x80044150", "0x80044151" };

    private readonly ConcurrentDictionary<string, TableDefinition> definitions = new(StringComparer.Ordinal);
    private readonly int pageSize;

    /// <summary>Creates the client.</summary>
    /// <param name="options">Where Dataverse is.</param>
    /// <param name="retry">How passing failures are repeated.</param>
    /// <param name="pageSize">Rows a page, at most 5,000.</param>
    /// <param name="time">The clock.</param>
    public DataverseClient(RemoteOptions options, RetryOptions retry, int pageSize, TimeProvider time)
        : base(options, retry, time)
    {
        this.pageSize = Math.Clamp(pageSize, 1, 5000);
    }

    /// <summary>What the Web API's definitions say of a table; read once.</summary>
    /// <param name="table">Its logical name.</param>
    /// <exception cref="ConnectorException">With status 404: there is no such table; or Dataverse cannot be reached.</exception>
    public async Task<TableDefinition> DefinitionAsync(string table, CancellationToken cancellation)
    {
        if (definitions.TryGetValue(table, out var known))
        {
            return known;
        }

        var body = await GetAsync(
            $"EntityDefinitions(LogicalName='{table}')?$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,ChangeTrackingEnabled"
                + "&$expand=Attributes,ManyToOneRelationships",
            $"Table {table}",
            cancellation
        );
        if ((string?)body["LogicalName"] != table || body["Attributes"] is not JArray)
        {
            throw Untold($"Table {table}", "without the definition that was asked for");
        }

        var columns = Items(body, "Attributes")
            .ToDictionary(
                item => (string)item["LogicalName"]!,
                item => new ColumnDefinition((string)item["LogicalName"]!, (string?)item["AttributeType"] ?? "Virtual") { Behavior = Behavior(item) },
                StringComparer.Ordinal
            );
        var targets = Items(body, "ManyToOneRelationships")
            .GroupBy(item => (string)item["ReferencingAttribute"]!, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<string> (group) => group.Select(item => (string)item["ReferencedEntity"]!).Distinct(StringComparer.Ordinal).ToList(),
                StringComparer.Ordinal
            );
        var definition = new TableDefinition(
            table,
            (string)body["EntitySetName"]!,
            (string)body["PrimaryIdAttribute"]!,
            (string)body["PrimaryNameAttribute"]!,
            (bool?)body["ChangeTrackingEnabled"] ?? false,
            columns,
            targets
        );
        return definitions.GetOrAdd(table, definition);
    }

    /// <summary>Forgets the definitions, so that a solution installed since is seen.</summary>
    public void ForgetDefinitions() => definitions.Clear();

    /// <summary>Reads one resource.</summary>
    /// <param name="path">Path and query below the API root.</param>
    /// <param name="record">The record as its user knows it.</param>
    public async Task<JObject> GetAsync(string path, string record, CancellationToken cancellation) =>
        Body(await SendAsync(() => Request(path, Method.Get), Json(HttpStatusCode.OK), record, cancellation), record);

    /// <summary>Reads one row; null where it is not there.</summary>
    /// <param name="id">The row's id.</param>
    /// <param name="select">Read names of the columns.</param>
    /// <param name="record">The record as its user knows it.</param>
    public async Task<JObject?> RowAsync(TableDefinition table, Guid id, IEnumerable<string> select, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        try
        {
            var row = await GetAsync($"{table.SetName}({id:D})?$select={string.Join(',', select)}", record, cancellation);
            return Guid.TryParse((string?)row[table.PrimaryId], out var told) && told == id ? row : throw Untold(record, "without the id that was asked for");
        }
        catch (ConnectorException failure) when (failure is { Status: HttpStatusCode.NotFound, RemoteCode: NoSuchRow })
        {
            return null;
        }
    }

    /// <summary>Reads the rows of a query page by page.</summary>
    /// <param name="path">Path and query below the API root.</param>
    /// <param name="record">The record as its user knows it.</param>
    public async IAsyncEnumerable<JObject> RowsAsync(string path, string record, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var trail = new LinkTrail();
        for (var next = path; next is not null; )
        {
            Follow(trail, next, record);
            var body = await PageAsync(next, $"odata.maxpagesize={pageSize}", record, cancellation);
            foreach (var row in Items(body, "value"))
            {
                yield return row;
            }

            next = Link(body, "@odata.nextLink", record);
        }
    }

    /// <summary>Reads one page of the changes of a table.</summary>
    /// <param name="link">The link a page before gave, or the path of a first full read.</param>
    /// <param name="record">The table as its user knows it.</param>
    public async Task<ChangePage> ChangesAsync(string link, string record, CancellationToken cancellation)
    {
        var body = await PageAsync(link, $"odata.track-changes,odata.maxpagesize={pageSize}", record, cancellation);
        var changed = new List<JObject>();
        var deleted = new List<Guid>();
        foreach (var item in Items(body, "value"))
        {
            if (((string?)item["@odata.context"])?.EndsWith("/$deletedEntity", StringComparison.Ordinal) == true || item.ContainsKey("reason"))
            {
                deleted.Add(Guid.Parse(((string)item["id"]!).Split('(', ')') is { Length: > 1 } parts ? parts[1] : (string)item["id"]!));
            }
            else
            {
                changed.Add(item);
            }
        }

        return new ChangePage(changed, deleted, Link(body, "@odata.nextLink", record), Link(body, "@odata.deltaLink", record));
    }

    /// <summary>Notes a link that is about to be followed.</summary>
    /// <param name="trail">The links that were followed.</param>
    /// <param name="record">What is read, as its user knows it.</param>
    /// <exception cref="ConnectorException">PINV3308: it was followed already.</exception>
    public static void Follow(LinkTrail trail, string link, string record)
    {
        ArgumentNullException.ThrowIfNull(trail);
        if (!trail.Add(link))
        {
            throw new ConnectorException(DataverseErrors.LinkLeadsBack.For(record));
        }
    }

    /// <summary>Changes columns of a row that must exist and, where an ETag is given, be unchanged.</summary>
    /// <param name="id">The row's id.</param>
    /// <param name="values">Changed columns only.</param>
    /// <param name="etag">The version the change builds on; null for any.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <exception cref="ConnectorException">With status 412: the row was changed since.</exception>
    public async Task UpdateAsync(TableDefinition table, Guid id, JObject values, string? etag, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);

        // Without If-Match a PATCH would create the row (Power Apps documentation, upsert).
        await SendAsync(
            () =>
                Request($"{table.SetName}({id:D})", Method.Patch)
                    .AddHeader("If-Match", etag ?? "*")
                    .AddStringBody(values.ToString(Formatting.None), ContentType.Json),
            Json(HttpStatusCode.NoContent),
            record,
            cancellation
        );
    }

    /// <summary>Calls an action.</summary>
    /// <param name="name">The action's unique name; below the address of its row where it is bound to one.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <returns>What it answers; empty where it answers 204.</returns>
    /// <exception cref="ConnectorException">It was refused, or nothing says that it was done.</exception>
    public async Task<JObject> CallAsync(string name, JObject parameters, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parameters);
        var response = await SendAsync(
            () => Request(name, Method.Post).AddStringBody(parameters.ToString(Formatting.None), ContentType.Json),
            Json(HttpStatusCode.OK, HttpStatusCode.NoContent),
            record,
            cancellation
        );
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return [];
        }

        var answer = Body(response, record);
        return IsOf(name, answer) ? answer : throw Untold(record, $"without naming {name.Split('/', '.')[^1]}");
    }

    /// <inheritdoc/>
    protected override bool IsTransient(RestResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var code = Error(response).Code;
        return IsUnanswered(response)
            || (int)response.StatusCode is 408 or 429 or 500 or 502 or 503 or 504
            || (code is not null && (ServiceProtectionCodes.Contains(code) || DatabaseCodes.Contains(code)));
    }

    /// <inheritdoc/>
    protected override ConnectorException Failure(RestResponse response, string record, string doubt)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (IsUnanswered(response))
        {
            return new ConnectorException(DataverseErrors.NoAnswer.For(record));
        }

        var (code, message) = Error(response);
        var status = response.StatusCode;
        if (IsTransient(response))
        {
            return Busy(status, code, record);
        }

        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && (code is not null || !IsPage(response)))
        {
            return new ConnectorException(DataverseErrors.RoleMissing.For(record, (int)status, code, message)) { RemoteCode = code, Status = status };
        }

        return code is null
            ? NotDataverse(record, doubt)
            : new ConnectorException(DataverseErrors.Refused.For(record, (int)status, code, message))
            {
                RemoteCode = PluginCodes.In(message) ?? code,
                Status = status,
            };
    }

    private static DateTimeBehavior? Behavior(JObject attribute) =>
        Enum.TryParse<DateTimeBehavior>((string?)attribute["DateTimeBehavior"]?["Value"], out var behavior) ? behavior : null;

    private static ConnectorException Busy(HttpStatusCode status, string? code, string record)
    {
        var limited = status == HttpStatusCode.TooManyRequests || (code is not null && ServiceProtectionCodes.Contains(code));
        return new ConnectorException((limited ? DataverseErrors.Limited : DataverseErrors.Busy).For(record, (int)status, code))
        {
            RemoteCode = code,
            Status = status,
        };
    }

    // Without Dataverse's own form nothing is known of the record: it has no status that would say that it is refused, or not there.
    private static ConnectorException NotDataverse(string record, string answer, Exception? exception = null) =>
        new(DataverseErrors.SomethingElse.For(record, answer), exception);

    private static ConnectorException Untold(string record, string answer) => new(DataverseErrors.Untold.For(record, answer));

    // An answer with content names its type: …/$metadata#Microsoft.Dynamics.CRM.<name>Response (Power Apps documentation, Web API actions).
    private static bool IsOf(string name, JObject answer) =>
        (string?)answer["@odata.context"] is { } context && context.EndsWith($"{name.Split('/', '.')[^1]}Response", StringComparison.OrdinalIgnoreCase);

    private async Task<JObject> PageAsync(string link, string prefer, string record, CancellationToken cancellation)
    {
        var body = Body(await SendAsync(() => Request(link, Method.Get).AddHeader("Prefer", prefer), Json(HttpStatusCode.OK), record, cancellation), record);
        return body["value"] is JArray ? body : throw NotDataverse(record, "JSON without rows");
    }

    // A link is kept as a place below the root, so that a new name of the environment changes nothing, and the token goes nowhere else.
    private static string? Link(JObject body, string name, string record)
    {
        var link = (string?)body[name];
        return string.IsNullOrEmpty(link) ? null : Relative(link) ?? throw Elsewhere(record);
    }

    private static string? Relative(string link)
    {
        var root = RootOfLinks().Match(link);
        return root.Success ? link[root.Length..]
            : ElsewhereLinks().IsMatch(link) ? null
            : link;
    }

    private static ConnectorException Elsewhere(string record) => new(DataverseErrors.LinkElsewhere.For(record));

    private static IEnumerable<JObject> Items(JObject body, string property) => (body[property] as JArray ?? []).OfType<JObject>();

    private static (string? Code, string Message) Error(RestResponse response)
    {
        try
        {
            return NewtonsoftSerializer.Parse(response.Content ?? "") is JObject body && body["error"] is JObject error
                ? (NullIfEmpty((string?)error["code"]), (string?)error["message"] ?? "")
                : (null, "");
        }
        catch (JsonException)
        {
            return (null, "");
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static JObject Body(RestResponse response, string record)
    {
        try
        {
            return (JObject)NewtonsoftSerializer.Parse(response.Content ?? "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            throw NotDataverse(record, "something that is no JSON object", exception);
        }
    }

    [GeneratedRegex("^([a-z]+://[^/]+)?/api/data/v[0-9]+[.][0-9]+/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex RootOfLinks();

    [GeneratedRegex("^(/|[a-z][a-z0-9+.-]*:)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex ElsewhereLinks();

    private RestRequest Request(string path, Method method)
    {
        // A place that was kept before links were made relative, by another version or under another name.
        var place = Relative(path) ?? throw Elsewhere("The place where reading goes on");
        return new RestRequest($"{Options.Url}/{Root}{place}", method)
            .AddHeader("Accept", "application/json")
            .AddHeader("OData-MaxVersion", "4.0")
            .AddHeader("OData-Version", "4.0");
    }
}
