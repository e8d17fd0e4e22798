using System.Text.Json.Serialization;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>Whether the document of an invoice shows every line, or one line for all of the same kind, price and tax.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InvoiceDetail>))]
internal enum InvoiceDetail
{
    Detail,
    Summary,
}
