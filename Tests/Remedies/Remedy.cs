namespace Remedies;

/// <summary>One way out for an invoice that is confirmed, and so locked, and that something stops on its way into the books.</summary>
/// <param name="Number">The number of the error that names what stops it.</param>
/// <param name="Situation">How that comes about.</param>
/// <param name="Role">Who the remedy is for.</param>
/// <param name="Words">The remedy, as the message says it.</param>
/// <param name="Test">The project whose tests bring the situation about, carry the remedy out and post the invoice.</param>
/// <param name="Proof">The test that does so, where it is one of its own: class and method.</param>
internal sealed record Remedy(int Number, string Situation, string Role, string Words, string Test, string? Proof = null)
{
    public string Code => $"PINV{Number}";

    public override string ToString() => $"{Code} {Situation}";
}
