using NJsonSchema;

namespace Wire;

/// <summary>The contracts of <c>Connector/Contracts</c>: what goes over the wire between the parts.</summary>
internal static class WireContract
{
    /// <summary>What of a JSON text is not as its contract says; empty where all of it is.</summary>
    /// <param name="name">The name of the schema, without its ending.</param>
    /// <param name="json">What was sent or answered.</param>
    public static IReadOnlyList<string> Faults(string name, string json) => [.. Schema(name).Validate(json).Select(fault => fault.ToString())];

    private static JsonSchema Schema(string name)
    {
        using var stream = typeof(WireContract).Assembly.GetManifestResourceStream($"{name}.schema.json")!;
        using var reader = new StreamReader(stream);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
    }
}
