using System.Text.Json;

namespace ProjectInvoice.Finance.Documents;

/// <summary>Writes a section of a document line by line, its totals last (the shape of <see cref="InvoiceSection"/>).</summary>
internal sealed class SectionWriter
{
    private readonly Utf8JsonWriter writer;
    private decimal net;
    private decimal tax;

    public SectionWriter(Utf8JsonWriter writer, string? name)
    {
        (this.writer, Name) = (writer, name);
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteStartArray("lines");
    }

    public string? Name { get; }

    public void Write(InvoiceLine line)
    {
        net += line.NetAmount;
        tax += line.SalesTaxAmount;
        JsonSerializer.Serialize(writer, line, JsonSerializerOptions.Web);
    }

    public void End()
    {
        writer.WriteEndArray();
        writer.WriteNumber("netAmount", Money.Normalize(net));
        writer.WriteNumber("salesTaxAmount", Money.Normalize(tax));
        writer.WriteEndObject();
    }
}
