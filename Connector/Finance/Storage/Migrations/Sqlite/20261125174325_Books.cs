using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Finance.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Books : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "CreditAccount",
                table: "ProjectTransaction",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DebitAccount",
                table: "ProjectTransaction",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "IncludedSalesTax",
                table: "IntegrationJournalLine",
                type: "TEXT",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "MainAccount",
                table: "CustomerTransaction",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "PricesIncludeSalesTax",
                table: "Contract",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

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

            migrationBuilder.CreateIndex(
                name: "IX_ProposalLine_MilestoneId",
                table: "ProposalLine",
                column: "MilestoneId");

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
                name: "OnAccountTransaction");

            migrationBuilder.DropIndex(
                name: "IX_ProposalLine_MilestoneId",
                table: "ProposalLine");

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
                name: "CreditAccount",
                table: "ProjectTransaction");

            migrationBuilder.DropColumn(
                name: "DebitAccount",
                table: "ProjectTransaction");

            migrationBuilder.DropColumn(
                name: "IncludedSalesTax",
                table: "IntegrationJournalLine");

            migrationBuilder.DropColumn(
                name: "MainAccount",
                table: "CustomerTransaction");

            migrationBuilder.DropColumn(
                name: "PricesIncludeSalesTax",
                table: "Contract");

            migrationBuilder.DropColumn(
                name: "AccountingType",
                table: "ActualsImport");

            migrationBuilder.DropColumn(
                name: "IsRetainer",
                table: "ActualsImport");
        }
    }
}
