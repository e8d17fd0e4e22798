namespace LocalDataverse.SolutionImport.Interface;

/// <param name="Column">The column of the component that it is for.</param>
/// <param name="Language">Number of the language (LCID).</param>
internal sealed record LocalizedText(string Column, int Language, string Text);
