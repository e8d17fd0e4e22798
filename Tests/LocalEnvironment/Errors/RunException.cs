namespace LocalEnvironment.Errors;

/// <summary>The main job cannot go on.</summary>
internal sealed class RunException(Message refusal) : Exception(refusal.ToString())
{
    public RunException(Fault fault)
        : this(Errors.Message.Of(fault)) { }

    /// <summary>What the user reads.</summary>
    public Message Refusal { get; } = refusal;
}
