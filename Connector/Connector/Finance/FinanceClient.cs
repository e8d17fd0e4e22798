using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Connector.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RestSharp;

namespace Connector.Finance;

/// <summary>The OData service of a finance system under <c>/data</c>, as far as the connector uses it. Every call spans companies.</summary>
public sealed class FinanceClient : RemoteClient
{
    private const string Root = "data/";
    private readonly ConcurrentDictionary<string, FinanceSet> sets = new(StringComparer.Ordinal);
    private readonly Func<string, string> setNames;

    /// <summary>Creates the client.</summary>
    /// <param name="options">Where finance is.</param>
    /// <param name="retry">How passing failures are repeated.</param>
    /// <param name="setNames">The configured name for a set that a map names.</param>
    /// <param name="time">The clock.</param>
    public FinanceClient(RemoteOptions options, RetryOptions retry, Func<string, string> setNames, TimeProvider time)
        : base(options, retry, time)
    {
        this.setNames = setNames;
    }

    /// <summary>What $metadata says of a set; null where finance has none of that name. Read once.</summary>
    /// <param name="name">The set as maps name it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<FinanceSet?> SetAsync(string name, CancellationToken cancellation)
    {
        var actual = setNames(name);
        if (sets.IsEmpty)
        {
            var response = await SendAsync(
                () => new RestRequest(Root + "$metadata").AddHeader("Accept", "application/xml"), "Finance $metadata", cancellation);
            try
            {
                foreach (var set in FinanceSchema.Read(response.Content ?? ""))
                {
                    sets[set.Key] = set.Value;
                }
            }
            catch (System.Xml.XmlException exception)
            {
                throw new ConnectorException(
                    "PINV3205", "Finance $metadata", "it is no XML", "Check Finance:Url", FailureKind.Configuration, exception);
            }
        }

        return sets.GetValueOrDefault(actual);
    }

    /// <summary>Forgets $metadata, so that an update of finance is seen.</summary>
    public void ForgetSchema() => sets.Clear();

    /// <summary>Reads one row; null where it is not there.</summary>
    /// <param name="set">The set.</param>
    /// <param name="row">A row that holds the key.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<JObject?> FindAsync(FinanceSet set, JObject row, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        try
        {
            var response = await SendAsync(() => Request($"{set.Name}({Key(set, row)})?cross-company=true", Method.Get), record, cancellation);
            return NewtonsoftSerializer.Parse(response.Content ?? "") as JObject;
        }
        catch (ConnectorException failure) when (failure.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Creates one row.</summary>
    /// <param name="set">The set.</param>
    /// <param name="row">The row; <c>dataAreaId</c> in it chooses the company.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ConnectorException">With remote code <c>Exists</c>: there is a row of this key.</exception>
    public async Task CreateAsync(FinanceSet set, JObject row, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        await SendAsync(
            () => Request($"{set.Name}?cross-company=true", Method.Post).AddStringBody(row.ToString(Formatting.None), ContentType.Json), record, cancellation);
    }

    /// <summary>Changes fields of one row.</summary>
    /// <param name="set">The set.</param>
    /// <param name="row">The row, with its key.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task UpdateAsync(FinanceSet set, JObject row, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        var values = new JObject(row.Properties().Where(property => !set.Keys.Contains(property.Name)));
        await SendAsync(
            () => Request($"{set.Name}({Key(set, row)})?cross-company=true", Method.Patch).AddStringBody(values.ToString(Formatting.None), ContentType.Json),
            record, cancellation);
    }

    /// <summary>
    /// Creates rows all or none: by the set's bulk action where it has one, else as one change set.
    /// Rows that finance holds already with the same content change nothing where it offers the bulk action.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="record">What they are, as their user knows it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task CreateAllAsync(FinanceSet set, IReadOnlyList<JObject> rows, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(rows);
        if (set.BulkAction is not null)
        {
            var body = new JObject { ["rows"] = new JArray(rows) }.ToString(Formatting.None);
            await SendAsync(
                () => Request($"{set.Name}/{set.BulkAction}?cross-company=true", Method.Post).AddStringBody(body, ContentType.Json), record, cancellation);
            return;
        }

