using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Finance.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class LineDatesAndMethods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CorrectedActualId",
                table: "ProposalLine",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BillingMethod",
                table: "ProfileRule",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "Chronological",
                table: "NumberSequence",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AccountingDate",
                table: "InvoiceProposal",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AccountingDateIsOverridden",
                table: "InvoiceProposal",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AnnouncedAccountingDate",
                table: "InvoiceProposal",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PostedAccountingDate",
                table: "InvoiceProposal",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AllowHeaderAccountingDate",
                table: "CompanyParameters",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "BillingMethod",
                table: "ActualsImport",
                type: "text",
                nullable: true,
                collation: "C");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CorrectedActualId",
                table: "ProposalLine");

            migrationBuilder.DropColumn(
                name: "BillingMethod",
                table: "ProfileRule");

            migrationBuilder.DropColumn(
                name: "Chronological",
                table: "NumberSequence");

            migrationBuilder.DropColumn(
                name: "AccountingDate",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "AccountingDateIsOverridden",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "AnnouncedAccountingDate",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "PostedAccountingDate",
                table: "InvoiceProposal");

            migrationBuilder.DropColumn(
                name: "AllowHeaderAccountingDate",
                table: "CompanyParameters");

            migrationBuilder.DropColumn(
                name: "BillingMethod",
                table: "ActualsImport");
        }
    }
}
