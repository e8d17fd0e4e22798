using System.Text.Json.Serialization;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>By what the lines of a document are ordered; equal ones stand in the order of their line numbers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InvoiceOrder>))]
internal enum InvoiceOrder
{
    Project,
    Date,
    Category,
    Amount,
}
