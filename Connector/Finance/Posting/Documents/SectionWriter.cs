using System.Text.Json;

namespace Finance.Posting.Documents;

/// <summary>Writes a section of a document line by line, its totals last (the shape of <see cref="InvoiceSection"/>).</summary>
internal sealed class SectionWriter
{
    private readonly Utf8JsonWriter _writer;
    private decimal _net;
    private decimal _tax;

    public SectionWriter(Utf8JsonWriter writer, string? name)
    {
        (_writer, Name) = (writer, name);
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteStartArray("lines");
    }

    public string? Name { get; }

    public void Write(InvoiceLine line)
    {
        _net += line.NetAmount;
        _tax += line.SalesTaxAmount;
        JsonSerializer.Serialize(_writer, line, JsonSerializerOptions.Web);
    }

    public void End()
    {
        _writer.WriteEndArray();
        _writer.WriteNumber("netAmount", Money.Normalise(_net));
        _writer.WriteNumber("salesTaxAmount", Money.Normalise(_tax));
        _writer.WriteEndObject();
    }
}
