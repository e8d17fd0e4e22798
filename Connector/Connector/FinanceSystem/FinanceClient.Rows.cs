using System.Net;
using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.ServiceDefaults.Http;
using RestSharp;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>Rows that lie below a company or another row, and whose key the system gives: asked for, created, changed, and told back.</summary>
internal sealed partial class FinanceClient
{
    /// <summary>What this finance answers with, and how it spells.</summary>
    public FinanceProfile Profile => profile;

    /// <summary>How values of this finance are compared.</summary>
    public FinanceValues Values => values;

    /// <summary>The companies below which rows lie; one that is null where rows name their company themselves.</summary>
    public async Task<IReadOnlyList<FinanceCompany?>> CompaniesAsync(CancellationToken cancellation)
    {
        const string Record = "Companies of finance";
        if (profile.Company is not { } company)
        {
            return [null];
        }

        var set =
            await SetAsync(company.Set, cancellation) ?? throw NotFinance("Finance $metadata", $"a document without the set {company.Set}", HttpStatusCode.OK);
        var found = new List<FinanceCompany?>();
        await foreach (var row in QueryAsync(set, null, $"$select={company.Id},{company.Code}", Record, cancellation))
        {
            var code = (string?)row[company.Code] ?? "";
            if (company.Only is null || company.Only.Contains(code, StringComparer.OrdinalIgnoreCase))
            {
                found.Add(new FinanceCompany(code, (string?)row[company.Id] ?? throw Untold(Record, "a company without its id")));
            }
        }

        return found;
    }

