namespace ProjectInvoice.Finance.Identity;

/// <summary>A sequence of which the connector was told higher numbers than the books have given.</summary>
/// <param name="Reference">The sequence.</param>
/// <param name="Given">The highest number that the books know.</param>
/// <param name="Told">The highest number that the connector was told.</param>
internal sealed record LostNumbers(string Company, string Reference, long Given, long Told);
