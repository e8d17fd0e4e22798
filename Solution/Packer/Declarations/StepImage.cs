namespace Solution.Packer.Declarations;

/// <summary>An image that a step asks for.</summary>
/// <param name="Id">Fixed id.</param>
/// <param name="Name">Name in registration tools.</param>
/// <param name="Alias">Key under which the step finds it.</param>
/// <param name="Type">0 before the operation, 1 after it.</param>
internal sealed record StepImage(Guid Id, string Name, string Alias, int Type, IReadOnlyList<string> Columns);
