namespace ProjectInvoice.Finance.Setup;

/// <summary>Finds fields of a set-up that hold none of their choices.</summary>
internal sealed class SetupChoices(FinanceSetup setUp, CheckedSections sections)
{
    private static readonly string[] BillingTypes = ["Chargeable", "Non Chargeable", "Complimentary", "Not Available", "Not Specified"];
    private static readonly string[] TransactionTypes = ["Hour", "Expense", "Item", "Fee"];
    private static readonly string[] CostTypes = ["Hour", "Expense", "Item"];
    private static readonly string[] Statements = ["ProfitAndLoss", "Balance"];

    public void Find()
    {
        FindOfRatesAndTax();
        FindOfLineRules();
        FindOfPostings();
        FindOfLedger();
        FindOfParameters();
    }

    private void FindOfRatesAndTax()
    {
        sections.ExchangeRates.Choose("type", record => record.Type, "Default", "Reporting");
        sections.FiscalPeriods.Choose("status", record => record.Status, "Open", "OnHold", "Closed");
        sections.SalesTaxCodes.Choose("kind", record => record.Kind, "Standard", "Reduced", "Zero", "Exempt", "ReverseCharge");
        sections.TermsOfPayment.Choose("from", record => record.From, "InvoiceDate", "MonthEnd", "DayOfMonth");
    }

    private void FindOfLineRules()
    {
        sections.Categories.Choose("transactionType", record => record.TransactionType, TransactionTypes);
        sections.LineProperties.Choose("billingType", record => record.BillingType, BillingTypes);
        sections.CostAndRevenueProfiles.Choose("billingMethod", record => record.BillingMethod, BillingMethods.All);
        sections.ProfileRules.ChooseMany("billingMethod", record => record.BillingMethod is { } method ? [method] : [], BillingMethods.All);
        sections.CostAndRevenueProfiles.Choose("onAccount", record => record.OnAccount, Statements);
    }

    private void FindOfPostings()
    {
        foreach (var profile in setUp.CostAndRevenueProfiles)
        {
            var only = sections.CostAndRevenueProfiles.Only(profile);
            foreach (var (type, place) in profile.PostCosts ?? new Dictionary<string, string>())
            {
                only.Choose("postCosts", _ => type, CostTypes).Choose($"postCosts.{type}", _ => place, Statements);
            }

            only.ChooseMany("accrueRevenue", record => record.AccrueRevenue ?? [], TransactionTypes);
        }
    }

    private void FindOfLedger()
    {
        sections.LedgerPosting.Choose("postingType", record => record.PostingType, PostingTypes.WithAccount);
        sections.Dimensions.ChooseMany("requiredFor", record => record.RequiredFor ?? [], PostingTypes.WithProjectDimensions);
        sections.NumberSequences.Choose("reference", record => record.Reference, NumberReferences.All);
    }

    private void FindOfParameters()
    {
        sections.Parameters.Choose("salesTaxGroupMethod", record => record.SalesTaxGroupMethod, "Search", "Project", "Contract", "Customer");
        sections.Parameters.Choose("journalPeriodUnit", record => record.JournalPeriodUnit, "Days", "Months", "Years", "All");
        sections.Companies.NameTimeZone("timeZone", record => record.TimeZone);
    }
}
