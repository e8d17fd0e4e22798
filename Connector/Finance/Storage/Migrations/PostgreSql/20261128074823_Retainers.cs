using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProjectInvoice.Finance.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Retainers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "RetainerActualId",
                table: "ProposalLine",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RetainerActualId",
                table: "ProjectTransaction",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExchangeDifferenceAccount",
                table: "PostedInvoice",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ExchangeDifferenceDimensions",
                table: "PostedInvoice",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "RetainerId",
                table: "ActualsImport",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProposalLine_RetainerActualId",
                table: "ProposalLine",
                column: "RetainerActualId");

            migrationBuilder.CreateIndex(
                name: "IX_ProjectTransaction_RetainerActualId",
                table: "ProjectTransaction",
                column: "RetainerActualId");

            migrationBuilder.CreateIndex(
                name: "IX_ActualsImport_RetainerId",
                table: "ActualsImport",
                column: "RetainerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ProposalLine_RetainerActualId",
                table: "ProposalLine");

            migrationBuilder.DropIndex(
                name: "IX_ProjectTransaction_RetainerActualId",
                table: "ProjectTransaction");

            migrationBuilder.DropIndex(
                name: "IX_ActualsImport_RetainerId",
                table: "ActualsImport");

            migrationBuilder.DropColumn(
                name: "RetainerActualId",
                table: "ProposalLine");

            migrationBuilder.DropColumn(
                name: "RetainerActualId",
                table: "ProjectTransaction");

            migrationBuilder.DropColumn(
                name: "ExchangeDifferenceAccount",
                table: "PostedInvoice");

            migrationBuilder.DropColumn(
                name: "ExchangeDifferenceDimensions",
                table: "PostedInvoice");

            migrationBuilder.DropColumn(
                name: "RetainerId",
                table: "ActualsImport");
        }
    }
}
