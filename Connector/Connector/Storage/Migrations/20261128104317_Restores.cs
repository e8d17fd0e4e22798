using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Connector.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Restores : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Replaces",
                table: "Postings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Company",
                table: "DeliveredRows",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LostInvoices",
                columns: table => new
                {
                    InvoiceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Proposal = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerInvoiceNumber = table.Column<string>(type: "TEXT", nullable: false),
                    CustomerInvoiceDate = table.Column<string>(type: "TEXT", nullable: true),
                    TaxAmount = table.Column<decimal>(type: "TEXT", nullable: true),
                    FoundOn = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LostInvoices", x => x.InvoiceId);
                });

            migrationBuilder.CreateTable(
                name: "RecordedNumbers",
                columns: table => new
                {
                    Company = table.Column<string>(type: "TEXT", nullable: false),
                    Document = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordedNumbers", x => new { x.Company, x.Document, x.Number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_LostInvoices_Proposal",
                table: "LostInvoices",
                column: "Proposal");

            // What Dataverse has recorded was not read before.
            migrationBuilder.Sql("""UPDATE "Reconciliations" SET "FoundPostedInvoices" = NULL""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LostInvoices");

            migrationBuilder.DropTable(
                name: "RecordedNumbers");

            migrationBuilder.DropColumn(
                name: "Replaces",
                table: "Postings");

            migrationBuilder.DropColumn(
                name: "Company",
                table: "DeliveredRows");
        }
    }
}
