namespace Solution.Packer.Components;

/// <summary>Faults of the unpacked solution.</summary>
internal static class ComponentErrors
{
    /// <summary>A file that every solution has, or that another one names.</summary>
    public static readonly ErrorCode FileMissing = new(2001, "the file is missing from the solution source", "Restore it, or name the right source folder");

    /// <summary>Not well-formed; what the XML says is not looked at yet.</summary>
    public static readonly ErrorCode XmlBroken = new(2002, "the XML is broken at line {0}, column {1}", "Correct the file");

    /// <summary>Sections of Other/Customizations.xml are filled by the packer, but not made.</summary>
    public static readonly ErrorCode SectionMissing = new(2002, "section {0} is missing", "Add it, empty");

    /// <summary>An element that the packer fills.</summary>
    public static readonly ErrorCode ListMissing = new(2002, "element {0} is missing", "Add it, empty");

    /// <summary>An element with a value that nobody else knows.</summary>
    public static readonly ErrorCode ElementMissing = new(2002, "element {0} is missing", "Add it");

    /// <summary>A relationship stands in two files.</summary>
    public static readonly ErrorCode RelationshipUnlisted = new(
        2003,
        "relationship {0} stands in the list or in Other/Relationships, but not in both",
        "Add what is missing"
    );

    /// <summary>A root component without a body.</summary>
    public static readonly ErrorCode ListedOnly = new(2003, "{0} {1} is listed, but the source does not hold it", "Add the component or remove the line");

    /// <summary>A component that the manifest does not name.</summary>
    public static readonly ErrorCode Unlisted = new(2003, "{0} {1} is in the source, but not listed", "Add a RootComponent for it");

    /// <summary>An import would lose one of the two without a word.</summary>
    public static readonly ErrorCode Twice = new(2003, "{0} {1} is {2} twice", "Remove one, or give it an id of its own");

    /// <summary>Environment variables are known by their folders.</summary>
    public static readonly ErrorCode VariableListed = new(
        2003,
        "environment variable {0} is listed, which no export of Dataverse does",
        "Remove the line; its folder is enough"
    );

    /// <summary>An import would fail halfway where the table is missing.</summary>
    public static readonly ErrorCode DependencyMissing = new(2003, "{0} needs {1}, which MissingDependencies does not say", "Add a MissingDependency for it");

    /// <summary>An import would be refused for nothing.</summary>
    public static readonly ErrorCode DependencyNeedless = new(2003, "MissingDependencies says that {0} needs {1}, which it does not", "Remove it");

    /// <summary>On a table of others.</summary>
    public static readonly ErrorCode Unmodified = new(
        2009,
        "it is marked as unmodified, and an import passes over the columns of such a table",
        "Remove the attribute unmodified"
    );

    /// <summary>Every kind of view that an export has.</summary>
    public static readonly ErrorCode ViewMissing = new(2009, "it has no view of query type {0}", "Add one below SavedQueries");

    /// <summary>Every kind of form that an export has.</summary>
    public static readonly ErrorCode FormMissing = new(2009, "it has no {0} form", "Add one below FormXml");

    /// <summary>An import would take the second for a change of the first.</summary>
    public static readonly ErrorCode SameId = new(2009, "two of its forms or views have the same id", "Give each an id of its own");

    /// <summary>The file of a web resource.</summary>
    public static readonly ErrorCode ContentMissing = new(
        2014,
        "it defines web resource {0}, whose file is missing",
        "Restore the file, or remove the definition"
    );

    /// <summary>The definition of a web resource and its file.</summary>
    public static readonly ErrorCode ResourceMisnamed = new(2014, "its {0} is {1}, and that of its file would be {2}", "Correct the one or the other");

    /// <summary>Option --invoice-form.</summary>
    public static readonly ErrorCode FormIdWrong = new(2015, "{0} is no id of a form", "Give the formid of the product's form, as INSTALLING.md finds it");

    /// <summary>Option --invoice-form names a form of this solution.</summary>
    public static readonly ErrorCode FormIsOwn = new(2015, "{0} is the id of this solution's own form", "Give the formid of the product's form");
}
