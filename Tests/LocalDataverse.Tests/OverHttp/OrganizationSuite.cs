using LocalDataverse.Tests.Organization;
using LocalDataverse.Tests.WebApi;

namespace LocalDataverse.Tests.OverHttp;

/// <summary>Tests of the organization service that hold in process and over HTTP alike: what the Web API says is what the service says.</summary>
public abstract class OrganizationSuite : IAsyncDisposable
{
    private readonly RunningDataverse? running;

    protected OrganizationSuite(Way way)
    {
        running = way == Way.OverHttp ? RunningDataverse.Start(Sample.Options()).GetAwaiter().GetResult() : null;
        Sample = running is null ? new Sample() : new Sample(running);
    }

    protected Sample Sample { get; }

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
        {
            await running.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
