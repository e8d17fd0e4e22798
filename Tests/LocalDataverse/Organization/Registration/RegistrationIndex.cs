namespace LocalDataverse.Registration;

/// <summary>Everything registered, read from the rows of the registration tables at one moment.</summary>
internal sealed class RegistrationIndex
{
    private readonly Dictionary<(string Message, string? Table), RegisteredStep[]> steps;
    private readonly Dictionary<string, CustomApiRegistration> customApis;

    public RegistrationIndex(
        IEnumerable<RegisteredStep> steps,
        IEnumerable<CustomApiRegistration> customApis,
        IReadOnlyDictionary<Guid, (Guid AssemblyId, string TypeName)> types
    )
    {
        Types = types;
        this.customApis = customApis.ToDictionary(api => api.UniqueName, StringComparer.Ordinal);
        this.steps = steps
            .GroupBy(step => (step.Step.Message, step.Step.Table))
            .ToDictionary(group => group.Key, group => group.OrderBy(step => step.Step.Rank).ThenBy(step => step.Step.Id).ToArray());
    }

    public IReadOnlyDictionary<Guid, (Guid AssemblyId, string TypeName)> Types { get; }

    public IReadOnlyCollection<CustomApiRegistration> CustomApis => customApis.Values;

    public IEnumerable<RegisteredStep> Steps => steps.Values.SelectMany(group => group);

    public CustomApiRegistration? CustomApi(string uniqueName) => customApis.TryGetValue(uniqueName, out var found) ? found : null;

    public bool HasSteps(string message, string? table) => steps.ContainsKey((message, null)) || (table is not null && steps.ContainsKey((message, table)));

    /// <summary>The steps of a stage, lowest rank first.</summary>
    public IEnumerable<RegisteredStep> Find(string message, string? table, PipelineStage stage, StepMode mode)
    {
        var any = steps.TryGetValue((message, null), out var general) ? general : [];
        var own = table is not null && steps.TryGetValue((message, table), out var special) ? special : [];
        if (any.Length == 0 && own.Length == 0)
        {
            return [];
        }

        var found = any.Concat(own).Where(step => step.Step.Stage == stage && step.Step.Mode == mode);
        return any.Length == 0 ? found : found.OrderBy(step => step.Step.Rank).ThenBy(step => step.Step.Id);
    }
}
