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
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DeployException("PINV2102", path, "the file is missing or cannot be read", $"{char.ToUpperInvariant(remedy[0])}{remedy[1..]}.", fault);
        }
    }

    /// <summary>A secret: the text of the file without the line end that editors add.</summary>
    internal static string Secret(string path, string option)
    {
        var text = Encoding.UTF8.GetString(Bytes(path, $"name a file that exists with {option}")).TrimEnd('\r', '\n');
        return !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new DeployException("PINV2102", path, "the file is empty or blank", $"Write the secret into it, or leave {option} out.");
    }
}
