using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ProjectInvoice.Finance.Storage.Migrations.PostgreSql
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
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Accounts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountStructure", x => new { x.Company, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "ActualsImport",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActualsImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActualId = table.Column<Guid>(type: "uuid", nullable: false),
                    TransactionType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TransactionClassification = table.Column<long>(type: "bigint", nullable: false),
                    BillingType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingMethod = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AdjustmentStatus = table.Column<long>(type: "bigint", nullable: true),
                    BillingStatusId = table.Column<long>(type: "bigint", nullable: true),
                    AccountingDate = table.Column<DateOnly>(type: "date", nullable: false),
                    DocumentDate = table.Column<DateOnly>(type: "date", nullable: true),
                    StartDate = table.Column<DateOnly>(type: "date", nullable: true),
                    EndDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    UnitPrice = table.Column<decimal>(type: "numeric", nullable: true),
                    UnitPriceMST = table.Column<decimal>(type: "numeric", nullable: true),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    TransactionCurrencyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContractId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContractLineId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FundingSource = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CustomerAccountNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProjectId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProjectDataAreaId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TaskNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TransactionCategoryId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProductNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProductDescription = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UnitOfMeasure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BookableResourceName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExternalDescription = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MilestoneId = table.Column<Guid>(type: "uuid", nullable: true),
                    RetainerId = table.Column<Guid>(type: "uuid", nullable: true),
                    ExternalReference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExternalOriginReference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<long>(type: "bigint", nullable: true),
                    StatusReason = table.Column<long>(type: "bigint", nullable: true),
                    OwningUser = table.Column<Guid>(type: "uuid", nullable: true),
                    OwningBusinessId = table.Column<Guid>(type: "uuid", nullable: true),
                    ContractingUnit = table.Column<Guid>(type: "uuid", nullable: true),
                    ResourceId = table.Column<Guid>(type: "uuid", nullable: true),
                    ResourceOperationUnitId = table.Column<Guid>(type: "uuid", nullable: true),
                    ContractLine = table.Column<int>(type: "integer", nullable: true),
                    InvoiceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ResourcingCompany = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SubcontractLine = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SubConInvoiceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MatchedVendorInvoice = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VendInvoiceLineProjTransId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsJournalized = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProjActualsImportSync = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExchangeRateDate = table.Column<DateOnly>(type: "date", nullable: true),
                    VoucherNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExchangeRate = table.Column<decimal>(type: "numeric", nullable: true),
                    AccountingAmount = table.Column<decimal>(type: "numeric", nullable: true),
                    SalesTaxAmount = table.Column<decimal>(type: "numeric", nullable: true),
                    ImportStatus = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountingType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsRetainer = table.Column<bool>(type: "boolean", nullable: false),
                    TransactionDate = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActualsImport", x => new { x.DataAreaId, x.ActualsImportId });
                });

            migrationBuilder.CreateTable(
                name: "BooksIdentity",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Source = table.Column<Guid>(type: "uuid", nullable: false),
                    Generation = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BooksIdentity", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CallbackPart",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Part = table.Column<int>(type: "integer", nullable: false),
                    Record = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WrittenOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CorrelationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TraceParent = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttempt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastError = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallbackPart", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "Category",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TransactionType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemSalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Category", x => new { x.Company, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Company",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountingCurrency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReportingCurrency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TimeZone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TaxNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RegistrationNumber = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Company", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CompanyParameters",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SalesTaxGroupMethod = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MilestoneItemSalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SetAccountingDateToOpenPeriod = table.Column<bool>(type: "boolean", nullable: false),
                    JournalPeriodUnit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JournalLineLimit = table.Column<int>(type: "integer", nullable: false),
                    AllowHeaderDimensions = table.Column<bool>(type: "boolean", nullable: false),
                    AllowHeaderAccountingDate = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CompanyParameters", x => x.Company);
                });

            migrationBuilder.CreateTable(
                name: "Contract",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FundingSources = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PricesIncludeSalesTax = table.Column<bool>(type: "boolean", nullable: false),
                    Dimensions = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contract", x => new { x.Company, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "ContractLineMilestone",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContractLineMilestoneIdentifier = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContractLineMilestoneGuid = table.Column<Guid>(type: "uuid", nullable: true),
                    ProjectNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProjectContractId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CurrencyCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    TransactionDate = table.Column<DateOnly>(type: "date", nullable: true),
                    CustomerAccountNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContractLineId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ActivityNumber = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractLineMilestone", x => new { x.DataAreaId, x.ContractLineMilestoneIdentifier });
                });

            migrationBuilder.CreateTable(
                name: "CostAndRevenueProfile",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingMethod = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostCosts = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OnAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccrueRevenue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostAndRevenueProfile", x => new { x.Company, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Currency",
                columns: table => new
                {
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Decimals = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Currency", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "Customer",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TermsOfPayment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TaxNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customer", x => new { x.Company, x.Account });
                });

            migrationBuilder.CreateTable(
                name: "CustomerBalance",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Voucher = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Part = table.Column<int>(type: "integer", nullable: false),
                    MainAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerBalance", x => new { x.DataAreaId, x.Voucher, x.Part });
                });

            migrationBuilder.CreateTable(
                name: "CustomerTransaction",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Voucher = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CustomerAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MainAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TransactionDate = table.Column<DateOnly>(type: "date", nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: false),
                    CurrencyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerTransaction", x => new { x.DataAreaId, x.Voucher });
                });

            migrationBuilder.CreateTable(
                name: "Dimension",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Values = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequiredFor = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dimension", x => new { x.Company, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "ExchangeRate",
                columns: table => new
                {
                    Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    To = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Rate = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExchangeRate", x => new { x.Type, x.From, x.To, x.ValidFrom });
                });

            migrationBuilder.CreateTable(
                name: "FiscalPeriod",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FiscalPeriod", x => new { x.Company, x.From });
                });

            migrationBuilder.CreateTable(
                name: "FixedRateAgreement",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Contract = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Rate = table.Column<decimal>(type: "numeric", nullable: false),
                    Reference = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FixedRateAgreement", x => new { x.Company, x.Contract, x.Currency });
                });

            migrationBuilder.CreateTable(
                name: "IntegrationJournal",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JournalId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntegrationJournal", x => new { x.DataAreaId, x.JournalId });
                });

            migrationBuilder.CreateTable(
                name: "IntegrationJournalLine",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JournalId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineNumber = table.Column<int>(type: "integer", nullable: false),
                    ActualsImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActualId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TransactionType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProjectId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContractId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TransactionCategoryId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TransactionDate = table.Column<DateOnly>(type: "date", nullable: false),
                    AccountingDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    UnitPrice = table.Column<decimal>(type: "numeric", nullable: true),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    CurrencyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineProperty = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProfileId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccruesRevenue = table.Column<bool>(type: "boolean", nullable: false),
                    CostToBalance = table.Column<bool>(type: "boolean", nullable: false),
                    SalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ItemSalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IncludedSalesTax = table.Column<decimal>(type: "numeric", nullable: false),
                    ExchangeRate = table.Column<decimal>(type: "numeric", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingRate = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    DebitAccount = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreditAccount = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Voucher = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Fault = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MovedFromJournalId = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntegrationJournalLine", x => new { x.DataAreaId, x.JournalId, x.LineNumber });
                });

            migrationBuilder.CreateTable(
                name: "InvoiceDocument",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProjInvoiceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvoiceDocument", x => new { x.DataAreaId, x.ProjInvoiceId });
                });

            migrationBuilder.CreateTable(
                name: "InvoiceProposal",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProjectContractId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FundingSourceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CustomerAccountNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SalesCurrency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceDate = table.Column<DateOnly>(type: "date", nullable: true),
                    AccountingDate = table.Column<DateOnly>(type: "date", nullable: true),
                    InvoiceHeaderText = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BillableSalesActualCount = table.Column<int>(type: "integer", nullable: false),
                    HashedListOfBillableSalesActualIds = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CorrelationId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InvoiceDateIsOverridden = table.Column<bool>(type: "boolean", nullable: false),
                    AnnouncedInvoiceDate = table.Column<DateOnly>(type: "date", nullable: true),
                    AccountingDateIsOverridden = table.Column<bool>(type: "boolean", nullable: false),
                    AnnouncedAccountingDate = table.Column<DateOnly>(type: "date", nullable: true),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    DueDateIsOverridden = table.Column<bool>(type: "boolean", nullable: false),
                    TermsOfPayment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TermsOfPaymentIsOverridden = table.Column<bool>(type: "boolean", nullable: false),
                    LayoutSections = table.Column<string>(type: "text", nullable: false, defaultValue: "None", collation: "C"),
                    LayoutDetail = table.Column<string>(type: "text", nullable: false, defaultValue: "Detail", collation: "C"),
                    LayoutOrder = table.Column<string>(type: "text", nullable: false, defaultValue: "Project", collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProposalStatus = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WaitingReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InvoiceAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    SumTax = table.Column<decimal>(type: "numeric", nullable: false),
                    ProjInvoiceId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LedgerVoucher = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PostedInvoiceDate = table.Column<DateOnly>(type: "date", nullable: true),
                    PostedAccountingDate = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvoiceProposal", x => new { x.DataAreaId, x.InvoiceProposalId });
                });

            migrationBuilder.CreateTable(
                name: "ItemSalesTaxGroup",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Group = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Codes = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemSalesTaxGroup", x => new { x.Company, x.Group });
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntry",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Voucher = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineNumber = table.Column<int>(type: "integer", nullable: false),
                    AccountingDate = table.Column<DateOnly>(type: "date", nullable: false),
                    PostingType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MainAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProjectId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ActualId = table.Column<Guid>(type: "uuid", nullable: true),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntry", x => new { x.DataAreaId, x.Voucher, x.LineNumber });
                });

            migrationBuilder.CreateTable(
                name: "LedgerPosting",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostingType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerPosting", x => new { x.Company, x.PostingType });
                });

            migrationBuilder.CreateTable(
                name: "LedgerVoucher",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Voucher = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountingDate = table.Column<DateOnly>(type: "date", nullable: false),
                    JournalId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerVoucher", x => new { x.DataAreaId, x.Voucher });
                });

            migrationBuilder.CreateTable(
                name: "LineProperty",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Chargeable = table.Column<bool>(type: "boolean", nullable: false),
                    AccrueRevenue = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LineProperty", x => new { x.Company, x.BillingType });
                });

            migrationBuilder.CreateTable(
                name: "LostRange",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    First = table.Column<long>(type: "bigint", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false),
                    Generation = table.Column<int>(type: "integer", nullable: false),
                    RaisedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RaisedOn = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LostRange", x => new { x.Company, x.Reference, x.First });
                });

            migrationBuilder.CreateTable(
                name: "MainAccount",
                columns: table => new
                {
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MainAccount", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "NumberSequence",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Format = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Next = table.Column<long>(type: "bigint", nullable: false),
                    Continuous = table.Column<bool>(type: "boolean", nullable: false),
                    Chronological = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberSequence", x => new { x.Company, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "NumberSequenceCounter",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberSequenceCounter", x => new { x.Company, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "OnAccountTransaction",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OnAccountTransactionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Origin = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContractLineMilestoneIdentifier = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MilestoneId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActualId = table.Column<Guid>(type: "uuid", nullable: true),
                    ContractId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContractLineId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProjectId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CustomerAccountNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CurrencyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    TransactionDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ItemSalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SalesTaxGroupIsEdited = table.Column<bool>(type: "boolean", nullable: false),
                    ItemSalesTaxGroupIsEdited = table.Column<bool>(type: "boolean", nullable: false),
                    DimensionsAreEdited = table.Column<bool>(type: "boolean", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OnAccountTransaction", x => new { x.DataAreaId, x.OnAccountTransactionId });
                });

            migrationBuilder.CreateTable(
                name: "PostedInvoice",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProjInvoiceId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DocumentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProjectContractId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CustomerAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceDate = table.Column<DateOnly>(type: "date", nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: false),
                    CurrencyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExchangeRate = table.Column<decimal>(type: "numeric", nullable: false),
                    InvoiceAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    SumTax = table.Column<decimal>(type: "numeric", nullable: false),
                    InvoiceAmountAccounting = table.Column<decimal>(type: "numeric", nullable: false),
                    LedgerVoucher = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CustomerBalanceAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PennyDifferenceAccount = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExchangeDifferenceAccount = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExchangeDifferenceDimensions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostedInvoice", x => new { x.DataAreaId, x.ProjInvoiceId });
                });

            migrationBuilder.CreateTable(
                name: "PostingBatch",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Request = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Runs = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostingBatch", x => x.BatchId);
                });

            migrationBuilder.CreateTable(
                name: "PostingBatchProposal",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CustomerInvoiceNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostingBatchProposal", x => new { x.BatchId, x.DataAreaId, x.InvoiceProposalId });
                });

            migrationBuilder.CreateTable(
                name: "Product",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemSalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Product", x => new { x.Company, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "ProfileRule",
                columns: table => new
                {
                    RuleNumber = table.Column<int>(type: "integer", nullable: false),
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Project = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Contract = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProjectGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Profile = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingMethod = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProfileRule", x => x.RuleNumber);
                });

            migrationBuilder.CreateTable(
                name: "Project",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Contract = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProjectGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Project", x => new { x.Company, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "ProjectTransaction",
                columns: table => new
                {
                    ActualId = table.Column<Guid>(type: "uuid", nullable: false),
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActualsImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TransactionType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProjectId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContractId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TransactionDate = table.Column<DateOnly>(type: "date", nullable: false),
                    AccountingDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    CurrencyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExchangeRate = table.Column<decimal>(type: "numeric", nullable: false),
                    AccountingAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingRate = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    SalesTaxAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    LineProperty = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProfileId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RevenueAccrued = table.Column<bool>(type: "boolean", nullable: false),
                    CostToBalance = table.Column<bool>(type: "boolean", nullable: false),
                    SalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ItemSalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostingType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DebitAccount = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreditAccount = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Voucher = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RetainerActualId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectTransaction", x => x.ActualId);
                });

            migrationBuilder.CreateTable(
                name: "ProposalLine",
                columns: table => new
                {
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvoiceProposalId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineNumber = table.Column<int>(type: "integer", nullable: false),
                    ActualsImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActualId = table.Column<Guid>(type: "uuid", nullable: false),
                    TransactionType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProjectId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ContractId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TransactionCategoryId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TransactionDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    UnitOfMeasure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UnitPrice = table.Column<decimal>(type: "numeric", nullable: true),
                    Amount = table.Column<decimal>(type: "numeric", nullable: false),
                    CurrencyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ItemSalesTaxGroup = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SalesTaxAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    NetAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    ProfileId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LineProperty = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnbilledActualId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreditedActualId = table.Column<Guid>(type: "uuid", nullable: true),
                    CorrectedActualId = table.Column<Guid>(type: "uuid", nullable: true),
                    RetainerActualId = table.Column<Guid>(type: "uuid", nullable: true),
                    MilestoneId = table.Column<Guid>(type: "uuid", nullable: true),
                    OnAccountTransactionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Description = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalLine", x => new { x.DataAreaId, x.InvoiceProposalId, x.LineNumber });
                });

            migrationBuilder.CreateTable(
                name: "SalesTaxCode",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Rates = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SalesTaxCode", x => new { x.Company, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "SalesTaxGroup",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Group = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Codes = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SalesTaxGroup", x => new { x.Company, x.Group });
                });

            migrationBuilder.CreateTable(
                name: "SalesTaxTransaction",
                columns: table => new
                {
                    ActualId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaxCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DataAreaId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Voucher = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MainAccount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Dimensions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AccountingDate = table.Column<DateOnly>(type: "date", nullable: false),
                    CurrencyId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Percent = table.Column<decimal>(type: "numeric", nullable: false),
                    BaseAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    TaxAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    AccountingBaseAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    AccountingTaxAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingBaseAmount = table.Column<decimal>(type: "numeric", nullable: false),
                    ReportingTaxAmount = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SalesTaxTransaction", x => new { x.ActualId, x.TaxCode });
                });

            migrationBuilder.CreateTable(
                name: "SetUpStamp",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Stamp = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetUpStamp", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TermsOfPayment",
                columns: table => new
                {
                    Company = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DayOfMonth = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TermsOfPayment", x => new { x.Company, x.Code });
                });

            migrationBuilder.CreateTable(
                name: "TransactionRelationship",
                columns: table => new
                {
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Transaction1Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Transaction1Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Transaction1Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Transaction2Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Transaction2Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Transaction2Type = table.Column<string>(type: "text", nullable: false, collation: "C")
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
                name: "IX_ActualsImport_ImportStatus_DataAreaId_TransactionType_Accou~",
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
