using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Finance.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccountStructure",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Accounts = table.Column<string>(type: "TEXT", nullable: false),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountStructure", x => new { x.Company, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "ActualsImport",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false, collation: "NOCASE"),
                    ActualsImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActualId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TransactionType = table.Column<string>(type: "TEXT", nullable: false),
                    TransactionClassification = table.Column<long>(type: "INTEGER", nullable: false),
                    BillingType = table.Column<string>(type: "TEXT", nullable: false),
                    BillingMethod = table.Column<string>(type: "TEXT", nullable: true),
                    AdjustmentStatus = table.Column<long>(type: "INTEGER", nullable: true),
                    BillingStatusId = table.Column<long>(type: "INTEGER", nullable: true),
                    AccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DocumentDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    StartDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Quantity = table.Column<decimal>(type: "TEXT", nullable: false),
                    UnitPrice = table.Column<decimal>(type: "TEXT", nullable: true),
                    UnitPriceMST = table.Column<decimal>(type: "TEXT", nullable: true),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    TransactionCurrencyId = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    ContractId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ContractLineId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    FundingSource = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    CustomerAccountNumber = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ProjectId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ProjectDataAreaId = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    TaskNumber = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    TransactionCategoryId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ProductNumber = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ProductDescription = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    UnitOfMeasure = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    BookableResourceName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ExternalDescription = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    MilestoneId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RetainerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ExternalReference = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    ExternalOriginReference = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Status = table.Column<long>(type: "INTEGER", nullable: true),
                    StatusReason = table.Column<long>(type: "INTEGER", nullable: true),
                    OwningUser = table.Column<Guid>(type: "TEXT", nullable: true),
                    OwningBusinessId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ContractingUnit = table.Column<Guid>(type: "TEXT", nullable: true),
                    ResourceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ResourceOperationUnitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ContractLine = table.Column<int>(type: "INTEGER", nullable: true),
                    InvoiceId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ResourcingCompany = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    SubcontractLine = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SubConInvoiceId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    MatchedVendorInvoice = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    VendInvoiceLineProjTransId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    IsJournalized = table.Column<string>(type: "TEXT", nullable: true),
                    ProjActualsImportSync = table.Column<string>(type: "TEXT", nullable: true),
                    ExchangeRateDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    VoucherNumber = table.Column<string>(type: "TEXT", nullable: true),
                    ExchangeRate = table.Column<decimal>(type: "TEXT", nullable: true),
                    AccountingAmount = table.Column<decimal>(type: "TEXT", nullable: true),
                    SalesTaxAmount = table.Column<decimal>(type: "TEXT", nullable: true),
                    ImportStatus = table.Column<string>(type: "TEXT", nullable: false),
                    AccountingType = table.Column<string>(type: "TEXT", nullable: true),
                    IsRetainer = table.Column<bool>(type: "INTEGER", nullable: false),
                    TransactionDate = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActualsImport", x => new { x.DataAreaId, x.ActualsImportId });
                });

            migrationBuilder.CreateTable(
                name: "BooksIdentity",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Source = table.Column<Guid>(type: "TEXT", nullable: false),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BooksIdentity", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CallbackPart",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Part = table.Column<int>(type: "INTEGER", nullable: false),
                    Record = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenOn = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", nullable: true),
                    TraceParent = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttempt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallbackPart", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "Category",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    TransactionType = table.Column<string>(type: "TEXT", nullable: false),
                    ItemSalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Category", x => new { x.Company, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Company",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    AccountingCurrency = table.Column<string>(type: "TEXT", nullable: false),
                    ReportingCurrency = table.Column<string>(type: "TEXT", nullable: true),
                    TimeZone = table.Column<string>(type: "TEXT", nullable: true),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    TaxNumber = table.Column<string>(type: "TEXT", nullable: true),
                    RegistrationNumber = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Company", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CompanyParameters",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    SalesTaxGroupMethod = table.Column<string>(type: "TEXT", nullable: false),
                    MilestoneItemSalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    SetAccountingDateToOpenPeriod = table.Column<bool>(type: "INTEGER", nullable: false),
                    JournalPeriodUnit = table.Column<string>(type: "TEXT", nullable: false),
                    JournalLineLimit = table.Column<int>(type: "INTEGER", nullable: false),
                    AllowHeaderDimensions = table.Column<bool>(type: "INTEGER", nullable: false),
                    AllowHeaderAccountingDate = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CompanyParameters", x => x.Company);
                });

            migrationBuilder.CreateTable(
                name: "Contract",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    SalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    FundingSources = table.Column<string>(type: "TEXT", nullable: true),
                    PricesIncludeSalesTax = table.Column<bool>(type: "INTEGER", nullable: false),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contract", x => new { x.Company, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "ContractLineMilestone",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false, collation: "NOCASE"),
                    ContractLineMilestoneIdentifier = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ContractLineMilestoneGuid = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProjectNumber = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ProjectContractId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    CurrencyCode = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    TransactionDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    CustomerAccountNumber = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ContractLineId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ActivityNumber = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractLineMilestone", x => new { x.DataAreaId, x.ContractLineMilestoneIdentifier });
                });

            migrationBuilder.CreateTable(
                name: "CostAndRevenueProfile",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    BillingMethod = table.Column<string>(type: "TEXT", nullable: false),
                    PostCosts = table.Column<string>(type: "TEXT", nullable: true),
                    OnAccount = table.Column<string>(type: "TEXT", nullable: false),
                    AccrueRevenue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostAndRevenueProfile", x => new { x.Company, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Currency",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Decimals = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Currency", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "Customer",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    SalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    TermsOfPayment = table.Column<string>(type: "TEXT", nullable: true),
                    TaxNumber = table.Column<string>(type: "TEXT", nullable: true),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customer", x => new { x.Company, x.Account });
                });

            migrationBuilder.CreateTable(
                name: "CustomerBalance",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Voucher = table.Column<string>(type: "TEXT", nullable: false),
                    Part = table.Column<int>(type: "INTEGER", nullable: false),
                    MainAccount = table.Column<string>(type: "TEXT", nullable: false),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerBalance", x => new { x.DataAreaId, x.Voucher, x.Part });
                });

            migrationBuilder.CreateTable(
                name: "CustomerTransaction",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Voucher = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerAccount = table.Column<string>(type: "TEXT", nullable: false),
                    MainAccount = table.Column<string>(type: "TEXT", nullable: false),
                    InvoiceId = table.Column<string>(type: "TEXT", nullable: false),
                    TransactionDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CurrencyId = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerTransaction", x => new { x.DataAreaId, x.Voucher });
                });

            migrationBuilder.CreateTable(
                name: "Dimension",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    RequiredFor = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dimension", x => new { x.Company, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "ExchangeRate",
                columns: table => new
                {
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rate = table.Column<decimal>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExchangeRate", x => new { x.Type, x.From, x.To, x.ValidFrom });
                });

            migrationBuilder.CreateTable(
                name: "FiscalPeriod",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FiscalPeriod", x => new { x.Company, x.From });
                });

            migrationBuilder.CreateTable(
                name: "FixedRateAgreement",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Contract = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    Rate = table.Column<decimal>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FixedRateAgreement", x => new { x.Company, x.Contract, x.Currency });
                });

            migrationBuilder.CreateTable(
                name: "IntegrationJournal",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    JournalId = table.Column<string>(type: "TEXT", nullable: false),
                    Period = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    LineCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntegrationJournal", x => new { x.DataAreaId, x.JournalId });
                });

            migrationBuilder.CreateTable(
                name: "IntegrationJournalLine",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    JournalId = table.Column<string>(type: "TEXT", nullable: false),
                    LineNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    ActualsImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActualId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    TransactionType = table.Column<string>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<string>(type: "TEXT", nullable: true),
                    ContractId = table.Column<string>(type: "TEXT", nullable: true),
                    TransactionCategoryId = table.Column<string>(type: "TEXT", nullable: true),
                    TransactionDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Quantity = table.Column<decimal>(type: "TEXT", nullable: false),
                    UnitPrice = table.Column<decimal>(type: "TEXT", nullable: true),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    CurrencyId = table.Column<string>(type: "TEXT", nullable: false),
                    LineProperty = table.Column<string>(type: "TEXT", nullable: false),
                    ProfileId = table.Column<string>(type: "TEXT", nullable: false),
                    AccruesRevenue = table.Column<bool>(type: "INTEGER", nullable: false),
                    CostToBalance = table.Column<bool>(type: "INTEGER", nullable: false),
                    SalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    ItemSalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false),
                    IncludedSalesTax = table.Column<decimal>(type: "TEXT", nullable: false),
                    ExchangeRate = table.Column<decimal>(type: "TEXT", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingRate = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    DebitAccount = table.Column<string>(type: "TEXT", nullable: true),
                    CreditAccount = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Voucher = table.Column<string>(type: "TEXT", nullable: true),
                    Fault = table.Column<string>(type: "TEXT", nullable: true),
                    MovedFromJournalId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntegrationJournalLine", x => new { x.DataAreaId, x.JournalId, x.LineNumber });
                });

            migrationBuilder.CreateTable(
                name: "InvoiceDocument",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    ProjInvoiceId = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvoiceDocument", x => new { x.DataAreaId, x.ProjInvoiceId });
                });

            migrationBuilder.CreateTable(
                name: "InvoiceProposal",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false, collation: "NOCASE"),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ProjectContractId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    FundingSourceId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    CustomerAccountNumber = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SalesCurrency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    InvoiceDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    InvoiceHeaderText = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    BillableSalesActualCount = table.Column<int>(type: "INTEGER", nullable: false),
                    HashedListOfBillableSalesActualIds = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    InvoiceDateIsOverridden = table.Column<bool>(type: "INTEGER", nullable: false),
                    AnnouncedInvoiceDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AccountingDateIsOverridden = table.Column<bool>(type: "INTEGER", nullable: false),
                    AnnouncedAccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DueDateIsOverridden = table.Column<bool>(type: "INTEGER", nullable: false),
                    TermsOfPayment = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    TermsOfPaymentIsOverridden = table.Column<bool>(type: "INTEGER", nullable: false),
                    LayoutSections = table.Column<string>(type: "TEXT", nullable: false, defaultValue: "None"),
                    LayoutDetail = table.Column<string>(type: "TEXT", nullable: false, defaultValue: "Detail"),
                    LayoutOrder = table.Column<string>(type: "TEXT", nullable: false, defaultValue: "Project"),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false),
                    ProposalStatus = table.Column<string>(type: "TEXT", nullable: false),
                    WaitingReason = table.Column<string>(type: "TEXT", nullable: true),
                    InvoiceAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    SumTax = table.Column<decimal>(type: "TEXT", nullable: false),
                    ProjInvoiceId = table.Column<string>(type: "TEXT", nullable: true),
                    LedgerVoucher = table.Column<string>(type: "TEXT", nullable: true),
                    PostedInvoiceDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PostedAccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvoiceProposal", x => new { x.DataAreaId, x.InvoiceProposalId });
                });

            migrationBuilder.CreateTable(
                name: "ItemSalesTaxGroup",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Group = table.Column<string>(type: "TEXT", nullable: false),
                    Codes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemSalesTaxGroup", x => new { x.Company, x.Group });
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntry",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Voucher = table.Column<string>(type: "TEXT", nullable: false),
                    LineNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    AccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PostingType = table.Column<string>(type: "TEXT", nullable: false),
                    MainAccount = table.Column<string>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", nullable: true),
                    ProjectId = table.Column<string>(type: "TEXT", nullable: true),
                    ActualId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntry", x => new { x.DataAreaId, x.Voucher, x.LineNumber });
                });

            migrationBuilder.CreateTable(
                name: "LedgerPosting",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    PostingType = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerPosting", x => new { x.Company, x.PostingType });
                });

            migrationBuilder.CreateTable(
                name: "LedgerVoucher",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Voucher = table.Column<string>(type: "TEXT", nullable: false),
                    AccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    JournalId = table.Column<string>(type: "TEXT", nullable: true),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerVoucher", x => new { x.DataAreaId, x.Voucher });
                });

            migrationBuilder.CreateTable(
                name: "LineProperty",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    BillingType = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Chargeable = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccrueRevenue = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LineProperty", x => new { x.Company, x.BillingType });
                });

            migrationBuilder.CreateTable(
                name: "LostRange",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    First = table.Column<long>(type: "INTEGER", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false),
                    RaisedBy = table.Column<string>(type: "TEXT", nullable: false),
                    RaisedOn = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LostRange", x => new { x.Company, x.Reference, x.First });
                });

            migrationBuilder.CreateTable(
                name: "MainAccount",
                columns: table => new
                {
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MainAccount", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "NumberSequence",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    Format = table.Column<string>(type: "TEXT", nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false),
                    Continuous = table.Column<bool>(type: "INTEGER", nullable: false),
                    Chronological = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberSequence", x => new { x.Company, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "NumberSequenceCounter",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberSequenceCounter", x => new { x.Company, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "OnAccountTransaction",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    OnAccountTransactionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    ContractLineMilestoneIdentifier = table.Column<string>(type: "TEXT", nullable: true),
                    MilestoneId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActualId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ContractId = table.Column<string>(type: "TEXT", nullable: true),
                    ContractLineId = table.Column<string>(type: "TEXT", nullable: true),
                    ProjectId = table.Column<string>(type: "TEXT", nullable: true),
                    CustomerAccountNumber = table.Column<string>(type: "TEXT", nullable: true),
                    CurrencyId = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    TransactionDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Description = table.Column<string>(type: "TEXT", nullable: true),
                    SalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    ItemSalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false),
                    SalesTaxGroupIsEdited = table.Column<bool>(type: "INTEGER", nullable: false),
                    ItemSalesTaxGroupIsEdited = table.Column<bool>(type: "INTEGER", nullable: false),
                    DimensionsAreEdited = table.Column<bool>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OnAccountTransaction", x => new { x.DataAreaId, x.OnAccountTransactionId });
                });

            migrationBuilder.CreateTable(
                name: "PostedInvoice",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    ProjInvoiceId = table.Column<string>(type: "TEXT", nullable: false),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", nullable: false),
                    DocumentType = table.Column<string>(type: "TEXT", nullable: false),
                    ProjectContractId = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerAccount = table.Column<string>(type: "TEXT", nullable: false),
                    InvoiceDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CurrencyId = table.Column<string>(type: "TEXT", nullable: false),
                    ExchangeRate = table.Column<decimal>(type: "TEXT", nullable: false),
                    InvoiceAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    SumTax = table.Column<decimal>(type: "TEXT", nullable: false),
                    InvoiceAmountAccounting = table.Column<decimal>(type: "TEXT", nullable: false),
                    LedgerVoucher = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerBalanceAccount = table.Column<string>(type: "TEXT", nullable: false),
                    PennyDifferenceAccount = table.Column<string>(type: "TEXT", nullable: true),
                    ExchangeDifferenceAccount = table.Column<string>(type: "TEXT", nullable: true),
                    ExchangeDifferenceDimensions = table.Column<string>(type: "TEXT", nullable: false),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostedInvoice", x => new { x.DataAreaId, x.ProjInvoiceId });
                });

            migrationBuilder.CreateTable(
                name: "PostingBatch",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Request = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Runs = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostingBatch", x => x.BatchId);
                });

            migrationBuilder.CreateTable(
                name: "PostingBatchProposal",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerInvoiceNumber = table.Column<string>(type: "TEXT", nullable: true),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostingBatchProposal", x => new { x.BatchId, x.DataAreaId, x.InvoiceProposalId });
                });

            migrationBuilder.CreateTable(
                name: "Product",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    ItemSalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Product", x => new { x.Company, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "ProfileRule",
                columns: table => new
                {
                    RuleNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Project = table.Column<string>(type: "TEXT", nullable: true),
                    Contract = table.Column<string>(type: "TEXT", nullable: true),
                    ProjectGroup = table.Column<string>(type: "TEXT", nullable: true),
                    Profile = table.Column<string>(type: "TEXT", nullable: false),
                    BillingMethod = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProfileRule", x => x.RuleNumber);
                });

            migrationBuilder.CreateTable(
                name: "Project",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Contract = table.Column<string>(type: "TEXT", nullable: true),
                    ProjectGroup = table.Column<string>(type: "TEXT", nullable: true),
                    SalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Project", x => new { x.Company, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "ProjectTransaction",
                columns: table => new
                {
                    ActualId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    ActualsImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    TransactionType = table.Column<string>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<string>(type: "TEXT", nullable: true),
                    ContractId = table.Column<string>(type: "TEXT", nullable: true),
                    TransactionDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Quantity = table.Column<decimal>(type: "TEXT", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    CurrencyId = table.Column<string>(type: "TEXT", nullable: false),
                    ExchangeRate = table.Column<decimal>(type: "TEXT", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingRate = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    SalesTaxAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    LineProperty = table.Column<string>(type: "TEXT", nullable: false),
                    ProfileId = table.Column<string>(type: "TEXT", nullable: false),
                    RevenueAccrued = table.Column<bool>(type: "INTEGER", nullable: false),
                    CostToBalance = table.Column<bool>(type: "INTEGER", nullable: false),
                    SalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    ItemSalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false),
                    PostingType = table.Column<string>(type: "TEXT", nullable: true),
                    DebitAccount = table.Column<string>(type: "TEXT", nullable: true),
                    CreditAccount = table.Column<string>(type: "TEXT", nullable: true),
                    Voucher = table.Column<string>(type: "TEXT", nullable: false),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", nullable: true),
                    RetainerActualId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectTransaction", x => x.ActualId);
                });

            migrationBuilder.CreateTable(
                name: "ProposalLine",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    InvoiceProposalId = table.Column<string>(type: "TEXT", nullable: false),
                    LineNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    ActualsImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActualId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TransactionType = table.Column<string>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<string>(type: "TEXT", nullable: true),
                    ContractId = table.Column<string>(type: "TEXT", nullable: true),
                    TransactionCategoryId = table.Column<string>(type: "TEXT", nullable: true),
                    TransactionDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Quantity = table.Column<decimal>(type: "TEXT", nullable: false),
                    UnitOfMeasure = table.Column<string>(type: "TEXT", nullable: true),
                    UnitPrice = table.Column<decimal>(type: "TEXT", nullable: true),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                    CurrencyId = table.Column<string>(type: "TEXT", nullable: false),
                    SalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    ItemSalesTaxGroup = table.Column<string>(type: "TEXT", nullable: true),
                    SalesTaxAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    NetAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    ProfileId = table.Column<string>(type: "TEXT", nullable: false),
                    LineProperty = table.Column<string>(type: "TEXT", nullable: false),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false),
                    UnbilledActualId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreditedActualId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CorrectedActualId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RetainerActualId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MilestoneId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OnAccountTransactionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Description = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalLine", x => new { x.DataAreaId, x.InvoiceProposalId, x.LineNumber });
                });

            migrationBuilder.CreateTable(
                name: "SalesTaxCode",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Rates = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SalesTaxCode", x => new { x.Company, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "SalesTaxGroup",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Group = table.Column<string>(type: "TEXT", nullable: false),
                    Codes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SalesTaxGroup", x => new { x.Company, x.Group });
                });

            migrationBuilder.CreateTable(
                name: "SalesTaxTransaction",
                columns: table => new
                {
                    ActualId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaxCode = table.Column<string>(type: "TEXT", nullable: false),
                    DataAreaId = table.Column<string>(type: "TEXT", nullable: false, collation: "NOCASE"),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Voucher = table.Column<string>(type: "TEXT", nullable: false),
                    MainAccount = table.Column<string>(type: "TEXT", nullable: false),
                    Dimensions = table.Column<string>(type: "TEXT", nullable: false),
                    AccountingDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CurrencyId = table.Column<string>(type: "TEXT", nullable: false),
                    Percent = table.Column<decimal>(type: "TEXT", nullable: false),
                    BaseAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    TaxAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    AccountingBaseAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    AccountingTaxAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingBaseAmount = table.Column<decimal>(type: "TEXT", nullable: false),
                    ReportingTaxAmount = table.Column<decimal>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SalesTaxTransaction", x => new { x.ActualId, x.TaxCode });
                });

            migrationBuilder.CreateTable(
                name: "SetUpStamp",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Stamp = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetUpStamp", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TermsOfPayment",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    DayOfMonth = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TermsOfPayment", x => new { x.Company, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "TransactionRelationship",
                columns: table => new
                {
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Transaction1Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Transaction1Role = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Transaction1Type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Transaction2Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Transaction2Role = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Transaction2Type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TransactionRelationship", x => x.ConnectionId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ActualsImport_ActualId",
                table: "ActualsImport",
                column: "ActualId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ActualsImport_DataAreaId_InvoiceProposalId",
                table: "ActualsImport",
                columns: new[] { "DataAreaId", "InvoiceProposalId" });

            migrationBuilder.CreateIndex(
                name: "IX_ActualsImport_ImportStatus_DataAreaId_TransactionType_AccountingDate",
                table: "ActualsImport",
                columns: new[] { "ImportStatus", "DataAreaId", "TransactionType", "AccountingDate" });

            migrationBuilder.CreateIndex(
                name: "IX_ActualsImport_RetainerId",
                table: "ActualsImport",
                column: "RetainerId");

            migrationBuilder.CreateIndex(
                name: "IX_CallbackPart_EventId_Part",
                table: "CallbackPart",
                columns: new[] { "EventId", "Part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CallbackPart_Status_Sequence",
                table: "CallbackPart",
                columns: new[] { "Status", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_IntegrationJournalLine_ActualId",
                table: "IntegrationJournalLine",
                column: "ActualId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InvoiceProposal_ProposalStatus_DataAreaId",
                table: "InvoiceProposal",
                columns: new[] { "ProposalStatus", "DataAreaId" });

            migrationBuilder.CreateIndex(
                name: "IX_OnAccountTransaction_ActualId",
                table: "OnAccountTransaction",
                column: "ActualId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OnAccountTransaction_DataAreaId_InvoiceProposalId",
                table: "OnAccountTransaction",
                columns: new[] { "DataAreaId", "InvoiceProposalId" });

            migrationBuilder.CreateIndex(
                name: "IX_OnAccountTransaction_MilestoneId",
                table: "OnAccountTransaction",
                column: "MilestoneId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OnAccountTransaction_OnAccountTransactionId",
                table: "OnAccountTransaction",
                column: "OnAccountTransactionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PostedInvoice_DataAreaId_InvoiceProposalId",
                table: "PostedInvoice",
                columns: new[] { "DataAreaId", "InvoiceProposalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PostedInvoice_DataAreaId_LedgerVoucher",
                table: "PostedInvoice",
                columns: new[] { "DataAreaId", "LedgerVoucher" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProjectTransaction_DataAreaId_Voucher",
                table: "ProjectTransaction",
                columns: new[] { "DataAreaId", "Voucher" });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectTransaction_RetainerActualId",
                table: "ProjectTransaction",
                column: "RetainerActualId");

            migrationBuilder.CreateIndex(
                name: "IX_ProposalLine_ActualId",
                table: "ProposalLine",
                column: "ActualId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProposalLine_CreditedActualId",
                table: "ProposalLine",
                column: "CreditedActualId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProposalLine_MilestoneId",
                table: "ProposalLine",
                column: "MilestoneId");

            migrationBuilder.CreateIndex(
                name: "IX_ProposalLine_RetainerActualId",
                table: "ProposalLine",
                column: "RetainerActualId");

            migrationBuilder.CreateIndex(
                name: "IX_ProposalLine_UnbilledActualId",
                table: "ProposalLine",
                column: "UnbilledActualId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SalesTaxTransaction_DataAreaId_Voucher",
                table: "SalesTaxTransaction",
                columns: new[] { "DataAreaId", "Voucher" });

            migrationBuilder.CreateIndex(
                name: "IX_TransactionRelationship_Transaction1Id",
                table: "TransactionRelationship",
                column: "Transaction1Id");

            migrationBuilder.CreateIndex(
                name: "IX_TransactionRelationship_Transaction2Id",
                table: "TransactionRelationship",
                column: "Transaction2Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountStructure");

            migrationBuilder.DropTable(
                name: "ActualsImport");

            migrationBuilder.DropTable(
                name: "BooksIdentity");

            migrationBuilder.DropTable(
                name: "CallbackPart");

            migrationBuilder.DropTable(
                name: "Category");

            migrationBuilder.DropTable(
                name: "Company");

            migrationBuilder.DropTable(
                name: "CompanyParameters");

            migrationBuilder.DropTable(
                name: "Contract");

            migrationBuilder.DropTable(
                name: "ContractLineMilestone");

            migrationBuilder.DropTable(
                name: "CostAndRevenueProfile");

            migrationBuilder.DropTable(
                name: "Currency");

            migrationBuilder.DropTable(
                name: "Customer");

            migrationBuilder.DropTable(
                name: "CustomerBalance");

            migrationBuilder.DropTable(
                name: "CustomerTransaction");

            migrationBuilder.DropTable(
                name: "Dimension");

            migrationBuilder.DropTable(
                name: "ExchangeRate");

            migrationBuilder.DropTable(
                name: "FiscalPeriod");

            migrationBuilder.DropTable(
                name: "FixedRateAgreement");

            migrationBuilder.DropTable(
                name: "IntegrationJournal");

            migrationBuilder.DropTable(
                name: "IntegrationJournalLine");

            migrationBuilder.DropTable(
                name: "InvoiceDocument");

            migrationBuilder.DropTable(
                name: "InvoiceProposal");

            migrationBuilder.DropTable(
                name: "ItemSalesTaxGroup");

            migrationBuilder.DropTable(
                name: "LedgerEntry");

            migrationBuilder.DropTable(
                name: "LedgerPosting");

            migrationBuilder.DropTable(
                name: "LedgerVoucher");

            migrationBuilder.DropTable(
                name: "LineProperty");

            migrationBuilder.DropTable(
                name: "LostRange");

            migrationBuilder.DropTable(
                name: "MainAccount");

            migrationBuilder.DropTable(
                name: "NumberSequence");

            migrationBuilder.DropTable(
                name: "NumberSequenceCounter");

            migrationBuilder.DropTable(
                name: "OnAccountTransaction");

            migrationBuilder.DropTable(
                name: "PostedInvoice");

            migrationBuilder.DropTable(
                name: "PostingBatch");

            migrationBuilder.DropTable(
                name: "PostingBatchProposal");

            migrationBuilder.DropTable(
                name: "Product");

            migrationBuilder.DropTable(
                name: "ProfileRule");

            migrationBuilder.DropTable(
                name: "Project");

            migrationBuilder.DropTable(
                name: "ProjectTransaction");

            migrationBuilder.DropTable(
                name: "ProposalLine");

            migrationBuilder.DropTable(
                name: "SalesTaxCode");

            migrationBuilder.DropTable(
                name: "SalesTaxGroup");

            migrationBuilder.DropTable(
                name: "SalesTaxTransaction");

            migrationBuilder.DropTable(
                name: "SetUpStamp");

            migrationBuilder.DropTable(
                name: "TermsOfPayment");

            migrationBuilder.DropTable(
                name: "TransactionRelationship");
        }
    }
}
