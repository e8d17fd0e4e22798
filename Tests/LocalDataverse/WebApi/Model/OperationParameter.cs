namespace LocalDataverse.WebApi.Model;

/// <summary>A request parameter or a response property of an operation.</summary>
/// <param name="Table">For rows and references: their table, where the declaration names one.</param>
internal sealed record OperationParameter(string Name, ParameterType Type, bool IsOptional, string? Table = null);
