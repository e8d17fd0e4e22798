namespace ProjectInvoice.Finance.Outbox;

/// <summary>Whether a callback still has to be sent.</summary>
internal enum CallbackStatus
{
    Pending,
    Sent,
}