        var batch = ODataBatch.Write(
            $"{Options.Url}/{Root}",
            rows.Select(row => new BatchOperation("POST", $"{set.Name}?cross-company=true", row.ToString(Formatting.None))).ToList(),
            atomic: true);
        var response = await SendAsync(
            () => Request("$batch", Method.Post).AddBody(batch.Body, ContentType.Binary).AddOrUpdateHeader("Content-Type", batch.ContentType), record, cancellation);

        // The outer status stays 200 even where the change set failed: only the parts tell.
        var answers = Answers(response, record);
        if (answers.FirstOrDefault(answer => !answer.IsSuccess) is { } failed)
        {
            throw Failure(FinanceError.Read(failed.Status, failed.Body), failed.Status, record);
        }

        if (answers.Count != rows.Count)
        {
            throw new ConnectorException(
                "PINV3204", record, $"finance answered {answers.Count} of {rows.Count} requests of a batch", "It is tried again by itself", FailureKind.Transient);
        }
    }

    /// <inheritdoc/>
    protected override bool IsTransient(RestResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return IsUnanswered(response) || FinanceError.Read((int)response.StatusCode, response.Content).Kind == FinanceErrorKind.Transient;
    }

    /// <inheritdoc/>
    protected override ConnectorException Failure(RestResponse response, string record, bool transient)
    {
        ArgumentNullException.ThrowIfNull(response);
        return IsUnanswered(response)
            ? new ConnectorException("PINV3204", record, "finance did not answer", "It is tried again by itself", FailureKind.Transient)
            : Failure(FinanceError.Read((int)response.StatusCode, response.Content), (int)response.StatusCode, record);
    }

    private static IReadOnlyList<BatchAnswer> Answers(RestResponse response, string record)
    {
        try
        {
            return ODataBatch.Read(response);
        }
        catch (FormatException exception)
        {
            throw new ConnectorException(
                "PINV3205", record, "finance answered a batch with something that is none", "Check Finance:Url", FailureKind.Configuration, exception);
        }
    }

    private static ConnectorException Failure(FinanceError error, int status, string record)
    {
        var reason = error.Reason.Length > 0 ? error.Reason : string.Create(CultureInfo.InvariantCulture, $"finance answered {status} without a reason");
        return error.Kind switch
        {
            FinanceErrorKind.Transient => new ConnectorException("PINV3204", record, $"finance is busy or away ({status}): {reason}", "It is tried again by itself", FailureKind.Transient),
            FinanceErrorKind.SignIn => new ConnectorException(
                "PINV3203", record, $"finance refused the connector ({status}): {reason}", "Give the connector the finance role Finance.Integration", FailureKind.Configuration),
            _ => new ConnectorException("PINV3202", record, $"finance refused it: {reason}", "Mend the cause, then retry it", FailureKind.Business)
            {
                RemoteCode = error.Kind == FinanceErrorKind.Exists ? nameof(FinanceErrorKind.Exists) : error.Code,
                Status = (HttpStatusCode)status,
            },
        };
    }

    private static string Key(FinanceSet set, JObject row) => string.Join(",", set.Keys.Select(key => $"{key}={Literal(set.Properties[key], row[key])}"));

    private static string Literal(FinanceProperty property, JToken? value) => property.Type switch
    {
        "Edm.String" => $"'{Uri.EscapeDataString(((string?)value ?? "").Replace("'", "''", StringComparison.Ordinal))}'",
        _ when property.IsEnumeration => $"{property.Type}'{(string?)value}'",
        _ => Uri.EscapeDataString(Convert.ToString((value as JValue)?.Value, CultureInfo.InvariantCulture) ?? "null"),
    };

    private static RestRequest Request(string path, Method method) => new RestRequest(Root + path, method)
        .AddHeader("Accept", "application/json")
        .AddHeader("OData-MaxVersion", "4.0")
        .AddHeader("OData-Version", "4.0");
}
