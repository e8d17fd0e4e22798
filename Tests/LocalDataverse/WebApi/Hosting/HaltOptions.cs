namespace LocalDataverse.WebApi.Hosting;

/// <summary>Where the host is to stop for good, so that a test can end the process exactly there. Nothing is set: it never does.</summary>
internal sealed class HaltOptions
{
    /// <summary>Halts before the write of this number (from 1), counted from the start of the process, in the middle of the transaction; readers go on being served.</summary>
    public int? Write { get; set; }

    /// <summary>Only writes to this table count.</summary>
    public string? Table { get; set; }

    /// <summary>Halts the asynchronous steps once so many have been run, between two transactions.</summary>
    public int? Jobs { get; set; }
}
