using System.Text.Json;

namespace LocalDataverse.Tests.OverHttp;

/// <summary>A column as the Web API defines it.</summary>
/// <param name="Type">Value of <c>AttributeTypeName</c> without its ending.</param>
internal sealed record ColumnDefinition(string LogicalName, string Type, bool IsDateOnly)
{
    public bool IsLookup => Type is "Lookup" or "Owner" or "Customer";

    public string Property => IsLookup ? $"_{LogicalName}_value" : LogicalName;

    public static ColumnDefinition Of(JsonElement definition) =>
        new(
            TableDefinition.Text(definition, "LogicalName"),
            definition.GetProperty("AttributeTypeName").GetProperty("Value").GetString()!.Replace("Type", "", StringComparison.Ordinal),
            definition.TryGetProperty("DateTimeBehavior", out var behavior) && behavior.GetProperty("Value").GetString() == "DateOnly"
        );
}
