namespace Solution.Packer.Declarations;

/// <summary>A registration step as the code declares it.</summary>
/// <param name="Id">Fixed id.</param>
/// <param name="TypeName">Full name of the plug-in class.</param>
/// <param name="Message">Message, for example Update, or the name of a custom API.</param>
/// <param name="Table">Logical name of the table; empty for a message without one.</param>
/// <param name="Stage">10 before validation, 20 before, 40 after the operation.</param>
/// <param name="Mode">0 with the operation, 1 after the transaction, in its own.</param>
/// <param name="Rank">Order among the steps of a stage.</param>
/// <param name="FilteringAttributes">Columns of which one must be set for the step to run; empty for any.</param>
/// <param name="Description">What it does.</param>
/// <param name="HasSecureConfiguration">Whether deployment has to give it a secure configuration.</param>
internal sealed record PluginStep(
    Guid Id,
    string TypeName,
    string Message,
    string Table,
    int Stage,
    int Mode,
    int Rank,
    IReadOnlyList<string> FilteringAttributes,
    string Description,
    bool HasSecureConfiguration,
    IReadOnlyList<StepImage> Images
)
{
    /// <summary>Name of the step, unique by class, message, table, stage and mode.</summary>
    public string Name => $"{TypeName}: {Message} of {(Table.Length > 0 ? Table : "any table")}, stage {Stage}{(Mode == 1 ? ", asynchronous" : string.Empty)}";
}
