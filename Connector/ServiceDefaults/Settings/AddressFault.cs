namespace ProjectInvoice.ServiceDefaults.Settings;

/// <summary>What is wrong with the address of another program; each program says it in its own words.</summary>
public enum AddressFault
{
    /// <summary>It is no http or https address.</summary>
    NoAddress,

    /// <summary>It is plain http to another machine, where everybody on the way reads tokens and invoices.</summary>
    PlainHttp,
}
