using System.Text;

namespace Solution.Deploy;

/// <summary>Files that the user names.</summary>
internal static class InputFile
{
    internal static byte[] Bytes(string path, string remedy)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DeployException(DeployErrors.FileUnreadable.For(path, remedy), failure);
        }
    }

    /// <summary>A secret: the text of the file without the line end that editors add.</summary>
    internal static string Secret(string path, string option)
    {
        var text = Encoding.UTF8.GetString(Bytes(path, $"Name a file that exists with {option}")).TrimEnd('\r', '\n');
        return !string.IsNullOrWhiteSpace(text) ? text : throw new DeployException(DeployErrors.FileEmpty.For(path, option));
    }
}
