using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

[TestClass]
public sealed class When_a_sender_is_slow
{
    private const string Path = "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows?cross-company=true";

    [TestMethod]
    public async Task Nobody_waits_for_the_rest_of_its_rows()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        using var content = new SlowRows(FinanceSample.Actual("slow", "Cost", 1).ToJsonString());
        var slow = SendAsync(host, content);
        await content.Begun.WaitAsync(TimeSpan.FromMinutes(1));
        (await host.SendRowAsync("ProjActualsImports", FinanceSample.Actual("fast", "Cost", 1))).Ok();
        content.GoOn();
        Assert.AreEqual(200, (await slow).Status);
        Assert.HasCount(2, await host.RowsAsync("ProjActualsImports"));
    }

    [TestMethod]
    public async Task It_is_told_when_its_time_is_up()
    {
        await using var host = await FinanceHost.StartAsync("--Limits:RequestSeconds=2");
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        using var connection = new TcpClient();
        await connection.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = connection.GetStream();
        var head =
            $"POST {Path} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nAuthorization: Bearer "
            + $"{await FinanceHost.TokenAsync("Finance.Integration", host.Address.ToString().TrimEnd('/'))}\r\nContent-Type: "
            + $"application/json\r\nContent-Length: 1000\r\n\r\n{{\"rows\":[";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        StringAssert.StartsWith(answer, "HTTP/1.1 408");
        StringAssert.Contains(answer, ApiErrors.TooSlow.Code);
        Assert.IsEmpty(await host.RowsAsync("ProjActualsImports"));
    }

    private static async Task<Answer> SendAsync(FinanceHost host, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        using var response = await (await host.AsAsync("Finance.Integration")).SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A body that stands still in the middle of its rows.</summary>
    private sealed class SlowRows : HttpContent
    {
        private readonly string row;
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowRows(string row)
        {
            this.row = row;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        public Task Begun => begun.Task;

        public void GoOn() => goOn.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"rows":[{{row}}"""));
            await stream.FlushAsync();
            begun.TrySetResult();
            await goOn.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await stream.WriteAsync("]}"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            GoOn();
            base.Dispose(disposing);
        }
    }
}
