using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Localization;

/// <summary>Gives names and descriptions of components in the language of the user who reads them; where there is none, in the base language.</summary>
internal sealed class LocalizedTexts(DataverseOrganization organization)
{
    public const int BaseLanguage = 1033;

    /// <summary>The language of a user's interface, by the user settings.</summary>
    public int LanguageOf(Guid user, Transaction? transaction) =>
        organization.Metadata.Table("usersettings") is not null
        && organization.Value("usersettings", user, "uilanguageid", transaction) is int language
        && language != 0
            ? language
            : BaseLanguage;

    /// <summary>Replaces the texts of a row that was read.</summary>
    public Entity In(int language, TableMetadata table, Entity row, Transaction? transaction)
    {
        if (language == BaseLanguage)
        {
            return row;
        }

        foreach (var column in table.Columns.Values.Where(column => column.Localizable && row.Contains(column.LogicalName)))
        {
            if (Find(row.Id, column.LogicalName, language, transaction) is { } text)
            {
                row[column.LogicalName] = text;
            }
        }

        return row;
    }

    private string? Find(Guid component, string column, int language, Transaction? transaction) =>
        organization
            .RowsWhere("localizedlabel", "objectid", component, transaction)
            .Where(label => Is(label, "objectcolumnname", column, transaction) && Is(label, "languageid", language, transaction))
            .Select(label => organization.Value("localizedlabel", label.Id, "label", transaction) as string)
            .FirstOrDefault();

    private bool Is(Row label, string column, object value, Transaction? transaction) =>
        Equals(organization.Value("localizedlabel", label.Id, column, transaction), value);
}
