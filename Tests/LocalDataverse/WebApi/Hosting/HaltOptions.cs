namespace LocalDataverse.WebApi.Hosting;

/// <summary>Where the host is to stop for good, so that a test can end the process exactly there.</summary>
internal sealed class HaltOptions
{
    /// <summary>Null: nowhere.</summary>
    public HaltPlace? Before { get; set; }

    /// <summary>Before which of them, counted from 1 at the start of the process.</summary>
    public int Number { get; set; } = 1;

    /// <summary>Only writes to this table, or asynchronous steps on it, count.</summary>
    public string? Table { get; set; }
}
