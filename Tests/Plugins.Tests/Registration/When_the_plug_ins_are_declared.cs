using System.Reflection;
using InvoicePlugins.Dataverse;
using static Plugins.Tests.Lists;

namespace Plugins.Tests.Registration;

[TestClass]
internal sealed class When_the_plug_ins_are_declared
{
    private static readonly IReadOnlyList<PluginTypeDeclaration> All = InvoicePlugins.Registration.All;

    [TestMethod]
    public void Every_plug_in_of_the_assembly_is_listed()
    {
        var written = typeof(PluginBase).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PluginBase))).Select(type => type.FullName!);

        CollectionAssert.AreEquivalent(written.ToArray(), All.Select(type => type.TypeName).ToArray());
    }

    // The platform knows a type by its full name: where the product is installed, a class that is moved or renamed is another one.
    [TestMethod]
    public void The_classes_have_the_names_that_the_platform_knows()
    {
        string[] names =
        [
            "Confirmation.Bulk.BulkConfirmInvoicesApi",
            "Confirmation.Chunks.CancelConfirmationApi",
            "Confirmation.Chunks.ConfirmInvoiceChunkApi",
            "Confirmation.Chunks.ResumeConfirmationApi",
            "Confirmation.Chunks.RunConfirmationChunk",
            "Confirmation.ConfirmInvoice",
            "Confirmation.ConfirmInvoiceApi",
            "Delivery.DeliverMessage",
            "Delivery.ResendInvoiceApi",
            "Posting.RecordInvoicePosting",
            "Posting.RecordJournalPosting",
            "Protection.ProtectActual",
            "Protection.ProtectConfirmationChunk",
            "Protection.ProtectIntegrationMessage",
            "Protection.ProtectInvoice",
            "Protection.ProtectInvoiceLine",
            "Protection.ProtectInvoiceLineDetail",
            "Protection.ProtectMilestone",
            "Protection.ProtectNamedRow",
            "Protection.ProtectNotToExceed",
            "Protection.ProtectRetainer",
            "Protection.ProtectTransactionLink",
            "Revision.ReviseInvoice",
            "Withdrawal.RecordWithdrawalApi",
            "Withdrawal.WithdrawInvoiceApi",
        ];

        Same(All.Select(type => type.TypeName).OrderBy(name => name, StringComparer.Ordinal), [.. names.Select(name => "InvoicePlugins." + name)]);
    }

    [TestMethod]
    public void No_id_is_used_twice()
    {
        var ids = All.SelectMany(Ids).ToList();

        Assert.AreEqual(ids.Count, ids.Distinct().Count());
        Assert.IsFalse(ids.Contains(Guid.Empty));
    }

    [TestMethod]
    public void Every_step_says_what_it_is_for_and_has_an_order() =>
        Assert.IsTrue(All.SelectMany(type => type.Steps).All(step => step.Description.Length > 0 && step.Rank > 0));

    [TestMethod]
    public void Every_error_code_is_unique_and_stands_on_the_page_of_errors()
    {
        var codes = typeof(ErrorCode)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(ErrorCode))
            .Select(field => ((ErrorCode)field.GetValue(null)!).Number)
            .ToList();
        var page = File.ReadAllText(Page());

        Assert.AreEqual(codes.Count, codes.Distinct().Count());
        Assert.AreEqual(
            "",
            string.Join(", ", codes.Where(code => !page.Contains("| " + code.ToString(System.Globalization.CultureInfo.InvariantCulture) + " |")))
        );
    }

    private static IEnumerable<Guid> Ids(PluginTypeDeclaration type) =>
        [
            type.Id,
            .. type.Steps.Select(step => step.Id),
            .. type.Steps.SelectMany(step => step.Images).Select(image => image.Id),
            .. type.CustomApi is { } api ? api.RequestParameters.Concat(api.ResponseProperties).Select(parameter => parameter.Id) : [],
            .. type.CustomApi is { } itself ? new[] { itself.Id } : [],
        ];

    private static string Page()
    {
        var folder = new DirectoryInfo(AppDomain.CurrentDomain.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InvoicePlugins.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "Plugins", "ERRORS.md");
    }
}
