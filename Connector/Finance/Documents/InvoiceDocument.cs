using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Documents;

/// <summary>
/// What a posted invoice says but its lines, as JSON of <see cref="InvoiceContent"/>: written with the posting, never changed, never computed again from
/// set-up. Its lines are the proposal's.
/// </summary>
internal sealed class InvoiceDocument : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string ProjInvoiceId { get; set; } = string.Empty;

    public string Content { get; set; } = string.Empty;
}