    /// <summary>The company that a map calls so.</summary>
    /// <param name="record">The record as its user knows it.</param>
    /// <exception cref="ConnectorException">PINV3240: there is none.</exception>
    public async Task<FinanceCompany?> CompanyAsync(string code, string record, CancellationToken cancellation)
    {
        var companies = await CompaniesAsync(cancellation);
        return profile.Company is null
            ? null
            : companies.FirstOrDefault(company => company!.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
                ?? throw new ConnectorException(FinanceSystemErrors.CompanyUnknown.For(record, code));
    }

    /// <summary>Reads the rows that a query asks for, page by page as finance divides them.</summary>
    /// <param name="query">Options of OData, joined.</param>
    /// <param name="record">What is read, as its user knows it.</param>
    public IAsyncEnumerable<JObject> QueryAsync(FinanceSet set, FinanceCompany? company, string query, string record, CancellationToken cancellation) =>
        QueryAsync(new RowPlace(set, company), query, record, cancellation);

    /// <inheritdoc cref="QueryAsync(FinanceSet, FinanceCompany?, string, string, CancellationToken)"/>
    public async IAsyncEnumerable<JObject> QueryAsync(RowPlace place, string query, string record, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var trail = new LinkTrail();
        for (var next = $"{Address(place)}{Query(query)}"; next is not null; )
        {
            var path = trail.Add(next) ? next : throw Untold(record, "a page that leads back to one that was read");
            var (rows, link) = await PageAsync(path, place.Company, record, cancellation);
            foreach (var row in rows)
            {
                yield return row;
            }

            next = link;
        }
    }

    /// <summary>Reads one page.</summary>
    /// <param name="query">Options of OData, joined; or the link of a page before.</param>
    /// <returns>Its rows, and what leads to the next; null for the last.</returns>
    public Task<(IReadOnlyList<JObject> Rows, string? Next)> PageAsync(
        RowPlace place,
        string query,
        string? link,
        string record,
        CancellationToken cancellation
    ) => PageAsync(link ?? $"{Address(place)}{Query(query)}", place.Company, record, cancellation);

    /// <summary>Creates a row that gets its key from finance.</summary>
    /// <returns>The row as finance has it.</returns>
    public async Task<JObject> InsertAsync(RowPlace place, JObject row, string record, CancellationToken cancellation)
    {
        var body = Text(Own(place.Set, row));
        var response = await SendOnceAsync(
            () => Request($"{Address(place)}{Query()}", Method.Post).AddStringBody(body, ContentType.Json),
            Json(Statuses(profile.Create)),
            record,
            cancellation
        );
        return Body(response.Content, record);
    }

    /// <summary>Creates rows that get their keys from finance, all or none; at most as many as a batch may have.</summary>
    /// <returns>The rows as finance has them, in order.</returns>
    public async Task<IReadOnlyList<JObject>> InsertAllAsync(RowPlace place, IReadOnlyList<JObject> rows, string record, CancellationToken cancellation)
    {
        var answers = await BatchAsync(
            rows.Select(row => new BatchOperation("POST", $"{Address(place)}{Query()}", Text(Own(place.Set, row)))).ToList(),
            record,
            once: true,
            cancellation
        );
        return answers.Count == rows.Count && answers.All(answer => profile.ChangeSet.Contains(answer.Status))
            ? answers.Select(answer => Body(answer.Body, record)).ToList()
            : throw Untold(record, $"a batch in which not each of {rows.Count} rows is told back");
    }

    /// <summary>Changes fields of a row, unless somebody changed it meanwhile.</summary>
    /// <param name="row">The row as it was read, with its key and version.</param>
    /// <param name="id">The property with its key.</param>
    /// <returns>The row as finance has it now.</returns>
    public async Task<JObject> ChangeAsync(RowPlace place, JObject row, string id, JObject change, string record, CancellationToken cancellation)
    {
        var body = Text(Own(place.Set, change));
        var response = await SendAsync(
            () => Versioned(Request($"{Address(place)}({(string?)row[id]}){Query()}", Method.Patch), row).AddStringBody(body, ContentType.Json),
            Json(Statuses(profile.Update)),
            record,
            cancellation
        );
        var changed = Body(response.Content, record);
        return (string?)changed[id] == (string?)row[id] ? changed : throw Untold(record, $"{(int)response.StatusCode} without the key that was sent");
    }

    /// <summary>Calls an action that answers nothing.</summary>
    /// <param name="id">The key of the row that it is called on.</param>
    public Task ActAsync(RowPlace place, string id, string action, string record, CancellationToken cancellation) =>
        SendOnceAsync(
            () => Request($"{Address(place)}({id})/{action}{Query()}", Method.Post),
            answer => answer.StatusCode == HttpStatusCode.NoContent && answer.RawBytes is null or { Length: 0 } ? null : "no 204",
            record,
            cancellation
        );

    /// <summary>Sends several requests as one, all or none.</summary>
    private async Task<IReadOnlyList<BatchAnswer>> BatchAsync(
        IReadOnlyList<BatchOperation> operations,
        string record,
        bool once,
        CancellationToken cancellation
    )
    {
        var isJson = profile.Batch == BatchForm.Json;
        var batch = isJson ? JsonBatch.Write(operations) : ODataBatch.Write($"{Options.Url}/{profile.Root}", operations, atomic: true);
        var create = () =>
            Isolated(Request("$batch", Method.Post).AddBody(batch.Body, ContentType.Binary).AddOrUpdateHeader("Content-Type", batch.ContentType));
        var doubt = (RestResponse answer) =>
            answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted ? null : $"{(int)answer.StatusCode} where 200 was expected";
        var response = await (once ? SendOnceAsync(create, doubt, record, cancellation) : SendAsync(create, doubt, record, cancellation));

        // The outer status stays 200 even where all of it failed: only the parts tell.
        var answers = Answers(response, record);
        return answers.FirstOrDefault(answer => answer.Status >= 300) is { } failed
            ? throw Failure(
                FinanceError.Read(failed.Status, failed.Body, profile),
                (HttpStatusCode)failed.Status,
                record,
                $"{failed.Status} for a part of a batch"
            )
            : answers;
    }

    // The sets that show rows of a set, each below every company: documents below zero have a set of their own.
    private async Task<IReadOnlyList<(FinanceSet Set, FinanceCompany? Company)>> SourcesAsync(FinanceSet set, CancellationToken cancellation)
    {
        var sets = new List<FinanceSet> { set };
        if (profile.Document is { Credit: { } credit } document && document.Set == set.Name && await SetAsync(credit.Set, cancellation) is { } credits)
        {
            sets.Add(credits);
        }

        var companies = await CompaniesAsync(cancellation);
        return companies.SelectMany(company => sets.Select(source => (source, company))).ToList();
    }

    private async Task<(IReadOnlyList<JObject> Rows, string? Next)> PageAsync(
        string path,
        FinanceCompany? company,
        string record,
        CancellationToken cancellation
    )
    {
        var body = Body((await SendAsync(() => Request(path, Method.Get), Json(HttpStatusCode.OK), record, cancellation)).Content, record);
        var rows = new List<JObject>();
        foreach (var item in body["value"] as JArray ?? throw Untold(record, "a page without rows"))
        {
            var row = item as JObject ?? throw Untold(record, "a page whose rows are none");
            if (company is not null)
            {
                row[CompanySet.Field] = company.Code;
            }

            rows.Add(row);
        }

        return (rows, Link(body, record));
    }

    private string Address(RowPlace place) =>
        string.Join('/', new[] { place.Company is { } company ? $"{profile.Company!.Set}({company.Id})" : null, place.Owner, place.Set.Name }.OfType<string>());

    private string Query(string? options = null) =>
        (profile.CrossCompany, options) switch
        {
            (true, { Length: > 0 }) => $"?cross-company=true&{options}",
            (true, _) => "?cross-company=true",
            (false, { Length: > 0 }) => $"?{options}",
            _ => "",
        };

    // What finance does not have as a property stays here.
    private JObject Own(FinanceSet set, JObject row)
    {
        var spelled = values.Spelled(set, row);
        if (profile.Company is not null)
        {
            spelled.Remove(CompanySet.Field);
        }

        return spelled;
    }

    private RestRequest Versioned(RestRequest request, JObject row) =>
        profile.ChangesNameVersion && (string?)row["@odata.etag"] is { } version ? request.AddHeader("If-Match", version) : request;

    private RestRequest Isolated(RestRequest request) => profile.Batch == BatchForm.Json ? request.AddHeader("Isolation", "snapshot") : request;
}
