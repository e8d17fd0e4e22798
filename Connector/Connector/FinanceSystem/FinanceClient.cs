using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;
using RestSharp;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>
/// The OData service of a finance system under <c>/data</c>, as far as the connector uses it. Every call spans companies. Nothing counts as done that finance
/// does not tell back.
/// </summary>
internal sealed partial class FinanceClient : RemoteClient
{
    private readonly ConcurrentDictionary<string, FinanceSet> sets = new(StringComparer.Ordinal);
    private readonly Func<string, string> setNames;
    private readonly FinanceProfile profile;
    private readonly FinanceValues values;

    /// <summary>Creates the client.</summary>
    /// <param name="options">Where finance is.</param>
    /// <param name="retry">How passing failures are repeated.</param>
    /// <param name="profile">What this finance answers with, and how it spells.</param>
    /// <param name="setNames">The configured name for a set that a map names.</param>
    /// <param name="time">The clock.</param>
    public FinanceClient(RemoteOptions options, RetryOptions retry, FinanceProfile profile, Func<string, string> setNames, TimeProvider time)
        : base(options, retry, time)
    {
        this.profile = profile;
        this.setNames = setNames;
        values = new FinanceValues(profile);
    }

    /// <summary>What $metadata says of a set; null where finance has none of that name. Read once.</summary>
    /// <param name="name">The set as maps name it.</param>
    public async Task<FinanceSet?> SetAsync(string name, CancellationToken cancellation)
    {
        var actual = setNames(name);
        if (sets.IsEmpty)
        {
            await ReadSchemaAsync(cancellation);
        }

        return sets.GetValueOrDefault(actual);
    }

    /// <summary>Forgets $metadata, so that an update of finance is seen.</summary>
    public void ForgetSchema() => sets.Clear();

    /// <summary>Reads one row; null where it is not there.</summary>
    /// <param name="row">A row that holds the key.</param>
    /// <param name="record">The record as its user knows it.</param>
    public async Task<JObject?> FindAsync(FinanceSet set, JObject row, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        var response = await SendAsync(
            () => Request($"{set.Name}({Key(set, values.Spelled(set, row))}){Query()}", Method.Get),
            answer => IsMissing(answer) ? null : Json(HttpStatusCode.OK)(answer),
            record,
            cancellation
        );
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var found = Body(response.Content, record);
        return FinanceValues.Key(set, found) == FinanceValues.Key(set, row) ? found : throw Untold(record, "a row of another key");
    }

    /// <summary>Reads some properties of all rows of a set, page by page as finance divides them.</summary>
    /// <param name="record">What is read, as its user knows it.</param>
    public async IAsyncEnumerable<JObject> RowsAsync(
        FinanceSet set,
        IEnumerable<string> properties,
        string record,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        foreach (var (source, company) in await SourcesAsync(set, cancellation))
        {
            var select = $"$select={string.Join(',', properties.Where(property => company is null || property != CompanySet.Field))}";
            await foreach (var row in QueryAsync(source, company, select, record, cancellation))
            {
                yield return row;
            }
        }
    }

    /// <summary>Creates one row.</summary>
    /// <param name="row">The row; <c>dataAreaId</c> in it chooses the company.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <exception cref="ConnectorException">With remote code <c>Exists</c>: there is a row of this key.</exception>
    public async Task CreateAsync(FinanceSet set, JObject row, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        var body = Text(values.Spelled(set, row));
        var response = await SendAsync(
            () => Request($"{set.Name}{Query()}", Method.Post).AddStringBody(body, ContentType.Json),
            Json(Statuses(profile.Create)),
            record,
            cancellation
        );
        CheckKey(set, row, response.StatusCode, response.Content, record);
    }

    /// <summary>Changes fields of one row.</summary>
    /// <param name="row">The row, with its key.</param>
    /// <param name="record">The record as its user knows it.</param>
    public async Task UpdateAsync(FinanceSet set, JObject row, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        var spelled = values.Spelled(set, row);
        var body = Text(new JObject(spelled.Properties().Where(property => !set.Keys.Contains(property.Name))));
        var held = profile.ChangesNameVersion ? await FindAsync(set, row, record, cancellation) ?? [] : [];
        var response = await SendAsync(
            () => Versioned(Request($"{set.Name}({Key(set, spelled)}){Query()}", Method.Patch), held).AddStringBody(body, ContentType.Json),
            Json(Statuses(profile.Update)),
            record,
            cancellation
        );
        CheckKey(set, row, response.StatusCode, response.Content, record);
    }

    /// <summary>
    /// Creates rows all or none: by the set's bulk action where it has one, else as one change set.
    /// Rows that finance holds already with the same content change nothing where it offers the bulk action.
    /// </summary>
    /// <param name="record">What they are, as their user knows it.</param>
    public async Task CreateAllAsync(FinanceSet set, IReadOnlyList<JObject> rows, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(rows);
        var spelled = rows.Select(row => values.Spelled(set, row)).ToList();
        await (
            set.BulkAction is { } action ? ImportAsync(set, action, spelled, record, cancellation) : CreateTogetherAsync(set, spelled, record, cancellation)
        );
    }

