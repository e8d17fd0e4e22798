using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>The embedded finance application, started by the test and reached over HTTP only.</summary>
internal sealed class EmbeddedFinance : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("connector-tests-finance-").FullName;
    private readonly WebApplication application;

    private EmbeddedFinance() =>
        application = global::ProjectInvoice.Finance.FinanceApplication.Build([
            "--urls=http://127.0.0.1:0",
            $"--Storage:ConnectionString=Data Source={Path.Combine(folder, "finance.db")};Pooling=False",
            $"--Authentication:Authority={Authority.Url}",
            $"--Callback:ClientId={Authority.FinanceClient}",
            $"--Callback:ClientSecret={Authority.Secret}",
            "--Logging:LogLevel:Default=Error",
        ]);

    public string Url => application.Urls.Single();

    public static async Task<EmbeddedFinance> StartAsync()
    {
        var finance = new EmbeddedFinance();
        await finance.application.StartAsync();
        Authority.Accept(finance.Url);
        using var stream = typeof(EmbeddedFinance).Assembly.GetManifestResourceStream("finance.json")!;
        using var reader = new StreamReader(stream);
        await finance.SendAsync(HttpMethod.Put, "/api/setup", JObject.Parse(await reader.ReadToEndAsync()));
        return finance;
    }

    /// <summary>Says where postings are reported.</summary>
    public void CallBack(string url) => application.Configuration["Callback:Url"] = url;

    public async Task<JObject> SendAsync(HttpMethod method, string path, JToken? body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Url + path));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Authority.TokenAsync(Authority.AdministratorClient, Url));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.IsTrue(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? [] : (JObject)Http.NewtonsoftSerializer.Parse(text);
    }

    public async Task<IReadOnlyList<JObject>> RowsAsync(string set) =>
        ((JArray)(await SendAsync(HttpMethod.Get, $"/data/{set}?cross-company=true", null))["value"]!).Cast<JObject>().ToList();

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
