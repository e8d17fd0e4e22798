namespace Solution.Packer.Declarations;

/// <summary>A request parameter or response property of a custom API.</summary>
/// <param name="Name">Unique name within the custom API.</param>
/// <param name="Type">Type as the platform numbers it: 0 Boolean, 1 DateTime, 2 Decimal, … 12 Guid.</param>
/// <param name="Optional">Whether a caller may leave it out; always false for a response property.</param>
/// <param name="Table">Logical name of the table of an Entity or EntityReference; null otherwise.</param>
/// <param name="Description">What it means.</param>
internal sealed record CustomApiParameter(string Name, int Type, bool Optional, string? Table, string Description);
