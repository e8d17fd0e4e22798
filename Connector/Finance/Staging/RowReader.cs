using System.Text.Json;

namespace ProjectInvoice.Finance.Staging;

/// <summary>Reads the row that the reader stands on, which is whole.</summary>
/// <param name="reader">Stands on the row's first token.</param>
/// <param name="place">Where the row stands, such as "row 7".</param>
internal delegate T RowReader<out T>(ref Utf8JsonReader reader, string place);
