namespace ProjectInvoice.Finance.Journal;

/// <summary>What a journal line is booked by instead of set-up.</summary>
/// <param name="Original">The row it reverses or replaces, which must be posted first.</param>
/// <param name="Booked">The row whose booking it takes over: the original itself, or the unbilled sales that a credited invoice line had billed.</param>
/// <param name="Reverses">Whether it takes the booking back; else it restores it.</param>
internal sealed record FollowedActual(Guid Original, Guid Booked, bool Reverses);
