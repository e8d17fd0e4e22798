using System.IO;
using System.Runtime.Serialization.Json;
using System.Text;

namespace InvoicePlugins.Dataverse;

/// <summary>Keeps a value as JSON in a text column. What a later release added is passed over by an earlier one.</summary>
/// <typeparam name="TValue">The value; a public data contract, since partial trust serializes no other.</typeparam>
internal static class JsonText<TValue>
{
    private static readonly DataContractJsonSerializer Serializer = new(typeof(TValue));

    /// <summary>Reads the value; a column left empty gives one that says nothing.</summary>
    /// <param name="text">The content of the column.</param>
    public static TValue Read(string? text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text ?? "{}"));
        return (TValue)Serializer.ReadObject(stream);
    }

    /// <summary>Writes the value.</summary>
    /// <returns>The content of the column.</returns>
    public static string Write(TValue value)
    {
        using var stream = new MemoryStream();
        Serializer.WriteObject(stream, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
