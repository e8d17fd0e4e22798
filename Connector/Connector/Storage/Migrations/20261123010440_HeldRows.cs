using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Connector.Storage.Migrations
{
    /// <inheritdoc />
    public partial class HeldRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "HeldFor",
                table: "PendingRows",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HeldTable",
                table: "PendingRows",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "RowsAgain",
                table: "Messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "KnownRows",
                columns: table => new
                {
                    Map = table.Column<string>(type: "TEXT", nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WaitsFor = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownRows", x => new { x.Map, x.RecordId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_PendingRows_Map_HeldTable_HeldFor_ErrorCode",
                table: "PendingRows",
                columns: new[] { "Map", "HeldTable", "HeldFor", "ErrorCode" });

            migrationBuilder.CreateIndex(
                name: "IX_KnownRows_Map_WaitsFor",
                table: "KnownRows",
                columns: new[] { "Map", "WaitsFor" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KnownRows");

            migrationBuilder.DropIndex(
                name: "IX_PendingRows_Map_HeldTable_HeldFor_ErrorCode",
                table: "PendingRows");

            migrationBuilder.DropColumn(
                name: "HeldFor",
                table: "PendingRows");

            migrationBuilder.DropColumn(
                name: "HeldTable",
                table: "PendingRows");

            migrationBuilder.DropColumn(
                name: "RowsAgain",
                table: "Messages");
        }
    }
}
