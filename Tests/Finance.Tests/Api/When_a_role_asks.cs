using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

/// <summary>Every address that is mapped, asked by every role with a token of the authority: allowed, or refused in the documented form.</summary>
[TestClass]
public sealed partial class When_a_role_asks
{
    private const string Integration = "Finance.Integration";
    private const string Accountant = "Finance.ProjectAccountant";
    private const string Clerk = "Finance.ReceivablesClerk";
    private const string Reader = "Finance.Reader";
    private const string Administrator = "Finance.Administrator";

    private static readonly string[] Everybody = [Integration, Accountant, Clerk, Reader, Administrator];

    /// <summary>Which roles an address is for: the first line that fits holds.</summary>
    private static readonly (string Method, string Address, string[] Roles)[] Table =
    [
        ("GET", "^/?data", Everybody),
        ("POST", "^/data/Proj(ActualsImports|TransactionRelationships|InvoiceProposals)|^/data/ProjectContractLineMilestones", [Integration]),
        ("PATCH|DELETE", "^/data/ProjectContractLineMilestones", [Integration]),
        ("PATCH|DELETE", "^/data/ProjIntegrationJournalLines", [Accountant]),
        ("PATCH|DELETE", "^/data/ProjInvoiceProposal(s|Lines)", [Accountant, Clerk]),
        ("PATCH|DELETE", "^/data/ProjOnAccountTransactions", [Accountant]),
        (
            "POST|PATCH|DELETE",
            "^/data/(Companies|Currencies|ExchangeRates|FixedRateAgreements|FiscalPeriods|SalesTax|ItemSalesTaxGroups|TermsOfPayment|Customers|"
                + "Contracts|Projects|Products|Categories|LineProperties|CostAndRevenueProfiles|ProfileRules|MainAccounts|LedgerPosting|Dimensions|"
                + "AccountStructures|NumberSequences|Parameters)",
            [Administrator]
        ),
        ("PUT", "^/api/setup", [Administrator]),
        ("POST", "^/api/identity", [Administrator]),
        ("POST", "^/api/outbox", [Integration, Administrator]),
        ("POST", "^/api/import", [Accountant, Clerk, Administrator]),
        ("POST", "^/api/journal", [Accountant]),
        ("POST", "^/api/(transactions|adjust)", [Accountant]),
        ("POST", "^/api/(proposals|posting-batches)", [Accountant, Clerk]),
        ("GET", "^/(api|openapi)/", Everybody),
    ];

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task Each_address_answers_its_roles_and_refuses_the_others()
    {
        await using var host = await FinanceHost.StartAsync();
        var asked = 0;
        foreach (
            var (method, pattern) in Addresses(host)
                .Distinct()
                .Where(address =>
                    !IsRefusedToAll(address)
                    && !address.Pattern.StartsWith("/health", StringComparison.Ordinal)
                    && !address.Pattern.StartsWith("/jobs", StringComparison.Ordinal)
                )
        )
        {
            var roles = Table.FirstOrDefault(line => Regex.IsMatch(method, $"^({line.Method})$") && Regex.IsMatch(pattern, line.Address)).Roles;
            Assert.IsNotNull(roles, $"{method} {pattern} stands in no line of the table.");
            var path = "/" + Parameter().Replace(IdParameter().Replace(pattern, Guid.Empty.ToString()), "x").TrimStart('/');
            (await host.SendTextAsync(string.Empty, new HttpMethod(method), path, "{}")).Refused(401, ApiErrors.NotSignedIn);
            foreach (var role in Everybody.Append("Nobody"))
            {
                var answer = await host.SendTextAsync(role, new HttpMethod(method), path, method == "GET" ? null : "{}");
                asked++;
                if (roles.Contains(role))
                {
                    Assert.IsFalse(answer.Status is 401 or 403 or >= 500, $"{role} {method} {path}: {answer.Status} {answer.Text}");
                }
                else
                {
                    Assert.AreEqual(403, answer.Status, $"{role} {method} {path}: {answer.Text}");
                    StringAssert.Matches(answer.Text, Code());
                }
            }
        }

        Assert.IsGreaterThan(300, asked);
    }

    private static IEnumerable<(string Method, string Pattern)> Addresses(FinanceHost host) =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, endpoint.RoutePattern.RawText!))
            )
            .Where(address => !(address.method == "GET" && address.Item2.Contains("{key", StringComparison.Ordinal)));

    /// <summary>What the product does not offer is refused to every role, by name of the remedy.</summary>
    private static bool IsRefusedToAll((string Method, string Pattern) address) =>
        address.Method == "PUT" && address.Pattern.StartsWith("/data", StringComparison.Ordinal)
        || (address.Method is "PATCH" or "DELETE" && Regex.IsMatch(address.Pattern, "^/data/(ProjActualsImports|ProjTransactionRelationships)"))
        || (address.Method == "DELETE" && address.Pattern.StartsWith("/data/ProjInvoiceProposals", StringComparison.Ordinal));

    [GeneratedRegex(@"\{\w+:guid\}")]
    private static partial Regex IdParameter();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"PINV4\d\d\d")]
    private static partial Regex Code();
}
