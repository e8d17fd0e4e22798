using System.Net.Http.Headers;
using System.Text;
using LocalDataverse;
using LocalDataverse.Registration;
using LocalDataverse.WebApi;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_Dataverse_is_the_local_one : DataverseContract
{
    protected override async Task<(string Url, IAsyncDisposable Host, Func<string, JObject, Task<Guid>> Create)> StartAsync()
    {
        var application = LocalDataverseApplication.Build(["--urls=http://127.0.0.1:0", $"--Authentication:Authority={Authority.Url}"]);
        await application.StartAsync();
        application
            .Services.GetRequiredService<DataverseOrganization>()
            .RegisterUser(
                new UserRegistration(Guid.NewGuid(), "The connector", ["System Administrator"]) { ApplicationId = Guid.Parse(Authority.ConnectorClient) }
            );
        var organization = application.Services.GetRequiredService<DataverseOrganization>();
        organization.RegisterEnvironmentVariable(new EnvironmentVariableRegistration(Guid.NewGuid(), "pinv_TimeZone", EnvironmentVariableType.String, "UTC"));
        organization.SetEnvironmentVariable("pinv_TimeZone", "Europe/Rome");
        var url = application.Urls.Single();
        return (url, application, (table, values) => CreateAsync(url, table + "s", values));
    }

    private static async Task<Guid> CreateAsync(string url, string set, JObject values)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Authority.TokenAsync(Authority.ConnectorClient, url));
        using var content = new StringContent(values.ToString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"{url}/api/data/v9.2/{set}"), content);
        Assert.IsTrue(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return Guid.Parse(response.Headers.GetValues("OData-EntityId").Single().Split('(', ')')[1]);
    }
}
