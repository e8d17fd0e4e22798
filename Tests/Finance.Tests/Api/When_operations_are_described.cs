using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

[TestClass]
public sealed class When_operations_are_described
{
    [TestMethod]
    [DataRow("/api/trial-balance", "company! from to dimension")]
    [DataRow("/api/proposals/{company}/{proposal}/pro-forma", "company! proposal! format")]
    [DataRow("/api/invoices/{company}/{number}", "company! number!")]
    [DataRow("/api/agreement", "")]
    public async Task Its_parameters_stand_there(string path, string parameters)
    {
        await using var host = await FinanceHost.StartAsync();
        var operation = (await host.GetAsync("/openapi/v1.json")).Ok().Json["paths"]![path]!["get"]!;
        var described =
            operation["parameters"]?.AsArray().Select(parameter => $"{parameter!["name"]}{((bool?)parameter["required"] == true ? "!" : string.Empty)}") ?? [];
        Assert.AreEqual(parameters, string.Join(' ', described));
    }

    [TestMethod]
    public async Task Every_operation_stands_there_with_summary_answers_and_sign_in()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.GetAsync("/openapi/v1.json", string.Empty)).Refused(401, ApiErrors.NotSignedIn);
        var document = (await host.GetAsync("/openapi/v1.json")).Ok().Json;
        Assert.AreEqual("http", (string?)document["components"]!["securitySchemes"]!["bearer"]!["type"]);
        var described = document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(operation => (Name: $"{operation.Key.ToUpperInvariant()} {path.Key}", Description: operation.Value!))
            )
            .ToDictionary(operation => operation.Name, operation => operation.Description);
        var mapped = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.Replace(":guid", string.Empty, StringComparison.Ordinal)}")
            )
            .ToList();
        CollectionAssert.AreEquivalent(mapped, described.Keys.ToList());
        foreach (var (name, operation) in described)
        {
            Assert.IsFalse(string.IsNullOrEmpty((string?)operation["summary"]), name);
            StringAssert.Contains((string)operation["description"]!, "Finance.", name);
            Assert.IsNotEmpty(operation["security"]!.AsArray(), name);
            var answers = operation["responses"]!.AsObject();
            Assert.IsTrue(
                answers.Any(answer => answer.Key == "204" || (answer.Key == "200" && answer.Value!["content"]!["application/json"]!["schema"] is not null)),
                name
            );
            foreach (var status in new[] { "400", "401", "403", "429", "500" })
            {
                Assert.IsNotNull(answers[status]?["content"]?["application/json"]?["schema"], $"{name} {status}");
            }
        }

        StringAssert.Contains(document["components"]!["schemas"]!.ToJsonString(), "customerInvoiceNumber");
    }
}
