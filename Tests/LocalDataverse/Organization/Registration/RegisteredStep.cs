namespace LocalDataverse.Registration;

/// <summary>A step with the names that its rows refer to.</summary>
internal sealed record RegisteredStep(StepRegistration Step, Guid AssemblyId, string TypeName)
{
    public HashSet<string> Filter { get; } = new(Step.FilteringAttributes, StringComparer.Ordinal);
}
