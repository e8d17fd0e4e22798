namespace ProjectInvoice.Finance.Identity;

/// <summary>What was told of these books and is not known any more where it was told.</summary>
internal interface IForgottenParts
{
    /// <summary>
    /// What was sent so far. Only that can be forgotten in what is answered afterwards: a part that goes out meanwhile is not known there yet.
    /// </summary>
    Task<PartsSent> SentAsync(CancellationToken cancellation);

    /// <summary>Sends again what is missing in an answer that was asked for after <paramref name="before"/>.</summary>
    Task SendAgainAsync(ToldNumbers told, PartsSent before, CancellationToken cancellation);
}
