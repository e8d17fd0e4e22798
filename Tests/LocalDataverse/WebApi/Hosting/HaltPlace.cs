namespace LocalDataverse.WebApi.Hosting;

internal enum HaltPlace
{
    /// <summary>In the middle of a transaction; readers go on being served.</summary>
    Write,

    /// <summary>Before an asynchronous step is taken from the queue, between two transactions.</summary>
    Job,
}
