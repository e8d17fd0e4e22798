namespace LocalDataverse.WebApi.Model;

/// <summary>A custom API or a platform message that the Web API offers as action or function.</summary>
/// <param name="Table">The table it is bound to; null binds a platform message to every table.</param>
/// <param name="IsPrivate">Not shown in the service description, but callable.</param>
internal sealed record OperationModel(
    string Name,
    bool IsFunction,
    OperationBinding Binding,
    string? Table,
    IReadOnlyList<OperationParameter> Parameters,
    IReadOnlyList<OperationParameter> Responses,
    bool IsPrivate = false
)
{
    /// <summary>The parameter of the message that is the row's id; null where it is the row as <c>Target</c>.</summary>
    public string? RowIdParameter { get; init; }

    /// <summary>Name of the type of the answer.</summary>
    public string ResponseType => Name + "Response";
}
