using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Connector.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RestSharp;

namespace Connector.Dataverse;

/// <summary>The Dataverse Web API v9.2, as far as the connector uses it.</summary>
public sealed class DataverseClient : RemoteClient
{
    private const string Root = "api/data/v9.2/";

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
    /// <param name="cancellation">Stops the work.</param>
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
            $"Table {table}", cancellation);
        var columns = Items(body, "Attributes").ToDictionary(
            item => (string)item["LogicalName"]!,
            item => new ColumnDefinition((string)item["LogicalName"]!, (string?)item["AttributeType"] ?? "Virtual") { Behavior = Behavior(item) },
            StringComparer.Ordinal);
        var targets = Items(body, "ManyToOneRelationships")
            .GroupBy(item => (string)item["ReferencingAttribute"]!, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<string> (group) => group.Select(item => (string)item["ReferencedEntity"]!).Distinct(StringComparer.Ordinal).ToList(),
                StringComparer.Ordinal);
        var definition = new TableDefinition(
            table,
            (string)body["EntitySetName"]!,
            (string)body["PrimaryIdAttribute"]!,
            (string)body["PrimaryNameAttribute"]!,
            (bool?)body["ChangeTrackingEnabled"] ?? false,
            columns,
            targets);
        return definitions.GetOrAdd(table, definition);
    }

    /// <summary>Forgets the definitions, so that a solution installed since is seen.</summary>
    public void ForgetDefinitions() => definitions.Clear();

    /// <summary>Reads one resource.</summary>
    /// <param name="path">Path and query below the API root.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<JObject> GetAsync(string path, string record, CancellationToken cancellation) =>
        Body(await SendAsync(() => Request(path, Method.Get), record, cancellation), record);

    /// <summary>Reads one row; null where it is not there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="id">The row's id.</param>
    /// <param name="select">Read names of the columns.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<JObject?> RowAsync(TableDefinition table, Guid id, IEnumerable<string> select, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        try
        {
            return await GetAsync($"{table.SetName}({id:D})?$select={string.Join(',', select)}", record, cancellation);
        }
        catch (ConnectorException failure) when (failure.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Reads the rows of a query page by page.</summary>
    /// <param name="path">Path and query below the API root.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async IAsyncEnumerable<JObject> RowsAsync(string path, string record, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = path; next is not null;)
        {
            var address = next;
            var body = Body(await SendAsync(() => Request(address, Method.Get).AddHeader("Prefer", $"odata.maxpagesize={pageSize}"), record, cancellation), record);
            foreach (var row in Items(body, "value"))
            {
                yield return row;
            }

            next = (string?)body["@odata.nextLink"];
        }
    }

    /// <summary>Reads one page of the changes of a table.</summary>
    /// <param name="link">The link a page before gave, or the path of a first full read.</param>
    /// <param name="record">The table as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<ChangePage> ChangesAsync(string link, string record, CancellationToken cancellation)
    {
        var body = Body(
            await SendAsync(() => Request(link, Method.Get).AddHeader("Prefer", $"odata.track-changes,odata.maxpagesize={pageSize}"), record, cancellation), record);
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

        return new ChangePage(changed, deleted, (string?)body["@odata.nextLink"], (string?)body["@odata.deltaLink"]);
    }

    /// <summary>Changes columns of a row that must exist and, where an ETag is given, be unchanged.</summary>
    /// <param name="table">The table.</param>
    /// <param name="id">The row's id.</param>
    /// <param name="values">Changed columns only.</param>
    /// <param name="etag">The version the change builds on; null for any.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ConnectorException">With status 412: the row was changed since.</exception>
    public async Task UpdateAsync(TableDefinition table, Guid id, JObject values, string? etag, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);

        // Without If-Match a PATCH would create the row (Power Apps documentation, upsert).
        await SendAsync(
            () => Request($"{table.SetName}({id:D})", Method.Patch)
                .AddHeader("If-Match", etag ?? "*")
                .AddStringBody(values.ToString(Formatting.None), ContentType.Json),
            record, cancellation);
    }

    /// <summary>Calls an unbound action.</summary>
    /// <param name="name">The action's unique name.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<JObject> CallAsync(string name, JObject parameters, string record, CancellationToken cancellation)
    {
        var response = await SendAsync(
            () => Request(name, Method.Post).AddStringBody(parameters.ToString(Formatting.None), ContentType.Json), record, cancellation);
        return response.StatusCode == HttpStatusCode.NoContent ? [] : Body(response, record);
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
    protected override ConnectorException Failure(RestResponse response, string record, bool transient)
    {
        ArgumentNullException.ThrowIfNull(response);
        var (code, message) = Error(response);
        var status = (int)response.StatusCode;
        if (IsUnanswered(response))
        {
            return new ConnectorException("PINV3301", record, "Dataverse did not answer", "It is tried again by itself", FailureKind.Transient);
        }

        if (transient)
        {
            var limited = status == 429 || (code is not null && ServiceProtectionCodes.Contains(code));
            return new ConnectorException(
                "PINV3301", record,
                limited ? $"Dataverse asked to wait ({status} {code})" : $"Dataverse answered {status} {code}", "It is tried again by itself", FailureKind.Transient)
            {
                RemoteCode = code,
            };
        }

        return status is 401 or 403
            ? new ConnectorException(
                "PINV3303", record, $"Dataverse refused the connector ({status} {code} {message})",
                "Give the connector's application user the role Project Invoice Finance Integration", FailureKind.Configuration)
            { RemoteCode = code }
            : new ConnectorException(
                "PINV3302", record, $"Dataverse refused it ({status} {code}): {message}", "Mend the cause, then retry it", FailureKind.Business)
            { RemoteCode = code };
    }

    private static DateTimeBehavior? Behavior(JObject attribute) =>
        Enum.TryParse<DateTimeBehavior>((string?)attribute["DateTimeBehavior"]?["Value"], out var behavior) ? behavior : null;

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
            throw new ConnectorException(
                "PINV3305", record, string.Create(CultureInfo.InvariantCulture, $"Dataverse answered {(int)response.StatusCode} without a JSON object"),
                "Check Dataverse:Url", FailureKind.Configuration, exception);
        }
    }

    private RestRequest Request(string path, Method method)
    {
        if (path.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            // A link is followed as it came, but the token goes nowhere else.
            if (!path.StartsWith(Options.Url + "/", StringComparison.OrdinalIgnoreCase))
            {
                throw new ConnectorException(
                    "PINV3306", "A link of Dataverse", "it leads to another address than Dataverse:Url", "Set Dataverse:Url to the address that Dataverse itself uses",
                    FailureKind.Configuration);
            }
        }
        else
        {
            path = $"{Options.Url}/{Root}{path}";
        }

        return new RestRequest(path, method)
            .AddHeader("Accept", "application/json")
            .AddHeader("OData-MaxVersion", "4.0")
            .AddHeader("OData-Version", "4.0");
    }
}
