using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Finance.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Books : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What waited for posting was called Open before.
            migrationBuilder.Sql("UPDATE IntegrationJournal SET Status = 'Draft' WHERE Status = 'Open'");
            migrationBuilder.Sql("UPDATE IntegrationJournalLine SET Status = 'Draft' WHERE Status = 'Open'");

            migrationBuilder.AddColumn<int>(
                name: "DayOfMonth",
                table: "TermsOfPayment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "AccountingBaseAmount",
                table: "SalesTaxTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AccountingDate",
                table: "SalesTaxTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<decimal>(
                name: "AccountingTaxAmount",
                table: "SalesTaxTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "CurrencyId",
                table: "SalesTaxTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Dimensions",
                table: "SalesTaxTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "SalesTaxTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "ReportingBaseAmount",
                table: "SalesTaxTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<decimal>(
                name: "ReportingTaxAmount",
                table: "SalesTaxTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "SalesTaxCode",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MilestoneId",
                table: "ProposalLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "NetAmount",
                table: "ProposalLine",
                type: "TEXT",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<Guid>(
                name: "OnAccountTransactionId",
                table: "ProposalLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "UnitOfMeasure",
                table: "ProposalLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CreditAccount",
                table: "ProjectTransaction",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DebitAccount",
                table: "ProjectTransaction",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PostingType",
                table: "ProjectTransaction",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "RuleNumber",
                table: "ProfileRule",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(int),
                oldType: "INTEGER")
                .OldAnnotation("Sqlite:Autoincrement", true);

            migrationBuilder.AddColumn<string>(
                name: "CustomerBalanceAccount",
                table: "PostedInvoice",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Dimensions",
                table: "PostedInvoice",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PennyDifferenceAccount",
                table: "PostedInvoice",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Id",
                table: "LineProperty",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AnnouncedInvoiceDate",
                table: "InvoiceProposal",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Dimensions",
                table: "InvoiceProposal",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "DueDate",
                table: "InvoiceProposal",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "DueDateIsOverridden",
                table: "InvoiceProposal",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "InvoiceDateIsOverridden",
                table: "InvoiceProposal",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LayoutDetail",
                table: "InvoiceProposal",
                type: "TEXT",
                nullable: false,
                defaultValue: "Detail");

            migrationBuilder.AddColumn<string>(
                name: "LayoutOrder",
                table: "InvoiceProposal",
                type: "TEXT",
                nullable: false,
                defaultValue: "Project");

            migrationBuilder.AddColumn<string>(
                name: "LayoutSections",
                table: "InvoiceProposal",
                type: "TEXT",
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "TermsOfPayment",
                table: "InvoiceProposal",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "TermsOfPaymentIsOverridden",
                table: "InvoiceProposal",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "CreditAccount",
                table: "IntegrationJournalLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DebitAccount",
                table: "IntegrationJournalLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Fault",
                table: "IntegrationJournalLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "IncludedSalesTax",
                table: "IntegrationJournalLine",
                type: "TEXT",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "MovedFromJournalId",
                table: "IntegrationJournalLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MainAccount",
                table: "CustomerTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Dimensions",
                table: "Customer",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Dimensions",
                table: "Contract",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "PricesIncludeSalesTax",
                table: "Contract",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Company",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RegistrationNumber",
                table: "Company",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TaxNumber",
                table: "Company",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "CallbackPart",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TraceParent",
                table: "CallbackPart",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AccountingType",
                table: "ActualsImport",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsRetainer",
                table: "ActualsImport",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<decimal>(
                name: "UnitPriceMST",
                table: "ActualsImport",
                type: "TEXT",
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_SalesTaxTransaction_DataAreaId_Voucher",
                table: "SalesTaxTransaction",
                columns: new[] { "DataAreaId", "Voucher" });

            migrationBuilder.CreateIndex(
                name: "IX_ProposalLine_MilestoneId",
                table: "ProposalLine",
                column: "MilestoneId");

            migrationBuilder.CreateIndex(
                name: "IX_PostedInvoice_DataAreaId_LedgerVoucher",
                table: "PostedInvoice",
                columns: new[] { "DataAreaId", "LedgerVoucher" },
                unique: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountStructure");

            migrationBuilder.DropTable(
                name: "CustomerBalance");

            migrationBuilder.DropTable(
                name: "InvoiceDocument");

            migrationBuilder.DropTable(
                name: "OnAccountTransaction");

            migrationBuilder.DropTable(
                name: "PostingBatch");

            migrationBuilder.DropTable(
                name: "PostingBatchProposal");

            migrationBuilder.DropTable(
                name: "Product");

            migrationBuilder.DropTable(
                name: "SetUpStamp");

            migrationBuilder.DropIndex(
                name: "IX_SalesTaxTransaction_DataAreaId_Voucher",
                table: "SalesTaxTransaction");

            migrationBuilder.DropIndex(
                name: "IX_ProposalLine_MilestoneId",
                table: "ProposalLine");

            migrationBuilder.DropIndex(
                name: "IX_PostedInvoice_DataAreaId_LedgerVoucher",
                table: "PostedInvoice");

            migrationBuilder.DropColumn(
                name: "DayOfMonth",
                table: "TermsOfPayment");

            migrationBuilder.DropColumn(
                name: "AccountingBaseAmount",
                table: "SalesTaxTransaction");

            migrationBuilder.DropColumn(
                name: "AccountingDate",
                table: "SalesTaxTransaction");

            migrationBuilder.DropColumn(
                name: "AccountingTaxAmount",
                table: "SalesTaxTransaction");

            migrationBuilder.DropColumn(
                name: "CurrencyId",
                table: "SalesTaxTransaction");

            migrationBuilder.DropColumn(
                name: "Dimensions",
                table: "SalesTaxTransaction");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "SalesTaxTransaction");

            migrationBuilder.DropColumn(
                name: "ReportingBaseAmount",
                table: "SalesTaxTransaction");

            migrationBuilder.DropColumn(
                name: "ReportingTaxAmount",
                table: "SalesTaxTransaction");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "SalesTaxCode");

            migrationBuilder.DropColumn(
                name: "MilestoneId",
                table: "ProposalLine");

            migrationBuilder.DropColumn(
                name: "NetAmount",
                table: "ProposalLine");

            migrationBuilder.DropColumn(
                name: "OnAccountTransactionId",
                table: "ProposalLine");

            migrationBuilder.DropColumn(
                name: "UnitOfMeasure",
                table: "ProposalLine");

            migrationBuilder.DropColumn(
                name: "CreditAccount",
                table: "ProjectTransaction");

            migrationBuilder.DropColumn(
                name: "DebitAccount",
                table: "ProjectTransaction");

            migrationBuilder.DropColumn(
                name: "PostingType",
                table: "ProjectTransaction");

            migrationBuilder.DropColumn(
                name: "CustomerBalanceAccount",
                table: "PostedInvoice");

            migrationBuilder.DropColumn(
                name: "Dimensions",
                table: "PostedInvoice");

            migrationBuilder.DropColumn(
                name: "PennyDifferenceAccount",
                table: "PostedInvoice");

            migrationBuilder.DropColumn(
                name: "AnnouncedInvoiceDate",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "Dimensions",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "DueDate",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "DueDateIsOverridden",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "InvoiceDateIsOverridden",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "LayoutDetail",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "LayoutOrder",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "LayoutSections",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "TermsOfPayment",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "TermsOfPaymentIsOverridden",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "CreditAccount",
                table: "IntegrationJournalLine");

            migrationBuilder.DropColumn(
                name: "DebitAccount",
                table: "IntegrationJournalLine");

            migrationBuilder.DropColumn(
                name: "Fault",
                table: "IntegrationJournalLine");

            migrationBuilder.DropColumn(
                name: "IncludedSalesTax",
                table: "IntegrationJournalLine");

            migrationBuilder.DropColumn(
                name: "MovedFromJournalId",
                table: "IntegrationJournalLine");

            migrationBuilder.DropColumn(
                name: "MainAccount",
                table: "CustomerTransaction");

            migrationBuilder.DropColumn(
                name: "Dimensions",
                table: "Customer");

            migrationBuilder.DropColumn(
                name: "Dimensions",
                table: "Contract");

            migrationBuilder.DropColumn(
                name: "PricesIncludeSalesTax",
                table: "Contract");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "Company");

            migrationBuilder.DropColumn(
                name: "RegistrationNumber",
                table: "Company");

            migrationBuilder.DropColumn(
                name: "TaxNumber",
                table: "Company");

            migrationBuilder.DropColumn(
                name: "CorrelationId",
                table: "CallbackPart");

            migrationBuilder.DropColumn(
                name: "TraceParent",
                table: "CallbackPart");

            migrationBuilder.DropColumn(
                name: "AccountingType",
                table: "ActualsImport");

            migrationBuilder.DropColumn(
                name: "IsRetainer",
                table: "ActualsImport");

            migrationBuilder.DropColumn(
                name: "UnitPriceMST",
                table: "ActualsImport");

            migrationBuilder.AlterColumn<int>(
                name: "RuleNumber",
                table: "ProfileRule",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(int),
                oldType: "INTEGER")
                .Annotation("Sqlite:Autoincrement", true);

            migrationBuilder.AlterColumn<string>(
                name: "Id",
                table: "LineProperty",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");
        }
    }
}
