using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.Postings;

/// <summary>Rows of a source that were read together.</summary>
/// <param name="Failures">What could not be taken is added here.</param>
internal sealed record PostingPage(PostingSource Source, RowPlace Place, IReadOnlyList<JObject> Rows, List<ConnectorException> Failures)
{
    /// <summary>The rows that could not be taken.</summary>
    public List<JObject> NotTaken { get; } = [];

    /// <summary>Notes what stands in the way of a row; one that stops all others is thrown.</summary>
    public void Refuse(JObject row, ConnectorException failure)
    {
        if (failure.StopsRun)
        {
            throw failure;
        }

        Failures.Add(failure);
        NotTaken.Add(row);
    }

    /// <summary>The company of a row, in capitals.</summary>
    public static string CompanyOf(JObject row) => ((string?)row[CompanySet.Field] ?? "").ToUpperInvariant();
}
