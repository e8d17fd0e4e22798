namespace ProjectInvoice.Finance.Proposals;

/// <summary>What an on-account transaction stands for.</summary>
internal enum OnAccountOrigin
{
    /// <summary>A milestone of a contract line, made when finance learns of it.</summary>
    Milestone,

    /// <summary>An advance or retainer that is invoiced, applied or refunded, made when its billed sales is imported.</summary>
    Retainer,
}
