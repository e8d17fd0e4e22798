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

            migrationBuilder.AlterColumn<int>(
                name: "RuleNumber",
                table: "ProfileRule",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(int),
                oldType: "INTEGER")
                .OldAnnotation("Sqlite:Autoincrement", true);

            migrationBuilder.AlterColumn<string>(
                name: "Id",
                table: "LineProperty",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountStructure");

            migrationBuilder.DropTable(
                name: "SetUpStamp");

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
