using System.Globalization;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy.Solutions;

/// <summary>What has been begun and would be lost.</summary>
internal sealed class WorkInProgress(DataverseClient client)
{
    // Choices of pinv_integrationmessage.pinv_status and invoice.pinv_confirmationstatus.
    private static readonly int[] Undelivered = [482190000, 482190003];
    private static readonly int[] Unfinished = [482190001, 482190002, 482190005, 482190006, 482190007];

    /// <summary>How much of each kind; none where there is nothing.</summary>
    internal async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var work = new List<string>();
        await CountAsync("pinv_integrationmessages?$select=pinv_integrationmessageid&$filter=", "pinv_status", Undelivered, "messages wait for delivery");
        await CountAsync("invoices?$select=invoiceid&$filter=", "pinv_confirmationstatus", Unfinished, "confirmations run");
        return work;

        async Task CountAsync(string query, string column, int[] values, string what)
        {
            var filter = string.Join(" or ", values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{column} eq {value}")));
            var rows = await client.ListAsync(query + filter, cancellationToken);
            if (rows.Count > 0)
            {
                work.Add(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} {what}"));
            }
        }
    }
}
