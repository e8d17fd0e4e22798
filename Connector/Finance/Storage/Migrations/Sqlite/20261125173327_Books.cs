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
            migrationBuilder.AddColumn<decimal>(
                name: "NetAmount",
                table: "ProposalLine",
                type: "TEXT",
                nullable: false,
                defaultValue: 0m);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "NetAmount",
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
        }
    }
}
