using LocalDataverse.Calls;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>One message on its way through the stages: a request's own, or the Multiple form that the platform runs beside it.</summary>
internal sealed class Track(string message, string? table, ParameterCollection input)
{
    public string Message { get; } = message;

    public string? Table { get; } = table;

    public ParameterCollection Input { get; } = input;

    public ParameterCollection Output { get; } = [];

    /// <summary>Shared variables of PreValidation; later stages read them from ParentContext.</summary>
    public ParameterCollection OuterVariables { get; init; } = [];

    public ParameterCollection Variables { get; } = [];

    public Guid PrimaryId { get; set; }

    public Guid OperationId { get; init; } = Guid.NewGuid();

    public Row? Before { get; set; }

    public Row? After { get; set; }

    /// <summary>The single-row tracks under a Multiple message.</summary>
    public IReadOnlyList<Track> Rows { get; init; } = [];

    public bool IsMultiple => Rows.Count > 0;

    public Entity? Target => Input.TryGetValue("Target", out var target) ? target as Entity : null;

    /// <summary>Only for these does the context of stages 20 and 40 have the platform's own context as parent.</summary>
    public bool HasOuterContext => Message is "Create" or "Update" or "Delete" or "CreateMultiple" or "UpdateMultiple";

    /// <summary>The track of one row.</summary>
    public static Track Of(string message, TableMetadata table, object target, CallScope scope, ConcurrencyBehavior? behavior = null) =>
        new Track(message, table.LogicalName, InputOf("Target", target, behavior)).Tagged(scope);

    public static ParameterCollection InputOf(string name, object value, ConcurrencyBehavior? behavior)
    {
        var input = new ParameterCollection { [name] = value };
        if (behavior is not null)
        {
            input["ConcurrencyBehavior"] = behavior.Value;
        }

        return input;
    }

    /// <summary>With the tag that the caller gave, as a shared variable.</summary>
    public Track Tagged(CallScope scope)
    {
        if (scope.Tag is not null)
        {
            OuterVariables["tag"] = scope.Tag;
            Variables["tag"] = scope.Tag;
        }

        return this;
    }

    public bool Passes(RegisteredStep step) =>
        step.Filter.Count == 0
        || Message is not ("Update" or "UpdateMultiple")
        || (
            IsMultiple
                ? Rows.Any(row => row.Target!.Attributes.Keys.Any(step.Filter.Contains))
                : Target is { } target && target.Attributes.Keys.Any(step.Filter.Contains)
        );
}
