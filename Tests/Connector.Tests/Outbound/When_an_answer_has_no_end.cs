using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProjectInvoice.ServiceDefaults.Http;

namespace ProjectInvoice.Connector.Tests.Outbound;

[TestClass]
internal sealed class When_an_answer_has_no_end
{
    private static readonly byte[] Drop = [32];

    [TestMethod]
    public async Task One_that_comes_drop_by_drop_is_given_up_after_the_time_of_a_request()
    {
        await using var server = await StartAsync(async context =>
        {
            using var drops = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await drops.WaitForNextTickAsync(context.RequestAborted))
            {
                await context.Response.Body.WriteAsync(Drop, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        using var client = OutboundHandler.CreateClient(new OutboundOptions(TimeSpan.FromMilliseconds(500), 1_000_000), TimeProvider.System);

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.GetAsync(new Uri(server.Urls.Single())));
    }

    [TestMethod]
    public async Task One_that_is_larger_than_allowed_is_not_read_packed_or_not()
    {
        await using var server = await StartAsync(async context =>
        {
            var isPacked = context.Request.Path == "/packed";
            context.Response.Headers.ContentEncoding = isPacked ? "gzip" : default;
            await using var body = isPacked ? new GZipStream(context.Response.Body, CompressionLevel.Fastest) : context.Response.Body;
            await body.WriteAsync(new byte[1_000_001], context.RequestAborted);
        });
        using var client = OutboundHandler.CreateClient(new OutboundOptions(TimeSpan.FromMinutes(1), 1_000_000), TimeProvider.System);

        foreach (var path in new[] { "/packed", "/plain" })
        {
            await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.GetAsync(new Uri(server.Urls.Single() + path)));
        }
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return application;
    }
}
