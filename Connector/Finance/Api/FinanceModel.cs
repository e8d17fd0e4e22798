using System.Reflection;
using Microsoft.OData.Edm;
using Microsoft.OData.ModelBuilder;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Withdrawal;

namespace ProjectInvoice.Finance.Api;

/// <summary>The OData model below /data: names of sets, keys and fields as the product publishes them.</summary>
internal static class FinanceModel
{
    /// <summary>The product's namespace, in which filters name enum members and requests name actions.</summary>
    public const string Namespace = "Microsoft.Dynamics.DataEntities";

    private static readonly (string Set, string Name, Type Row, string[] Keys)[] Rows =
    [
        ("ProjActualsImports", "ProjActualsImport", typeof(ActualsImport), [nameof(ActualsImport.DataAreaId), nameof(ActualsImport.ActualsImportId)]),
        ("ProjTransactionRelationships", "ProjTransactionRelationship", typeof(TransactionRelationship), [nameof(TransactionRelationship.ConnectionId)]),
        (
            "ProjectContractLineMilestones",
            "ProjectContractLineMilestone",
            typeof(ContractLineMilestone),
            [nameof(ContractLineMilestone.DataAreaId), nameof(ContractLineMilestone.ContractLineMilestoneIdentifier)]
        ),
        (
            "ProjInvoiceProposals",
            "ProjInvoiceProposal",
            typeof(InvoiceProposal),
            [nameof(InvoiceProposal.DataAreaId), nameof(InvoiceProposal.InvoiceProposalId)]
        ),
        (
            "ProjInvoiceProposalLines",
            "ProjInvoiceProposalLine",
            typeof(ProposalLine),
            [nameof(ProposalLine.DataAreaId), nameof(ProposalLine.InvoiceProposalId), nameof(ProposalLine.LineNumber)]
        ),
        (
            "ProjOnAccountTransactions",
            "ProjOnAccountTransaction",
            typeof(OnAccountTransaction),
            [nameof(OnAccountTransaction.DataAreaId), nameof(OnAccountTransaction.OnAccountTransactionId)]
        ),
        (
            "ProjIntegrationJournals",
            "ProjIntegrationJournal",
            typeof(IntegrationJournal),
            [nameof(IntegrationJournal.DataAreaId), nameof(IntegrationJournal.JournalId)]
        ),
        (
            "ProjIntegrationJournalLines",
            "ProjIntegrationJournalLine",
            typeof(IntegrationJournalLine),
            [nameof(IntegrationJournalLine.DataAreaId), nameof(IntegrationJournalLine.JournalId), nameof(IntegrationJournalLine.LineNumber)]
        ),
        (
            "GeneralJournalAccountEntries",
            "GeneralJournalAccountEntry",
            typeof(LedgerEntry),
            [nameof(LedgerEntry.DataAreaId), nameof(LedgerEntry.Voucher), nameof(LedgerEntry.LineNumber)]
        ),
        ("ProjInvoices", "ProjInvoice", typeof(PostedInvoice), [nameof(PostedInvoice.DataAreaId), nameof(PostedInvoice.ProjInvoiceId)]),
        ("ProjTransactions", "ProjTransaction", typeof(ProjectTransaction), [nameof(ProjectTransaction.ActualId)]),
        ("CustTransactions", "CustTransaction", typeof(CustomerTransaction), [nameof(CustomerTransaction.DataAreaId), nameof(CustomerTransaction.Voucher)]),
        ("GeneralJournalEntries", "GeneralJournalEntry", typeof(LedgerVoucher), [nameof(LedgerVoucher.DataAreaId), nameof(LedgerVoucher.Voucher)]),
        (
            "SalesTaxTransactions",
            "SalesTaxTransaction",
            typeof(SalesTaxTransaction),
            [nameof(SalesTaxTransaction.ActualId), nameof(SalesTaxTransaction.TaxCode)]
        ),
    ];

    /// <summary>The set that shows the rows of a type.</summary>
    public static readonly IReadOnlyDictionary<Type, string> SetNames = Rows.Select(row => (row.Row, row.Set))
        .Concat(SetupSection.All.Select(section => (section.Record, section.SetName)))
        .ToDictionary(set => set.Item1, set => set.Item2);

