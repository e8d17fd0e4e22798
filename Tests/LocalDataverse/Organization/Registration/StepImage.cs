namespace LocalDataverse.Registration;

/// <param name="Alias">Key in PreEntityImages or PostEntityImages.</param>
/// <param name="Columns">Empty: all columns.</param>
public sealed record StepImage(Guid Id, string Alias, ImageType Type, IReadOnlyList<string> Columns)
{
    public string Name { get; init; } = Alias;

    public string MessagePropertyName { get; init; } = "Target";
}