    /// <summary>Whether there is a row of this key whose named fields are all the same.</summary>
    /// <param name="row">The row as it was sent.</param>
    /// <param name="fields">The fields that count.</param>
    /// <param name="record">The record as its user knows it.</param>
    public async Task<bool> HoldsAsync(FinanceSet set, JObject row, IEnumerable<string> fields, string record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(row);
        return await FindAsync(set, row, record, cancellation) is { } held
            && fields.All(field => set.Keys.Contains(field) || values.AreEqual(row[field], held[field], set.Properties[field]));
    }

    /// <summary>Has finance take back everything of an invoice that it has not posted.</summary>
    /// <param name="set">The set of proposals, which offers the action.</param>
    /// <param name="proposal">The number of the proposal.</param>
    /// <param name="actuals">The actuals that the confirmation made.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <returns>What finance says stands of it; null where it answers something else.</returns>
    public async Task<WithdrawalAnswer?> WithdrawAsync(
        FinanceSet set,
        string company,
        string proposal,
        IReadOnlyList<Guid> actuals,
        string record,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(actuals);
        var body = Text(
            new JObject
            {
                ["DataAreaId"] = company,
                ["InvoiceProposalId"] = proposal,
                ["ActualIds"] = new JArray(actuals.Select(id => id.ToString("D"))),
            }
        );
        var response = await SendAsync(
            () => Request($"{set.Name}/{set.WithdrawAction}{Query()}", Method.Post).AddStringBody(body, ContentType.Json),
            Json(HttpStatusCode.OK),
            record,
            cancellation
        );
        return WithdrawalAnswer.Read(response.Content);
    }

    /// <inheritdoc/>
    protected override bool IsTransient(RestResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return IsUnanswered(response) || Error(response).Kind == FinanceErrorKind.Transient;
    }

    /// <inheritdoc/>
    protected override ConnectorException Failure(RestResponse response, string record, string doubt)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (IsUnanswered(response))
        {
            return new ConnectorException(FinanceSystemErrors.NoAnswer.For(record));
        }