    private static readonly Lazy<IEdmModel> Built = new(Build);

    /// <summary>The model; it is made once, and nothing changes it.</summary>
    public static IEdmModel Model => Built.Value;

    private static IEdmModel Build()
    {
        var builder = new ODataConventionModelBuilder { Namespace = Namespace, ContainerName = "Resources" };
        foreach (var (set, name, row, keys) in Rows)
        {
            Add(builder, set, name, row, keys);
        }

        foreach (var section in SetupSection.All)
        {
            AddSetup(builder, section);
        }

        builder.OnModelCreating = AddImportActions;
        return builder.GetEdmModel();
    }

    private static void Add(ODataConventionModelBuilder builder, string set, string name, Type row, string[] keys)
    {
        var entity = builder.AddEntityType(row);
        entity.Name = name;
        entity.Namespace = Namespace;
        for (var index = 0; index < keys.Length; index++)
        {
            // The order has to be said: without it a key of two parts is not found.
            var property = row.GetProperty(keys[index])!;
            entity.HasKey(property);
            entity.AddProperty(property).Order = index;
        }

        foreach (var own in row.GetProperties().Where(property => property.IsDefined(typeof(InternalAttribute))))
        {
            entity.RemoveProperty(own);
        }

        if (row.GetProperty("DataAreaId") is { } company)
        {
            entity.AddProperty(company).Name = "dataAreaId";
        }

        foreach (
            var choice in row.GetProperties()
                .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                .Where(type => type.IsEnum)
                .Distinct()
        )
        {
            builder.AddEnumType(choice).Namespace = Namespace;
        }

        builder.AddEntitySet(set, entity);
    }

    private static void AddSetup(ODataConventionModelBuilder builder, SetupSection section)
    {
        var entity = builder.AddEntityType(section.Record);
        entity.Namespace = Namespace;
        var keys = section.Keys.Prepend(section.Company).OfType<PropertyInfo>().Distinct().ToList();
        foreach (var property in section.Record.GetProperties())
        {
            AddParts(builder, property.PropertyType);
            if (SetupJson.NameOf(property) is not { } name)
            {
                entity.RemoveProperty(property);
            }
            else if (keys.Contains(property))
            {
                entity.HasKey(property);
                var key = entity.AddProperty(property);
                key.Name = name;
                key.Order = keys.IndexOf(property);
            }
            else if (property.PropertyType == typeof(IReadOnlyList<NamedValue>))
            {
                entity.AddCollectionProperty(property).Name = name;
            }
        }

        builder.AddEntitySet(section.SetName, entity);
    }

    /// <summary>What a record holds in itself has no key of its own, whatever its properties are called.</summary>
    private static void AddParts(ODataConventionModelBuilder builder, Type type)
    {
        var part = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        if (part.Namespace != typeof(FinanceSetup).Namespace)
        {
            return;
        }

        builder.AddComplexType(part).Namespace = Namespace;
        foreach (var property in part.GetProperties())
        {
            AddParts(builder, property.PropertyType);
        }
    }

    private static void AddImportActions(ODataConventionModelBuilder builder)
    {
        AddImportAction<ActualsImport>(builder);
        AddImportAction<TransactionRelationship>(builder);
        AddImportAction<ContractLineMilestone>(builder);
        var withdraw = builder.EntityType<InvoiceProposal>().Collection.Action("WithdrawInvoice");
        withdraw.Namespace = Namespace;
        withdraw.Parameter<string>(nameof(InvoiceWithdrawal.DataAreaId));
        withdraw.Parameter<string>(nameof(InvoiceWithdrawal.InvoiceProposalId));
        withdraw.CollectionParameter<Guid>(nameof(InvoiceWithdrawal.ActualIds));
    }

    private static void AddImportAction<T>(ODataConventionModelBuilder builder)
        where T : class
    {
        var action = builder.EntityType<T>().Collection.Action("ImportRows");
        action.Namespace = Namespace;
        action.CollectionEntityParameter<T>("rows");
    }
}
