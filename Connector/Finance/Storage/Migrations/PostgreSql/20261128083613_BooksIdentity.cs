using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Finance.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class BooksIdentity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Record",
                table: "CallbackPart",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "WrittenOn",
                table: "CallbackPart",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BooksIdentity");

            migrationBuilder.DropColumn(
                name: "Record",
                table: "CallbackPart");

            migrationBuilder.DropColumn(
                name: "WrittenOn",
                table: "CallbackPart");
        }
    }
}