        return (int)response.StatusCode < 400 ? NotFinance(record, doubt, response.StatusCode) : Failure(Error(response), response.StatusCode, record, doubt);
    }

    private FinanceError Error(RestResponse response) => FinanceError.Read((int)response.StatusCode, response.Content, profile, IsPage(response));

    private async Task ReadSchemaAsync(CancellationToken cancellation)
    {
        var response = await SendAsync(
            () => new RestRequest(profile.Root + "$metadata").AddHeader("Accept", "application/xml"),
            answer => answer.StatusCode == HttpStatusCode.OK ? null : $"{(int)answer.StatusCode} where 200 was expected",
            "Finance $metadata",
            cancellation
        );
        try
        {
            foreach (var set in FinanceSchema.Read(response.Content ?? "", profile))
            {
                sets[set.Key] = set.Value;
            }
        }
        catch (System.Xml.XmlException exception)
        {
            throw NotFinance("Finance $metadata", "something that is no XML", response.StatusCode, exception);
        }

        if (sets.IsEmpty)
        {
            throw NotFinance("Finance $metadata", "a document that names no set", response.StatusCode);
        }
    }

    private async Task ImportAsync(FinanceSet set, string action, List<JObject> rows, string record, CancellationToken cancellation)
    {
        var body = Text(new JObject { ["rows"] = new JArray(rows) });
        var response = await SendAsync(
            () => Request($"{set.Name}/{action}{Query()}", Method.Post).AddStringBody(body, ContentType.Json),
            Json(HttpStatusCode.OK),
            record,
            cancellation
        );
        var counts = Body(response.Content, record);
        var bulk = profile.Bulk!;
        var parts = bulk.Parts.Select(part => Count(counts, part)).ToList();
        if (Count(counts, bulk.Received) != rows.Count || parts.Any(part => part is null or < 0) || parts.Sum() != rows.Count)
        {
            throw Untold(record, $"counts that are not those of {rows.Count} rows");
        }
    }

    private async Task CreateTogetherAsync(FinanceSet set, List<JObject> rows, string record, CancellationToken cancellation)
    {
        var answers = await BatchAsync(
            rows.Select(row => new BatchOperation("POST", $"{set.Name}{Query()}", Text(row))).ToList(),
            record,
            once: false,
            cancellation
        );
        CheckParts(set, rows, answers, record);
    }

    private void CheckParts(FinanceSet set, List<JObject> rows, IReadOnlyList<BatchAnswer> answers, string record)
    {
        var told = answers.Where(answer => profile.ChangeSet.Contains(answer.Status)).ToList();
        var awaited = rows.Select(row => FinanceValues.Key(set, row)).ToHashSet(StringComparer.Ordinal);
        var known = told.Where(answer => answer.Status != (int)HttpStatusCode.NoContent)
            .All(answer => awaited.Remove(FinanceValues.Key(set, Body(answer.Body, record))));
        if (told.Count != rows.Count || answers.Count != rows.Count || !known)
        {
            throw Untold(record, $"a batch in which not each of {rows.Count} rows is told back");
        }
    }

    private static void CheckKey(FinanceSet set, JObject row, HttpStatusCode status, string? content, string record)
    {
        if (status != HttpStatusCode.NoContent && FinanceValues.Key(set, Body(content, record)) != FinanceValues.Key(set, row))
        {
            throw Untold(record, $"{(int)status} without the key that was sent");
        }
    }

    // An error in words says so; where the profile says that nothing comes, nothing has to come of an OData service.
    private bool IsMissing(RestResponse response) =>
        response.StatusCode == HttpStatusCode.NotFound
        && (
            Error(response).Kind != FinanceErrorKind.Unknown
            || (profile.MissingRowIsEmpty && response.RawBytes is null or { Length: 0 } && HasODataVersion(response))
        );

    private static long? Count(JObject counts, string name) => counts[name] is JValue { Value: long count } ? count : null;

    private IReadOnlyList<BatchAnswer> Answers(RestResponse response, string record)
    {
        try
        {
            return profile.Batch == BatchForm.Json ? JsonBatch.Read(response.Content) : ODataBatch.Read(response);
        }
        catch (FormatException exception)
        {
            throw NotFinance(record, "a batch with something that is none", response.StatusCode, exception);
        }
    }

    private static JObject Body(string? content, string record)
    {
        try
        {
            return (JObject)NewtonsoftSerializer.Parse(content ?? "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            throw NotFinance(record, "something that is no JSON object", null, exception);
        }
    }

    private static ConnectorException Failure(FinanceError error, HttpStatusCode status, string record, string doubt)
    {
        var reason = error.Reason.Length > 0 ? error.Reason : string.Create(CultureInfo.InvariantCulture, $"finance answered {(int)status} without a reason");
        return error.Kind switch
        {
            FinanceErrorKind.Unknown => NotFinance(record, doubt, status),
            FinanceErrorKind.Transient => new ConnectorException(FinanceSystemErrors.Busy.For(record, (int)status, reason)) { Status = status },
            FinanceErrorKind.SignIn => new ConnectorException(FinanceSystemErrors.RoleMissing.For(record, (int)status, reason)) { Status = status },
            _ => new ConnectorException(FinanceSystemErrors.Refused.For(record, reason))
            {
                RemoteCode = error.Kind == FinanceErrorKind.Exists ? nameof(FinanceErrorKind.Exists) : error.Code,
                Status = status,
            },
        };
    }

    // Not the record is wrong and no row is to blame, so that it has no status that would say so; but for a size that what stands in between does not let
    // through.
    private static ConnectorException NotFinance(string record, string answer, HttpStatusCode? status, Exception? exception = null) =>
        new(FinanceSystemErrors.SomethingElse.For(record, answer), exception) { Status = status == HttpStatusCode.RequestEntityTooLarge ? status : null };

    private static ConnectorException Untold(string record, string answer) => new(FinanceSystemErrors.Untold.For(record, answer));

    private static HttpStatusCode[] Statuses(IEnumerable<int> statuses) => [.. statuses.Select(status => (HttpStatusCode)status)];

    private static string Text(JObject body) => body.ToString(Formatting.None);

    private static string Key(FinanceSet set, JObject row) => string.Join(",", set.Keys.Select(key => $"{key}={Literal(set.Properties[key], row[key])}"));

    /// <summary>A text as filters and keys have it.</summary>
    public static string TextLiteral(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static string Literal(FinanceProperty property, JToken? value) =>
        property.Type switch
        {
            "Edm.String" => Uri.EscapeDataString(TextLiteral((string?)value ?? "")),
            _ when property.IsEnumeration => $"{property.Type}'{(string?)value}'",
            _ => Uri.EscapeDataString(Convert.ToString((value as JValue)?.Value, CultureInfo.InvariantCulture) ?? "null"),
        };

    // The token goes nowhere else, whatever a link says.
    private string? Link(JObject body, string record)
    {
        var root = $"{Options.Url}/{profile.Root}";
        return (string?)body["@odata.nextLink"] is not { } link ? null
            : link.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? link[root.Length..]
            : !Uri.TryCreate(link, UriKind.Absolute, out _) ? link
            : throw Untold(record, "a link to another address than Finance:Url");
    }

    private RestRequest Request(string path, Method method) =>
        new RestRequest(profile.Root + path, method)
            .AddHeader("Accept", "application/json")
            .AddHeader("OData-MaxVersion", "4.0")
            .AddHeader("OData-Version", "4.0");
}
